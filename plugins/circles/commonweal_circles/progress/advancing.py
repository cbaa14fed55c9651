"""Milestones and challenges come closer as outcomes are counted, and are reached once.

An open one counts the outcomes verified from its ``starts_at`` on and before its ``ends_at``. The row of
the outcome at hand is not in the table while it is counted: whether its person or domain is a new one follows
from the others. One that is reached stays as it was then.
"""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

from commonweal import UnitOfWork, emit

from commonweal_circles.events import MilestoneChanged
from commonweal_circles.progress.outcome import Outcome

Cause = Literal["set", "progressed", "reached", "dropped", "ended"]

_IS_OPEN = "reached_at IS NULL AND dropped_at IS NULL"
_WITHIN = "o.verified_at >= m.starts_at AND (m.ends_at IS NULL OR o.verified_at < m.ends_at)"
_OPEN = f"SELECT id, progress, target FROM circles.milestone WHERE circle_id = $1 AND {_IS_OPEN} ORDER BY id"
_ADVANCE = f"""
UPDATE circles.milestone AS m SET progress = m.progress + $2::integer * CASE m.metric
    WHEN 'missions' THEN 1
    WHEN 'minutes' THEN $3::bigint
    WHEN 'tokens' THEN $4::bigint
    WHEN 'people' THEN (NOT EXISTS (SELECT FROM circles.outcome AS o
        WHERE o.circle_id = m.circle_id AND o.human_id = $5 AND {_WITHIN}))::integer
    WHEN 'domains' THEN (NOT EXISTS (SELECT FROM circles.outcome AS o
        WHERE o.circle_id = m.circle_id AND o.domain = $6 AND {_WITHIN}))::integer
    END
WHERE m.circle_id = $1 AND {_IS_OPEN} AND m.starts_at <= $7 AND (m.ends_at IS NULL OR $7 < m.ends_at)
"""
_SINCE = """
SELECT count(*) AS missions, coalesce(sum(minutes), 0)::bigint AS minutes,
    coalesce(sum(earned_minor), 0)::bigint AS tokens, count(DISTINCT human_id) AS people,
    count(DISTINCT domain) AS domains
FROM circles.outcome
WHERE circle_id = $1 AND verified_at >= $2 AND ($3::timestamptz IS NULL OR verified_at < $3)
"""
_REACHED = "UPDATE circles.milestone SET reached_at = now() WHERE id = ANY ($1)"


async def read_open(work: UnitOfWork, circle_id: UUID) -> Mapping[UUID, int]:
    """Return how far each milestone of a locked circle is that was neither reached nor dropped."""
    return {row["id"]: row["progress"] for row in await work.fetch(_OPEN, circle_id)}


async def advance(work: UnitOfWork, circle_id: UUID, outcome: Outcome, by: int) -> None:
    """Bring open milestones closer by an outcome (``by`` 1), or take that back (-1)."""
    await work.execute(
        _ADVANCE,
        *(circle_id, by, outcome.minutes, outcome.earned_minor),
        *(outcome.human_id, outcome.domain, outcome.verified_at),
    )


async def tell(work: UnitOfWork, circle_id: UUID, before: Mapping[UUID, int]) -> None:
    """Tell of the milestones whose progress is not what it was, and mark those that are reached now."""
    rows = [row for row in await work.fetch(_OPEN, circle_id) if row["progress"] != before.get(row["id"])]
    reached = {row["id"] for row in rows if row["progress"] >= row["target"]}
    if reached:
        await work.execute(_REACHED, list(reached))
    for row in rows:
        await tell_one(work, circle_id, row, "reached" if row["id"] in reached else "progressed")


async def tell_one(work: UnitOfWork, circle_id: UUID, row: Any, cause: Cause) -> None:
    """Tell what became of one milestone; the row has its ``id``, ``progress`` and ``target``."""
    event = MilestoneChanged(
        circle_id=circle_id,
        milestone_id=row["id"],
        cause=cause,
        progress=row["progress"],
        target=row["target"],
    )
    await emit(work, event, subject=circle_id)


async def progress_since(work: UnitOfWork, circle_id: UUID, metric: str, start: Any, end: Any) -> int:
    """Add up what a new milestone counts already: what was verified between two moments."""
    row: Any = await work.fetch_row(_SINCE, circle_id, start, end)
    return int(row[metric])
