"""What workers do."""

from datetime import timedelta

from commonweal import Schedule, TaskContext, task

from acme_toolshed.reservations import release_expired


@task("toolshed.release_expired", time_limit=60)
async def release_expired_reservations(context: TaskContext) -> None:
    """Make free what was reserved and never picked up; a second time changes nothing."""
    assert context.plugin is not None  # noqa: S101 - a plugin's task always has its plugin
    async with context.database.write() as work:
        await release_expired(work, timedelta(hours=context.plugin.settings.hold_hours))


SCHEDULES = [
    Schedule(name="toolshed.hourly", task=release_expired_reservations, every=timedelta(hours=1)),
]
