"""Background work of this room."""

from datetime import UTC, datetime, timedelta
from typing import Any

from commonweal import Schedule, TaskContext, task

from commonweal_circles.progress.ending import end_challenges


@task("circles.end_challenges", time_limit=300)
async def end_challenges_due(context: TaskContext) -> None:
    """End the challenges whose time is over."""
    await end_challenges(context.database, datetime.now(UTC))


TASKS: list[Any] = [end_challenges_due]
SCHEDULES: list[Schedule] = [
    Schedule(name="circles.challenges", task=end_challenges_due, every=timedelta(minutes=1))
]
