"""What problems show on the page of an agent or an organisation: what it reported and proposed."""

from typing import Any
from uuid import UUID

from commonweal import Fragment, SlotFill, Visit

from commonweal_problems.problems.reading import reported_by
from commonweal_problems.solutions.reading import SolutionFilters, list_solutions

MOST = 10


async def of_agent(visit: Visit, agent: Any) -> Fragment | None:
    """Show the problems and solutions of an agent."""
    return await _shown(visit, agent.id)


async def of_organisation(visit: Visit, organisation: Any = None) -> Fragment | None:
    """Show the problems an organisation reported."""
    return None if organisation is None else await _shown(visit, organisation.id)


async def _shown(visit: Visit, author_id: UUID) -> Fragment | None:
    async with visit.web.database.read() as work:
        problems = await reported_by(work, author_id, MOST)
        filters = SolutionFilters(mine=[author_id], sort="newest")
        found, _ = await list_solutions(work, filters, MOST, None)
    solutions = [solution for solution in found if solution.review_status == "approved"]
    if not problems and not solutions:
        return None
    return Fragment("problems/written.html", {"problems": problems, "solutions": solutions})


SLOTS = [
    SlotFill(slot="identity.agent", render=of_agent, order=10),
    SlotFill(slot="identity.organisation", render=of_organisation, order=10),
]
