"""The executor of per-call hooks: bounded time, isolated errors, timing per implementation.

pluggy is synchronous: to it a coroutine is an answer, so the first asynchronous implementation would always
win and only its creation would be timed. Hence this executor, over what pluggy has registered.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from commonweal.errors import CommonwealError, Refusal
from commonweal.plugin.acting import as_plugin
from commonweal.plugin.hookbook import Implementation
from commonweal.plugin.host import Host
from commonweal.plugin.uses import HookTripped

_log = logging.getLogger("commonweal.plugins")


class HookTimeout(CommonwealError):
    """An implementation did not answer within the time its hook allows."""

    code = "hook_timeout"


class HookOutcome(msgspec.Struct, frozen=True):
    """What one plugin's implementation gave: a value or an error, and the seconds it took."""

    plugin_id: str
    value: Any
    error: BaseException | None
    seconds: float


class Settled(NamedTuple):
    """What came of one call of a plugin's code: a value or an error, and the seconds it took."""

    value: Any
    error: BaseException | None
    seconds: float


_TRIPPED = Settled(None, HookTripped("it failed time after time, and is left out for a while"), 0.0)
_abandoned: set[asyncio.Task[Settled]] = set()  # held until they end, as nobody waits for them


class HookExecutor:
    """Calls asynchronous hooks of the plugins that are enabled at the moment of the call."""

    def __init__(self, host: Host) -> None:
        self._host = host

    async def call(
        self, hook: str, *, organisation_id: UUID | None = None, **arguments: Any
    ) -> list[HookOutcome]:
        """Call every implementation at the same time and return what each gave, in load order.

        A failed or late one is an outcome with ``error``; it neither raises nor delays beyond the time limit.
        """
        return await self._run(hook, self._enabled(hook, organisation_id), arguments)

    async def first(
        self, hook: str, *, organisation_id: UUID | None = None, needed: bool = False, **arguments: Any
    ) -> Any:
        """Ask the implementations one after another; the first answer that is not None wins.

        One that fails or is late is logged and passed over; but a ``Refusal`` is an answer, and is raised.
        Where the answer is ``needed``, silence after a failure is ``Refusal("service_unavailable")``.
        """
        failed = False
        for implementation in self._enabled(hook, organisation_id):
            [outcome] = await self._run(hook, [implementation], arguments)
            if isinstance(outcome.error, Refusal):
                raise outcome.error
            if outcome.value is not None:
                return outcome.value
            failed = failed or outcome.error is not None
        if needed and failed:
            raise Refusal("service_unavailable")
        return None

    def _enabled(self, hook: str, organisation_id: UUID | None) -> list[Implementation]:
        return [
            implementation
            for implementation in self._host.book.implementations(hook)
            if self._host.is_enabled(implementation.plugin.id, organisation_id)
        ]

    async def _run(
        self, hook: str, implementations: list[Implementation], arguments: dict[str, Any]
    ) -> list[HookOutcome]:
        limit = self._host.book.per_call(hook).timeout
        called = [each for each in implementations if each.use.admit()]
        settled = await settle(
            [
                partial(as_plugin(each.plugin.id, each.function), **each.arguments(arguments))
                for each in called
            ],
            limit,
        )
        came = {each.plugin.id: one for each, one in zip(called, settled, strict=True)}
        for each in called:
            _note(each, came[each.plugin.id])
        return [HookOutcome(each.plugin.id, *came.get(each.plugin.id, _TRIPPED)) for each in implementations]


async def settle(calls: Sequence[Callable[[], Awaitable[Any]]], seconds: float) -> list[Settled]:
    """Let plugins' code run at the same time, for so many seconds, and return what came of each call.

    Whatever one raises is kept, also what would end the process. A late one is cancelled without waiting for
    it, because it might not heed the cancellation.
    """
    tasks = [asyncio.create_task(_settled(call)) for call in calls]
    try:
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
    finally:
        for task in tasks:
            if not task.done():
                _abandoned.add(task)
                task.add_done_callback(_abandoned.discard)
                task.cancel()
    return [_result(task, seconds) for task in tasks]


async def _settled(call: Callable[[], Awaitable[Any]]) -> Settled:
    started = time.perf_counter()
    value, error = None, None
    try:
        value = await call()
    except (Exception, SystemExit, KeyboardInterrupt) as raised:  # noqa: BLE001 - isolation is this line's purpose
        error = raised
    return Settled(value, error, time.perf_counter() - started)


def _result(task: "asyncio.Task[Settled]", limit: float) -> Settled:
    if not task.done():
        return Settled(None, HookTimeout(f"no answer within {limit:g} s"), limit)
    if task.cancelled():
        return Settled(None, HookTimeout("the implementation cancelled itself"), limit)
    return task.result()


def _note(implementation: Implementation, came: Settled) -> None:
    failed = came.error is not None and not isinstance(came.error, Refusal)
    implementation.use.count(came.seconds, failed=failed)
    if failed:
        _log.error("plugin %s: %s failed: %r", implementation.plugin.id, implementation.hook, came.error)
