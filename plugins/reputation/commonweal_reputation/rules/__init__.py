"""The rules of DOMAIN §9: pure, without clock or database."""
