"""A deployment in a storm: real processes that are killed, and people who write all the time."""

import asyncio
import multiprocessing
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from uuid import UUID, uuid4

from book_library import story, throw_away, write_book
from book_programs import run_command
from commonweal import Database, new_id
from commonweal.storage.connecting import dsn_of
from commonweal.testing.hosts import with_requirements

BOOKS = Path(__file__).parent / "books"
_POLL = 0.05
_CONNECTED = """
SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()
"""
_FILLING = "SELECT EXISTS (SELECT FROM vectors.generation WHERE state = 'filling')"
_FILLED = "SELECT coalesce(max(filled), 0) FROM vectors.generation WHERE state = 'filling'"
_BEHIND = """
SELECT (SELECT count(*) FROM kernel.event WHERE type = 'books.book_changed')
    - (SELECT count(*) FROM kernel.inbox WHERE subscription = 'vectors.books_book')
    + (SELECT count(*) FROM vectors.change) + (SELECT count(*) FROM vectors.doubt)
"""
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["book_programs"])


class Program:
    """One process that runs a command, and what it has said so far."""

    def __init__(self, arguments: tuple[str, ...], environment: Mapping[str, str], said: Path) -> None:
        self._said = said
        paths = [str(BOOKS), str(BOOKS / "installed")]
        self._process: BaseProcess = _context.Process(
            target=run_command, args=(arguments, dict(environment), paths, str(said)), daemon=True
        )

    async def start(self) -> None:
        """Start it."""
        await asyncio.to_thread(self._process.start)

    def said(self) -> str:
        """Return what it has said."""
        return self._said.read_text() if self._said.exists() else ""

    async def until_said(self, words: str) -> None:
        """Wait until it has said some words, or has ended."""
        while words not in self.said() and self._process.is_alive():
            await asyncio.sleep(_POLL)

    async def ended(self) -> int:
        """Wait for its end, and return its exit code."""
        while self._process.exitcode is None:
            await asyncio.sleep(_POLL)
        return self._process.exitcode

    def signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self._process.pid or 0, number)

    async def kill(self) -> bool:
        """Kill it, as the operating system would when memory runs out; say whether it still ran."""
        ran = self._process.exitcode is None
        self._process.kill()
        await self.ended()
        return ran


class Deployment:
    """The processes of a deployment with books, on one data directory and one database."""

    def __init__(self, home: Path, database: Database, changes: Mapping[str, str]) -> None:
        self.database = database
        self.kills: Counter[str] = Counter()
        self.calm = asyncio.Event()
        self._home = home
        self._numbers = count()
        self._environment = {
            "COMMONWEAL_HOME": str(home),
            "COMMONWEAL_DATABASE__DRIVER": "external",
            "COMMONWEAL_DATABASE__URL": dsn_of(database.settings),
            "COMMONWEAL_PLUGINS__ENABLED": ",".join(with_requirements(["books"])),
            **changes,
        }

    async def start(self, *arguments: str) -> Program:
        """Start a command."""
        said = self._home / f"{arguments[0]}-{next(self._numbers)}.txt"
        program = Program(arguments, self._environment, said)
        await program.start()
        return program

    async def run(self, *arguments: str) -> str:
        """Run a command to its good end; return what it said."""
        program = await self.start(*arguments)
        assert await program.ended() == 0, program.said()
        return program.said()

    async def run_in_pieces(
        self, *arguments: str, seconds: tuple[float, float], at_work: str, once_full: int
    ) -> str:
        """Run a command that fills a copy, and kill it again and again, until it comes to its end.

        It is killed some seconds after it has said that it is at work, later when it got no further before;
        when the copy is full, so many times more. Returns what it said the last time.
        """
        filled, patience = 0, 1
        while True:
            program = await self.start(*arguments)
            await program.until_said(at_work)
            try:
                async with asyncio.timeout(patience * random.uniform(*seconds) if once_full else None):
                    assert await program.ended() == 0, program.said()
                return program.said()
            except TimeoutError:
                self.kills[arguments[0]] += await program.kill()
                once_full -= not await self._value(_FILLING)
                before, filled = filled, await self._value(_FILLED)
                patience = 1 if filled != before else 2 * patience

    @asynccontextmanager
    async def kept_running(self, role: str, *, seconds: tuple[float, float]) -> AsyncIterator[None]:
        """Have a process run for the block, killed every few seconds and started again until it is calm."""
        program: list[Program] = []

        async def keep() -> None:
            while True:
                program[:] = [await self.start(role)]
                while not await self._value(_CONNECTED, f"commonweal-{role}"):
                    await asyncio.sleep(_POLL)
                try:
                    async with asyncio.timeout(None if self.calm.is_set() else random.uniform(*seconds)):
                        await program[0].ended()
                except TimeoutError:
                    self.kills[role] += await program[0].kill()

        keeping = asyncio.create_task(keep())
        try:
            yield
        finally:
            keeping.cancel()
            await asyncio.wait([keeping])
            for each in program:
                await each.kill()

    async def until_quiet(self, seconds: float) -> float:
        """Wait until everything that happened is in the index; return how many seconds that took."""
        began = time.monotonic()
        while behind := await self._value(_BEHIND):
            assert time.monotonic() - began < seconds, f"{behind} changes do not come to rest"
            await asyncio.sleep(_POLL)
        return time.monotonic() - began

    async def _value(self, sql: str, *arguments: str) -> int:
        async with self.database.read() as work:
            return await work.fetch_value(sql, *arguments)


class Writers:
    """People who write, rewrite, restore and throw away books, at a steady rate."""

    def __init__(self, database: Database, ids: list[UUID], rate: float) -> None:
        self._database = database
        self._ids = ids
        self._rate = rate
        self._chance = random.Random(5)
        self.written = Counter[str]()
        self.slowest = 0.0

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Write for the block."""
        writing = asyncio.create_task(self._write())
        try:
            yield
            assert not writing.done(), "the writers have failed"
        finally:
            writing.cancel()
            await asyncio.wait([writing])
            if not writing.cancelled() and writing.exception():
                raise writing.exception()

    async def _write(self) -> None:
        began, acts = time.monotonic(), set()
        number = 0
        async with asyncio.TaskGroup() as group:
            while True:
                number += 1
                await asyncio.sleep(max(0.0, began + number / self._rate - time.monotonic()))
                act = group.create_task(self._act())
                acts.add(act)
                act.add_done_callback(acts.discard)

    async def _act(self) -> None:
        began = time.monotonic()
        kind = self._chance.choices(["insert", "behind", "update", "restore", "delete"], [2, 1, 4, 1, 3])[0]
        self.written[kind] += 1
        match kind:
            case "insert" | "behind":
                book_id = new_id() if kind == "insert" else uuid4()
                await write_book(self._database, self._chance, book_id)
                self._ids.append(book_id)
            case "update":
                await write_book(self._database, self._chance, self._one(), spanish=self._spanish())
            case "restore":
                await self._restore(self._one())
            case "delete":
                await throw_away(self._database, self._one(leaving=True))
        self.slowest = max(self.slowest, time.monotonic() - began)

    async def _restore(self, book_id: UUID) -> None:
        """Throw a book away, and put the same one back a moment later."""
        async with self._database.read() as work:
            row = await work.fetch_row("SELECT story, spanish FROM books.book WHERE id = $1", book_id)
        if row is not None:
            await throw_away(self._database, book_id)
            await asyncio.sleep(self._chance.random())
            await write_book(self._database, self._chance, book_id, text=row["story"], spanish=row["spanish"])

    def _one(self, *, leaving: bool = False) -> UUID:
        place = self._chance.randrange(len(self._ids))
        if not leaving:
            return self._ids[place]
        self._ids[place], self._ids[-1] = self._ids[-1], self._ids[place]
        return self._ids.pop()

    def _spanish(self) -> str | None:
        return story(self._chance) if self._chance.random() < 0.3 else None
