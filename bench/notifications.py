"""A burst of 50,000 notifications: decided and stored, beside bare INSERTs of the same rows.

Once one event concerns everybody, as an announcement does: the handler writes down whom, and a task decides
page by page. Once 1,000 events concern 50 each, as in a busy hour. Every recipient is decided about by
account, preferences, mutes and hours; two rows, for inbox and mail, and one event are written for each. The
floor writes as many rows with the same keys into plain tables and asks nothing. Both take turns.
Run: ``python bench/notifications.py [people] [rounds]``.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from statistics import median
from uuid import UUID

import asyncpg
from commonweal import Database, new_id
from commonweal.plugin.acting import acting_as
from commonweal.plugin.discovery import GROUP, find_plugins
from commonweal.plugin.published import watch
from commonweal.storage.connecting import dsn_of
from commonweal.testing.database import DatabaseServer, installed_sources

watch(find_plugins(GROUP))  # before the plugins are imported, so that what they publish acts as them

from commonweal_notifications.api import Kind, Notice  # noqa: E402
from commonweal_notifications.deciding.handling import decide_page, take  # noqa: E402

TOGETHER = 50
PEOPLE = """
WITH one AS (INSERT INTO identity.account (id, kind) SELECT id, 'human' FROM unnest($1::uuid[]) AS id)
INSERT INTO identity.human
    (id, email, email_key, email_confirmed_at, accepted_terms, display_name, time_zone)
SELECT id, id || '@example.org', id || '@example.org', now(), '1', 'Ana', 'Europe/Berlin'
FROM unnest($1::uuid[]) AS id
"""
PLAIN = """
CREATE TABLE public.plain (id uuid PRIMARY KEY, kind text, event_id uuid, recipient uuid, channel text,
    state text, reason text, about text, group_key text, data jsonb, created_at timestamptz,
    UNIQUE (recipient, event_id, kind, channel));
CREATE INDEX ON public.plain (recipient, id DESC);
CREATE TABLE public.plain_event (
    sequence bigserial PRIMARY KEY, id uuid, type text, subject uuid, data jsonb);
"""
ROW = "INSERT INTO public.plain VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
EVENT = "INSERT INTO public.plain_event (id, type, subject, data) VALUES ($1, $2, $3, $4)"


async def nobody(*_: object) -> Sequence[None]:
    """Stand where the bench hands over notices itself."""
    return []


KIND = Kind(name="notifications.bench", event_types=[], decide=nobody, describe=nobody, samples=[])


async def main(people: int, rounds: int) -> None:
    """Let both sides tell everybody in turns, and print how long it took."""
    async with DatabaseServer.running() as server, server.database(installed_sources()) as settings:
        database = await Database.connect(settings, application_name="bench")
        floor = await asyncpg.connect(dsn_of(settings))
        everybody = [new_id() for _ in range(people)]
        for start in range(0, people, 1_000):
            await floor.execute(PEOPLE, everybody[start : start + 1_000])
        await floor.execute(f"{PLAIN}; ANALYZE identity.account; ANALYZE identity.human")
        print(f"{people:,} notifications for as many people, {rounds} rounds")
        print(f"{'':32} {'decided':>10} {'':>9} {'bare':>10} {'':>9}  ratio")
        print(f"{'':32} {'seconds':>10} {'/s':>9} {'seconds':>10} {'/s':>9}")
        shapes = {"one event for everybody": people, f"one event for every {TOGETHER}": TOGETHER}
        for name, together in shapes.items():
            crowds = [everybody[start : start + together] for start in range(0, people, together)]
            taken: list[list[float]] = [[], []]
            for _ in range(rounds):
                taken[0].append(await timed(lambda crowd: ours(database, crowd), crowds))
                taken[1].append(await timed(lambda crowd: bare(floor, crowd), crowds))
            decided, plain = map(median, taken)
            figures = (f"{seconds:10.1f} {people / seconds:9,.0f}" for seconds in (decided, plain))
            print(f"{name:32} {' '.join(figures)}  {decided / plain:5.2f}")
        written = await floor.fetchval("SELECT count(*) FROM notifications.delivery")
        await floor.close()
        await database.close()
        if written != (wanted := people * 2 * rounds * len(shapes)):
            raise SystemExit(f"{written:,} rows were stored, where {wanted:,} were due")


async def timed(tell: Callable[[list[UUID]], Awaitable[None]], crowds: list[list[UUID]]) -> float:
    """Tell one crowd after the other, and return the seconds."""
    began = time.perf_counter()
    for crowd in crowds:
        await tell(crowd)
    return time.perf_counter() - began


async def ours(database: Database, crowd: list[UUID]) -> None:
    """Have an event decided: what its handler does, and the task that a large crowd takes."""
    event_id = new_id()
    notices = [Notice(recipient=each, data={"event": str(event_id)}, about="bench:1") for each in crowd]
    with acting_as("notifications"):
        async with database.write() as work:
            await take(work, KIND, event_id, notices)
        decided = len(crowd) > TOGETHER
        while decided:
            async with database.write() as work:
                decided = bool(await decide_page(work, KIND, KIND.name, event_id))


async def bare(connection: asyncpg.Connection, crowd: list[UUID]) -> None:
    """Write as many rows and events, a thousand people in each transaction."""
    event_id, now = new_id(), datetime.now(UTC)
    data = f'{{"event": "{event_id}"}}'
    for start in range(0, len(crowd), 1_000):
        page = crowd[start : start + 1_000]
        rows = [
            (new_id(), KIND.name, event_id, each, channel, state, "", "bench:1", "", data, now)
            for each in page
            for channel, state in (("in_app", "delivered"), ("email", "skipped"))
        ]
        async with connection.transaction():
            await connection.executemany(ROW, rows)
            await connection.executemany(EVENT, [(new_id(), "added", each, "{}") for each in page])


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:3]]
    asyncio.run(main(*given, *(50_000, 3)[len(given) :]))
