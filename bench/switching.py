"""How soon a switch of a plugin is followed under load, and what asking for it costs at each call.

Two web processes serve 200 requests a second while a plugin is switched off and on ten times. What is
measured is the time from the commit until the last request that was still answered as before had begun;
beside it stands the floor, two bare loops that ask for the version at the same interval. Then the filter
that every call of a hook passes, beside a bare look-up in a dictionary.
"""

import asyncio
import math
import os
import statistics
import sys
import tempfile
import time
import timeit
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import asyncpg
import httpx
from commonweal import Database, Host, Switch, new_id
from commonweal.cli.sections import load_settings
from commonweal.messaging.following import POLL_SECONDS
from commonweal.messaging.switches import write_switch
from commonweal.runtime import load_plugins
from commonweal.storage.connecting import dsn_of
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.database import DatabaseServer, installed_sources
from commonweal.testing.ports import free_port
from commonweal.testing.web import web_environment

SWITCHED = Path(__file__).parent.parent / "tests" / "switched"
PLUGINS = [str(SWITCHED), str(SWITCHED / "installed")]
RATE, PROCESSES, ROUNDS, WATCHED_SECONDS = 200, 2, 10, 1.2
PATHS = ("/api/v1/beacon", "/api/v1/beacon", "/api/v1/beacon", "/api/v1/missions")
SERVED, GONE = 200, 404
MOST_UNDER_WAY = 100
CALLS, REPEATS = 50_000, 9


class Load:
    """Requests at a fixed rate, whatever the answers take; of each, when it began and how it was answered."""

    def __init__(self, ports: list[int]) -> None:
        self.clients = [
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False)
            for port in ports
        ]
        self.statuses: Counter[int] = Counter()
        self.beacon: list[tuple[float, int]] = []
        self._under_way: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Ask for ever; what is due is asked at once, however busy the machine is."""
        began, number = time.perf_counter(), 0
        while True:
            while number < (time.perf_counter() - began) * RATE:
                number += 1
                if len(self._under_way) >= MOST_UNDER_WAY:
                    continue  # the machine is too busy for the rate, which is printed
                asking = asyncio.create_task(self._ask(number))
                self._under_way.add(asking)
                asking.add_done_callback(self._under_way.discard)
            await asyncio.sleep(1 / RATE)

    async def finish(self) -> None:
        """Wait for the answers that are still on their way."""
        await asyncio.gather(*self._under_way)

    async def _ask(self, number: int) -> None:
        path = PATHS[number // PROCESSES % len(PATHS)]
        began = time.perf_counter()
        answer = await self.clients[number % PROCESSES].get(path)
        self.statuses[answer.status_code] += 1
        if path == PATHS[0]:
            self.beacon.append((began, answer.status_code))

    def last_begun(self, status: int, since: float) -> float:
        """Return how long after a moment the last request began that was still answered so."""
        return max(
            (began - since for began, got in self.beacon if got == status and began > since), default=0.0
        )


async def poll(dsn: str, seen: list[tuple[float, int]]) -> None:
    """Ask for the version at the interval of the processes, and note when it is another: the floor."""
    connection, known = await asyncpg.connect(dsn), -1
    while True:
        version = await connection.fetchval("SELECT version FROM kernel.plugin_switch_version")
        if version != known:
            known = version
            seen.append((time.perf_counter(), version))
        await asyncio.sleep(POLL_SECONDS)


@asynccontextmanager
async def web(home: Path, settings: DatabaseSettings) -> AsyncIterator[int]:
    """Run ``commonweal web`` as in production, but for its rate limits, and give its port."""
    home.mkdir()  # noqa: ASYNC240 - nothing else runs yet
    with (home / "web.log").open("wb") as out:
        port = free_port()
        changes = {
            "COMMONWEAL_PORT": str(port),
            "COMMONWEAL_WEB__GUEST_PER_MINUTE": str(10**9),
            "COMMONWEAL_WEB__SECRET_KEY": "0" * 64,
            "PYTHONPATH": os.pathsep.join(PLUGINS),
        }
        environment = {**os.environ, **web_environment(home, settings, changes)}
        command = [Path(sys.executable).with_name("commonweal"), "web"]
        process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=out, stderr=out)
    try:
        async with httpx.AsyncClient(trust_env=False) as client, asyncio.timeout(90):
            while not await _is_up(client, port):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.1)
        yield port
    finally:
        process.terminate()
        await process.wait()


async def _is_up(client: httpx.AsyncClient, port: int) -> bool:
    try:
        return (await client.get(f"http://127.0.0.1:{port}/api/v1/beacon")).status_code == SERVED
    except httpx.HTTPError:
        return False


async def followed(
    settings: DatabaseSettings, load: Load, seen: list[tuple[float, int]]
) -> dict[str, list[float]]:
    """Switch off and on again and again, and return the seconds until the last process had followed."""
    database = await Database.connect(settings, application_name="bench")
    figures: dict[str, list[float]] = {"off": [], "on": [], "floor": []}
    for number in range(2 * ROUNDS):
        on = bool(number % 2)
        await asyncio.sleep(0.3 + 0.25 * math.modf(number * math.sqrt(2))[0])  # anywhere between two polls
        async with database.write() as work:
            version = await write_switch(work, Switch("beacon", None, on))
        committed = time.perf_counter()
        await asyncio.sleep(WATCHED_SECONDS)
        figures["on" if on else "off"].append(load.last_begun(GONE if on else SERVED, committed))
        noticed = [moment - committed for moment, what in seen if what == version]
        figures["floor"].append(max(noticed))
    await database.close()
    return figures


async def switching() -> int:
    """Print how soon switches are followed; returns 1 if anybody was answered with an error."""
    async with AsyncExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = await stack.enter_async_context(DatabaseServer.running())
        settings = await stack.enter_async_context(server.database(installed_sources()))
        ports = [
            await stack.enter_async_context(web(home / str(each), settings)) for each in range(PROCESSES)
        ]
        load, seen = Load(ports), list[tuple[float, int]]()
        tasks = [asyncio.create_task(load.run())]
        tasks += [asyncio.create_task(poll(dsn_of(settings), seen)) for _ in range(PROCESSES)]
        await asyncio.sleep(2)
        began, before = time.perf_counter(), load.statuses.total()
        figures = await followed(settings, load, seen)
        rate = (load.statuses.total() - before) / (time.perf_counter() - began)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await load.finish()
    print(f"{PROCESSES} web processes, {rate:.0f} requests/s, {ROUNDS} times off and on; milliseconds")
    print(f"{'from the commit until the last process':<46} {'p50':>6} {'max':>6}")
    for name, words in (
        ("off", "serves it no more"),
        ("on", "serves it again"),
        ("floor", "floor: sees the version in a bare loop"),
    ):
        each = [seconds * 1_000 for seconds in figures[name]]
        print(f"  {words:<44} {statistics.median(each):>6.0f} {max(each):>6.0f}")
    errors = sum(count for status, count in load.statuses.items() if status not in {SERVED, GONE})
    print(f"answers: {load.statuses[SERVED]:,} served, {load.statuses[GONE]:,} not found, {errors} others")
    return 1 if errors else 0


def asking() -> None:
    """Print what the filter costs at each call."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["COMMONWEAL_HOME"] = home
        host: Host = load_plugins(load_settings())
    one, other = new_id(), new_id()
    host.switch("pier", on=True, organisation_id=one)
    bare = dict.fromkeys(host.plugins, True)
    print(f"\none call, {len(host.running())} plugins; nanoseconds")
    for words, call in (
        ("floor: a look-up in a dictionary", lambda: bare["missions"]),
        ("is_enabled(plugin)", lambda: host.is_enabled("missions")),
        ("is_enabled(plugin, organisation), on", lambda: host.is_enabled("pier", one)),
        ("is_enabled(plugin, organisation), off", lambda: host.is_enabled("pier", other)),
        ("is_enabled(plugin of the deployment, organisation)", lambda: host.is_enabled("missions", one)),
    ):
        print(f"  {words:<52} {nanoseconds(call):>6.0f}")


def nanoseconds(call: Callable[[], object]) -> float:
    """Return what one call takes, the least of several repeats."""
    return min(timeit.repeat(call, number=CALLS, repeat=REPEATS)) / CALLS * 1e9


if __name__ == "__main__":
    sys.path[:0] = PLUGINS
    code = asyncio.run(switching())
    asking()
    sys.exit(code)
