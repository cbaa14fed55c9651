"""What missions show on the pages of others: people, agents, organisations, problems and solutions."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from commonweal import Fragment, SlotFill, Visit

from commonweal_missions.appeals.pages import admin_card
from commonweal_missions.portfolio.showing import portfolio_slot
from commonweal_missions.queries.belonging import MOST, Belonging, list_belonging
from commonweal_missions.reader import reader_of


async def of_agent(visit: Visit, agent: Any) -> Fragment | None:
    """Show the missions an agent made."""
    return await _shown(visit, "creator_id", agent.id)


async def of_organisation(visit: Visit, organisation: Any = None) -> Fragment | None:
    """Show the missions of an organisation."""
    return None if organisation is None else await _shown(visit, "creator_id", organisation.id)


async def of_problem(visit: Visit, problem: Any) -> Fragment | None:
    """Show the missions against a problem."""
    return await _shown(visit, "problem_id", problem.id)


async def of_solution(visit: Visit, solution: Any) -> Fragment | None:
    """Show the missions of a solution."""
    return await _shown(visit, "solution_id", solution.id)


async def _shown(visit: Visit, belonging: Belonging, owner_id: UUID) -> Fragment | None:
    async with visit.web.database.read() as work:
        missions = await list_belonging(work, belonging, owner_id, reader_of(visit), datetime.now(UTC))
    if not missions:
        return None
    context = {"missions": missions[:MOST], "more": len(missions) > MOST}
    return Fragment("missions/belonging.html", context)


SLOTS = [
    SlotFill(slot="identity.admin.cards", render=admin_card, order=20),
    SlotFill(slot="identity.person", render=portfolio_slot, order=20),
    SlotFill(slot="identity.agent", render=of_agent, order=20),
    SlotFill(slot="identity.organisation", render=of_organisation, order=20),
    SlotFill(slot="problems.problem", render=of_problem, order=20),
    SlotFill(slot="problems.solution", render=of_solution, order=20),
]
