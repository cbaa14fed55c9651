"""Remedies: what helps against the triggers a collection has reached, the cheapest first.

Pure: figures and triggers in, advice out. Another store is always the last thing advised, after whatever
costs less and would help by the figures; nobody is advised to move what is no trouble.
"""

from collections.abc import Collection, Iterable
from typing import Literal

import msgspec

from commonweal_vectors.evaluating.estimate import Estimate, estimate
from commonweal_vectors.evaluating.figures import Figures, Recall
from commonweal_vectors.evaluating.triggers import MEMORY, RECALL, SLOW, Name

Cure = Literal[
    "prepare", "less_effort", "effort", "halfvec", "binary", "filter_index", "memory", "qdrant", "nothing"
]
RECALL_TO_SPARE = 0.97
BITS_FROM_DIMENSIONS = 481
"""From so many on, pgvector keeps vectors such that bits can stand for them."""

_SAVED_BITS = 15  # of the sixteen of each dimension


class Remedy(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that helps: ``field`` is the field it is about, ``bytes`` how much memory it takes or saves.

    ``calm`` says of another store that searches are still fast and find what they should.
    """

    name: Cure
    field: str = ""
    bytes: int | None = None
    recall: float | None = None
    milliseconds: float | None = None
    estimate: Estimate | None = None
    calm: bool = False


def advise(
    figures: Figures, reached: Collection[Name], trial_per_second: float | None = None
) -> list[Remedy]:
    """Return what helps against the triggers that are reached, the cheapest first; never nothing at all."""
    if figures.behind:  # building the index looks anew at all that looking at the present one would change
        found = [Remedy(name="prepare")]
    else:
        found = [*_effort(figures, reached), *_smaller(figures, reached), *_filter_index(figures, reached)]
    found += _memory(figures, reached)
    if figures.in_postgresql and reached:
        found.append(
            Remedy(
                name="qdrant",
                estimate=estimate(figures, trial_per_second),
                calm=set(reached) == {"items"},
            )
        )
    return found or [Remedy(name="nothing")]


def _effort(figures: Figures, reached: Collection[Name]) -> Iterable[Remedy]:
    """Look anew how widely the index must be searched, while the other figure can spare it."""
    recall, searches = figures.recall, figures.all_searches
    if not figures.index or recall is None:
        return
    p95 = searches.p95 if searches else None
    if "slow" in reached and "recall" not in reached and recall >= RECALL_TO_SPARE:
        yield Remedy(name="less_effort", recall=recall, milliseconds=p95)
    if "recall" in reached and "slow" not in reached and recall < RECALL.leave:
        yield Remedy(name="effort", recall=recall, milliseconds=p95)


def _smaller(figures: Figures, reached: Collection[Name]) -> Iterable[Remedy]:
    """Keep the index in fewer bytes: half of them, or bits that are looked at again in full."""
    if not (figures.in_postgresql and figures.metric == "cosine" and {"slow", "memory"} & set(reached)):
        return
    if figures.index == "vector":
        yield Remedy(name="halfvec", bytes=figures.index_bytes // 2)
    elif figures.index == "halfvec" and figures.dimensions >= BITS_FROM_DIMENSIONS:
        yield Remedy(name="binary", bytes=figures.items * figures.dimensions * _SAVED_BITS // 8)


def _filter_index(figures: Figures, reached: Collection[Name]) -> Iterable[Remedy]:
    """See to what filters by a field go by, when searches with such a filter fare badly and others do not."""
    plain = next((each for each in figures.recalls if not each.field), None)
    if plain is None or not {"slow", "recall"} & set(reached):
        return
    worst: dict[str, Recall] = {}
    for each in figures.recalls:
        if each.field and (_misses(each, plain) or _lags(each, plain)):
            before = worst.get(each.field)
            worst[each.field] = each if before is None else min(each, before, key=lambda one: one.recall)
    for field, each in sorted(worst.items()):
        yield Remedy(name="filter_index", field=field, recall=each.recall, milliseconds=each.p95)


def _misses(filtered: Recall, plain: Recall) -> bool:
    return filtered.recall < RECALL.enter <= plain.recall


def _lags(filtered: Recall, plain: Recall) -> bool:
    return filtered.p95 > SLOW.enter and plain.p95 < SLOW.leave


def _memory(figures: Figures, reached: Collection[Name]) -> Iterable[Remedy]:
    """Give the store so much more memory that its trigger is left."""
    share, room = figures.memory_share, figures.memory.room
    if share is None or room is None or not {"slow", "memory"} & set(reached) or share <= MEMORY.leave:
        return
    yield Remedy(name="memory", bytes=round(figures.together_bytes / MEMORY.leave) - room)
