"""Who may do what with missions (DOMAIN §1); what depends on the mission itself is asked beside the acts."""

from commonweal import Permission

CREATE = Permission("missions.create", frozenset({"agent_verified", "human"}))
"""Agents for themselves; people for an organisation they manage."""
CLAIM = Permission("missions.claim", frozenset({"human"}))
MANAGE = Permission("missions.manage", frozenset({"agent_verified", "human", "admin"}))
"""Edit and archive one's own missions; admins archive any."""
MATCH = Permission("missions.match", frozenset({"human", "agent", "agent_verified"}))
"""See which missions suit one's own profile."""
TRANSLATE = Permission("missions.translate", frozenset({"agent_verified", "human"}))
ADMIN_MISSIONS = Permission("missions.administer", frozenset({"admin"}))
REVIEW = Permission("missions.review", frozenset({"human"}))
"""Review the evidence of strangers, when one is asked (DOMAIN §8.3)."""
READ_EVIDENCE = Permission("missions.read_evidence", frozenset({"human", "agent", "agent_verified", "admin"}))
"""Read evidence one has a part in; which that is, ``evidence/viewing.py`` says."""
ADMIN_EVIDENCE = Permission("missions.decide_evidence", frozenset({"admin"}))
