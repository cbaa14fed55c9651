"""Verifying an index: every document is in every complete generation as it is now, and nothing else is.

Documents are read from the system of record and items from the stores. What differs is looked at again, for
changes may be on their way; what still differs then is told.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

import msgspec
from commonweal import Collection, Item, UnitOfWork, VectorError

from commonweal_vectors.changes import note_changes, waiting
from commonweal_vectors.doubts import count_doubts, suspect
from commonweal_vectors.generations import UNKNOWN, Generation, State, generations
from commonweal_vectors.migrating.expecting import Expected, expect, stale
from commonweal_vectors.services import Vectors
from commonweal_vectors.tasks import index_changes

PAGE = 250
LOOKS = 4
PAUSE = 1.0  # seconds between two looks

COMPLETE: tuple[State, ...] = ("ready", "active", "kept")
_DOCUMENTS = "SELECT item_id, document_id FROM vectors.entry WHERE collection = $1 AND item_id = ANY($2)"
Progress = Callable[[int, int], None]


class Differences(msgspec.Struct):
    """What is wrong with one generation: items, with their documents.

    ``lost`` are missing, ``stale`` have other fields or the vector of another text, ``resurrected`` belong to
    no document. ``gone`` says that the store has not got the generation at all.
    """

    generation: Generation
    items: int = 0
    gone: bool = False
    lost: dict[UUID, UUID] = {}
    stale: dict[UUID, UUID] = {}
    resurrected: dict[UUID, UUID] = {}

    @property
    def wrong(self) -> dict[UUID, UUID]:
        """All items that are not as they should be, with their documents."""
        return self.lost | self.stale | self.resurrected

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.gone or self.wrong)


class Verified(msgspec.Struct, frozen=True):
    """How the complete generations of a collection differ from its documents.

    ``unfit`` documents have fields that their plugin did not declare so; no index can take them. ``waiting``
    changes and ``doubts`` are on their way.
    """

    collection: str
    documents: int
    unfit: int
    waiting: int
    doubts: int
    generations: Sequence[Differences]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with any generation."""
        return all(each.sound for each in self.generations)


async def verify(vectors: Vectors, collection: Collection, progress: Progress | None = None) -> Verified:
    """Compare every document with every complete generation of its collection."""
    async with vectors.database.read() as work:
        found = [Differences(each) for each in await generations(work, collection.name, COMPLETE)]
    documents, unfit, items = await _compare_documents(vectors, collection, found, progress)
    for differences in found:
        await _compare_items(vectors, collection, differences, items)
    for _ in range(LOOKS):
        if not any(each.wrong for each in found):
            break
        await asyncio.sleep(PAUSE)
        await _look_again(vectors, collection, found)
    async with vectors.database.read() as work:
        still, _ = await waiting(work, collection.name)
        doubts = await count_doubts(work, collection.name)
    return Verified(collection.name, documents, unfit, still, doubts, found)


def wrong_in(found: Sequence[Differences]) -> dict[UUID, UUID]:
    """Return what is wrong in any generation: items, with their documents."""
    wrong: dict[UUID, UUID] = {}
    for differences in found:
        wrong |= differences.wrong
    return wrong


async def repair(vectors: Vectors, verified: Verified) -> int:
    """Have everything that is wrong written again, as changes are; return how many items that are."""
    wrong = wrong_in(verified.generations)
    async with vectors.database.write() as work:
        await suspect(work, verified.collection, wrong)
        await note_changes(work, verified.collection, sorted(set(wrong.values())), index_changes)
    return len(wrong)


async def _compare_documents(
    vectors: Vectors, collection: Collection, found: Sequence[Differences], progress: Progress | None
) -> tuple[int, int, int]:
    """Go through the system of record; return how many documents, unfit ones and items there are."""
    documents, unfit, items = 0, 0, 0
    last: UUID | None = None
    while True:
        async with vectors.database.read() as work:
            ids = await collection.list_ids(work, last, PAGE) if collection.list_ids else []
            expected = await expect(work, collection, ids)
        for differences in found:
            await _compare(vectors, differences, expected)
        documents, unfit, items = (
            documents + len(ids),
            unfit + len(expected.unfit),
            items + len(expected.texts),
        )
        if progress:
            progress(documents, 0)
        if len(ids) < PAGE:
            return documents, unfit, items
        last = ids[-1]


async def _compare_items(
    vectors: Vectors, collection: Collection, differences: Differences, expected_items: int
) -> None:
    """Go through a store for what belongs to no document, unless it holds as many items as it should."""
    generation = differences.generation
    store = generation.store_of(vectors)
    if differences.gone:
        return
    differences.items = await store.count(generation.name)
    if differences.items == expected_items - len(differences.lost):
        return
    after: UUID | None = None
    while page := await store.scroll(generation.name, limit=PAGE, after=after):
        after = page[-1].id
        async with vectors.database.read() as work:
            documents = await _documents_of(work, collection.name, page, {})
            expected = await expect(work, collection, sorted(set(documents.values())))
        _note_others(differences, expected, page, documents)


async def _look_again(vectors: Vectors, collection: Collection, found: Sequence[Differences]) -> None:
    """Keep of the differences those that are still there; what is wrong in one is looked up in all.

    So what all of them have not got yet can be told from what only one of them lacks.
    """
    before = wrong_in(found)
    for differences in found:
        differences.lost, differences.stale, differences.resurrected = {}, {}, {}
    wrong = sorted(before)
    for begin in range(0, len(wrong), PAGE):
        part = wrong[begin : begin + PAGE]
        for differences in found:
            if differences.gone:
                continue
            generation = differences.generation
            held = await generation.store_of(vectors).get(generation.name, part)
            async with vectors.database.read() as work:
                documents = await _documents_of(work, collection.name, held, before)
                ids = sorted({*documents.values(), *(before[item] for item in part)})
                expected = await expect(work, collection, ids)
            await _compare(vectors, differences, expected)
            _note_others(differences, expected, held, documents)


async def _compare(vectors: Vectors, differences: Differences, expected: Expected) -> None:
    """Note which texts a generation lacks, or has otherwise."""
    generation, texts = differences.generation, expected.texts
    if differences.gone:
        return
    try:
        items = await generation.store_of(vectors).get(generation.name, sorted(texts))
    except VectorError as error:
        if error.code != UNKNOWN:
            raise
        differences.gone = True
        return
    held = {item.id for item in items}
    differences.lost |= {item: text.document.id for item, text in texts.items() if item not in held}
    for item in await stale(vectors, generation, texts, items):
        differences.stale[item] = texts[item].document.id


def _note_others(
    differences: Differences, expected: Expected, items: Sequence[Item], documents: Mapping[UUID, UUID]
) -> None:
    for item in items:
        if item.id not in expected.texts and documents[item.id] not in expected.unfit:
            differences.resurrected[item.id] = documents[item.id]


async def _documents_of(
    work: UnitOfWork, collection: str, items: Sequence[Item], known: Mapping[UUID, UUID]
) -> dict[UUID, UUID]:
    """Return the document of each item; one that no entry knows is taken for a document's only one."""
    rows = await work.fetch(_DOCUMENTS, collection, [item.id for item in items])
    entered = {row["item_id"]: row["document_id"] for row in rows}
    return {item.id: entered.get(item.id, known.get(item.id, item.id)) for item in items}
