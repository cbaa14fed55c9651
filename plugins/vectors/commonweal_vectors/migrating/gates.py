"""The gates before a change-over: what must hold of the copy, else searches stay where they are."""

import asyncio
import time

import msgspec
from commonweal import Collection

from commonweal_vectors.changes import note_doubts, waiting, work_off
from commonweal_vectors.doubts import count_doubts
from commonweal_vectors.generations import Generation, claim
from commonweal_vectors.migrating.shadowing import Progress, Shadow, shadow
from commonweal_vectors.migrating.verifying import verify
from commonweal_vectors.services import Vectors
from commonweal_vectors.tasks import index_changes

FLOOR = 20.0
"""Milliseconds below which a p95 is good enough, whatever the one before was."""

DOUBTS, LAG = 150.0, 20.0
"""Seconds for which one waits until doubts are settled, and until events have come round to the index."""

_PAUSE = 0.5
_ITEMS = "SELECT count(*) FROM vectors.entry WHERE collection = $1"
_ERROR = "SELECT error FROM vectors.change WHERE collection = $1 AND attempts > 0 LIMIT 1"
_SOON = "UPDATE vectors.change SET due_at = now() WHERE collection = $1 AND due_at > now()"


class Limits(msgspec.Struct, frozen=True):
    """What the new store has to reach: shares of ten, and how many times slower it may be at most."""

    min_overlap: float = 0.98
    max_slower: float = 1.5


class Gate(msgspec.Struct, frozen=True):
    """One gate: whether it is passed, and the sentence that says so."""

    name: str
    text: str
    passed: bool


async def catch_up(vectors: Vectors, collection: Collection, *, seconds: float) -> int:
    """Work off what waits, with the workers or without; return how many changes still fail or wait.

    Under a steady load some always wait; what counts is that none of them is late.
    """
    ends = time.monotonic() + seconds
    async with vectors.database.write() as work:
        await work.execute(_SOON, collection.name)
    while True:
        async with vectors.database.write() as work:
            await note_doubts(work, collection.name, index_changes)
        await work_off(vectors, collection)
        async with vectors.database.read() as work:
            late, _ = await waiting(work, collection.name)
            error = await work.fetch_value(_ERROR, collection.name)
        if not error or time.monotonic() > ends:
            return late if error else 0
        await asyncio.sleep(_PAUSE)


async def counts(vectors: Vectors, collection: Collection, before: Generation, after: Generation) -> Gate:
    """Compare how many items there should be with what both stores hold, while nobody writes.

    What is in doubt after a crash is written again before it is counted; that can take a minute. Where the
    numbers still differ, every document is compared: the old store may have some whose deletion has not come
    round to it yet, and which the new one was never given.
    """
    began = time.monotonic()
    while True:
        async with vectors.database.write() as work:
            await claim(work, collection.name)
            expected = await work.fetch_value(_ITEMS, collection.name)
            held = [await each.store_of(vectors).count(each.name) for each in (before, after)]
            doubtful = await count_doubts(work, collection.name)
        if held == [expected, expected]:
            text = f"{expected:,} items, as many in {before.store} as in {after.store}"
            return Gate("counts", text, passed=True)
        if time.monotonic() - began > (DOUBTS if doubtful else LAG):
            break
        await catch_up(vectors, collection, seconds=_PAUSE)
        await asyncio.sleep(_PAUSE)
    text = (
        f"the list has {expected:,} items, {before.store} holds {held[0]:,}, {after.store} {held[1]:,}, and "
        f"{doubtful:,} are still to be written"
    )
    return await _compared(vectors, collection, before, after, text)


async def _compared(
    vectors: Vectors, collection: Collection, before: Generation, after: Generation, text: str
) -> Gate:
    """Judge a copy by its documents: nothing may be wrong with it that is right in the store before.

    What is wrong with both is on its way to both.
    """
    found = {each.generation.id: each for each in (await verify(vectors, collection)).generations}
    old, new = found.get(before.id), found.get(after.id)
    if old is not None and new is not None and not new.gone and new.wrong.keys() <= old.wrong.keys():
        text = f"{text}; compared one by one, {after.store} lacks nothing"
        return Gate("counts", text, passed=True)
    advice = f"`commonweal vectors verify {collection.name} --repair` says what is wrong, and repairs it"
    return Gate("counts", f"{text}: {advice}", passed=False)


async def answers(
    vectors: Vectors,
    before: Generation,
    after: Generation,
    limits: Limits,
    progress: Progress | None = None,
) -> list[Gate]:
    """Judge the new store by shadow reads: what it finds, and how fast."""
    found = await shadow(vectors, before, after, progress)
    return [_overlap(found, limits), _latency(found, limits)]


def _overlap(found: Shadow, limits: Limits) -> Gate:
    """Take the overlap, or the share of the true nearest, for it may be the store before that misses some."""
    text = (
        f"overlap@10 {found.overlap:.3f} over {found.questions} questions, {found.filtered} with a filter; "
        f"the store before finds {found.recall_before:.3f} of the true nearest, the new one "
        f"{found.recall_after:.3f}; at least {limits.min_overlap:g} is wanted"
    )
    return Gate("overlap", text, passed=max(found.overlap, found.recall_after) >= limits.min_overlap)


def _latency(found: Shadow, limits: Limits) -> Gate:
    allowed = max(FLOOR, limits.max_slower * found.p95_before)
    text = f"p95 {found.p95_after:.1f} ms, before {found.p95_before:.1f} ms, allowed {allowed:.1f} ms"
    return Gate("latency", text, passed=found.p95_after <= allowed)
