"""The executor of per-call hooks: bounded time, isolated errors, timing per implementation.

pluggy is synchronous: to it a coroutine is an answer, so the first asynchronous implementation would always
win and only its creation would be timed. Hence this executor, over what pluggy has registered.
"""

import asyncio
import logging
import time
from typing import Any
from uuid import UUID

import msgspec

from commonweal.errors import CommonwealError, Refusal
from commonweal.plugin.hookbook import Implementation
from commonweal.plugin.host import Host

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


class HookExecutor:
    """Calls asynchronous hooks of the plugins that are enabled at the moment of the call."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._abandoned: set[asyncio.Task[HookOutcome]] = set()

    async def call(
        self, hook: str, *, organisation_id: UUID | None = None, **arguments: Any
    ) -> list[HookOutcome]:
        """Call every implementation at the same time and return what each gave, in load order.

        A failed or late one is an outcome with ``error``; it neither raises nor delays beyond the time limit.
        """
        return await self._run(hook, self._enabled(hook, organisation_id), arguments)

    async def first(self, hook: str, *, organisation_id: UUID | None = None, **arguments: Any) -> Any:
        """Ask the implementations one after another; the first answer that is not None wins.

        One that fails or is late is logged and passed over; but a ``Refusal`` is an answer, and is raised.
        """
        for implementation in self._enabled(hook, organisation_id):
            [outcome] = await self._run(hook, [implementation], arguments)
            if isinstance(outcome.error, Refusal):
                raise outcome.error
            if outcome.value is not None:
                return outcome.value
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
        if not implementations:
            return []
        tasks = [
            asyncio.create_task(_answer(implementation, arguments)) for implementation in implementations
        ]
        try:
            await asyncio.wait(tasks, timeout=limit)
        finally:
            for task in tasks:
                if not task.done():
                    self._abandon(task)
        outcomes = []
        for implementation, task in zip(implementations, tasks, strict=True):
            outcome = _outcome(implementation.plugin.id, task, limit)
            _note(implementation, outcome)
            outcomes.append(outcome)
        return outcomes

    def _abandon(self, task: "asyncio.Task[HookOutcome]") -> None:
        """Cancel a late implementation without waiting for it: it might not heed the cancellation."""
        self._abandoned.add(task)
        task.add_done_callback(self._abandoned.discard)
        task.cancel()


async def _answer(implementation: Implementation, arguments: dict[str, Any]) -> HookOutcome:
    """Await one implementation; whatever it raises is kept, also what would end the process."""
    started = time.perf_counter()
    value, error = None, None
    try:
        value = await implementation.function(**implementation.arguments(arguments))
    except (Exception, SystemExit, KeyboardInterrupt) as raised:  # noqa: BLE001 - isolation is this line's purpose
        error = raised
    return HookOutcome(implementation.plugin.id, value, error, time.perf_counter() - started)


def _outcome(plugin_id: str, task: "asyncio.Task[HookOutcome]", limit: float) -> HookOutcome:
    if not task.done():
        return HookOutcome(plugin_id, None, HookTimeout(f"no answer within {limit:g} s"), limit)
    if task.cancelled():
        return HookOutcome(plugin_id, None, HookTimeout("the implementation cancelled itself"), limit)
    return task.result()


def _note(implementation: Implementation, outcome: HookOutcome) -> None:
    failed = outcome.error is not None and not isinstance(outcome.error, Refusal)
    implementation.use.count(outcome.seconds, failed=failed)
    if failed:
        _log.error("plugin %s: %s failed: %r", outcome.plugin_id, implementation.hook, outcome.error)
