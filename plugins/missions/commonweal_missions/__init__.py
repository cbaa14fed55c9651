"""The mission marketplace: what people can do, where, and for what reward (DOMAIN §7)."""
