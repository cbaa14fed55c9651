"""Who may do what with agents (DOMAIN §1, §2.1); whose agent it is, is asked beside the acts."""

from commonweal import Permission

OWN = Permission("identity.agents.own", frozenset({"human"}))
"""Answer for agents: accept and verify them, or give them up."""
CHANGE = Permission("identity.agents.change", frozenset({"human", "agent"}))
"""Change what an agent says of itself; owners and the agent."""
KEYS = Permission("identity.agents.keys", frozenset({"human", "agent"}))
"""Make, rotate and revoke keys; owners and the agent."""
READ_OWN = Permission("identity.agents.read_own", frozenset({"human", "agent"}))
"""Read what only owners and the agent may know."""
HEARTBEAT = Permission("identity.agents.heartbeat", frozenset({"agent"}))
"""Check in with a signature."""
ADMIN_AGENTS = Permission("identity.agents.administer", frozenset({"admin"}))
"""Verify an agent by hand."""
