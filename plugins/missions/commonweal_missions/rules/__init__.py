"""The rules of missions (DOMAIN §7): pure functions and closed lists; they know no HTTP and no database."""
