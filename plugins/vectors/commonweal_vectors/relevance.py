"""Searches by relevance: the order by words and the order by likeness, made one (DOMAIN §19).

The index of vectors proposes, PostgreSQL decides: what is alike is read again under the conditions of the
list and of who reads. Without an index words alone must do, and the answer says so.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar
from uuid import UUID

import msgspec
from commonweal import Filter, Items, UnitOfWork, Visit, as_plugin
from litestar import Response
from litestar.datastructures import ResponseHeader

from commonweal_vectors.alike import find_alike, near_best
from commonweal_vectors.fusing import fuse

T = TypeVar("T")
WORDS_LONGEST = 200
MOST_BY_WORDS = 500
FEW = 10
"""With fewer results than this, what says only some of the words is found too."""

SEARCH_HEADER = "Commonweal-Search"
BY_WORDS = ResponseHeader(
    name=SEARCH_HEADER,
    documentation_only=True,
    value="words",
    description="`words` when the index of vectors did not answer, so that words alone decided.",
)


class Place(NamedTuple):
    """Where a page of an order ends: how many were shown, and the last of them."""

    shown: int
    last: UUID


class Rankings(Protocol):
    """Returns two orders: by words, at most so many, and what passes of the ids that are alike.

    With ``some``, one of the words is enough.
    """

    def __call__(
        self, work: UnitOfWork, alike: Sequence[UUID], most: int, *, some: bool
    ) -> Awaitable[list[list[UUID]]]:
        """Rank."""


class Sought(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A search of one list, over a collection of the plugin that has the list.

    ``least`` is the likeness from which something is alike; ``where`` says in the words of the index what
    the list's filters let pass; ``read`` returns the items of some ids. ``rankings`` and ``read`` act as the
    plugin of the collection, and see to who may read what.
    """

    collection: str
    words: str
    least: float
    where: Filter | None
    rankings: Rankings
    read: Callable[[UnitOfWork, Sequence[UUID]], Awaitable[list[T]]]

    @property
    def owner(self) -> str:
        """The id of the plugin whose collection it is."""
        return self.collection.partition(".")[0]


class Listed(msgspec.Struct, Generic[T], frozen=True):
    """A part of a list, where it goes on, and whether words alone decided for want of an index."""

    items: list[T]
    next_cursor: str | None = None
    by_words: bool = False

    def answer(self) -> Response[Items[T]]:
        """Return the list as the API answers it."""
        return answered(Items(self.items, self.next_cursor), by_words=self.by_words)


def answered(content: T, *, by_words: bool) -> Response[T]:
    """Return an answer, with the header that says when words alone decided."""
    return Response(content, headers={SEARCH_HEADER: "words"} if by_words else None)


async def listed_by_relevance(
    visit: Visit, sought: Sought[T], limit: int, cursor: str | None, bound: Mapping[str, object]
) -> Listed[T]:
    """Return a part of a list by relevance, for a cursor bound to what the list is.

    There are the best 500 that say the words, and those that are much like them. Call it outside of a unit
    of work. Raises ``Refusal("invalid_cursor")``.
    """
    after = visit.web.cursors.read(cursor, bound, Place) if cursor else None
    alike = await find_alike(
        visit, sought.collection, text=sought.words, least=sought.least, where=sought.where
    )
    async with visit.web.database.read() as work:
        ids, place = part_of(await _order(work, sought, near_best(alike.found)), after, limit)
        found = await as_plugin(sought.owner, sought.read)(work, ids)
    following = visit.web.cursors.write(place, bound) if place else None
    return Listed(found, following, alike.by_words)


async def _order(work: UnitOfWork, sought: Sought[Any], alike: Sequence[UUID]) -> list[UUID]:
    """Return the best of what was sought; where little says all the words, what says some of them follows."""
    rankings = as_plugin(sought.owner, sought.rankings)
    best = fuse(await rankings(work, alike, MOST_BY_WORDS, some=False))
    if len(best) >= FEW:
        return best
    [loosely, _] = await rankings(work, (), MOST_BY_WORDS, some=True)
    return list(dict.fromkeys([*best, *loosely]))


def orders(rows: Sequence[Any], alike: Sequence[UUID]) -> list[list[UUID]]:
    """Return the two orders of a search from its rows: by words, and of those that are alike.

    A row has ``id``, whether it has ``said`` the words, and the ``rank`` of that.
    """
    by_words = sorted((row for row in rows if row["said"]), key=lambda row: (-row["rank"], row["id"]))
    there = {row["id"] for row in rows}
    return [[row["id"] for row in by_words], [each for each in alike if each in there]]


def part_of(order: Sequence[UUID], after: Place | None, limit: int) -> tuple[Sequence[UUID], Place | None]:
    """Return the next part of an order, and where that ends if more follow.

    It begins behind the last one shown; if that is gone, behind as many as were shown.
    """
    begin = 0
    if after is not None:
        begin = order.index(after.last) + 1 if after.last in order else after.shown
    shown = order[begin : begin + limit]
    more = begin + limit < len(order)
    return shown, Place(begin + len(shown), shown[-1]) if more else None
