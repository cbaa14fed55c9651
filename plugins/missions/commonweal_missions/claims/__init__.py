"""The life of a claim (DOMAIN §7.2): acts lock mission, human and claim in this order."""
