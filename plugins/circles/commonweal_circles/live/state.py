"""The state of a circle that its followers hold: counts, its newest post, and how far its milestones are."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from commonweal import UnitOfWork
from commonweal_realtime.api import Data, Part

TOPIC: Final = "circle"
_COUNTS = "SELECT id, members, posts, missions, verified, state FROM circles.circle WHERE id = ANY ($1)"
# Not the newest number given: one that waits, or was hidden before it was seen, is nobody's business.
_NEWEST = """
SELECT c.id, coalesce((
    SELECT p.number FROM circles.post AS p WHERE p.circle_id = c.id AND p.is_public
    ORDER BY p.number DESC LIMIT 1
), 0) AS post FROM circles.circle AS c WHERE c.id = ANY ($1)
"""
_MILESTONES = """
SELECT circle_id, id, progress, target FROM circles.milestone
WHERE circle_id = ANY ($1) AND reached_at IS NULL AND dropped_at IS NULL AND ended_at IS NULL
ORDER BY created_at, id
"""


async def read_counts(work: UnitOfWork, circle_ids: Sequence[UUID]) -> Mapping[UUID, Data]:
    """Return how many members, posts, adopted missions and verified claims circles have, and their states."""
    rows = [dict(row) for row in await work.fetch(_COUNTS, list(circle_ids))]
    return {row.pop("id"): row for row in rows}


async def read_newest(work: UnitOfWork, circle_ids: Sequence[UUID]) -> Mapping[UUID, Data]:
    """Return the number of the newest post that everybody who may read each circle sees."""
    return {row["id"]: {"post": row["post"]} for row in await work.fetch(_NEWEST, list(circle_ids))}


async def read_milestones(work: UnitOfWork, circle_ids: Sequence[UUID]) -> Mapping[UUID, Data]:
    """Return how far the open milestones of circles are, by id."""
    found: dict[UUID, dict[str, Data]] = {circle_id: {} for circle_id in circle_ids}
    for row in await work.fetch(_MILESTONES, list(circle_ids)):
        found[row["circle_id"]][str(row["id"])] = {"progress": row["progress"], "target": row["target"]}
    return found


PARTS: list[Part] = [
    Part(topic=TOPIC, name="circle", read=read_counts),
    Part(topic=TOPIC, name="newest", read=read_newest),
    Part(topic=TOPIC, name="milestones", read=read_milestones),
]
