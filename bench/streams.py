"""Commit to browser: how long after its commit an event is heard, in a program and in Chromium.

500 events a second for 20 seconds reach a gateway process by the log and two followers by the gateway. The
floor, in turns in the same run, is a bare NOTIFY after each commit that a LISTENing connection hears. Then
what the streams cost writers: how long a business transaction of two statements takes at the same rate
without an event, with one, and with one while two gateways read along. Aims: p50 at most 50 ms, p99 at most
200 ms, no event missing, and gateways that read along cost writers at most 5 %.

Run: ``python bench/streams.py [events a second] [seconds]``.
"""

import asyncio
import json
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from uuid import UUID

import asyncpg
import uvloop
from commonweal import Database, emit, new_id
from commonweal.messaging.doorbell import doorbell
from commonweal.storage.connecting import dsn_of
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.browser import CHROMIUM
from commonweal.testing.database import DatabaseServer, installed_sources
from commonweal_missions.api import ClaimPaid
from lag import at_rate
from playwright.async_api import Page, async_playwright
from sockets import FOLLOW, STREAM, gateways
from websockets.asyncio.client import connect

AIM_P50, AIM_P99, AIM_COST = 50, 200, 5
ACCOUNTS, ROUNDS, ROUND_SECONDS = 100, 7, 2.0
LISTEN = """
([address, follow]) => new Promise((ready) => {
  window.heard = [];
  const socket = new WebSocket(address);
  socket.onopen = () => socket.send(follow);
  socket.onmessage = (message) => {
    const now = performance.timeOrigin + performance.now();
    const frame = JSON.parse(message.data);
    if (frame.type === "following") ready();
    if (frame.type === "event") window.heard.push([frame.id, now]);
  };
})
"""


def paid(number: int) -> ClaimPaid:
    """Make an event that everybody may hear of."""
    return ClaimPaid(evidence_id=new_id(), claim_id=new_id(), human_id=new_id(), paid_minor=number)


@asynccontextmanager
async def program(port: int, heard: dict[UUID, float]) -> AsyncIterator[None]:
    """Follow in a program."""
    async with connect(f"ws://127.0.0.1:{port}{STREAM}", compression=None, proxy=None) as line:
        await line.send(FOLLOW)
        while json.loads(await line.recv())["type"] != "following":
            pass

        async def listen() -> None:
            async for text in line:
                now, frame = time.time(), json.loads(text)
                if frame["type"] == "event":
                    heard[UUID(frame["id"])] = now

        listening = asyncio.create_task(listen())
        yield
        listening.cancel()


@asynccontextmanager
async def browser(port: int) -> AsyncIterator[Page | None]:
    """Follow in Chromium, where there is one."""
    if not CHROMIUM.exists():
        yield None
        return
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = await chromium.new_page()
        await page.evaluate(LISTEN, [f"ws://127.0.0.1:{port}{STREAM}", FOLLOW])
        yield page
        await chromium.close()


async def measure_streams(database: Database, port: int, rate: float, count: int) -> None:
    """Print how long after their commits events are heard."""
    committed: dict[UUID, float] = {}
    heard: dict[UUID, float] = {}

    async def write(number: int) -> None:
        async with database.write() as work:
            event_id = await emit(work, paid(number))
        committed[event_id] = time.time()

    async with program(port, heard), browser(port) as page:
        achieved = await at_rate(count, rate, write)
        await asyncio.sleep(2)
        seen = {UUID(name): at / 1e3 for name, at in await page.evaluate("window.heard")} if page else {}
    print(f"{achieved:.0f} events a second")
    for name, moments in (("a program", heard), ("Chromium", seen)):
        if moments or name == "a program":
            show(
                name, [(at - committed[key]) * 1e3 for key, at in moments.items() if key in committed], count
            )
        else:
            print(f"  {name}: there is none here")


def show(name: str, lags: list[float], count: int) -> None:
    """Print one line."""
    cuts = statistics.quantiles(lags, n=100) if len(lags) > 1 else [float("nan")] * 99
    met = cuts[49] <= AIM_P50 and cuts[98] <= AIM_P99 and len(lags) == count
    verdict = "" if name == "bare NOTIFY" else f"   aim {'met' if met else 'missed'}"
    heard = f"heard {len(lags):,} of {count:,}"
    print(f"  {name:<12} p50 {cuts[49]:>6.1f} ms, p99 {cuts[98]:>6.1f} ms, {heard}{verdict}")


async def measure_floor(dsn: str, rate: float, count: int) -> None:
    """Print how long a bare NOTIFY after each commit takes."""
    committed: dict[str, float] = {}
    heard: dict[str, float] = {}
    listener = await asyncpg.connect(dsn)
    await listener.add_listener("bench", lambda *given: heard.setdefault(given[3], time.time()))
    pool = await asyncpg.create_pool(dsn, min_size=8, max_size=8)

    async def write(number: int) -> None:
        async with pool.acquire() as connection:
            await connection.execute("INSERT INTO floor (number) VALUES ($1)", number)
            committed[str(number)] = time.time()
            await connection.execute("SELECT pg_notify('bench', $1)", str(number))

    await pool.execute("CREATE UNLOGGED TABLE IF NOT EXISTS floor (number int)")
    await at_rate(count, rate, write)
    await asyncio.sleep(1)
    show("bare NOTIFY", [(at - committed[key]) * 1e3 for key, at in heard.items()], count)
    await listener.close()
    await pool.close()


async def writes(database: Database, rate: float, *, with_event: bool) -> list[float]:
    """Do business transactions at a rate for a while; return how many milliseconds each took."""
    took: list[float] = []

    async def write(number: int) -> None:
        account, began = number % ACCOUNTS, time.perf_counter()
        async with database.write() as work:
            await work.execute("UPDATE bench_account SET balance = balance + 1 WHERE id = $1", account)
            await work.execute("INSERT INTO bench_entry (account) VALUES ($1)", account)
            if with_event:
                await emit(work, paid(1))
        took.append((time.perf_counter() - began) * 1e3)

    await at_rate(round(rate * ROUND_SECONDS), rate, write)
    return took


async def measure_cost(database: Database, rate: float, home: Path, settings: DatabaseSettings) -> None:
    """Print what an event costs a transaction, and what it costs that gateways read along."""
    async with database.write() as work:
        await work.execute("CREATE TABLE bench_account (id int PRIMARY KEY, balance int)")
        await work.execute("CREATE TABLE bench_entry (account int)")
        await work.execute(
            f"INSERT INTO bench_account SELECT number, 0 FROM generate_series(0, {ACCOUNTS}) AS number"
        )
    bare, alone, followed = [], [], []
    async with gateways(home, settings, 2) as (processes, _):

        def signal_all(number: int) -> None:
            for process in processes:
                process.send_signal(number)

        for _ in range(ROUNDS):  # in turns, so that whatever else the machine does hits all alike
            signal_all(signal.SIGSTOP)
            bare += await writes(database, rate, with_event=False)
            alone += await writes(database, rate, with_event=True)
            signal_all(signal.SIGCONT)
            await asyncio.sleep(1)  # they catch up first
            followed += await writes(database, rate, with_event=True)
    times = [statistics.median(each) for each in (bare, alone, followed)]
    cost = 100 * (times[2] / times[1] - 1)
    print(
        f"  a transaction at {rate:.0f} a second takes {times[0]:.2f} ms without an event, {times[1]:.2f}"
        f" with one, {times[2]:.2f} with one while two gateways read along (medians)"
    )
    met = "met" if cost <= AIM_COST else "missed"
    print(f"  reading along costs writers {cost:.1f} %; aim of at most {AIM_COST} %: {met}")


async def main(rate: float, seconds: float) -> None:
    """Measure all of it."""
    async with AsyncExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = await stack.enter_async_context(DatabaseServer.running())
        settings = await stack.enter_async_context(server.database(installed_sources()))
        database = await Database.connect(settings, application_name="bench")
        await stack.enter_async_context(doorbell(database))
        count = round(rate * seconds)
        async with gateways(home, settings, 1) as (_, ports):
            await measure_streams(database, ports[0], rate, count)
            await measure_floor(dsn_of(settings), rate, count)
        await measure_cost(database, rate, home, settings)
        with suppress(TimeoutError):
            await database.close()


if __name__ == "__main__":
    given = [*map(float, sys.argv[1:]), *(500.0, 20.0)[len(sys.argv) - 1 :]]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(given[0], given[1]))
