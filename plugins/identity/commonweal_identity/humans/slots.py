"""What this part adds to the pages of others."""

from commonweal import Fragment, Visit


async def register_link(visit: Visit) -> Fragment | None:
    """Invite a guest to register, in the header of every page."""
    return Fragment("identity/humans/register_link.html") if visit.principal.kind == "guest" else None
