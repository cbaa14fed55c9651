"""What the tests do with books, and how they move their index."""

import io
import math
import random
import sys
from dataclasses import dataclass, field
from uuid import UUID

from commonweal import emit, new_id
from commonweal.testing.sites import Site
from commonweal_vectors.filling import Pace
from commonweal_vectors.generations import drop, generations
from commonweal_vectors.migrating import moving
from commonweal_vectors.migrating.gates import Limits
from commonweal_vectors.migrating.standing import standing
from commonweal_vectors.migrating.telling import Teller
from commonweal_vectors.migrating.verifying import verify
from commonweal_vectors.services import Vectors
from rich.console import Console

NAME = "books.book"
SHELVES = ("water", "school", "health", "forest")
_TOPICS, _OF_A_TOPIC, _COMMON = 400, 40, 300
_SYLLABLES = [consonant + vowel for consonant in "bdgk" for vowel in "aeiou"]
_WRITE = """
INSERT INTO books.book (id, story, spanish, shelf, stars) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (id) DO UPDATE SET story = excluded.story, spanish = excluded.spanish, shelf = excluded.shelf,
    stars = excluded.stars
"""


def story(chance: random.Random) -> str:
    """Make a text of its own: mostly words of one topic, some that all topics have, and a number."""
    topic = chance.randrange(_TOPICS) * _OF_A_TOPIC + _COMMON
    numbers = [topic + chance.randrange(_OF_A_TOPIC) for _ in range(chance.randrange(8, 25))]
    numbers += [chance.randrange(_COMMON) for _ in range(chance.randrange(4, 15))]
    return f"{' '.join(map(_word, numbers))} {chance.randrange(10**9)}"


def _word(number: int) -> str:
    """Return a word that nobody has heard, always the same for a number."""
    spelled = [_SYLLABLES[number // 20**place % 20] for place in range(4)]
    return "".join(spelled)


async def write_book(database, chance, book_id, *, text=None, spanish=None, told=True):
    """Write or rewrite a book in the system of record, with the event that says so."""
    from commonweal_books.plugin import BookChanged

    async with database.write() as work:
        values = text or story(chance), spanish, chance.choice(SHELVES), chance.randrange(100)
        await work.execute(_WRITE, book_id, *values)
        if told:
            await emit(work, BookChanged(book_id=book_id), subject=book_id)


async def throw_away(database, book_id):
    """Delete a book."""
    from commonweal_books.plugin import BookChanged

    async with database.write() as work:
        await work.execute("DELETE FROM books.book WHERE id = $1", book_id)
        await emit(work, BookChanged(book_id=book_id), subject=book_id)


@dataclass
class Library:
    """The site, the books in it, and what was said at the terminal."""

    site: Site
    vectors: Vectors
    chance: random.Random = field(default_factory=lambda: random.Random(11))
    said: io.StringIO = field(default_factory=io.StringIO)

    @property
    def database(self):
        return self.site.database

    @property
    def collection(self):
        return self.vectors.collections[NAME]

    @property
    def teller(self) -> Teller:
        return Teller(Console(file=self.said, soft_wrap=True, highlight=False))

    def store(self, name: str):
        return self.vectors.drivers.store(name)

    async def write(self, book_id: UUID | None = None, **options) -> UUID:
        """Write a book; every third one has a Spanish text, too."""
        book_id = book_id or new_id()
        if "spanish" not in options and book_id.int % 3 == 0:
            options["spanish"] = story(self.chance)
        await write_book(self.database, self.chance, book_id, **options)
        return book_id

    async def fill(self, count: int) -> list[UUID]:
        """Write books, and build the first index."""
        ids = [await self.write(told=False) for _ in range(count)]
        await self.site.run_task("vectors.keep")
        await self.site.settle()
        return ids

    async def hear(self) -> None:
        """Deliver the events, but run none of the tasks they ask for."""
        await self.site._deliver()

    async def throw_away(self, book_id: UUID) -> None:
        await throw_away(self.database, book_id)

    async def migrate(
        self, store: str = "qdrant", *, yes: bool = True, rate=None, max_slower: float = math.inf
    ) -> bool:
        """Move the index; how fast the stores are is chance on the machine of a test."""
        move = moving.Move(store, Pace(rate), Limits(max_slower=max_slower), yes)
        moved = await moving.migrate(self.vectors, [self.collection], move, self.teller)
        if not moved:
            sys.stdout.write(self.said.getvalue())  # a test that expected otherwise says why
        return moved

    async def back(self) -> None:
        await moving.back(self.vectors, [self.collection], self.teller)

    async def finish(self) -> None:
        await moving.finish(self.vectors, [self.collection], self.teller)

    async def standing(self):
        return await standing(self.vectors, self.collection)

    async def stores(self) -> dict[str, str]:
        """Return which store is what."""
        async with self.database.read() as work:
            return {each.state: each.store for each in await generations(work, NAME)}

    async def count(self, sql: str) -> int:
        async with self.database.read() as work:
            return await work.fetch_value(sql)

    async def quiet(self) -> None:
        """Let everything that is under way come to its end."""
        async with self.database.write() as work:
            await work.execute("UPDATE vectors.change SET due_at = now()")
        self.vectors.resting.clear()
        while True:
            await self.site.run_task("vectors.keep")
            await self.site.settle()
            if not await self.count("SELECT count(*) FROM vectors.doubt"):
                return

    async def verify(self):
        return await verify(self.vectors, self.collection)

    async def assert_sound(self, *stores: str) -> None:
        """Fail unless every document is in these stores as it is now, and nothing else is."""
        found = await self.verify()
        assert sorted(each.generation.store for each in found.generations) == sorted(stores)
        for each in found.generations:
            assert (each.lost, each.stale, each.resurrected) == ({}, {}, {}), each.generation.store
            assert not each.gone
        assert found.doubts == 0


async def begin_anew(library: Library, books: dict[UUID, str]) -> None:
    """Empty the table and the stores, and have one index of these books."""
    async with library.database.read() as work:
        left = await generations(work, NAME)
    async with library.database.write() as work:
        await work.execute("UPDATE vectors.generation SET state = 'dropping'")
        for table in ("books.book", "vectors.entry", "vectors.change", "vectors.doubt", "vectors.wake"):
            await work.execute(f"DELETE FROM {table}")
    for each in left:
        await drop(library.vectors, each)
    for book_id, text in books.items():
        await library.write(book_id, text=text, spanish=None, told=False)
    await library.site.run_task("vectors.keep")
    await library.site.settle()
