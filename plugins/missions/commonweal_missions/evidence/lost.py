"""Bytes without a row: what a crash, or a transaction that was taken back, left in the store of blobs."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from commonweal import BlobStore

LOST_AFTER: Final = timedelta(days=1)  # no upload takes longer, and none has a row before its bytes
MOST_LOST: Final = 100
"""How many blobs may be without a row, or one in a hundred of all, before that is held for a mistake."""
_BATCH: Final = 1_000
_LOG = logging.getLogger("commonweal.missions")

FileOf = Callable[[str], UUID | None]
Known = Callable[[Sequence[UUID]], Awaitable[set[UUID]]]


async def take_lost_bytes(blobs: BlobStore, folder: str, file_of: FileOf, known: Known, at: datetime) -> int:
    """Delete the old blobs below a folder whose file is not ``known``; returns how many.

    ``file_of`` says of which file a key is, None for one that is left alone; ``known`` which of some files
    have a row. Where too many have none, nothing is deleted: the store is another deployment's, too, or the
    database an older copy.
    """
    seen, lost, batch = 0, list[str](), dict[str, UUID]()

    async def look() -> None:
        rows = await known(list(set(batch.values())))
        lost.extend(key for key, file_id in batch.items() if file_id not in rows)
        batch.clear()

    async for blob in blobs.list(folder):
        if (file_id := file_of(blob.key)) is None:
            continue
        seen += 1
        if blob.modified < at - LOST_AFTER:
            batch[blob.key] = file_id
        if len(batch) == _BATCH:
            await look()
    await look()
    if len(lost) > max(MOST_LOST, seen // 100):
        _LOG.error(
            "%d of %d blobs below %s have no row in the database, and none was deleted: give each deployment "
            "a store of its own, or restore the database that belongs to this one",
            *(len(lost), seen, folder),
        )
        return 0
    for key in lost:
        await blobs.delete(key)
    return len(lost)
