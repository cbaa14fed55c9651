"""Tasks: work for later, asked for in the business transaction and done by a worker at least once.

A task may run again after a crash, so it is written to be repeated; ``TaskContext.id`` stays the same for all
attempts and serves as the idempotency key towards other systems.
"""

import inspect
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from commonweal.messaging.doorbell import ring
from commonweal.messaging.errors import TaskMisused
from commonweal.messaging.events import NAME
from commonweal.storage.database import Database
from commonweal.storage.ids import new_id
from commonweal.storage.work import UnitOfWork

if TYPE_CHECKING:
    from commonweal.plugin.context import PluginContext

DEFAULT_QUEUE = "default"

_REQUEST = """
    INSERT INTO kernel.task_request (id, task, arguments, due_at) VALUES ($1, $2, $3::jsonb, now() + $4)
"""


class TaskContext(msgspec.Struct, frozen=True, kw_only=True):
    """What a running task knows: the request's id, which attempt this is, the database and its own plugin."""

    id: UUID
    attempt: int
    database: Database
    plugin: "PluginContext | None"


TaskFunction = Callable[..., Awaitable[None]]


class Task(msgspec.Struct, frozen=True, eq=False):
    """A function that workers run; made by the decorator `task` and asked for with `enqueue`.

    ``time_limit`` is in seconds; ``signature`` has the function's arguments as fields.
    """

    function: TaskFunction
    name: str
    queue: str
    max_attempts: int
    time_limit: float
    signature: type[msgspec.Struct]

    def pack(self, arguments: dict[str, object]) -> str:
        """Check the arguments against the function's signature and write them as JSON; raises TaskMisused."""
        try:
            return msgspec.json.encode(msgspec.convert(arguments, self.signature)).decode()
        except msgspec.ValidationError as error:
            raise TaskMisused(f"{self.name} cannot be called with these arguments: {error}") from error

    def unpack(self, text: str) -> dict[str, Any]:
        """Read arguments back as the types of the function's signature."""
        return msgspec.structs.asdict(msgspec.json.decode(text, type=self.signature))


def task(
    name: str, *, queue: str = DEFAULT_QUEUE, max_attempts: int = 8, time_limit: float = 60
) -> Callable[[TaskFunction], Task]:
    """Make a task of an ``async def f(context: TaskContext, *, …)``; ``time_limit`` is in seconds.

    The name begins with the plugin's id; so does a queue of one's own, for work that should not wait.
    """

    def decorate(function: TaskFunction) -> Task:
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a task; write it as plugin.what_to_do")
        return Task(function, name, queue, max_attempts, time_limit, _signature(function, name))

    return decorate


async def enqueue(
    work: UnitOfWork, task: Task, /, *, delay: timedelta | None = None, **arguments: object
) -> UUID:
    """Ask for a task in this unit of work and return the request's id; it runs after the commit."""
    request, arguments_as_json = new_id(), task.pack(arguments)
    await work.execute(_REQUEST, request, task.name, arguments_as_json, delay or timedelta())
    work.after_commit(ring)
    return request


def _signature(function: TaskFunction, name: str) -> type[msgspec.Struct]:
    _context, *parameters = inspect.signature(function, eval_str=True).parameters.values()
    for parameter in parameters:
        if parameter.kind is not parameter.KEYWORD_ONLY or parameter.name == "delay":
            raise TypeError(f"{name}: arguments of a task are keyword-only, typed, and not called `delay`")
    defaults = [() if each.default is each.empty else (each.default,) for each in parameters]
    fields: Any = [(each.name, each.annotation, *by) for each, by in zip(parameters, defaults, strict=True)]
    return msgspec.defstruct(f"{name} arguments", fields, kw_only=True, forbid_unknown_fields=True)
