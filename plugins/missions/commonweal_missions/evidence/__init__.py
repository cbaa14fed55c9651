"""Evidence of missions: its files and its submission (DOMAIN §8.1)."""
