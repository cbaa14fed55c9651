"""The page of one's own reputation: what it is made of, the streak, and each change with its reason."""

from commonweal import Page, Visit, needs
from litestar import get
from litestar.params import FromQuery

from commonweal_reputation.explaining import explain
from commonweal_reputation.http import history_of
from commonweal_reputation.permissions import READ

OWN = "/account/reputation"
PAGE_SIZE = 25


@get(OWN, guards=[needs(READ)])
async def own_page(request: Visit, cursor: FromQuery[str | None] = None) -> Page:
    """Show one's standing, and how it came about."""
    listed = await history_of(request, cursor, PAGE_SIZE)
    async with request.web.database.read() as work:
        explained = await explain(work, request.principal.account_id)
    context = {
        "explained": explained,
        "changes": listed.items,
        "next_url": request.here(cursor=listed.next_cursor) if listed.next_cursor else "",
        "first_url": request.here(cursor=None) if cursor else "",
    }
    return Page("reputation/own.html", context)
