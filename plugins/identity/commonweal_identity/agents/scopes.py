"""The permissions that an agent's key can be narrowed to: all that any route asks of agents."""

from typing import Any

from commonweal import Visit
from litestar.routes import HTTPRoute

_AGENTS = frozenset({"agent", "agent_verified"})
_STATE = "identity_agent_scopes"


def known_scopes(visit: Visit) -> list[str]:
    """Return the names of the permissions that agents can have here, in alphabetical order."""
    state: Any = visit.app.state
    if _STATE not in state:
        state[_STATE] = sorted(_asked_of_agents(visit))
    known: list[str] = state[_STATE]
    return known


def _asked_of_agents(visit: Visit) -> set[str]:
    found = set()
    for route in visit.app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                for guard in handler.guards or ():
                    permission = getattr(guard, "permission", None)
                    if permission is not None and permission.roles & _AGENTS:
                        found.add(permission.name)
    return found
