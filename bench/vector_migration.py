# ruff: noqa: E402 - the books and the storm lie with the tests, whose folder is named first
"""Moving an index from pgvector to Qdrant while people write and search and processes are killed.

The real commands run as processes of their own: a worker, a scheduler and ``vectors migrate``, each killed
with SIGKILL every few seconds until the copy is full, and three times after that. Aims: nothing lost, stale
or resurrected, overlap@10 of at least 0.98, back in under a minute. Its floor is the same copy on the same
machine with nobody writing and nothing killed.

Run: ``python bench/vector_migration.py [documents] [dimensions] [writes a second]``.
"""

import asyncio
import io
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

MOVING = Path(__file__).parent.parent / "plugins" / "vectors" / "tests" / "moving"
sys.path[:0] = [str(MOVING), str(MOVING / "books"), str(MOVING / "books" / "installed")]

from book_library import NAME, Library, story
from book_storm import Deployment, Writers
from commonweal import CommonwealError, Database, new_id
from commonweal.testing.database import DatabaseServer
from commonweal.testing.hosts import sources_of, with_requirements
from commonweal.testing.sites import Site, running_site
from commonweal_vectors.migrating.shadowing import shadow
from commonweal_vectors.searching import find_like
from commonweal_vectors.services import vectors_of

_KILLED_EVERY = (3.0, 5.0)
_ONCE_FULL = 3
_SEARCHES_A_SECOND = 5
_QUIET_SECONDS = 600
_REAL = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
_STOCK = "INSERT INTO books.book (id, story, shelf, stars) VALUES ($1, $2, $3, $4)"


class Readers:
    """People who search at a steady rate, and how long that takes them."""

    def __init__(self, library: Library) -> None:
        self.took: list[float] = []
        self.failed: list[str] = []
        self._library = library

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Search for the block."""
        reading = asyncio.create_task(self._read())
        yield
        reading.cancel()
        await asyncio.wait([reading])

    async def _read(self) -> None:
        while True:
            began = time.perf_counter()
            try:
                await find_like(self._library.vectors, NAME, text=story(self._library.chance))
            except CommonwealError as error:
                self.failed.append(str(error))
            self.took.append((time.perf_counter() - began) * 1e3)
            await asyncio.sleep(1 / _SEARCHES_A_SECOND)


def say(text: str) -> None:
    """Tell whoever waits what goes on; figures go to standard output."""
    print(text, file=sys.stderr, flush=True)


async def stock(database: Database, library: Library, documents: int) -> list:
    """Fill the table, and build the first index."""
    chance = library.chance
    ids = [new_id() for _ in range(documents)]
    async with database.write() as work:
        rows = [
            (book, story(chance), chance.choice(["water", "school"]), number % 100)
            for number, book in enumerate(ids)
        ]
        await work.execute_many(_STOCK, rows)
    began = time.monotonic()
    await library.site.run_task("vectors.keep")
    while (await library.stores()) != {"active": "pgvector"}:
        await library.site.settle()
    say(f"the first index was built in {time.monotonic() - began:.0f} s")
    return ids


async def floor(library: Library, storm: Deployment) -> float:
    """Copy the index in peace, give the copy up, and return how many seconds that took."""
    began = time.monotonic()
    await (await storm.start("vectors", "migrate", "--to", "qdrant")).ended()  # nobody says yes
    took = time.monotonic() - began
    await storm.run("vectors", "migrate", "--back")
    assert await library.stores() == {"active": "pgvector"}
    return took


async def move(library: Library, storm: Deployment, ids: list, rate: float) -> None:
    """Move the index in the storm, and back, and print the figures."""
    writers, readers = Writers(library.database, ids, rate), Readers(library)
    began = time.monotonic()
    async with (
        storm.kept_running("scheduler", seconds=_KILLED_EVERY),
        storm.kept_running("worker", seconds=_KILLED_EVERY),
    ):
        async with writers.at_work(), readers.at_work():
            said = await storm.run_in_pieces(
                "vectors",
                "migrate",
                "--to",
                "qdrant",
                "--max-slower",
                "1000",
                "--yes",
                seconds=_KILLED_EVERY,
                at_work="gets a copy",
                once_full=_ONCE_FULL,
            )
            moved = time.monotonic() - began
            say(said)
            before = time.monotonic()
            await storm.run("vectors", "migrate", "--back")
            back = time.monotonic() - before
            assert await library.stores() == {"active": "pgvector", "kept": "qdrant"}
        storm.calm.set()
        quiet = await storm.until_quiet(_QUIET_SECONDS)
    seconds = time.monotonic() - began
    acts = sum(writers.written.values())
    print(
        f"moved in {moved:.0f} s, with {acts / (seconds - quiet):.0f} acts of writers a second: "
        f"{dict(writers.written)}"
    )
    print(f"killed: {dict(storm.kills)}; the last changes were in {quiet:.0f} s after the last act")
    print(f"back in {back:.1f} s, start of the command included; aim: under 60 s")
    took = statistics.quantiles(readers.took, n=100)
    print(
        f"searches meanwhile: {len(readers.took)}, failed {len(readers.failed)}, p50 {took[49]:.0f} ms, "
        f"p95 {took[94]:.0f} ms"
    )
    print(f"slowest act of a writer: {writers.slowest * 1e3:.0f} ms")


async def judge(library: Library) -> bool:
    """Compare every document with both copies, print the outcome, and say whether the aims are reached."""
    found = await library.verify()
    for each in found.generations:
        print(
            f"{each.generation.store}: {each.items:,} items, {len(each.lost)} lost, {len(each.stale)} stale, "
            f"{len(each.resurrected)} resurrected"
        )
    now = await library.standing()
    assert now.active is not None
    assert now.kept is not None
    reads = await shadow(library.vectors, now.active, now.kept)
    print(
        f"overlap@10 {reads.overlap:.4f}; of the true nearest pgvector finds {reads.recall_before:.4f}, "
        f"qdrant {reads.recall_after:.4f}; p95 {reads.p95_before:.1f} and {reads.p95_after:.1f} ms; aim: 0.98"
    )
    return found.sound and max(reads.overlap, reads.recall_after) >= 0.98  # noqa: PLR2004 - the aim


async def main(documents: int, dimensions: int, rate: float) -> int:
    """Run it all; 1 when an aim was missed."""
    changes = {"COMMONWEAL_VECTORS__DIMENSIONS": str(dimensions), "COMMONWEAL_VECTORS__STORE_SECONDS": "30"}
    async with DatabaseServer.running() as server:
        for option in _REAL:
            await server._execute(f"ALTER SYSTEM RESET {option}")  # noqa: SLF001 - as in earnest
        await server._execute("SELECT pg_reload_conf()")  # noqa: SLF001
        async with server.database(sources_of(with_requirements(["books"]))) as settings:
            with tempfile.TemporaryDirectory(prefix="commonweal-bench-") as directory:
                home = Path(directory)
                async with running_site(home, settings, ["books"], changes) as site:
                    return await measure(site, home, changes, documents, rate)


async def measure(site: Site, home: Path, changes: dict[str, str], documents: int, rate: float) -> int:
    """Build, copy in peace, move in the storm, and judge."""
    library = Library(site, vectors_of(site.context("vectors").services), said=io.StringIO())
    storm = Deployment(home, library.database, changes)
    ids = await stock(library.database, library, documents)
    print(f"{documents:,} documents, {changes['COMMONWEAL_VECTORS__DIMENSIONS']} dimensions")
    print(f"floor: copied and indexed in peace in {await floor(library, storm):.0f} s")
    await move(library, storm, ids, rate)
    return 0 if await judge(library) else 1


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    sys.exit(asyncio.run(main(*[*given, *(100_000, 384, 50)[len(given) :]])))
