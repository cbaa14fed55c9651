"""Background work on solutions: those nothing happens to are abandoned."""

from datetime import timedelta

from commonweal import Schedule, TaskContext, task

from commonweal_problems.settings import ProblemsSettings
from commonweal_problems.solutions.making import abandon_idle


@task("problems.abandon_idle_solutions", time_limit=300)
async def abandon_idle_solutions(context: TaskContext) -> None:
    """Abandon solutions without activity for 90 days, a hundred in one transaction."""
    found = context.plugin.settings if context.plugin else None
    days = (found or ProblemsSettings()).idle_days
    while True:
        async with context.database.write() as work:
            if not await abandon_idle(work, days):
                return


SCHEDULES = [
    Schedule(name="problems.idle", task=abandon_idle_solutions, every=timedelta(hours=1)),
]
