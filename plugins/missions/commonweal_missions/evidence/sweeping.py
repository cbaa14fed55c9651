"""Takes up what was left lying: files that nobody handed in, and evidence whose check never ended."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from commonweal import BlobStore, Database, enqueue

from commonweal_missions.evidence.naming import keys_of

FORGOTTEN_AFTER: Final = timedelta(days=7)
COUNTED_FOR: Final = timedelta(days=1)  # the volume of a day counts files that were taken back, too
STUCK_AFTER: Final = timedelta(minutes=15)
_BATCH: Final = 100
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


async def sweep(database: Database, blobs: BlobStore, at: datetime) -> int:
    """Delete files that were taken back or whose claim is over, check stuck evidence; returns how many."""
    return await _forget(database, blobs, at) + await _check_again(database, at)


async def forget_lost(database: Database, blobs: BlobStore, file_id: UUID, media_type: str) -> bool:
    """Delete the bytes of a file that has no row, and return whether it had none."""
    async with database.read() as work:
        if await work.fetch_value("SELECT 1 FROM missions.evidence_file WHERE id = $1", file_id):
            return False
    for key in keys_of(file_id, media_type):
        await blobs.delete(key)
    return True


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
