"""The life of a mission: made, edited, published, and settled once it is closed (DOMAIN §7.1)."""
