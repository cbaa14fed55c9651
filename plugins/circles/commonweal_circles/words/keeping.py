"""Where files of posts lie, and whether they still must.

The bytes are stored before the row: a row always has its file. A task that is asked for before the bytes are
stored looks later whether there is a row, and takes away what has none.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from commonweal import BlobStore, Database, enqueue

UNSENT_FOR: Final = timedelta(days=1)
_BATCH: Final = 200
_FORGET = """
DELETE FROM circles.attachment WHERE id IN (
    SELECT id FROM circles.attachment WHERE post_id IS NULL AND uploaded_at < $1
    ORDER BY uploaded_at LIMIT $2 FOR UPDATE SKIP LOCKED
) AND post_id IS NULL RETURNING id
"""
_FORGET_DELETED = """
DELETE FROM circles.attachment AS a USING circles.post AS p
WHERE p.id = a.post_id AND p.deleted_at IS NOT NULL RETURNING a.id
"""


def file_key(file_id: UUID) -> str:
    """Name where a file lies."""
    return f"circles/files/{file_id}"


def small_key(file_id: UUID) -> str:
    """Name where the small copy of a picture lies."""
    return f"circles/small/{file_id}"


async def forget_bytes(database: Database, blobs: BlobStore, file_id: UUID) -> bool:
    """Delete the bytes of a file that has no row, and return whether it had none."""
    async with database.read() as work:
        if await work.fetch_value("SELECT 1 FROM circles.attachment WHERE id = $1", file_id):
            return False
    for key in (file_key(file_id), small_key(file_id)):
        await blobs.delete(key)
    return True


async def sweep(database: Database, at: datetime) -> int:
    """Forget files that nobody sent within a day, and those of deleted posts; returns how many."""
    from commonweal_circles.words.tasks import forget_file  # noqa: PLC0415 - the task needs this module

    async with database.write() as work:
        rows = [
            *await work.fetch(_FORGET, at - UNSENT_FOR, _BATCH),
            *await work.fetch(_FORGET_DELETED),
        ]
        for row in rows:
            await enqueue(work, forget_file, file_id=row["id"])
    return len(rows)
