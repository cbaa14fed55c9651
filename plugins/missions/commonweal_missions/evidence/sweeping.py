"""Takes up what was left lying: files nobody handed in, evidence that was not checked or given to peers.

It also takes bytes without a row away, and tells when nobody decided in time.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from commonweal import BlobStore, Database, emit, enqueue

from commonweal_missions.evidence.events import EvidenceOverdue
from commonweal_missions.evidence.lost import take_lost_bytes
from commonweal_missions.evidence.naming import FOLDER, file_of, keys_of

FORGOTTEN_AFTER: Final = timedelta(days=7)
COUNTED_FOR: Final = timedelta(days=1)  # the volume of a day counts files that were taken back, too
STUCK_AFTER: Final = timedelta(minutes=15)
_BATCH: Final = 100
_KNOWN = "SELECT id FROM missions.evidence_file WHERE id = ANY ($1)"
_ORPHANS = """
SELECT id, media_type FROM missions.evidence_file
WHERE evidence_id IS NULL AND (uploaded_at < $1 OR (removed_at IS NOT NULL AND uploaded_at < $2))
ORDER BY uploaded_at LIMIT $3
"""
# Its human may hand one in meanwhile, so it is asked again with the row in hand.
_FORGET = """
DELETE FROM missions.evidence_file AS f USING missions.claim AS c
WHERE f.id = $1 AND f.evidence_id IS NULL AND c.id = f.claim_id
  AND (f.removed_at IS NOT NULL OR c.state NOT IN ('active', 'submitted')) RETURNING f.id
"""
_STUCK = """
SELECT id FROM missions.evidence WHERE state IN ('pending', 'checking') AND submitted_at < $1
ORDER BY submitted_at LIMIT $2
"""
_UNASKED = """
SELECT e.id FROM missions.evidence AS e
LEFT JOIN missions.peer_review AS r ON r.evidence_id = e.id AND r.state IN ('asked', 'opened', 'given')
WHERE e.state = 'peer_review' AND coalesce(e.checked_at, e.submitted_at) < $1
GROUP BY e.id HAVING count(r.id) < $2 ORDER BY e.submitted_at LIMIT $3
"""
_OVERDUE = """
UPDATE missions.evidence SET alerted_at = $1 WHERE id IN (
    SELECT id FROM missions.evidence
    WHERE state IN ('appealed', 'admin_review') AND due_at < $1 AND alerted_at IS NULL
    ORDER BY due_at LIMIT 500 FOR UPDATE SKIP LOCKED
) RETURNING id, claim_id, human_id, state
"""


async def sweep(database: Database, blobs: BlobStore, at: datetime, reviewers: int) -> int:
    """Delete files that were taken back or whose claim is over, take up stuck evidence; returns how many.

    ``reviewers`` is how many peers are asked about evidence.
    """
    taken_up = await _check_again(database, at) + await _ask_again(database, at, reviewers)
    return await _forget(database, blobs, at) + taken_up


async def tell_overdue(database: Database, at: datetime) -> list[UUID]:
    """Tell of evidence that no admin decided on in time, each once (DOMAIN §5.3), and return which."""
    async with database.write() as work:
        rows: list[Any] = list(await work.fetch(_OVERDUE, at))
        for row in rows:
            event = EvidenceOverdue(
                evidence_id=row["id"], claim_id=row["claim_id"], human_id=row["human_id"], state=row["state"]
            )
            await emit(work, event, subject=row["id"])
    return [row["id"] for row in rows]


async def sweep_bytes(database: Database, blobs: BlobStore, at: datetime) -> int:
    """Delete originals, copies and thumbnails of files that have no row; returns how many blobs that were."""

    async def known(ids: Sequence[UUID]) -> set[UUID]:
        async with database.read() as work:
            return {row["id"] for row in await work.fetch(_KNOWN, ids)}

    return await take_lost_bytes(blobs, FOLDER, file_of, known, at)


async def _forget(database: Database, blobs: BlobStore, at: datetime) -> int:
    """Delete the row first: bytes without a row harm nobody, a row without its bytes would."""
    async with database.read() as work:
        rows: list[Any] = list(await work.fetch(_ORPHANS, at - FORGOTTEN_AFTER, at - COUNTED_FOR, _BATCH))
    gone = 0
    for row in rows:
        async with database.write() as work:
            deleted = await work.fetch_value(_FORGET, row["id"])
        if deleted is not None:
            for key in keys_of(row["id"], row["media_type"]):
                await blobs.delete(key)
            gone += 1
    return gone


async def _check_again(database: Database, at: datetime) -> int:
    from commonweal_missions.evidence.tasks import check_evidence  # noqa: PLC0415 - the tasks need this module

    async with database.write() as work:
        stuck = [row["id"] for row in await work.fetch(_STUCK, at - STUCK_AFTER, _BATCH)]
        for evidence_id in stuck:
            await enqueue(work, check_evidence, evidence_id=evidence_id)
    return len(stuck)


async def _ask_again(database: Database, at: datetime, reviewers: int) -> int:
    from commonweal_missions.evidence.tasks import ask_peers  # noqa: PLC0415 - the tasks need this module

    async with database.write() as work:
        unasked = [row["id"] for row in await work.fetch(_UNASKED, at - STUCK_AFTER, reviewers, _BATCH)]
        for evidence_id in unasked:
            await enqueue(work, ask_peers, evidence_id=evidence_id)
    return len(unasked)
