"""What workers did for the events of the meadow, held against the log: each effect there, and there once."""

from collections import Counter

from barn.plugin import WEIGHED_EACH

_GROWN = "SELECT id, (data->>'number')::int AS number FROM kernel.event WHERE type = 'meadow.grown'"
_WAITING = "SELECT count(*) FROM kernel.task_request WHERE task = 'barn.weigh' AND dead_at IS NULL"


async def unfinished(database):
    """Count the events that no worker has brought in yet, and the tasks that were not done."""
    async with database.read() as work:
        grown = await work.fetch_value("SELECT count(*) FROM kernel.event WHERE type = 'meadow.grown'")
        inside = await work.fetch_value("SELECT count(DISTINCT event) FROM barn.harvest")
        return max(0, grown - inside) + await work.fetch_value(_WAITING)


async def barn_problems(database):
    """Return what is wrong with what the workers did."""
    async with database.read() as work:
        grown = {row["id"]: row["number"] for row in await work.fetch(_GROWN)}
        brought = [row["event"] for row in await work.fetch("SELECT event FROM barn.harvest")]
        weighed = {row["event"] for row in await work.fetch("SELECT event FROM barn.weighed")}
    return compared(grown, brought, weighed)


def compared(grown, brought, weighed):
    """Return what is missing, what is there twice, and what is there though it never grew."""
    counts = Counter(brought)
    due = {event for event, number in grown.items() if number % WEIGHED_EACH == 0}
    return [
        *(f"not brought in: {event}" for event in grown.keys() - counts.keys()),
        *(f"brought in though it never grew: {event}" for event in counts.keys() - grown.keys()),
        *(f"brought in {count} times: {event}" for event, count in counts.items() if count > 1),
        *(f"not weighed: {event}" for event in due - weighed),
        *(f"weighed though nobody asked: {event}" for event in weighed - due),
    ]
