"""The canary sings through the database and out of a socket; gateways say how they fare, and end gently."""

import asyncio
from types import SimpleNamespace

import msgspec
import pytest
from commonweal import new_id
from commonweal.storage.tables import bind
from commonweal_realtime.gateway.canary import Canary, CanarySang
from commonweal_realtime.gateway.figures import (
    Figures,
    gateway_check,
    gateway_gauges,
    keep_telling,
    read_gateways,
)
from commonweal_realtime.gateway.garbage import Garbage
from commonweal_realtime.gateway.tables import GatewayProcess

FINE = Figures(
    connections=1, opened=2, refused=0, dropped=0, frames=5, bytes=6, buffered=0, followed=1, lag_seconds=0.1,
    gaps=0,
)  # fmt: skip


async def until(condition, seconds=30):
    """Wait until something is so, and return it."""
    async with asyncio.timeout(seconds):
        while not (found := await condition()):
            await asyncio.sleep(0.05)
    return found


def context_of(database):
    services = SimpleNamespace(get=lambda kind: database)
    return SimpleNamespace(services=services, settings=SimpleNamespace(canary_seconds=1))


async def test_each_gateway_tells_what_its_canary_measured_and_takes_its_row_away_in_the_end(start, database):
    async def measured(count):
        rows = await read_gateways(database, 10)
        return rows if len(rows) == count and all(row.lag_seconds is not None for row in rows) else None

    async with start(canary_seconds=1):
        async with start(canary_seconds=1):
            rows = await until(lambda: measured(2))
            assert all(row.lag_seconds < 30 and row.gaps == 0 for row in rows)

        async def connected():  # the canary's own connection, as told a moment later
            rows = await measured(1)
            return rows and rows[0].connections >= 1

        await until(connected)
        await gateway_check(context_of(database)).check()
        [gauge] = gateway_gauges(context_of(database))
        told = {labels[2]: value for labels, value in await gauge.read()}
        assert set(told) == set(Figures.__struct_fields__)
        async with database.read() as work:
            sung = await work.fetch_value(
                "SELECT count(*) FROM kernel.event WHERE type = $1", CanarySang.event_name
            )
        assert sung >= 2
    assert await read_gateways(database, 10) == []


async def test_the_health_check_wants_a_gateway_that_does_not_lag(database):
    check = gateway_check(context_of(database)).check
    with pytest.raises(RuntimeError, match="no gateway answers"):
        await check()
    told, gateway_id = [FINE], new_id()
    telling = asyncio.create_task(keep_telling(database, gateway_id, 0.05, lambda: told[-1]))
    await until(lambda: read_gateways(database, 10))
    await check()
    told.append(msgspec.structs.replace(FINE, lag_seconds=12.0))

    async def lags():
        return (await read_gateways(database, 10))[0].lag_seconds > 10

    await until(lags)
    with pytest.raises(RuntimeError, match="12 s behind"):
        await check()
    telling.cancel()
    async with database.write() as work:
        await work.execute("UPDATE realtime.gateway SET seen_at = now() - interval '5 seconds'")
    with pytest.raises(RuntimeError, match="no gateway answers"):
        await check()


async def test_figures_are_told_again_after_the_database_failed(database):
    class Broken:
        def __init__(self):
            self.times = 0

        def write(self):
            self.times += 1
            if self.times == 1:
                raise ConnectionError("away")
            return database.write()

    telling = asyncio.create_task(keep_telling(Broken(), new_id(), 0.01, lambda: FINE))
    await until(lambda: read_gateways(database, 10))
    telling.cancel()


async def test_the_lag_grows_while_the_canary_is_not_heard(database):
    async def deaf(connection):
        connection.close()

    canary = Canary(SimpleNamespace(attach=deaf), database, new_id(), 1)
    assert canary.lag is None
    running = asyncio.create_task(canary.run())
    await until(lambda: asyncio.sleep(0, canary.lag))
    before = canary.lag
    await asyncio.sleep(0.05)
    assert canary.lag > before
    assert canary.heard == 0
    running.cancel()


async def test_a_gateway_that_ends_sends_everybody_away_with_a_moment_of_their_own(start, pool):
    async with start() as gateway:
        lines = [await stack(gateway) for _ in range(20)]
        for _, line in lines:
            await line.follow(f"pool:{pool}")
        client = gateway.client()
        streaming = client.stream("GET", "/events", params={"topic": f"pool:{pool}"})
        events = await streaming.__aenter__()
        await gateway.ripple(pool, 1)
        assert [await line.numbers(1) for _, line in lines] == [[1]] * 20
        ends = [asyncio.create_task(line.end()) for _, line in lines]
        reading = asyncio.create_task(events.aread())
    moments = set()
    for frames, code in await asyncio.gather(*ends):
        assert code == 1012
        assert [frame["type"] for frame in frames if frame["type"] != "presence"] == ["reconnect"]
        moments.add(frames[-1]["after_ms"])
    assert len(moments) > 5
    text = (await reading).decode()
    assert text.index("event: pool.rippled") < text.index("event: reconnect")
    await streaming.__aexit__(None, None, None)
    await client.aclose()
    for opened, _ in lines:
        await opened.__aexit__(None, None, None)


async def test_whoever_comes_while_a_gateway_ends_is_asked_to_come_again(start):
    async with start() as gateway:
        gateway.desk().is_leaving = True
        async with gateway.socket() as line:
            frames, code = await line.end()
            assert ([frame["type"] for frame in frames], code) == (["welcome", "reconnect"], 1012)
        async with gateway.client() as client:
            answer = await client.get("/poll", params={"topic": "feed"})
            assert (answer.status_code, answer.json()["code"]) == (503, "stream_unavailable")
            assert answer.headers["retry-after"] == "1"


async def stack(gateway):
    opened = gateway.socket()
    return opened, await opened.__aenter__()


def test_garbage_is_collected_once_many_have_come_and_it_is_calm():
    garbage = Garbage()
    try:
        assert not garbage.look(10)
        assert not garbage.look(2_000)  # they are still coming
        assert not garbage.look(4_000)
        assert garbage.look(4_010)
        assert not garbage.look(4_020)
        assert not garbage.look(1_000)
        assert garbage.look(1_000)  # many have gone: what they left is found
    finally:
        garbage.stop()


TYPES = {"timestamptz": "timestamp with time zone", "doubleprecision": "double precision"}


async def test_the_table_of_gateways_is_that_of_the_migration(database):
    bind([GatewayProcess])
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT attname, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable"
            " FROM pg_attribute WHERE attrelid = 'realtime.gateway'::regclass AND attnum > 0"
        )
    migrated = {row["attname"]: (row["type"], row["nullable"]) for row in rows}
    declared = {
        column._meta.db_column_name: (
            TYPES.get(column.column_type.replace(" ", "").lower(), column.column_type.lower()),
            column._meta.null,
        )
        for column in GatewayProcess._meta.columns
    }
    assert declared == migrated
