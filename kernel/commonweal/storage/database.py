"""The database: a pool of connections, and the only place where transactions begin and end.

Every connection keeps the session as it was opened: nobody resets it between two units of work, so statements
say ``SET LOCAL``, never ``SET``. A session can only read until a writing unit begins its transaction. Reading
units have none, which saves two round trips: in "read committed" each statement sees the data anew anyway.
Through a pooler, where sessions are not ours to open, both kinds of units have their transaction.
"""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Self, TypeVar

import asyncpg

from commonweal.storage.connecting import CONNECT_SECONDS, connect, dsn_of, explained, time_limits
from commonweal.storage.errors import Contention, DatabaseUnavailable
from commonweal.storage.roles import KERNEL, CurrentRole, Roles, Session
from commonweal.storage.settings import DatabaseSettings
from commonweal.storage.work import Isolation, UnitOfWork, current_work

T = TypeVar("T")
log = logging.getLogger(__name__)

_LONGEST_PAUSE = 0.2


class Database:
    """A PostgreSQL database, reached through units of work."""

    def __init__(
        self,
        pool: asyncpg.Pool,
        settings: DatabaseSettings,
        application_name: str,
        roles: Roles | None = None,
    ) -> None:
        self.settings = settings
        self.application_name = application_name
        self._pool = pool
        self._roles = roles
        limits = time_limits(settings) if settings.pooled else {}
        self._limits = ";".join(f"SET LOCAL {name} = {value}" for name, value in limits.items())

    @classmethod
    async def connect(cls, settings: DatabaseSettings, *, application_name: str) -> Self:
        """Open the pool; raises DatabaseUnavailable when nobody answers.

        ``settings`` are those a database driver returned: they hold a ``url``, and say so when it leads
        through a connection pooler.
        """
        dsn = dsn_of(settings)
        session = {} if settings.pooled else {"default_transaction_read_only": "on", **time_limits(settings)}
        with explained(dsn):
            pool = await asyncpg.create_pool(
                dsn,
                min_size=min(settings.pool_min, settings.pool_max),
                max_size=settings.pool_max,
                reset=_keep_session,
                timeout=CONNECT_SECONDS,
                command_timeout=settings.statement_seconds + CONNECT_SECONDS,
                statement_cache_size=0 if settings.pooled else 100,
                server_settings={"application_name": application_name, **session},
                connection_class=Session,
            )
            roles = await Roles.read(pool) if settings.plugin_roles else None
        database = cls(pool, settings, application_name, roles)
        await database.check()
        return database

    def write(self, *, isolation: Isolation = "read committed") -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work; inside another one, a savepoint of it."""
        outer = current_work()
        return self._transaction(isolation, read_only=False) if outer is None else outer.nested(isolation)

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit of work that may only read; inside another one, that one goes on."""
        outer = current_work()
        return self._transaction("read committed", read_only=True) if outer is None else nullcontext(outer)

    async def run(
        self,
        function: Callable[[UnitOfWork], Awaitable[T]],
        *,
        isolation: Isolation = "serializable",
        attempts: int = 5,
    ) -> T:
        """Call ``function`` in a unit of work, again from the start when another transaction got in its way.

        ``function`` may be called several times, so its only effects are those of the unit. Inside another
        unit it is called once: the outermost ``run`` has to start over. Raises Contention in the end.
        """
        for attempt in range(1, attempts + 1):
            try:
                async with self.write(isolation=isolation) as work:
                    return await function(work)
            except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError) as error:
                if current_work() is not None:
                    raise
                if attempt == attempts:
                    raise Contention(
                        f"Other transactions got in the way {attempts} times; try again later."
                    ) from error
            longest = min(_LONGEST_PAUSE, 0.005 * 2**attempt)
            await asyncio.sleep(random.uniform(0, longest))  # noqa: S311 - the pause keeps no secret
        raise ValueError("attempts must be at least 1")

    @asynccontextmanager
    async def direct_connection(self) -> AsyncIterator[asyncpg.Connection]:
        """Open a connection past any pooler, for LISTEN and session locks; it has no time limits."""
        async with connect(self.settings, self.application_name) as connection:
            if self._roles:
                await connection.execute(f"SET SESSION ROLE {self._roles.wanted(KERNEL)}")
            yield connection

    async def check(self) -> None:
        """Raise DatabaseUnavailable unless the database answers."""
        async with self.read() as work:
            await work.fetch_value("SELECT 1")

    async def close(self) -> None:
        """Close every connection, waiting a moment for work in progress."""
        try:
            async with asyncio.timeout(5):
                await self._pool.close()
        except TimeoutError:
            self._pool.terminate()

    @asynccontextmanager
    async def _transaction(self, isolation: Isolation, *, read_only: bool) -> AsyncIterator[UnitOfWork]:
        mode = "READ ONLY" if read_only else "READ WRITE"
        begin = f"BEGIN ISOLATION LEVEL {isolation} {mode};{self._limits}"
        connection = await self._acquire()
        try:
            begin = begin if self.settings.pooled or not read_only else ""
            role = CurrentRole(connection, self._roles, in_transaction=bool(begin)) if self._roles else None
            work = UnitOfWork(connection, isolation, read_only=read_only, role=role)
            async with work.transaction(begin):
                yield work
        finally:
            await self._pool.release(connection)
        await work.keep_promises()

    async def _acquire(self) -> asyncpg.Connection:
        with explained(dsn_of(self.settings)):
            try:
                return await self._pool.acquire(timeout=self.settings.statement_seconds)
            except TimeoutError as error:
                raise DatabaseUnavailable(
                    f"No database connection came free within {self.settings.statement_seconds:g} s: look "
                    "for slow work, or raise database.pool_max."
                ) from error


async def _keep_session(connection: asyncpg.Connection) -> None:
    """Leave the session as it is: the pool's own reset costs a round trip and does not pass PgBouncer.

    One that comes back in the middle of a transaction, after a cancellation at a bad moment, is closed.
    """
    if connection.is_in_transaction():
        log.warning("a connection came back in the middle of a transaction, and was closed")
        connection.terminate()
