"""A clock that tests set forward: of this process, and of the database behind it.

Rules ask ``datetime.now(UTC)`` or are handed ``now``; SQL asks ``now()`` or its like. Both follow: the first
through time-machine, the second because a test's database finds functions of the schema ``test_clock`` before
PostgreSQL's own, and has them in the defaults of its columns. Views keep the server's clock, and so does
``current_timestamp``. Timers, such as ``asyncio.sleep`` and timeouts, go by the monotonic clock, which nobody
moves.
"""

import re
from datetime import UTC, datetime, timedelta

import asyncpg
import time_machine

from commonweal.storage.connecting import connect
from commonweal.storage.settings import DatabaseSettings

_SCHEMA = """
    CREATE SCHEMA test_clock;
    CREATE TABLE test_clock.shift (by interval NOT NULL);
    INSERT INTO test_clock.shift VALUES ('0');
    GRANT USAGE ON SCHEMA test_clock TO PUBLIC;
"""
_ASKED = {
    "now": "STABLE",
    "transaction_timestamp": "STABLE",
    "statement_timestamp": "STABLE",
    "clock_timestamp": "VOLATILE",
}
_FUNCTION = """
    CREATE FUNCTION test_clock.{name}() RETURNS timestamptz LANGUAGE sql {kind} SECURITY DEFINER
        AS $$ SELECT pg_catalog.{name}() + by FROM test_clock.shift $$
"""
_DEFAULTS = """
    SELECT format('%I.%I', nspname, relname) AS "table", format('%I', attname) AS "column",
        pg_get_expr(adbin, adrelid) AS expression
    FROM pg_attrdef JOIN pg_class ON pg_class.oid = adrelid
        JOIN pg_namespace ON pg_namespace.oid = relnamespace
        JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
    WHERE attgenerated = '' AND pg_get_expr(adbin, adrelid) ~* '(now|timestamp)'  -- looked at again below
"""
_NOW = re.compile(rf"\b({'|'.join(_ASKED)})\(\)|\bcurrent_timestamp\b", re.IGNORECASE)


class Clock:
    """The time of a test; it goes on by itself, and forward as far as the test says."""

    def __init__(self, database: DatabaseSettings | None) -> None:
        self._database = database
        self._shift = timedelta()
        self._travel: time_machine.travel | None = None

    def now(self) -> datetime:
        """Return the present moment of the test, in UTC."""
        return datetime.now(UTC)

    async def forward(self, **by: float) -> datetime:
        """Go forward, such as ``forward(days=8, minutes=1)``, and return the moment that is reached."""
        step = timedelta(**by)
        if step < timedelta():
            raise ValueError("the clock of a test goes forward only: what happened has happened")
        reached = self.now() + step
        self._shift += step
        self.stop()
        self._travel = time_machine.travel(reached, tick=True)
        self._travel.start()
        if self._database is not None:
            async with connect(self._database, "commonweal-clock") as connection:
                await connection.execute("UPDATE test_clock.shift SET by = $1", self._shift)
        return reached

    def stop(self) -> None:
        """Give this process its own time back."""
        if self._travel is not None:
            self._travel.stop()
            self._travel = None


async def lend_clock(database: DatabaseSettings) -> None:
    """Let a test's database, nobody else's, be set forward; connections opened afterwards follow."""
    async with connect(database, "commonweal-clock") as connection:
        await connection.execute(_SCHEMA)
        for name, kind in _ASKED.items():
            await connection.execute(_FUNCTION.format(name=name, kind=kind))
        for row in await connection.fetch(_DEFAULTS):
            moved = _NOW.sub(lambda asked: f"test_clock.{asked[1] or 'now'}()", row["expression"])
            if moved == row["expression"]:
                continue
            await connection.execute(
                f"ALTER TABLE {row['table']} ALTER COLUMN {row['column']} SET DEFAULT {moved}"
            )
        await _search_first(connection)


async def _search_first(connection: asyncpg.Connection) -> None:
    name = await connection.fetchval("SELECT current_database()")
    await connection.execute(
        f'ALTER DATABASE "{name}" SET search_path = test_clock, pg_catalog, "$user", public'
    )
