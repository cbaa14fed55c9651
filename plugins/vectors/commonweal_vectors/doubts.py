"""Doubts: items that somebody set out to write to stores and is not known to have finished.

A store is no part of our transactions. So before it is told anything, the attempt is noted and committed;
the note goes in the unit of work that enters what came of it. Whoever is killed in between, or gets no
answer, leaves a doubt, and an item in doubt is written to every generation again, whatever its entry says. As
a request without an answer may still arrive at the store a little later, behind the write that should have
settled the matter, a doubt is settled only by an attempt that begins some time after it.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from commonweal import UnitOfWork, new_id

LATEST = 60.0
"""Seconds after which a request that nobody waits for any more is taken to have arrived, or never to."""

_RAISE = """
INSERT INTO vectors.doubt (collection, item_id, attempt, document_id)
SELECT $1, item_id, $2, document_id FROM unnest($3::uuid[], $4::uuid[]) AS touched (item_id, document_id)
"""
_OUTDATED = """
DELETE FROM vectors.doubt AS d USING (
    SELECT item_id, attempt FROM vectors.doubt
    WHERE collection = $1 AND item_id = ANY($2) AND began_at < now() - make_interval(secs => $3)
    FOR UPDATE SKIP LOCKED
) AS old WHERE d.collection = $1 AND d.item_id = old.item_id AND d.attempt = old.attempt
"""
_OPEN = """
SELECT DISTINCT item_id, document_id FROM vectors.doubt
WHERE collection = $1 AND document_id = ANY($2) AND attempt <> $3
"""
_SETTLE = """
DELETE FROM vectors.doubt WHERE collection = $1 AND attempt = $2 AND document_id = ANY($3)
"""
_DUE = """
SELECT DISTINCT document_id FROM vectors.doubt AS d
WHERE collection = $1 AND began_at < now() - make_interval(secs => $2) AND NOT EXISTS (
    SELECT FROM vectors.change AS c WHERE c.collection = $1 AND c.document_id = d.document_id)
"""
_COUNT = "SELECT count(DISTINCT item_id) FROM vectors.doubt WHERE collection = $1"


async def raise_doubts(
    work: UnitOfWork, collection: str, attempt: UUID, touched: Mapping[UUID, UUID]
) -> None:
    """Note that an attempt is about to write items, which are given with their documents.

    It takes the place of doubts so old that it settles them.
    """
    items = sorted(touched)
    await work.execute(_OUTDATED, collection, items, LATEST)
    await work.execute(_RAISE, collection, attempt, items, [touched[item] for item in items])


async def open_doubts(
    work: UnitOfWork, collection: str, documents: Sequence[UUID], but: UUID
) -> dict[UUID, UUID]:
    """Return the items of documents that are in doubt by any attempt but one, with their documents."""
    rows = await work.fetch(_OPEN, collection, list(documents), but)
    return {row["item_id"]: row["document_id"] for row in rows}


async def settle_doubts(work: UnitOfWork, collection: str, attempt: UUID, documents: Sequence[UUID]) -> None:
    """Take away the doubts of an attempt on documents that it has written everywhere."""
    await work.execute(_SETTLE, collection, attempt, list(documents))


async def doubted(work: UnitOfWork, collection: str) -> list[UUID]:
    """Return the documents with doubts that can be settled now and that no change waits for."""
    return [row["document_id"] for row in await work.fetch(_DUE, collection, LATEST)]


async def count_doubts(work: UnitOfWork, collection: str) -> int:
    """Return how many items of a collection are in doubt, those being written just now among them."""
    found: int = await work.fetch_value(_COUNT, collection)
    return found


async def suspect(work: UnitOfWork, collection: str, items: Mapping[UUID, UUID]) -> None:
    """Doubt items that were found not to be as they should, so that the next attempt writes them anew."""
    await work.execute(_RAISE, collection, new_id(), list(items), list(items.values()))
