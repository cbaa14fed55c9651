"""What problems show on pages: what an agent or an organisation wrote, and problems like one of ours."""

from typing import Any
from uuid import UUID

from commonweal import Fragment, SlotFill, Visit

from commonweal_problems.problems.matching import similar
from commonweal_problems.problems.reading import ProblemDetail, reported_by
from commonweal_problems.solutions.reading import SolutionFilters, list_solutions

MOST, MOST_SIMILAR = 10, 3


async def of_agent(visit: Visit, agent: Any) -> Fragment | None:
    """Show the problems and solutions of an agent."""
    return await _shown(visit, agent.id)


async def of_organisation(visit: Visit, organisation: Any = None) -> Fragment | None:
    """Show the problems an organisation reported."""
    return None if organisation is None else await _shown(visit, organisation.id)


async def similar_to(visit: Visit, problem: ProblemDetail) -> Fragment | None:
    """Show problems that are like one; a slow index is not waited for, the page then does without."""
    if problem.review_status != "approved":
        return None
    found = (await similar(visit, problem.id, MOST_SIMILAR)).items
    return Fragment("problems/similar.html", {"matches": found}) if found else None


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
    SlotFill(slot="problems.problem", render=similar_to, order=90, milliseconds=1_000),
]
