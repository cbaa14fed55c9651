"""What a generation should hold of some documents: their texts, fields and vectors, told from its items."""

import math
from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from commonweal import Collection, Item, Metric, UnitOfWork, VectorError, values_of

from commonweal_vectors.embedding import Known, embed_texts
from commonweal_vectors.generations import Generation, active
from commonweal_vectors.indexing import check_fields
from commonweal_vectors.items import Text, text_of
from commonweal_vectors.services import Vectors

TOLERANCE = 0.005
"""How far a vector may lie from what it should be, as a part of its length: stores keep 16-bit floats."""

_HASHES = "SELECT item_id, text_hash FROM vectors.entry WHERE collection = $1 AND item_id = ANY($2)"


class Expected(msgspec.Struct, frozen=True):
    """The texts of some documents by their items; ``unfit`` documents cannot be in any index."""

    texts: Mapping[UUID, Text]
    unfit: frozenset[UUID]


async def expect(work: UnitOfWork, collection: Collection, ids: Sequence[UUID]) -> Expected:
    """Read documents from the system of record."""
    texts, unfit = {}, set()
    for document in await collection.documents(work, ids) if collection.documents else []:
        try:
            check_fields(collection, document)
        except VectorError:
            unfit.add(document.id)
        else:
            text = text_of(document)
            texts[text.item_id] = text
    return Expected(
        {item: text for item, text in texts.items() if text.document.id not in unfit}, frozenset(unfit)
    )


async def stale(
    vectors: Vectors, target: Generation, texts: Mapping[UUID, Text], items: Sequence[Item]
) -> list[UUID]:
    """Return which items have other fields than their texts, or the vector of another text."""
    fields = frozenset(target.shape.fields)
    references = await _references(vectors, target, texts)
    return [
        item.id
        for item in items
        if not _same_fields(item, texts[item.id].item((), fields), fields)
        or not _alike(item.vector, references.get(item.id, item.vector), target.shape.metric)
    ]


async def _references(
    vectors: Vectors, target: Generation, texts: Mapping[UUID, Text]
) -> Mapping[UUID, Sequence[float]]:
    """Return the vectors that items should have: made anew where that costs little.

    Where it costs much, those of the active generation; an item whose entry knows another text gets none of
    its own, and is told by a vector that nothing is alike.
    """
    embedder = target.embedder_of(vectors)
    if not embedder.semantic:
        known: Known = {}
        await embed_texts(vectors, target, {text.text_hash: text.text for text in texts.values()}, known)
        return {
            item: known[target.embeds, text.text_hash]
            for item, text in texts.items()
            if (target.embeds, text.text_hash) in known
        }
    async with vectors.database.read() as work:
        rows = await work.fetch(_HASHES, target.collection, list(texts))
        source = await active(work, target.collection)
    hashes = {row["item_id"]: row["text_hash"] for row in rows}
    outdated = {item: () for item, text in texts.items() if hashes.get(item) != text.text_hash}
    if source is None or source.id == target.id or source.embeds != target.embeds:
        return outdated
    found = await source.store_of(vectors).get(source.name, list(texts))
    return {item.id: item.vector for item in found} | outdated


def _same_fields(item: Item, other: Item, fields: frozenset[str]) -> bool:
    return all(
        [(isinstance(value, bool), value) for value in values_of(item, name)]
        == [(isinstance(value, bool), value) for value in values_of(other, name)]
        for name in fields
    )


def _alike(one: Sequence[float], other: Sequence[float], metric: Metric) -> bool:
    """Say whether two vectors are the same but for rounding; by cosine, their lengths do not count."""
    if len(one) != len(other):
        return False
    first, second = math.hypot(*one), math.hypot(*other)
    if metric == "cosine":
        return math.dist([x / first for x in one], [x / second for x in other]) <= TOLERANCE
    return math.dist(one, other) <= TOLERANCE * second
