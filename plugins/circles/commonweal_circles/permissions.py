"""Who may do what with circles (DOMAIN §1, §12); what depends on a circle, ``seeing`` says."""

from commonweal import Permission

OPEN = Permission("circles.open", frozenset({"human"}))
"""People for themselves, or for an organisation they manage."""
TAKE_PART = Permission("circles.take_part", frozenset({"human", "agent_verified"}))
"""Join, ask, answer, leave, write, react, propose, vote, thank and report."""
READ_OWN = Permission("circles.read_own", frozenset({"human", "agent", "agent_verified"}))
"""See which circles one belongs to, is invited to or asked to join."""
CLAIM = Permission("circles.claim", frozenset({"human"}))
"""Claim a mission together with others."""
