"""Bringing documents up to date in every generation of a collection.

First, outside of any transaction, the texts are read and what is missing is embedded: that may take long.
Then, in one short unit of work that holds the documents' locks, they are read once more and written to the
stores. So two writers never mix up an older and a newer state of a document, and what changed in between is
taken up again.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Collection, CommonwealError, Document, UnitOfWork, VectorError

from commonweal_vectors.embedding import Known, embed_texts
from commonweal_vectors.generations import LIVE, Generation, active, generations, share
from commonweal_vectors.items import Text, text_of
from commonweal_vectors.services import Vectors

_LOCK = """
SELECT pg_advisory_xact_lock(key) FROM (
    SELECT DISTINCT hashtextextended($1 || id::text, 1) AS key
    FROM unnest($2::uuid[]) AS asked (id) ORDER BY key
) AS sorted
"""
_ENTRIES = """
SELECT item_id, document_id, text_hash, fields_hash FROM vectors.entry
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
    """

    done: list[UUID] = []
    moved: list[UUID] = []
    failed: dict[UUID, str] = {}


class Index(msgspec.Struct, frozen=True):
    """What is to be written: a collection, the generation that wants everything anew, or all of them do."""

    vectors: Vectors
    collection: Collection
    into: int | None = None
    anew: bool = False

    def needs(self, target: Generation, texts: Sequence[Text], entries: Mapping[UUID, Any]) -> Sequence[Text]:
        """Return the texts that a generation has not got as they are now."""
        if self.anew or target.state == "filling" or target.id == self.into:
            return texts
        return [text for text in texts if _differs(text, entries.get(text.item_id))]


async def bring_up_to_date(
    vectors: Vectors,
    collection: Collection,
    ids: Sequence[UUID],
    *,
    into: int | None = None,
    anew: bool = False,
) -> Outcome:
    """Read documents from the system of record, and write them to all generations of a collection.

    What a generation has already is left as it is, unless it is the one they go ``into``, or ``anew``.
    Documents that exist no more are deleted. Raises ``VectorsUnavailable`` and ``EmbedderRefused`` when
    vectors cannot be made, or when the store that answers searches, or that of ``into``, cannot take them.
    """
    index = Index(vectors, collection, into, anew)
    outcome = Outcome()
    async with vectors.database.read() as work:
        targets = await generations(work, collection.name, LIVE)
        texts = _sound(collection, await _read(work, collection, ids), outcome)
        entries = await _entries(work, collection, ids)
    known: Known = {}
    for target in targets:
        await _learn(index, target, texts, entries, known)
    async with vectors.database.write() as work:
        await share(work, collection.name)
        await work.execute(_LOCK, collection.name, list(ids))
        await _write(index, work, ids, known, outcome)
    return outcome


async def _read(work: UnitOfWork, collection: Collection, ids: Sequence[UUID]) -> list[Document]:
    if collection.documents is None:
        raise VectorError("vector_collection_invalid", f"{collection.name} has no documents")
    return await collection.documents(work, ids)


def _sound(collection: Collection, documents: Iterable[Document], outcome: Outcome) -> list[Text]:
    """Return the texts that can be kept; why others cannot is noted, and their documents stay as they are."""
    texts = []
    for document in documents:
        text = text_of(document)
        try:
            for name, value in document.fields.items():
                collection.field_type(name)
                for each in value if isinstance(value, list | tuple) else [value]:
                    if each is not None:
                        collection.check_value(name, each)
        except VectorError as error:
            outcome.failed[document.id] = str(error)
        else:
            texts.append(text)
    return [text for text in texts if text.document.id not in outcome.failed]


async def _entries(work: UnitOfWork, collection: Collection, ids: Sequence[UUID]) -> dict[UUID, Any]:
    rows = await work.fetch(_ENTRIES, collection.name, list(ids))
    return {row["item_id"]: row for row in rows}


async def _learn(
    index: Index, target: Generation, texts: Sequence[Text], entries: Mapping[UUID, Any], known: Known
) -> None:
    """Learn the vectors that a generation needs: from a store that has them, else from the embedder."""
    needed = [
        text for text in index.needs(target, texts, entries) if (target.embeds, text.text_hash) not in known
    ]
    held = {
        text.item_id: text.text_hash
        for text in needed
        if (entry := entries.get(text.item_id)) is not None and entry["text_hash"] == text.text_hash
    }
    if held and (source := await _source(index.vectors, target)) is not None:
        for item in await source.store_of(index.vectors).get(source.name, list(held)):
            known[target.embeds, held[item.id]] = item.vector
    await embed_texts(index.vectors, target, {text.text_hash: text.text for text in needed}, known)


async def _source(vectors: Vectors, target: Generation) -> Generation | None:
    """Return the generation whose vectors are the same and complete: the active one, of the same model."""
    async with vectors.database.read() as work:
        found = await active(work, target.collection)
    return found if found is not None and found.embeds == target.embeds else None


async def _write(index: Index, work: UnitOfWork, ids: Sequence[UUID], known: Known, outcome: Outcome) -> None:
    """Write what is so at this moment, with the documents locked."""
    collection = index.collection
    targets = await generations(work, collection.name, LIVE)
    texts = _sound(collection, await _read(work, collection, ids), outcome)
    entries = await _entries(work, collection, ids)
    outcome.moved = sorted(
        {
            text.document.id
            for target in targets
            for text in index.needs(target, texts, entries)
            if (target.embeds, text.text_hash) not in known
        }
    )
    settled = {each for each in ids if each not in outcome.failed and each not in outcome.moved}
    texts = [text for text in texts if text.document.id in settled]
    present = {text.item_id for text in texts}
    gone = sorted(
        item_id
        for item_id, entry in entries.items()
        if entry["document_id"] in settled and item_id not in present
    )
    for target in targets:
        try:
            await _put(index.vectors, target, index.needs(target, texts, entries), gone, known)
        except CommonwealError as error:
            if target.state == "active" or target.id == index.into:
                raise
            outcome.failed |= dict.fromkeys(settled, f"{target.store}: {error}")
    await _enter(work, collection, [t for t in texts if _differs(t, entries.get(t.item_id))], gone)
    outcome.done = [each for each in ids if each in settled and each not in outcome.failed]


def _differs(text: Text, entry: Any) -> bool:
    if entry is None:
        return True
    return bool(entry["text_hash"] != text.text_hash or entry["fields_hash"] != text.fields_hash)


async def _put(
    vectors: Vectors, target: Generation, texts: Sequence[Text], gone: Sequence[UUID], known: Known
) -> None:
    store, fields = target.store_of(vectors), frozenset(target.shape.fields)
    if texts:
        items = [text.item(known[target.embeds, text.text_hash], fields) for text in texts]
        await store.upsert(target.name, items)
    if gone:
        await store.delete(target.name, gone)


async def _enter(
    work: UnitOfWork, collection: Collection, texts: Sequence[Text], gone: Sequence[UUID]
) -> None:
    rows = [
        (
            collection.name,
            text.item_id,
            text.document.id,
            text.document.part,
            text.text_hash,
            text.fields_hash,
        )
        for text in sorted(texts, key=lambda text: text.item_id)
    ]
    if rows:
        await work.execute_many(_ENTER, rows)
    if gone:
        await work.execute(_LEAVE, collection.name, gone)
