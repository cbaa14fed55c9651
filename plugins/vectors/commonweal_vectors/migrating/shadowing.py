"""Shadow reads: the same questions to the store that answers now and to the one that is to answer."""

import time
from collections.abc import Callable, Sequence
from itertools import islice
from uuid import UUID

import msgspec
from commonweal import Equal, Filter, Item, Match, VectorStore, values_of

from commonweal_vectors.generations import Generation
from commonweal_vectors.services import Vectors

QUESTIONS = 250
NEAREST = 10
TIE = 1e-3
"""How far scores may differ by rounding; which of items so much alike comes first is chance."""

_RANKED = 50  # of the true nearest, so that the ties of the tenth are among them

_WARM_UP = 10
_DRAW = "SELECT item_id FROM vectors.entry WHERE collection = $1 ORDER BY random() LIMIT $2"
_FILTERED_BY = ("keyword", "boolean", "integer")
Progress = Callable[[int, int], None]


class Shadow(msgspec.Struct, frozen=True):
    """What came of the questions.

    ``overlap`` is the mean share of the ten nearest that both stores named; ``recall_before`` and
    ``recall_after`` are their shares of the true nearest. Each has a p95 in milliseconds.
    """

    questions: int
    filtered: int
    overlap: float
    recall_before: float
    recall_after: float
    p95_before: float
    p95_after: float


class _Answers(msgspec.Struct):
    """What was measured, question by question."""

    overlaps: list[float] = []
    before: list[float] = []
    after: list[float] = []
    took_before: list[float] = []
    took_after: list[float] = []


async def shadow(
    vectors: Vectors, before: Generation, after: Generation, progress: Progress | None = None
) -> Shadow:
    """Ask both generations by a sample of items, every second time with a filter that the item passes."""
    sides = (_Side(vectors, before), _Side(vectors, after))
    async with vectors.database.read() as work:
        drawn = await work.fetch(_DRAW, before.collection, QUESTIONS)
    items = await sides[0].items([row["item_id"] for row in drawn])
    answers, filtered = _Answers(), 0
    for item in islice(items, _WARM_UP):
        for side in sides:
            await side.ask(item, None)
    for number, item in enumerate(items):
        where = _filter_for(before, item, number) if number % 2 else None
        filtered += where is not None
        await _ask(sides, item, where, answers, turned=number % 4 > 1)
        if progress:
            progress(number + 1, len(items))
    return Shadow(
        len(items),
        filtered,
        _mean(answers.overlaps),
        _mean(answers.before),
        _mean(answers.after),
        _p95(answers.took_before),
        _p95(answers.took_after),
    )


class _Side:
    """One of the generations that are asked."""

    def __init__(self, vectors: Vectors, generation: Generation) -> None:
        self._store: VectorStore = generation.store_of(vectors)
        self._name = generation.name

    async def items(self, ids: Sequence[UUID]) -> list[Item]:
        """Return some items."""
        return await self._store.get(self._name, ids)

    async def ask(self, item: Item, where: Filter | None) -> tuple[list[Match], float]:
        """Return the nearest to an item, without itself, and how many milliseconds that took."""
        began = time.perf_counter()
        [found] = await self._store.search(self._name, [item.vector], limit=NEAREST + 1, where=where)
        took = (time.perf_counter() - began) * 1e3
        return [match for match in found if match.id != item.id][:NEAREST], took

    async def ranked(self, item: Item, where: Filter | None) -> list[Match]:
        """Return the true nearest to an item, without itself."""
        [found] = await self._store.search(self._name, [item.vector], limit=_RANKED, where=where, exact=True)
        return [match for match in found if match.id != item.id]


async def _ask(
    sides: tuple[_Side, _Side], item: Item, where: Filter | None, answers: _Answers, *, turned: bool
) -> None:
    """Ask both, now this one first, now the other; where they differ, ask for the true nearest, too."""
    first, second = reversed(sides) if turned else sides
    answered = {id(side): await side.ask(item, where) for side in (first, second)}
    (before, took_before), (after, took_after) = (answered[id(side)] for side in sides)
    answers.took_before.append(took_before)
    answers.took_after.append(took_after)
    named = {match.id for match in before}
    if named == {match.id for match in after}:
        shares: tuple[float, float, float] = (1.0, 1.0, 1.0)
    else:
        true = await sides[0].ranked(item, where)
        both = sum(match.id in named for match in after) / max(len(before), len(after))
        shares = (both, _share(before, true), _share(after, true))
    for kept, share in zip((answers.overlaps, answers.before, answers.after), shares, strict=True):
        kept.append(share)


def _share(found: Sequence[Match], true: Sequence[Match]) -> float:
    """Return which part of the true nearest was found, or items as near as the last of them.

    How near an item is, is taken from the true scores: a store with other vectors has other scores.
    """
    if not true:
        return 1.0
    nearest = true[:NEAREST]
    near = {match.id for match in true if match.score >= nearest[-1].score - TIE}
    return min(1.0, sum(match.id in near for match in found) / len(nearest))


def _filter_for(generation: Generation, item: Item, number: int) -> Filter | None:
    """Return a filter that an item passes, by one field after the other."""
    fields = [
        name
        for name, kind in sorted(generation.shape.fields.items())
        if kind in _FILTERED_BY and values_of(item, name)
    ]
    if not fields:
        return None
    chosen = fields[number // 2 % len(fields)]
    return Equal(chosen, values_of(item, chosen)[0])


def _mean(shares: Sequence[float]) -> float:
    return sum(shares) / len(shares) if shares else 1.0


def _p95(took: Sequence[float]) -> float:
    ranked = sorted(took)
    return ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))] if ranked else 0.0
