"""Searching a collection: by a text, by a vector or by one of its documents; the answer is documents."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from commonweal import (
    Filter,
    Match,
    UnitOfWork,
    VectorError,
    VectorsUnavailable,
    check_filter,
    check_limit,
)

from commonweal_vectors.embedding import embed_question
from commonweal_vectors.generations import UNKNOWN, Generation, active
from commonweal_vectors.items import item_id
from commonweal_vectors.services import Vectors

MOST = 1_000
_DOCUMENTS = (
    "SELECT item_id, document_id, part FROM vectors.entry WHERE collection = $1 AND item_id = ANY($2)"
)
_PARTS = "SELECT item_id, part FROM vectors.entry WHERE collection = $1 AND document_id = $2 ORDER BY part"


class Like(msgspec.Struct, frozen=True):
    """A document that a search found: by which of its parts, and how much that is like what was asked."""

    id: UUID
    score: float
    part: str = ""


class Question(msgspec.Struct, frozen=True):
    """What is asked, as vectors of the store or as one of its items."""

    shape: str
    vector: Sequence[float] | None = None
    item: UUID | None = None
    but: UUID | None = None


async def find_like(
    vectors: Vectors,
    name: str,
    *,
    text: str | None = None,
    vector: Sequence[float] | None = None,
    like: UUID | None = None,
    part: str = "",
    limit: int = 10,
    where: Filter | None = None,
) -> list[Like]:
    """Find the documents most like a text, a vector or a document, best first; the last is not its own like.

    There are ``limit`` of them when so many pass the filter, or those to which the best 1,000 texts belong.
    ``part`` says by which part of ``like``. Raises ``VectorsUnavailable`` when there is no index yet, or
    store or embedder do not answer; ``VectorError`` for what cannot be asked, ``vector_item_unknown`` for a
    document that is not in the index.
    """
    check_limit(limit)
    collection = vectors.collection(name)
    if where is not None:
        check_filter(collection, where)
    tried: int | None = None
    while True:
        generation = await answering(vectors, name)
        if generation.id == tried:
            raise VectorsUnavailable(
                f"The store {generation.store} has lost the index of {name}: run "
                f"`commonweal vectors rebuild {name} --drop-first`, and search by words until it is done."
            )
        tried = generation.id
        try:
            return await _find_in(vectors, generation, text, vector, like, part, limit, where)
        except VectorError as error:
            if error.code != UNKNOWN:
                raise  # else another has taken its place since we looked, or the store has lost it


async def _find_in(
    vectors: Vectors,
    generation: Generation,
    text: str | None,
    vector: Sequence[float] | None,
    like: UUID | None,
    part: str,
    limit: int,
    where: Filter | None,
) -> list[Like]:
    if where is not None:
        _check_present(generation, where)
    question = await _question(vectors, generation, text, vector, like, part)
    shape = question.shape + (" filtered" if where is not None else "")
    with vectors.timings.counted(generation.id, shape):
        found = await _search(vectors, generation, question, limit, where)
    await vectors.timings.flush(vectors.database)
    return found


async def answering(vectors: Vectors, name: str) -> Generation:
    """Return the generation that answers searches; raises ``VectorsUnavailable`` while there is none."""
    async with vectors.database.read() as work:
        found = await active(work, name)
    if found is None:
        raise VectorsUnavailable(f"The index of {name} is being built; search by words until it is there.")
    return found


async def documents_of(work: UnitOfWork, collection: str, matches: Sequence[Match]) -> list[Like]:
    """Return the documents that items belong to, each once, by its best item."""
    rows = await work.fetch(_DOCUMENTS, collection, [match.id for match in matches])
    known = {row["item_id"]: row for row in rows}
    best: dict[UUID, Like] = {}
    for match in matches:
        if (row := known.get(match.id)) is not None and row["document_id"] not in best:
            best[row["document_id"]] = Like(row["document_id"], match.score, row["part"])
    return list(best.values())


async def _question(
    vectors: Vectors,
    generation: Generation,
    text: str | None,
    vector: Sequence[float] | None,
    like: UUID | None,
    part: str,
) -> Question:
    if text is not None:
        return Question("text", vector=await embed_question(vectors, generation, text.strip() or "-"))
    if vector is not None:
        return Question("vector", vector=vector)
    if like is None:
        raise VectorError("vector_unusable", "ask by a text, a vector or a document")
    async with vectors.database.read() as work:
        parts = await work.fetch(_PARTS, generation.collection, like)
    if not parts:
        raise VectorError("vector_item_unknown", f"{generation.collection} holds no document {like}")
    known = {row["item_id"] for row in parts}
    wanted = item_id(like, part)
    return Question("like", item=wanted if wanted in known else parts[0]["item_id"], but=like)


async def _search(
    vectors: Vectors, generation: Generation, question: Question, limit: int, where: Filter | None
) -> list[Like]:
    """Ask for more items until they belong to enough documents, or there are no more."""
    asked = min(MOST, limit + (1 if question.but else 0))
    while True:
        matches = await _items(vectors, generation, question, asked, where)
        async with vectors.database.read() as work:
            found = await documents_of(work, generation.collection, matches)
        found = [each for each in found if each.id != question.but]
        if len(found) >= limit or len(matches) < asked or asked == MOST:
            return found[:limit]
        asked = min(MOST, asked * 3)


async def _items(
    vectors: Vectors, generation: Generation, question: Question, asked: int, where: Filter | None
) -> list[Match]:
    store = generation.store_of(vectors)
    if question.item is not None:
        return await store.search_like(generation.name, question.item, limit=asked, where=where)
    [found] = await store.search(generation.name, [question.vector or ()], limit=asked, where=where)
    return found


def _check_present(generation: Generation, where: Filter) -> None:
    """Raise ``VectorsUnavailable`` for a filter by a field that the index is only about to get."""
    try:
        check_filter(generation.kept_as, where)
    except VectorError as error:
        raise VectorsUnavailable(
            f"The index of {generation.collection} is being built with new fields: {error}"
        ) from error
