"""Addresses that nothing is sent to: all mail after a hard bounce, bulk mail after a complaint."""

from typing import Literal

from commonweal import UnitOfWork

Scope = Literal["all", "bulk"]
_SCOPES = "SELECT scope FROM notifications.suppression WHERE address_key = $1"
_SUPPRESS = """
INSERT INTO notifications.suppression (address_key, scope, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
"""


async def suppressed(work: UnitOfWork, address_key: str, *, is_bulk: bool) -> str:
    """Say why an address gets no such mail; empty when it does."""
    scopes = {row["scope"] for row in await work.fetch(_SCOPES, address_key)}
    if "all" in scopes:
        return "suppressed"
    return "suppressed_bulk" if is_bulk and "bulk" in scopes else ""


async def suppress(work: UnitOfWork, address_key: str, scope: Scope, reason: str) -> None:
    """Send an address no such mail from now on."""
    await work.execute(_SUPPRESS, address_key, scope, reason)
