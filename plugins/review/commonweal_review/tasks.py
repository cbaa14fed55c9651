"""Background work: what waits too long is told, once each time it is flagged."""

from datetime import timedelta

from commonweal import Schedule, TaskContext, emit, task

from commonweal_review.events import ReviewOverdue

_OVERDUE = """
UPDATE review.item SET alerted_at = now() WHERE id IN (
    SELECT id FROM review.item WHERE status = 'flagged' AND due_at < now() AND alerted_at IS NULL
    ORDER BY priority, due_at LIMIT 500 FOR UPDATE SKIP LOCKED
) RETURNING id, kind, item_id, priority
"""


@task("review.look_for_overdue", time_limit=60)
async def look_for_overdue(context: TaskContext) -> None:
    """Raise an alert for each item that nobody decided about in time (DOMAIN §5.3)."""
    async with context.database.write() as work:
        for row in await work.fetch(_OVERDUE):
            event = ReviewOverdue(
                kind=row["kind"], item_id=row["item_id"], status="flagged", priority=row["priority"]
            )
            await emit(work, event, subject=row["id"])
            if context.plugin is not None:
                context.plugin.log.warning("review overdue", item=str(row["id"]), priority=row["priority"])


SCHEDULES = [Schedule(name="review.overdue", task=look_for_overdue, every=timedelta(minutes=1))]
