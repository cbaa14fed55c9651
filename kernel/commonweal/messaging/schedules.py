"""Schedules: tasks that are asked for at regular times, each slot of time exactly once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from cronsim import CronSim, CronSimError

from commonweal.messaging.tasks import Task

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """A task asked for ``every`` so often, counted from the epoch, or by a ``cron`` line in UTC."""

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
            next(self.slots(_EPOCH), None)
        except CronSimError as error:
            raise ValueError(f"the schedule {self.name} has no valid cron line: {error}") from error

    def slots(self, after: datetime) -> Iterator[datetime]:
        """Yield the slots of this schedule later than ``after``."""
        if self.cron is not None:
            yield from CronSim(self.cron, after.astimezone(UTC))
        elif self.every is not None:
            number = (after - _EPOCH) // self.every
            while True:
                number += 1
                yield _EPOCH + number * self.every
