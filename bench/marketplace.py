"""The marketplace under load: the real app over 200,000 missions beside the same SQL through bare asyncpg.

Around the missions are 50,000 humans, each with a claim, 5,000 agents who made the missions, and 1,000,000
events. Both the JSON API and the pages are asked; for a page the floor reads the missions it shows.

Both sides are processes of their own under the same server (uvicorn), with the same number of connections to
the same PostgreSQL; the floor sends the rows as they come. They are asked in turns, so that whatever else the
machine does hits both alike. Run: ``python bench/marketplace.py [missions] [seconds of each round]``.
"""

import asyncio
import multiprocessing
import os
import re
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import asyncpg
import uvloop
from commonweal.storage.connecting import dsn_of
from commonweal.storage.database import Database
from commonweal.storage.settings import DatabaseSettings
from commonweal.testing.database import DatabaseServer, installed_sources
from commonweal.testing.ports import answering
from commonweal.testing.web import web_environment
from commonweal.web.cursors import Cursors
from market.data import AGENTS, EVENTS, HUMANS, fill, surround
from market.floor import serve_floor
from market.load import load, read
from market.questions import PAGES, Question, scenarios
from rich.console import Console
from rich.progress import Progress

CLIENTS = 16
AIM = 2
ROUNDS = 11  # short ones, so that a burst of other work on the machine hits both sides alike
MISSION_PAGE = re.compile(r"/missions/([0-9a-f-]{36})")
CARD = re.compile(r'class="card-title"[^>]*><a href="/missions/([0-9a-f-]{36})"')
KEY = "a key that signs the cursors of this run"


class Measured(NamedTuple):
    """The seconds that the answers of one scenario took, round by round."""

    ours: list[list[float]]
    floor: list[list[float]]


async def main(count: int, seconds: float) -> None:
    """Fill a marketplace, serve it on both sides, and print what each scenario takes."""
    bar = Progress(console=Console(stderr=True), transient=True)
    with bar, tempfile.TemporaryDirectory() as home:
        async with DatabaseServer.running() as server, server.database(installed_sources()) as settings:
            now = datetime.now(UTC)
            asked = await prepare(settings, count, now, bar)
            async with floor(settings, asked) as floor_port, product(Path(home), settings) as our_port:
                await compare_answers(our_port, floor_port, asked)
                measured = await measure(our_port, floor_port, asked, seconds, bar)
    print(
        f"{count:,} missions, {HUMANS:,} humans, {AGENTS:,} agents, {EVENTS:,} events, {CLIENTS} clients;"
        " milliseconds from request to answer"
    )
    show(measured)


async def prepare(
    settings: DatabaseSettings, count: int, now: datetime, bar: Progress
) -> dict[str, list[Question]]:
    """Fill the database, and make the questions."""
    filling = bar.add_task("writing missions", total=count)
    database = await Database.connect(settings, application_name="bench")
    await fill(database, dsn_of(settings), count, now, lambda done: bar.update(filling, completed=done))
    await database.close()
    connection = await asyncpg.connect(dsn_of(settings))
    try:
        await surround(connection)
        return await scenarios(connection, Cursors(KEY.encode()), now)
    finally:
        await connection.close()


@asynccontextmanager
async def product(home: Path, settings: DatabaseSettings) -> AsyncIterator[int]:
    """Run ``commonweal web`` as in production, but for its rate limits, and give its port."""
    with listening() as listener:
        port = listener.getsockname()[1]
    changes = {
        "COMMONWEAL_PORT": str(port),
        "COMMONWEAL_WEB__GUEST_PER_MINUTE": str(10**9),
        "COMMONWEAL_WEB__LIMITS": '{"search": 1000000000}',
        "COMMONWEAL_WEB__SECRET_KEY": KEY,
    }
    log = home / "web.log"
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            Path(sys.executable).with_name("commonweal"),
            "web",
            env={**os.environ, **web_environment(home, settings, changes)},
            stdout=out,
            stderr=out,
        )
    try:
        await answering(port)
        yield port
    except BaseException:
        sys.stderr.write(log.read_text()[-2_000:])
        raise
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@asynccontextmanager
async def floor(settings: DatabaseSettings, asked: dict[str, list[Question]]) -> AsyncIterator[int]:
    """Run the floor and give its port."""
    statements = {each.path: (each.sql, each.arguments) for questions in asked.values() for each in questions}
    with listening() as listener:
        port = listener.getsockname()[1]
        process = multiprocessing.get_context("spawn").Process(
            target=serve_floor, args=(listener, dsn_of(settings), settings.pool_max, statements), daemon=True
        )
        process.start()
    try:
        await answering(port)
        yield port
    finally:
        process.kill()
        process.join()


@contextmanager
def listening() -> Iterator[socket.socket]:
    """Open a socket on a free port."""
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listener:
        yield listener


async def compare_answers(our_port: int, floor_port: int, asked: dict[str, list[Question]]) -> None:
    """Make sure that both sides find the same missions in the same order."""
    for name, questions in asked.items():
        for question in questions:
            ours, rows = await read(our_port, question.path), await read(floor_port, question.path)
            shown = missions_of(ours, question.path)
            if not shown or shown != [row["id"] for row in rows[: len(shown)]]:
                raise SystemExit(f"{name}: the app and the floor answer {question.path} differently")


def missions_of(answer: Any, path: str) -> list[str]:
    """Return the ids of the missions that an answer of the API or a page is about, in their order."""
    if isinstance(answer, str):
        if one := MISSION_PAGE.fullmatch(path):
            return [one[1]] if f"kind=missions.mission&amp;id={one[1]}" in answer else []
        return list(dict.fromkeys(CARD.findall(answer)))
    return [each["id"] for each in answer.get("items", [answer])]


async def measure(
    our_port: int, floor_port: int, asked: dict[str, list[Question]], seconds: float, bar: Progress
) -> dict[str, Measured]:
    """Ask both sides in turns, scenario by scenario; a first short round of each only warms up."""
    asking = bar.add_task("asking", total=len(asked) * ROUNDS)
    measured = {}
    for name, questions in asked.items():
        paths = [question.path for question in questions]
        bar.update(asking, description=name)
        result = measured[name] = Measured([], [])
        for port in (our_port, floor_port):
            await load(port, paths, CLIENTS, seconds)
        for _ in range(ROUNDS):
            result.ours.append(await load(our_port, paths, CLIENTS, seconds))
            result.floor.append(await load(floor_port, paths, CLIENTS, seconds))
            bar.advance(asking)
    return measured


def show(measured: dict[str, Measured]) -> None:
    """Print the table."""
    print(f"{'':<26} {'the app':^26}  {'bare asyncpg':^26}  {'ratio at':>8} {'rounds':>11}")
    columns = "".join(f"{name:>9}" for name in ("p50", "p95", "p99"))
    print(f"{'':<26}{columns} {columns} {'median':>10} {'from - to':>11}")
    missed = []
    for name, result in measured.items():
        ours, floor = percentiles(result.ours), percentiles(result.floor)
        rounds = [median(one) / median(other) for one, other in zip(*result, strict=True)]
        ratio = median(rounds)
        missed += [name] if ratio > AIM and name not in PAGES else []
        figures = "".join(f"{each * 1000:>9.2f}" for each in ours)
        figures += " " + "".join(f"{each * 1000:>9.2f}" for each in floor)
        print(f"{name:<26}{figures} {ratio:>10.2f} {min(rounds):>5.2f} -{max(rounds):>5.2f}")
    verdict = f"missed by {', '.join(missed)}" if missed else "met by all"
    print(f"aim for the API of at most {AIM} times the floor at the median: {verdict}")


def percentiles(rounds: Sequence[Sequence[float]]) -> list[float]:
    """Give the 50th, 95th and 99th percentile of all rounds together."""
    ordered = sorted(each for answers in rounds for each in answers)
    return [ordered[int(len(ordered) * part)] for part in (0.5, 0.95, 0.99)]


if __name__ == "__main__":
    numbers = [*map(float, sys.argv[1:]), *(200_000, 0.4)[len(sys.argv) - 1 :]]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(round(numbers[0]), numbers[1]))
