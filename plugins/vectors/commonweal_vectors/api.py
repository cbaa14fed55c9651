"""What other plugins may import of vectors: searching by likeness, by relevance, and orders made one.

A plugin declares its collections through ``commonweal_vector_collections``; vectors keep them up to date
from its events. Whoever calls ``search`` is ready for ``VectorsUnavailable``, and searches by words instead;
``find_alike`` and ``listed_by_relevance`` say themselves when words alone decide.
"""

from collections.abc import Sequence
from uuid import UUID

from commonweal import Filter, Services, Visit

from commonweal_vectors.alike import MOST_ALIKE, Alike, find_alike, near_best
from commonweal_vectors.evaluating.triggers import TriggerReached
from commonweal_vectors.fusing import K, fuse
from commonweal_vectors.hooks import Hit, Hits, Searchable
from commonweal_vectors.relevance import (
    BY_WORDS,
    WORDS_LONGEST,
    Listed,
    Sought,
    answered,
    listed_by_relevance,
    orders,
)
from commonweal_vectors.searching import Like, find_like
from commonweal_vectors.services import vectors_of

__all__ = [
    "BY_WORDS",
    "MOST_ALIKE",
    "WORDS_LONGEST",
    "Alike",
    "Hit",
    "Hits",
    "K",
    "Like",
    "Listed",
    "Searchable",
    "Sought",
    "TriggerReached",
    "answered",
    "find_alike",
    "fuse",
    "listed_by_relevance",
    "near_best",
    "orders",
    "search",
]


async def search(
    source: Visit | Services,
    collection: str,
    *,
    text: str | None = None,
    vector: Sequence[float] | None = None,
    like: UUID | None = None,
    part: str = "",
    limit: int = 10,
    where: Filter | None = None,
) -> list[Like]:
    """Find the documents of a collection most like a text, a vector or one of them, best first.

    There are ``limit`` (1 to 1,000) when so many pass the filter, or those to which the best 1,000 texts
    belong; ``like`` itself is not among them, and ``part`` says by which of its parts. Scores are those of
    the collection's metric. Call it outside of a unit of work: the store may be another server. What is found
    may have changed since: read it again, by the ids, under your own rules about who may see it. Raises
    ``VectorsUnavailable``, ``EmbedderRefused``, and ``VectorError`` for what cannot be asked.
    """
    return await find_like(
        vectors_of(source),
        collection,
        text=text,
        vector=vector,
        like=like,
        part=part,
        limit=limit,
        where=where,
    )
