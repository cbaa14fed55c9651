"""From texts to vectors: each text once, those that cost money once for all, and within the budget."""

import array
import sys
from collections.abc import Iterable, Mapping, Sequence

from commonweal import (
    Collection,
    Embedder,
    EmbedderRefused,
    Refusal,
    VectorError,
    VectorsUnavailable,
)

from commonweal_vectors.generations import Generation
from commonweal_vectors.items import hash_of
from commonweal_vectors.services import Vectors

Known = dict[tuple[str, bytes], Sequence[float]]
"""Vectors by what made them and the hash of their text."""

_KEPT = """
UPDATE vectors.embedding SET used_at = now() WHERE embeds = $1 AND text_hash = ANY($2)
RETURNING text_hash, vector
"""
_KEEP = """
INSERT INTO vectors.embedding (embeds, text_hash, vector) VALUES ($1, $2, $3)
ON CONFLICT (embeds, text_hash) DO UPDATE SET used_at = now()
"""
_SPEND = """
INSERT INTO vectors.spending (day, embeds, requests, texts, tokens, microdollars)
VALUES ((now() AT TIME ZONE 'UTC')::date, $1, 1, $2, $3, $4)
ON CONFLICT (day, embeds) DO UPDATE SET requests = spending.requests + 1,
    texts = spending.texts + excluded.texts, tokens = spending.tokens + excluded.tokens,
    microdollars = spending.microdollars + excluded.microdollars
"""
_SPENT = """
SELECT coalesce(sum(microdollars), 0)::bigint FROM vectors.spending
WHERE day = (now() AT TIME ZONE 'UTC')::date
"""
_PLAIN = "water"  # which any embedder takes that takes anything
_FORGET = "DELETE FROM vectors.embedding WHERE used_at < now() - interval '30 days'"


async def embed_texts(
    vectors: Vectors, generation: Generation, texts: Mapping[bytes, str], known: Known
) -> dict[bytes, str]:
    """Add to ``known`` the vectors of texts, by their hashes; what is known already is not embedded.

    Returns why, of texts that the embedder does not take while it takes others. Raises ``VectorsUnavailable``
    when it does not answer or its budget is used up, and ``EmbedderRefused`` when it takes none.
    """
    embedder = generation.embedder_of(vectors)
    missing = [each for each in texts if (embedder.model, each) not in known]
    if embedder.dear and missing:
        await _recall(vectors, embedder, missing, known)
        missing = [each for each in missing if (embedder.model, each) not in known]
    refused: dict[bytes, str] = {}
    size = embedder.batch
    for begin in range(0, len(missing), size):
        batch = missing[begin : begin + size]
        try:
            await _learn(vectors, generation, {each: texts[each] for each in batch}, known)
        except (EmbedderRefused, VectorError):
            await _embed_documents(vectors, generation, [_PLAIN])  # raises unless it is for the texts
            refused |= await _learn_one_by_one(
                vectors, generation, {each: texts[each] for each in batch}, known
            )
    return refused


async def embed_question(vectors: Vectors, generation: Generation, text: str) -> Sequence[float]:
    """Return the vector of what somebody asks; the newest ones are remembered, in this process only.

    Who asks the same at the same time, as the search page does of several collections, waits for the first.
    """
    embedder = generation.embedder_of(vectors)
    async with vectors.queries.one_at_a_time(embedder.model, text):
        if (found := vectors.queries.get(embedder.model, text)) is not None:
            return found
        await _within_budget(vectors, embedder)
        made = await embedder.embed([text], "query")
        if embedder.dear:
            await _spend(vectors, embedder, 1, made.tokens, made.microdollars)
        check_all(generation.kept_as, made.vectors)
        vectors.queries.keep(embedder.model, text, made.vectors[0])
        return made.vectors[0]


async def forget_unused(vectors: Vectors) -> None:
    """Forget the kept vectors that nothing has used for 30 days."""
    async with vectors.database.write() as work:
        await work.execute(_FORGET)


def check_all(collection: Collection, made: Iterable[Sequence[float]]) -> None:
    """Raise ``VectorError`` unless a collection takes all of these vectors."""
    for vector in made:
        collection.check_vector(vector)


def hashes_of(texts: Iterable[str]) -> dict[bytes, str]:
    """Return texts by their hashes."""
    return {hash_of(text): text for text in texts}


async def _learn_one_by_one(
    vectors: Vectors, generation: Generation, texts: Mapping[bytes, str], known: Known
) -> dict[bytes, str]:
    """Learn those of some texts that the embedder takes, and return why it does not take the others."""
    refused: dict[bytes, str] = {}
    for each, text in texts.items():
        try:
            await _learn(vectors, generation, {each: text}, known)
        except (EmbedderRefused, VectorError) as error:
            refused[each] = str(error)
    return refused


async def _learn(vectors: Vectors, generation: Generation, texts: Mapping[bytes, str], known: Known) -> None:
    embedder = generation.embedder_of(vectors)
    made = await _embed_documents(vectors, generation, list(texts.values()))
    known |= {(embedder.model, each): vector for each, vector in zip(texts, made, strict=True)}
    if embedder.dear:
        await _keep(vectors, embedder, list(texts), made)


async def _embed_documents(
    vectors: Vectors, generation: Generation, texts: Sequence[str]
) -> Sequence[Sequence[float]]:
    embedder = generation.embedder_of(vectors)
    await _within_budget(vectors, embedder)
    made = await embedder.embed(texts, "document")
    if embedder.dear:
        await _spend(vectors, embedder, len(texts), made.tokens, made.microdollars)
    if len(made.vectors) != len(texts):
        raise Refusal("internal_error")
    check_all(generation.kept_as, made.vectors)
    return made.vectors


async def _within_budget(vectors: Vectors, embedder: Embedder) -> None:
    """Raise ``VectorsUnavailable`` once today's embedding has cost what it may."""
    budget = vectors.drivers.settings.embedder_budget
    if not (embedder.dear and budget):
        return
    async with vectors.database.read() as work:
        spent = await work.fetch_value(_SPENT)
    if spent >= budget * 1e6:
        raise VectorsUnavailable(
            f"Embedding has cost {spent / 1e6:.2f} US dollars today, and vectors.embedder_budget allows "
            f"{budget:.2f}: raise it, or wait until tomorrow (UTC)."
        )


async def _spend(vectors: Vectors, embedder: Embedder, texts: int, tokens: int, microdollars: int) -> None:
    async with vectors.database.write() as work:
        await work.execute(_SPEND, embedder.model, texts, tokens, microdollars)


async def _recall(vectors: Vectors, embedder: Embedder, hashes: Sequence[bytes], known: Known) -> None:
    async with vectors.database.write() as work:
        for row in await work.fetch(_KEPT, embedder.model, hashes):
            known[embedder.model, row["text_hash"]] = _from_bytes(row["vector"])


async def _keep(
    vectors: Vectors, embedder: Embedder, hashes: Sequence[bytes], made: Sequence[Sequence[float]]
) -> None:
    rows = sorted(
        (embedder.model, each, _to_bytes(vector)) for each, vector in zip(hashes, made, strict=True)
    )
    async with vectors.database.write() as work:
        await work.execute_many(_KEEP, rows)


def _to_bytes(vector: Sequence[float]) -> bytes:
    return _little(array.array("f", vector)).tobytes()


def _from_bytes(kept: bytes) -> list[float]:
    numbers = array.array("f")
    numbers.frombytes(kept)
    return _little(numbers).tolist()


def _little(numbers: "array.array[float]") -> "array.array[float]":
    """Turn the bytes of numbers round on a machine that writes the great end first."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
