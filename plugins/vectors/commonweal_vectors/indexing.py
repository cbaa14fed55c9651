"""Bringing documents up to date in every generation of a collection.

First, outside of any transaction, the texts are read and what is missing is embedded: that may take long.
Then, in one short unit of work that holds the documents' locks, they are read once more and written to the
stores. So two writers never mix up an older and a newer state of a document, and what changed in between is
taken up again. In between the attempt is noted as a doubt, for the stores are no part of the unit of work.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from commonweal import (
    Collection,
    CommonwealError,
    Document,
    EmbedderRefused,
    UnitOfWork,
    VectorError,
    VectorsUnavailable,
    new_id,
)

from commonweal_vectors.doubts import open_doubts, raise_doubts, settle_doubts
from commonweal_vectors.embedding import Known, embed_texts
from commonweal_vectors.generations import LIVE, UNKNOWN, Generation, active, generations, share
from commonweal_vectors.items import Text, text_of
from commonweal_vectors.services import Resting, Vectors

REST = 5.0
"""Seconds for which a store that did not answer is not asked again, so that others need not wait for it."""

_LOCK = """
SELECT pg_advisory_xact_lock(key) FROM (
    SELECT DISTINCT hashtextextended($1 || id::text, 1) AS key
    FROM unnest($2::uuid[]) AS asked (id) ORDER BY key
) AS sorted
"""
_ENTRIES = """
SELECT item_id, document_id, text_hash, fields_hash, indexed_at FROM vectors.entry
WHERE collection = $1 AND document_id = ANY($2)
"""
_ENTER = """
INSERT INTO vectors.entry (collection, item_id, document_id, part, text_hash, fields_hash)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (collection, item_id) DO UPDATE SET text_hash = excluded.text_hash,
    fields_hash = excluded.fields_hash, indexed_at = now()
"""
_LEAVE = "DELETE FROM vectors.entry WHERE collection = $1 AND item_id = ANY($2)"


class Outcome(msgspec.Struct):
    """What became of some documents.

    ``done`` are up to date everywhere; ``moved`` changed while they were being embedded; ``failed`` say why.
    ``errors`` are those of generations that could not be written to, by their ids.
    """

    done: list[UUID] = []
    moved: list[UUID] = []
    failed: dict[UUID, str] = {}
    errors: dict[int, CommonwealError] = {}


class Attempt(msgspec.Struct, frozen=True):
    """Documents to be written: a collection, and the generation that wants all of them, whatever it has.

    ``doubts`` are those of others that it was begun to settle, with the documents of their items.
    """

    vectors: Vectors
    collection: Collection
    ids: Sequence[UUID]
    into: int | None
    id: UUID
    known: Known
    doubts: dict[UUID, UUID]


class Present(msgspec.Struct, frozen=True):
    """What the documents of an attempt are at one moment, and what the index has of them."""

    targets: list[Generation]
    texts: list[Text]
    entries: Mapping[UUID, Any]
    doubts: Mapping[UUID, UUID]
    into: int | None

    def needs(self, target: Generation) -> list[Text]:
        """Return the texts that a generation has not got as they are now, or may not have."""
        if target.state == "filling" or target.id == self.into:
            return self.texts
        return [text for text in self.texts if self.differs(text) or text.item_id in self.doubts]

    def differs(self, text: Text) -> bool:
        """Say whether the index knows another state of a text, or none."""
        entry = self.entries.get(text.item_id)
        return entry is None or bool(
            entry["text_hash"] != text.text_hash or entry["fields_hash"] != text.fields_hash
        )

    def gone(self) -> dict[UUID, UUID]:
        """Return the items that may be in a store and should not be, with their documents."""
        present = {text.item_id for text in self.texts}
        held = {item: entry["document_id"] for item, entry in self.entries.items()} | dict(self.doubts)
        return {item: document for item, document in held.items() if item not in present}

    def touched(self) -> dict[UUID, UUID]:
        """Return all items that have to be written or deleted somewhere, with their documents."""
        written = {t.item_id: t.document.id for target in self.targets for t in self.needs(target)}
        return self.gone() | written

    def only(self, documents: set[UUID]) -> "Present":
        """Return the part of it that is about some documents."""
        return Present(
            self.targets,
            [text for text in self.texts if text.document.id in documents],
            {item: entry for item, entry in self.entries.items() if entry["document_id"] in documents},
            {item: document for item, document in self.doubts.items() if document in documents},
            self.into,
        )


async def bring_up_to_date(
    vectors: Vectors, collection: Collection, ids: Sequence[UUID], *, into: int | None = None
) -> Outcome:
    """Read documents from the system of record, and write them to all generations of a collection.

    What a generation has already is left as it is, unless it is the one they go ``into``. Documents that
    exist no more are deleted. A generation that cannot be written to leaves its documents in doubt and among
    the failed, and harms no other; so it is with documents for which no vectors can be made. Only where that
    goes for the generation they go ``into``, ``VectorsUnavailable`` and ``EmbedderRefused`` are raised.
    """
    attempt = Attempt(vectors, collection, ids, into, new_id(), {}, {})
    outcome = Outcome()
    async with vectors.database.read() as work:
        present = await _look(work, attempt, outcome)
    if present.touched():
        await _learn_all(attempt, present, outcome)
        present = present.only({each for each in ids if each not in outcome.failed})
    if touched := present.touched():
        attempt.doubts.update(present.doubts)
        async with vectors.database.write() as work:
            await raise_doubts(work, collection.name, attempt.id, touched)
        async with vectors.database.write() as work:
            await share(work, collection.name)
            await work.execute(_LOCK, collection.name, list(ids))
            await _write(attempt, work, touched, outcome)
    unfinished = {*outcome.failed, *outcome.moved}
    outcome.done = [each for each in ids if each not in unfinished]
    return outcome


async def _look(work: UnitOfWork, attempt: Attempt, outcome: Outcome) -> Present:
    """Read what is so now; documents that cannot be kept are noted, and stay in the index as they are."""
    name, ids = attempt.collection.name, attempt.ids
    targets = await generations(work, name, LIVE)
    texts = _sound(attempt.collection, await _read(work, attempt.collection, ids), outcome)
    entries = await _entries(work, name, ids)
    doubts = attempt.doubts | await open_doubts(work, name, ids, attempt.id)
    present = Present(targets, texts, entries, doubts, attempt.into)
    return present.only({each for each in ids if each not in outcome.failed})


async def _read(work: UnitOfWork, collection: Collection, ids: Sequence[UUID]) -> list[Document]:
    if collection.documents is None:
        raise VectorError("vector_collection_invalid", f"{collection.name} has no documents")
    return await collection.documents(work, ids)


def _sound(collection: Collection, documents: Iterable[Document], outcome: Outcome) -> list[Text]:
    """Return the texts that can be kept; why others cannot is noted."""
    texts = []
    for document in documents:
        try:
            check_fields(collection, document)
        except VectorError as error:
            outcome.failed[document.id] = str(error)
        else:
            texts.append(text_of(document))
    return texts


def check_fields(collection: Collection, document: Document) -> None:
    """Raise ``VectorError`` unless a collection takes the fields of a document."""
    for name, value in document.fields.items():
        collection.field_type(name)
        for each in value if isinstance(value, list | tuple) else [value]:
            if each is not None:
                collection.check_value(name, each)


async def _entries(work: UnitOfWork, collection: str, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await work.fetch(_ENTRIES, collection, list(ids))
    return {row["item_id"]: row for row in rows}


async def _learn_all(attempt: Attempt, present: Present, outcome: Outcome) -> None:
    """Learn the vectors that each generation needs.

    A kept one whose embedder fails is left behind, and so is any other while one is filled beside it: that
    may be to get away from just this embedder.
    """
    for target in present.targets:
        is_aside = target.state == "kept" or attempt.into not in (None, target.id)
        try:
            refused = await _learn(attempt, target, present)
            if refused and is_aside:
                raise EmbedderRefused(next(iter(refused.values())))
            outcome.failed |= refused
        except CommonwealError as error:
            if is_aside:
                outcome.errors[target.id] = error
            elif attempt.into is None:
                outcome.failed |= dict.fromkeys(_lacking(attempt, target, present), str(error))
            else:
                raise


def _lacking(attempt: Attempt, target: Generation, present: Present) -> set[UUID]:
    """Return the documents that a generation needs vectors of which are not known."""
    needed = present.needs(target)
    return {each.document.id for each in needed if (target.embeds, each.text_hash) not in attempt.known}


async def _learn(attempt: Attempt, target: Generation, present: Present) -> dict[UUID, str]:
    """Learn the vectors that a generation needs: from a store that has them, else from the embedder.

    Returns the documents of which the embedder does not take a text, and why.
    """
    known = attempt.known
    needed = [text for text in present.needs(target) if (target.embeds, text.text_hash) not in known]
    held = {
        text.item_id: text.text_hash
        for text in needed
        if (entry := present.entries.get(text.item_id)) is not None
        and entry["text_hash"] == text.text_hash
        and text.item_id not in present.doubts
    }
    if held:
        await _recall(attempt, target, present, held)
    texts = {text.text_hash: text.text for text in needed}
    refused = await embed_texts(attempt.vectors, target, texts, known)
    return {text.document.id: refused[text.text_hash] for text in needed if text.text_hash in refused}


async def _recall(attempt: Attempt, target: Generation, present: Present, held: Mapping[UUID, bytes]) -> None:
    """Take vectors from the active generation, if it is of the same model.

    An entry that is as it was before, and not in doubt, says what the vector was made of.
    """
    vectors, name = attempt.vectors, attempt.collection.name
    async with vectors.database.read() as work:
        source = await active(work, name)
    if source is None or source.embeds != target.embeds:
        return
    try:
        items = await source.store_of(vectors).get(source.name, list(held))
    except CommonwealError as error:
        if target.embedder_of(vectors).dear and isinstance(error, VectorsUnavailable):
            raise  # they would be paid for once more
        return
    async with vectors.database.read() as work:
        entries = await _entries(work, name, attempt.ids)
        doubts = await open_doubts(work, name, attempt.ids, attempt.id)
    for item in items:
        if entries.get(item.id) == present.entries[item.id] and item.id not in doubts:
            attempt.known[target.embeds, held[item.id]] = item.vector


async def _write(attempt: Attempt, work: UnitOfWork, noted: Mapping[UUID, UUID], outcome: Outcome) -> None:
    """Write what is so at this moment, with the documents locked, as far as it was foreseen."""
    name = attempt.collection.name
    present = await _look(work, attempt, outcome)
    moved = {document for item, document in present.touched().items() if item not in noted} | {
        text.document.id
        for target in present.targets
        if target.id not in outcome.errors
        for text in present.needs(target)
        if (target.embeds, text.text_hash) not in attempt.known
    }
    outcome.moved = sorted(moved)
    present = present.only({each for each in attempt.ids if each not in moved})
    gone = present.gone()
    behind: set[UUID] = set()
    for target in present.targets:
        texts = present.needs(target)
        if target.id not in outcome.errors:
            try:
                await _put(attempt, target, texts, sorted(gone))
            except CommonwealError as error:
                outcome.errors[target.id] = error
        if (failure := outcome.errors.get(target.id)) is not None:
            late = {*(text.document.id for text in texts), *gone.values()}
            behind |= late
            reason = target.lost if failure.code == UNKNOWN else str(failure)
            outcome.failed |= dict.fromkeys(late, f"{target.store}: {reason}")
    await _enter(work, name, [text for text in present.texts if present.differs(text)], sorted(gone))
    await settle_doubts(work, name, attempt.id, [each for each in attempt.ids if each not in behind])


async def _put(attempt: Attempt, target: Generation, texts: Sequence[Text], gone: Sequence[UUID]) -> None:
    """Write to one store, unless it has just not answered another one."""
    vectors = attempt.vectors
    if not texts and not gone:
        return
    resting = vectors.resting.get(target.store)
    if resting is not None and resting.until > time.monotonic() and target.id != attempt.into:
        raise resting.error
    store, fields = target.store_of(vectors), frozenset(target.shape.fields)
    try:
        if texts:
            items = [text.item(attempt.known[target.embeds, text.text_hash], fields) for text in texts]
            await store.upsert(target.name, items)
        if gone:
            await store.delete(target.name, gone)
    except VectorsUnavailable as error:
        vectors.resting[target.store] = Resting(time.monotonic() + REST, error)
        raise
    vectors.resting.pop(target.store, None)


async def _enter(work: UnitOfWork, collection: str, texts: Sequence[Text], gone: Sequence[UUID]) -> None:
    rows = [
        (collection, text.item_id, text.document.id, text.document.part, text.text_hash, text.fields_hash)
        for text in sorted(texts, key=lambda text: text.item_id)
    ]
    if rows:
        await work.execute_many(_ENTER, rows)
    if gone:
        await work.execute(_LEAVE, collection, gone)
