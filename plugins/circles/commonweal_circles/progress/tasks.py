"""Background work of this room."""

from datetime import UTC, datetime, timedelta
from typing import Any

from commonweal import Schedule, TaskContext, task

from commonweal_circles.progress.ending import end_challenges
from commonweal_circles.progress.weighing import forget_months


@task("circles.end_challenges", time_limit=300)
async def end_challenges_due(context: TaskContext) -> None:
    """End the challenges whose time is over."""
    await end_challenges(context.database, datetime.now(UTC))


@task("circles.forget_months", time_limit=600)
async def forget_months_due(context: TaskContext) -> None:
    """Let what is older than 30 days leave the places of the month."""
    await forget_months(context.database, datetime.now(UTC))


TASKS: list[Any] = [end_challenges_due, forget_months_due]
SCHEDULES: list[Schedule] = [
    Schedule(name="circles.challenges", task=end_challenges_due, every=timedelta(minutes=1)),
    Schedule(name="circles.months", task=forget_months_due, every=timedelta(minutes=10)),
]
