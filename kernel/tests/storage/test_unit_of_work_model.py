"""Any sequence of beginning, nesting, writing, failing and committing leaves what a simple model says."""

import asyncio
import contextlib
from collections.abc import Callable

import pytest
from commonweal.storage.database import Database
from commonweal.storage.settings import DatabaseSettings
from commonweal.storage.work import UnitOfWork, current_work
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)


class Broken(Exception):
    """The body of a unit fails."""


class Units(RuleBasedStateMachine):
    """A stack of open units beside a stack of sets: what each would keep."""

    address: DatabaseSettings

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.commands: asyncio.Queue[tuple[Callable[..., object], asyncio.Future[object]] | None] = (
            asyncio.Queue()
        )
        self.stack: list[tuple[contextlib.AbstractAsyncContextManager[UnitOfWork], UnitOfWork]] = []
        self.kept: set[int] = set()
        self.layers: list[set[int]] = []
        self.heard: list[int] = []
        self.promised: list[list[int]] = []
        self.expected_calls: list[int] = []
        self.next = 0

    @initialize()
    def open_database(self) -> None:
        self.owner = self.loop.create_task(self._serve())
        self.do(self._open)

    async def _serve(self) -> None:
        """Do everything in one task, as a unit of work demands."""
        while command := await self.commands.get():
            function, answer = command
            try:
                answer.set_result(await function())
            except Exception as error:  # noqa: BLE001 - handed on to whoever asked
                answer.set_exception(error)

    def do(self, function: Callable[[], object]) -> object:
        answer = self.loop.create_future()
        self.commands.put_nowait((function, answer))
        return self.loop.run_until_complete(answer)

    async def _open(self) -> None:
        self.database = await Database.connect(self.address, application_name="model")
        async with self.database.write() as work:
            await work.execute("DROP TABLE IF EXISTS held; CREATE TABLE held (n integer PRIMARY KEY)")

    @precondition(lambda self: len(self.stack) < 4)
    @rule()
    def begin(self) -> None:
        async def enter() -> None:
            manager = self.database.write()
            self.stack.append((manager, await manager.__aenter__()))

        self.do(enter)
        self.layers.append(set())
        self.promised.append([])

    @precondition(lambda self: self.stack)
    @rule(promise=st.booleans())
    def write(self, promise: bool) -> None:
        number, self.next = self.next, self.next + 1
        work = self.stack[-1][1]
        self.do(lambda: work.execute("INSERT INTO held VALUES ($1)", number))
        self.layers[-1].add(number)
        if promise:

            async def register() -> None:
                work.after_commit(lambda: self.heard.append(number))

            self.do(register)
            self.promised[-1].append(number)

    @precondition(lambda self: self.stack)
    @rule()
    def commit(self) -> None:
        manager, _ = self.stack.pop()
        self.do(lambda: manager.__aexit__(None, None, None))
        layer, promises = self.layers.pop(), self.promised.pop()
        if self.layers:
            self.layers[-1] |= layer
            self.promised[-1] += promises
        else:
            self.kept |= layer
            self.expected_calls += promises

    @precondition(lambda self: self.stack)
    @rule(by_statement=st.booleans())
    def fail(self, by_statement: bool) -> None:
        manager, work = self.stack.pop()

        async def leave() -> None:
            error: Exception = Broken()
            if by_statement:
                try:
                    await work.execute("SELECT 1 / 0")
                except Exception as failure:  # noqa: BLE001 - whatever it was goes on
                    error = failure
            with contextlib.suppress(type(error)):
                await manager.__aexit__(type(error), error, error.__traceback__)

        self.do(leave)
        self.layers.pop()
        self.promised.pop()

    @precondition(lambda self: len(self.stack) == 1)
    @rule()
    def lose_the_session(self) -> None:
        """The server ends the session; nothing of the unit remains, and the next one works."""
        manager, work = self.stack.pop()

        async def leave() -> None:
            with pytest.raises(Exception) as caught:  # noqa: PT011 - the kind is the next line's matter
                await work.execute("SELECT pg_terminate_backend(pg_backend_pid())")
            with contextlib.suppress(Exception):
                await manager.__aexit__(caught.type, caught.value, None)

        self.do(leave)
        self.layers.pop()
        self.promised.pop()

    @invariant()
    def the_innermost_unit_sees_its_own_and_its_outers_rows(self) -> None:
        if not hasattr(self, "database"):
            return

        async def seen() -> set[int]:
            async with self.database.read() as work:
                return {row["n"] for row in await work.fetch("SELECT n FROM held")}

        assert self.do(seen) == self.kept.union(*self.layers)

    @invariant()
    def the_current_unit_is_the_innermost(self) -> None:
        if not hasattr(self, "database"):
            return

        async def current() -> UnitOfWork | None:
            return current_work()

        assert self.do(current) is (self.stack[-1][1] if self.stack else None)
        assert self.heard == self.expected_calls

    def teardown(self) -> None:
        while self.stack:
            self.fail(by_statement=False)
        if hasattr(self, "database"):
            self.do(self.database.close)
            self.commands.put_nowait(None)
            self.loop.run_until_complete(self.owner)
        self.loop.close()


async def test_units_of_work_do_what_the_model_says(database_settings: DatabaseSettings):
    Units.address = database_settings
    chosen = settings(
        max_examples=25,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    await asyncio.to_thread(run_state_machine_as_test, Units, settings=chosen)
