"""The time of a challenge is over: told once."""

from datetime import datetime
from uuid import UUID

from commonweal import Database

from commonweal_circles.progress.advancing import tell_one

BATCH = 100
_DUE = """
SELECT id, circle_id FROM circles.milestone
WHERE ends_at <= $1 AND reached_at IS NULL AND dropped_at IS NULL AND ended_at IS NULL
ORDER BY ends_at LIMIT $2
"""
_LOCK = "SELECT FROM circles.circle WHERE id = $1 FOR NO KEY UPDATE"
_END = """
UPDATE circles.milestone SET ended_at = $2
WHERE id = $1 AND reached_at IS NULL AND dropped_at IS NULL AND ended_at IS NULL
RETURNING id, progress, target
"""


async def end_challenges(database: Database, at: datetime) -> int:
    """End every challenge whose time is over and return how many; each in a unit of its own.

    What was verified in time and is counted later still counts, and may reach it.
    """
    ended = 0
    while True:
        async with database.read() as work:
            due = [(row["id"], row["circle_id"]) for row in await work.fetch(_DUE, at, BATCH)]
        for milestone_id, circle_id in due:
            ended += await _end(database, milestone_id, circle_id, at)
        if len(due) < BATCH:
            return ended


async def _end(database: Database, milestone_id: UUID, circle_id: UUID, at: datetime) -> int:
    async with database.write() as work:
        await work.execute(_LOCK, circle_id)
        row = await work.fetch_row(_END, milestone_id, at)
        if row is None:
            return 0
        await tell_one(work, circle_id, row, "ended")
        return 1
