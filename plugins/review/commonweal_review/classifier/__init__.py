"""The default classifier: deterministic rules in three languages (DOMAIN §5.1)."""
