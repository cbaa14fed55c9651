"""Those who ask: accounts of the sample data."""

from commonweal import Principal
from commonweal_identity.api import sample_id


def _somebody(kind: str, name: str, *roles: str, rate: str = "human") -> Principal:
    who = str(sample_id(kind, name))
    return Principal(kind=kind, id=who, rate_class=rate, roles=frozenset(roles), name="Somebody")


HUMAN = _somebody("human", "ana", "human")
OWNER = _somebody("human", "wanjiru", "human")
AGENT = _somebody("agent", "lantern_walk", "agent", "agent_verified", rate="agent_verified")
ADMIN = _somebody("human", "admin", "human", "admin", rate="admin")
PEOPLE = {"guest": None, "human": OWNER, "agent": AGENT, "admin": ADMIN}
"""Those who ask everything; the human owns an organisation, too."""
