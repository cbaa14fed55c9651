"""Translations of missions by humans and machines (DOMAIN §7.4)."""
