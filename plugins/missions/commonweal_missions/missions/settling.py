"""What follows when a mission is closed: over, and without open claims."""

from datetime import datetime
from typing import Any
from uuid import UUID

from commonweal import UnitOfWork

from commonweal_missions.claims.locking import lock_mission

_NOW_CLOSED = """
    UPDATE missions.mission AS m SET closed_at = $2
    WHERE m.id = $1 AND m.closed_at IS NULL AND m.told_state IN ('verified', 'expired', 'archived')
      AND NOT EXISTS (SELECT FROM missions.claim WHERE mission_id = m.id AND state IN ('active', 'submitted'))
    RETURNING m.id
"""
# The missions of a solution, or those of a problem that belong to none.
_SIBLINGS = """
    SELECT coalesce(bool_and(m.closed_at IS NOT NULL), true) AS all_closed,
           coalesce(bool_or(EXISTS (
               SELECT FROM missions.claim
               WHERE mission_id = m.id AND state = 'verified')), false) AS any_verified
    FROM missions.mission AS m
    WHERE m.published_at IS NOT NULL AND {which}
"""


async def settle(work: UnitOfWork, mission_id: UUID, at: datetime) -> bool:
    """Close a mission that is over: free what it holds, tell when it was the last; returns whether it did."""
    mission = await lock_mission(work, mission_id)
    if await work.fetch_row(_NOW_CLOSED, mission_id, at) is None:
        return False
    if mission.hold_key is not None:
        from commonweal_ledger import api as ledger  # noqa: PLC0415 - the command line needs none of it

        await ledger.release(work, key=mission.hold_key)
    if mission.published_at is not None:
        await _tell_when_last(work, mission.problem_id, mission.solution_id)
    return True


async def _tell_when_last(work: UnitOfWork, problem_id: UUID | None, solution_id: UUID | None) -> None:
    """Tell problem and solution once their last mission is closed; two closing at once take turns."""
    owner = solution_id or problem_id
    if owner is None:
        return
    from commonweal_problems import api as problems  # noqa: PLC0415 - the command line needs none of it

    await work.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", f"missions of {problem_id or owner}"
    )
    every = await _siblings(work, "m.problem_id = $1", problem_id)
    of_solution = await _siblings(work, "m.solution_id = $1", solution_id)
    if every["all_closed"]:
        await problems.missions_closed(
            work, problem_id=problem_id, solution_id=None, any_verified=bool(every["any_verified"])
        )
    if of_solution["all_closed"]:
        await problems.missions_closed(
            work, problem_id=None, solution_id=solution_id, any_verified=bool(of_solution["any_verified"])
        )


async def _siblings(work: UnitOfWork, which: str, owner: UUID | None) -> Any:
    """Look at the missions of a problem or a solution; without one, there is nothing to be told."""
    if owner is None:
        return {"all_closed": False, "any_verified": False}
    return await work.fetch_row(_SIBLINGS.format(which=which), owner)
