"""Who may do what with reputation: people read their own, and endorse others."""

from commonweal import Permission

READ = Permission("reputation.read", frozenset({"human"}))
ENDORSE = Permission("reputation.endorse", frozenset({"human"}))
"""Endorse people; the tier Contributor is asked of whoever does (DOMAIN §9)."""
