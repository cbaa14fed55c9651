"""Recall of a sample: the collection's own items ask, with the index and without, and both are compared.

Never what people asked: questions are items drawn at random.
"""

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Literal

import msgspec
from commonweal import Equal, FieldType, Filter, Item, Match, VectorStore, VectorsUnavailable, values_of

from commonweal_vectors.evaluating.figures import Recall

NEAREST = 10
QUESTIONS = 50
FILTERED_QUESTIONS = 20
_TIE = 1e-6


class Asked(msgspec.Struct, frozen=True):
    """One kind of question: no filter, or one by a common or a rare value of a field."""

    field: str = ""
    value: Literal["", "common", "rare"] = ""
    where: Filter | None = None


def kinds_of(items: Sequence[Item], fields: Mapping[str, FieldType]) -> list[Asked]:
    """Return what to ask: without filter, and for each keyword field by a common and a rare value."""
    kinds = [Asked()]
    for field in sorted(name for name, kind in fields.items() if kind == "keyword"):
        counts = Counter(value for item in items for value in values_of(item, field))
        ranked = sorted(counts, key=lambda value: (-counts[value], str(value)))
        if ranked:
            kinds.append(Asked(field, "common", Equal(field, ranked[0])))
        if len(ranked) > 1:
            kinds.append(Asked(field, "rare", Equal(field, ranked[-1])))
    return kinds


async def measure_recall(
    store: VectorStore,
    name: str,
    items: Sequence[Item],
    fields: Mapping[str, FieldType],
    *,
    seconds: float,
    progress: Callable[[int, int], None] | None = None,
) -> list[Recall]:
    """Ask a collection of a store by items that it has; after so many seconds no more than was begun.

    Each kind of question gets an equal part of the time that is left, and at least one question. A kind that
    the store has no time for, such as comparing with all of a very large collection, is left out.
    """
    kinds = kinds_of(items, fields)
    ends, found = time.monotonic() + seconds, []
    for number, asked in enumerate(kinds):
        share = (ends - time.monotonic()) / (len(kinds) - number)
        most = FILTERED_QUESTIONS if asked.where else QUESTIONS
        with suppress(VectorsUnavailable):
            found.append(await _ask(store, name, items[:most], asked, share))
        if progress:
            progress(number + 1, len(kinds))
    return [each for each in found if each.questions]


async def _ask(store: VectorStore, name: str, items: Sequence[Item], asked: Asked, seconds: float) -> Recall:
    passing = await store.count(name, asked.where)
    ends = time.monotonic() + seconds
    parts: list[float] = []
    took: list[float] = []
    for item in items:
        if parts and time.monotonic() >= ends:
            break
        began = time.perf_counter()
        [found] = await store.search(name, [item.vector], limit=NEAREST + 1, where=asked.where)
        lasted = (time.perf_counter() - began) * 1e3
        [true] = await store.search(name, [item.vector], limit=NEAREST + 1, where=asked.where, exact=True)
        part = share_found(_others(found, item), _others(true, item))
        if part is not None:
            parts.append(part)
            took.append(lasted)
    return Recall(
        field=asked.field,
        value=asked.value,
        passing=passing,
        questions=len(parts),
        recall=sum(parts) / len(parts) if parts else 0.0,
        p50=_nth(took, 0.50),
        p95=_nth(took, 0.95),
    )


def share_found(found: Sequence[Match], true: Sequence[Match]) -> float | None:
    """Return which part of the true nearest was found; None when there are none to find.

    Items as near as the last of the true ones count as it does: which of equals comes first is chance.
    """
    if not true:
        return None
    known = {match.id for match in true}
    hits = sum(match.id in known or match.score >= true[-1].score - _TIE for match in found)
    return min(1.0, hits / len(true))


def draw(items: Sequence[Item], most: int, seed: int | None = None) -> list[Item]:
    """Return some of the items in random order; the same ones for the same seed."""
    chosen = sorted(items, key=lambda item: item.id)
    random.Random(seed).shuffle(chosen)  # noqa: S311 - a sample keeps no secret
    return chosen[:most]


def _others(matches: Sequence[Match], item: Item) -> list[Match]:
    """Leave out the item that asked: anything finds that."""
    return [match for match in matches if match.id != item.id][:NEAREST]


def _nth(values: Sequence[float], part: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))] if ranked else 0.0
