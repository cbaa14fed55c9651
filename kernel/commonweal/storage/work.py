"""The unit of work: one transaction, or a savepoint inside it, owned by one task.

Only here do transactions begin and end (ARCHITECTURE §4.5); `Database` brings the connections.
"""

import asyncio
import inspect
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar
from typing import Any, Literal

import asyncpg

from commonweal.plugin.acting import acting_as, acting_plugin
from commonweal.storage.connecting import LOST
from commonweal.storage.errors import CommitUnknown, DatabaseUnavailable, NothingSaved, WorkMisused
from commonweal.storage.roles import KERNEL, CurrentRole

Isolation = Literal["read committed", "repeatable read", "serializable"]
AfterCommit = Callable[[], Awaitable[None] | None]

log = logging.getLogger(__name__)
_current: ContextVar["UnitOfWork | None"] = ContextVar("commonweal_unit_of_work", default=None)


class UnitOfWork:
    """What happens together or not at all; made by ``Database.write()`` and ``Database.read()``.

    It belongs to the asyncio task that opened it. SQL is written with ``$1`` parameters and names its tables
    with their schema; errors of the server are raised as asyncpg's.
    """

    __slots__ = (
        "_callbacks",
        "_connection",
        "_open",
        "_role",
        "_savepoints",
        "_task",
        "isolation",
        "read_only",
    )

    def __init__(
        self,
        connection: asyncpg.Connection,
        isolation: Isolation,
        *,
        read_only: bool,
        role: CurrentRole | None = None,
    ) -> None:
        self.isolation: Isolation = isolation
        self.read_only = read_only
        self._connection = connection
        self._role = role
        self._task = asyncio.current_task()
        self._open = True
        self._savepoints = 0
        self._callbacks: list[tuple[str | None, AfterCommit]] = []

    async def fetch(self, sql: str, *arguments: object) -> list[Any]:
        """Run one statement and return all its rows."""
        rows: list[Any] = await self._run("fetch", sql, *arguments)
        return rows

    async def fetch_row(self, sql: str, *arguments: object) -> Any:
        """Run one statement and return its first row, or None."""
        return await self._run("fetchrow", sql, *arguments)

    async def fetch_value(self, sql: str, *arguments: object) -> Any:
        """Run one statement and return the first column of its first row, or None."""
        return await self._run("fetchval", sql, *arguments)

    async def execute(self, sql: str, *arguments: object) -> str:
        """Run one statement (several, when there are no arguments) and return the server's status line."""
        return str(await self._run("execute", sql, *arguments))

    async def execute_many(self, sql: str, rows: Iterable[Iterable[object]]) -> None:
        """Run one statement once for each row of arguments, in one round trip."""
        await self._run("executemany", sql, rows)

    def after_commit(self, callback: AfterCommit) -> None:
        """Promise a call for when the outermost unit has committed.

        Promises are kept in order and dropped on a rollback; an error in one is logged and harms nobody. Each
        acts as the plugin that asked for it.
        """
        self._usable()
        self._callbacks.append((acting_plugin(), callback))

    async def _run(self, method: str, sql: str, *arguments: object) -> Any:
        """Run a statement with the rights of whose code runs now."""
        run, role = getattr(self._usable(), method), self._role
        if role is None:
            return await run(sql, *arguments)
        if role.now != role.wanted(role.now):
            await role.adopt()
        try:
            return await run(sql, *arguments)
        except asyncpg.InsufficientPrivilegeError as error:
            raise role.exceeded(sql, error) from error

    async def _begin(self, sql: str) -> None:
        """Open the transaction, or a savepoint in it."""
        await (self._role.begin(sql) if self._role else self._connection.execute(sql))

    def _usable(self) -> asyncpg.Connection:
        if not self._open:
            raise WorkMisused("This unit of work has ended; do the work inside its `async with` block.")
        if asyncio.current_task() is not self._task:
            raise WorkMisused(
                "A unit of work belongs to the task that opened it: await one statement after the other "
                "instead of "
                "gather, create_task or wait_for, or open a unit of its own in the other task's own context."
            )
        return self._connection

    @property
    def is_open(self) -> bool:
        """Whether the unit goes on."""
        return self._open

    @contextmanager
    def _entered(self) -> Iterator[None]:
        """Be the current unit for the block, and end with it however it ends."""
        token = _current.set(self)
        try:
            yield
        finally:
            self._open = False
            _current.reset(token)

    @asynccontextmanager
    async def transaction(self, begin: str) -> AsyncIterator[None]:
        """Begin, and commit what the block did or take it all back; without ``begin``, no transaction."""
        connection = self._connection
        try:
            with self._entered():
                if begin:
                    await self._begin(begin)
                yield
                if begin:
                    await _commit(connection, resets=self._role is not None and self._role.now != KERNEL)
        except BaseException as error:
            # What was cut off may have been sent in part, which leaves the server inside of a transaction
            # until the next words that are whole: asyncpg syncs when a statement is executed, not prepared.
            if begin or isinstance(error, (asyncio.CancelledError, TimeoutError)):
                await _roll_back(connection, "ROLLBACK" if begin else "")
            if isinstance(error, LOST) and _is_gone(connection):
                raise DatabaseUnavailable(
                    "The connection to the database broke; nothing was saved."
                ) from error
            raise

    async def keep_promises(self) -> None:
        """Call what was promised for after the commit."""
        for plugin_id, callback in self._callbacks:
            try:
                with acting_as(plugin_id):
                    answer = callback()
                    if inspect.isawaitable(answer):
                        await answer
            except Exception:
                log.exception("a callback after the commit failed: %r", callback)

    @asynccontextmanager
    async def nested(self, isolation: Isolation) -> AsyncIterator["UnitOfWork"]:
        """Open a savepoint inside this unit: its failure takes back its own statements only."""
        connection = self._usable()
        if self.read_only:
            raise WorkMisused(
                "A read-only unit of work cannot hold a writing one; open the writing one first."
            )
        if isolation not in ("read committed", self.isolation):
            raise WorkMisused(
                f"The outer unit of work is {self.isolation}; open that one as {isolation} instead."
            )
        role, now = self._role, self._role.now if self._role else ""
        inner = UnitOfWork(connection, self.isolation, read_only=False, role=role)
        inner._savepoints = self._savepoints + 1
        name = f"unit_{inner._savepoints}"
        await self._begin(f"SAVEPOINT {name}")
        try:
            with inner._entered():
                yield inner
                await connection.execute(f"RELEASE SAVEPOINT {name}")
                self._callbacks += inner._callbacks
        except BaseException:
            await _roll_back(connection, f"ROLLBACK TO SAVEPOINT {name}; RELEASE SAVEPOINT {name}")
            if role:
                role.now = now  # as the server does it
            raise


def current_work() -> UnitOfWork | None:
    """Return the unit of work this task is inside of, if any."""
    work = _current.get()
    return work if work is not None and work.is_open else None


@contextmanager
def outside_of_work() -> Iterator[None]:
    """Be inside of no unit of work for the block: for what a task of its own does for somebody who is."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)


async def _commit(connection: asyncpg.Connection, *, resets: bool) -> None:
    """Commit; checks put off until then run as the user who connected, who may do what any plugin may."""
    if _is_gone(connection):
        raise asyncpg.InterfaceError("broken before the commit")  # so its outcome is no question
    try:
        status = await connection.execute(f"SET LOCAL ROLE {KERNEL};COMMIT" if resets else "COMMIT")
    except asyncpg.InFailedSQLTransactionError:
        status = "ROLLBACK"
    except BaseException as error:
        if isinstance(error, asyncpg.PostgresError) and not isinstance(error, LOST):
            raise
        _throw_away(connection)
        if not isinstance(error, Exception):
            raise
        raise CommitUnknown(
            "The connection to the database broke during the commit; look whether it took effect."
        ) from error
    if status != "COMMIT":
        raise NothingSaved(
            "A statement of this unit of work failed and its error was swallowed, so nothing was saved."
        )


async def _roll_back(connection: asyncpg.Connection, sql: str) -> None:
    """Undo; a connection that cannot even do that is thrown away, and the server undoes."""
    if _is_gone(connection):
        return
    try:
        await connection.execute(sql)
    except BaseException as error:
        _throw_away(connection)
        if not isinstance(error, Exception):
            raise


def _is_gone(connection: asyncpg.Connection) -> bool:
    """Return whether a connection is closed; the pool takes one back at once when it breaks."""
    try:
        return bool(connection.is_closed())
    except asyncpg.InterfaceError:
        return True


def _throw_away(connection: asyncpg.Connection) -> None:
    """Close a connection without a word to the server."""
    with suppress(asyncpg.InterfaceError):
        connection.terminate()
