"""Background work of this room."""

from typing import Any

from commonweal import Schedule

TASKS: list[Any] = []
SCHEDULES: list[Schedule] = []
