"""A portfolio on a person's page and in the JSON API."""

from typing import Any
from uuid import UUID

from commonweal import Fragment, Visit
from litestar import get
from litestar.params import FromPath

from commonweal_missions.portfolio.reading import Portfolio, read_portfolio, require_visible
from commonweal_missions.reader import reader_of


@get(
    "/people/{human_id:uuid}/portfolio",
    operation_id="readPortfolio",
    summary="Read what a person has done",
)
async def portfolio_of(request: Visit, human_id: FromPath[UUID]) -> Portfolio:
    """Give totals, domains and the newest verified missions; private portfolios are not found."""
    async with request.web.database.read() as work:
        await require_visible(work, request.principal, human_id)
        return await read_portfolio(work, human_id, reader_of(request))


async def portfolio_slot(visit: Visit, person: Any) -> Fragment | None:
    """Show impact on a person's page, whose owner has been asked who may see it."""
    async with visit.web.database.read() as work:
        found = await read_portfolio(work, person.id, reader_of(visit))
    most = max((each.missions for each in found.domains), default=1)
    return Fragment("missions/portfolio.html", {"portfolio": found, "most": most})
