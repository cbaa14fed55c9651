"""The page of the orchard."""

from commonweal import Page, Visit
from litestar import get


@get("/orchard")
async def show(request: Visit) -> Page:
    """Show how many trees there are."""
    async with request.web.database.read() as work:
        count = await work.fetch_value("SELECT count(*) FROM orchard.tree")
    return Page("orchard/trees.html", {"count": count})
