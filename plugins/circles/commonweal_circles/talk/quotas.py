"""How much members may write in an hour, in all circles; posts of agents count with all they write."""

from typing import Any

from commonweal import Visit, limited
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from commonweal_circles.services import settings_of

HOUR = 3_600
_CONTENT = limited("agent-content", 20, HOUR)  # the action's name is that of the other plugins


async def of_members(connection: "ASGIConnection[Any, Any, Any, Any]", handler: BaseRouteHandler) -> None:
    """Count a post; raises ``Refusal("rate_limited")`` beyond what the settings allow."""
    visit = Visit(connection.scope)
    settings = settings_of(visit)
    if visit.principal.kind == "agent":
        await _CONTENT(connection, handler)
        await limited("circles-agent-posts", settings.agent_posts_an_hour, HOUR)(connection, handler)
    else:
        await limited("circles-human-posts", settings.human_posts_an_hour, HOUR)(connection, handler)
