"""How much an agent may write: its missions and translations count with all other content of it."""

from typing import Any

from commonweal import Visit, limited
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

_CONTENT = limited("agent-content", 20, 3_600)  # the action's name is that of the other plugins


async def of_agents(connection: "ASGIConnection[Any, Any, Any, Any]", handler: BaseRouteHandler) -> None:
    """Count what an agent writes, 20 an hour (DOMAIN §2.6); raises ``Refusal("rate_limited")`` beyond."""
    if Visit(connection.scope).principal.kind == "agent":
        await _CONTENT(connection, handler)
