"""Schedules: tasks that are asked for at regular times."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from cronsim import CronSim, CronSimError

from commonweal.messaging.tasks import Task

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """A task asked for ``every`` so often, counted from the epoch, or by a ``cron`` line in UTC.

    The times are slots, and for each slot the task is asked for once at most. Slots that pass while no
    scheduler runs are made up for by one request; those that pass while the plugin is off are left out.
    Raises ValueError for times that cannot be kept and TaskMisused for arguments the task does not take.
    """

    name: str
    task: Task
    every: timedelta | None = None
    cron: str | None = None
    arguments: dict[str, Any] = {}

    def __post_init__(self) -> None:
        if (self.every is None) == (self.cron is None):
            raise ValueError(f"the schedule {self.name} needs either `every` or `cron`")
        if self.every is not None and self.every < timedelta(seconds=1):
            raise ValueError(f"the schedule {self.name} cannot run more often than once a second")
        self.task.pack(self.arguments)
        try:
            self.latest_slot(_EPOCH)
        except CronSimError as error:
            raise ValueError(f"the schedule {self.name} has no valid cron line: {error}") from error

    def latest_slot(self, now: datetime) -> datetime | None:
        """Return the slot that began last before ``now``; None when there was none in fifty years."""
        if self.every is not None:
            return _EPOCH + (now - _EPOCH) // self.every * self.every
        return next(CronSim(self.cron or "", now.astimezone(UTC), reverse=True), None)
