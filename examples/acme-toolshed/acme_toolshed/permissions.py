"""Who may do what; what depends on the organisation is asked beside the rules."""

from commonweal import Permission

BORROW = Permission("toolshed.borrow", frozenset({"human"}))
"""Reserve a tool, and give it back."""
LEND = Permission("toolshed.lend", frozenset({"human"}))
"""Offer tools and hand them over, for an organisation one is an owner or a manager of."""
LENDERS = ("owner", "manager")
