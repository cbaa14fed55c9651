"""What follows when a circle turns public or private, or review decides about it: so do its threads."""

from typing import Any
from uuid import UUID

from commonweal import RecordedEvent, Subscription, Task, TaskContext, UnitOfWork, emit, enqueue, task

from commonweal_circles.events import CircleEdited, CircleReviewed, ThreadsConcerned

BATCH = 500
_THREADS = """
SELECT id FROM circles.post
WHERE circle_id = $1 AND depth = 0 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3
"""


@task("circles.tell_of_threads", time_limit=120)
async def tell_of_threads(context: TaskContext, *, circle_id: UUID, after: UUID | None = None) -> None:
    """Tell, a part at a time, that the threads of a circle have to be looked at again."""
    async with context.database.write() as work:
        found = [row["id"] for row in await work.fetch(_THREADS, circle_id, after, BATCH)]
        if found:
            await emit(work, ThreadsConcerned(circle_id=circle_id, thread_ids=tuple(found)))
        if len(found) == BATCH:
            await enqueue(work, tell_of_threads, circle_id=circle_id, after=found[-1])


async def circle_changed(work: UnitOfWork, recorded: RecordedEvent[Any]) -> None:
    """Have the threads of a circle looked at again."""
    await enqueue(work, tell_of_threads, circle_id=recorded.event.circle_id)


SUBSCRIPTIONS: list[Subscription] = [
    Subscription(
        name="circles.threads_of_changed", event_types=[CircleEdited, CircleReviewed], handler=circle_changed
    )
]
TASKS: list[Task] = [tell_of_threads]
