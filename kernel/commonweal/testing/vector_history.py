"""Histories: what is done to a store and asked of it, one act after the other, beside the exact reference.

This is a state machine of Hypothesis in all but name. The rules of a ``RuleBasedStateMachine`` cannot await,
and a store belongs to the event loop of its test; so a history is drawn first and then lived through.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import strategies as st

from commonweal.testing.vector_cases import (
    DIMENSIONS,
    FIELDS,
    FILTERS,
    IDS,
    ITEMS,
    METRICS,
    VECTORS,
    collection,
)
from commonweal.testing.vectors import MemoryVectorStore
from commonweal.vectors.collection import MAX_LIMIT, Collection, Item, Metric, VectorError, values_of
from commonweal.vectors.store import Match, VectorStore

TOLERANCE = 1e-3  # of a score or a component: stores may keep components as 16-bit floats
_WHERE = st.none() | FILTERS
_LIMITS = st.sampled_from([1, 2, 3, 30])
_SOME_IDS = st.lists(st.sampled_from(IDS), max_size=8)
Vectors = Mapping[UUID, Sequence[float]]


class Act(msgspec.Struct, frozen=True):
    """One call: the method of the store, and what it is given beside the collection's name."""

    does: str
    given: Mapping[str, Any] = {}


class History(msgspec.Struct, frozen=True):
    """What happens to one collection."""

    metric: Metric
    acts: Sequence[Act]


def _acts(does: str, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Act]:
    return st.builds(Act, st.just(does), st.fixed_dictionaries(given))


_UPSERTS = _acts("upsert", items=st.lists(ITEMS, max_size=9))
_CREATES = _acts("create", dimensions=st.sampled_from([DIMENSIONS, DIMENSIONS, DIMENSIONS + 1]))
_WRITES = st.one_of(
    _UPSERTS.map(lambda act: [act]),
    _acts("delete", ids=_SOME_IDS).map(lambda act: [act]),
    st.tuples(_acts("prepare"), _UPSERTS, _acts("prepare")),
    st.tuples(_acts("drop"), _CREATES, _UPSERTS),
    _CREATES.map(lambda act: [act]),
)
_QUESTIONS = st.one_of(
    _acts("search", vectors=st.lists(VECTORS, max_size=3), limit=_LIMITS, where=_WHERE, exact=st.booleans()),
    _acts("search_like", item_id=st.sampled_from(IDS), limit=_LIMITS, where=_WHERE),
    _acts("get", ids=_SOME_IDS),
    _acts("count", where=_WHERE),
    _acts("scroll", limit=_LIMITS, after=st.none() | st.sampled_from(IDS), where=_WHERE),
)
_BEGINNING = st.lists(ITEMS, min_size=8, max_size=20).map(
    lambda items: [Act("create", {"dimensions": DIMENSIONS}), Act("upsert", {"items": items})]
)
_LOOK = [
    Act("search", {"vectors": [[1.0, 2, -1, 0], [0.0, -1, 3, 1]], "limit": 5}),
    Act("scroll", {"limit": MAX_LIMIT}),
]
_EPISODES = st.builds(
    lambda writes, questions: [*writes, *_LOOK, *questions],
    _WRITES,
    st.lists(_QUESTIONS, min_size=1, max_size=6),
)
HISTORIES = st.builds(
    History,
    METRICS,
    st.builds(
        lambda beginning, episodes: [*beginning, *_LOOK, *itertools.chain.from_iterable(episodes)],
        _BEGINNING,
        st.lists(_EPISODES, min_size=1, max_size=4),
    ),
)


async def live_through(history: History, store: VectorStore) -> None:
    """Do and ask the same of the store and of the reference, and fail where they differ."""
    declared, reference = collection(history.metric), MemoryVectorStore()
    for act in (*history.acts, Act("drop")):
        given = await _outcome(store, declared, act)
        if act.does.startswith("search"):
            whole = Act(act.does, {**act.given, "limit": MAX_LIMIT})
            ranked = await _outcome(reference, declared, whole)
            assert_same_rankings(given, ranked, act.given["limit"], await _vectors(reference, declared))
        else:
            assert_same(given, await _outcome(reference, declared, act))


async def _outcome(store: VectorStore, declared: Collection, act: Act) -> Any:
    """Return what comes of an act: its answer, or the code of a refusal."""
    try:
        if act.does == "create":
            return await store.create(msgspec.structs.replace(declared, **act.given))
        answer = await getattr(store, act.does)(declared.name, **act.given)
        if act.does == "prepare":
            return (await store.measure(declared.name)).items
    except VectorError as refused:
        return refused.code
    return [answer] if act.does == "search_like" else answer


async def _vectors(reference: MemoryVectorStore, declared: Collection) -> Vectors:
    try:
        return {entry.id: entry.vector for entry in await reference.scroll(declared.name, limit=MAX_LIMIT)}
    except VectorError:
        return {}


def assert_same(given: Any, expected: Any) -> None:
    """Compare two answers; items by their values, with components as exact as 16 bits can hold."""
    if not (isinstance(given, list) and isinstance(expected, list)):
        assert given == expected
        return
    assert [entry.id for entry in given] == [entry.id for entry in expected]
    for entry, original in zip(given, expected, strict=True):
        assert list(entry.vector) == pytest.approx(list(original.vector), rel=TOLERANCE)
        assert _held(entry) == _held(original)


def assert_same_rankings(given: Any, ranked: Any, limit: int, vectors: Vectors) -> None:
    """Hold rankings against the reference's whole ones, or a refusal against its."""
    if isinstance(given, str) or isinstance(ranked, str):
        assert given == ranked
        return
    for found, whole in zip(given, ranked, strict=True):
        _assert_same_ranking(found, whole, limit, vectors)


def _assert_same_ranking(found: list[Match], ranked: list[Match], limit: int, vectors: Vectors) -> None:
    """Compare the scores place by place; which of several equally good items come last is open."""
    scores = {match.id: match.score for match in ranked}
    assert len(found) == len({match.id for match in found} & scores.keys()) == len(ranked[:limit])
    for match, best in zip(found, ranked[:limit], strict=True):
        assert match.score == pytest.approx(scores[match.id], rel=TOLERANCE, abs=TOLERANCE)
        assert match.score == pytest.approx(best.score, rel=TOLERANCE, abs=TOLERANCE)
    for one, next_one in itertools.pairwise(found):
        assert one.score >= next_one.score
        if vectors[one.id] == vectors[next_one.id]:
            assert one.id < next_one.id


def _held(entry: Item) -> dict[str, list[object]]:
    """Return the values of an item; a field left out, None and an empty list are one, True and 1 are not."""
    return {
        name: [(isinstance(value, bool), value) for value in values_of(entry, name)]
        for name in FIELDS
        if values_of(entry, name)
    }
