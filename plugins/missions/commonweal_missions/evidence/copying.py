"""Copies of files for everybody but their human: pictures and papers drawn anew, videos without metadata.

They are made in a task; until then, and where no copy can be made, others see none.
"""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

from commonweal import BlobMissing, BlobStore, Database, Refusal

from commonweal_missions.evidence.images import make_copies
from commonweal_missions.evidence.naming import PDF, PHOTOS, VIDEOS, copy_key, original_key, thumbnail_key
from commonweal_missions.evidence.papers import copy_paper
from commonweal_missions.evidence.videos import bare_video

_COPIED = """
UPDATE missions.evidence_file SET copied_at = $2, copy_width = $3, copy_height = $4
WHERE id = $1 AND copied_at IS NULL
"""


async def copy(database: Database, blobs: BlobStore, file_id: UUID, at: datetime) -> bool:
    """Make the copy of a file and its thumbnail, and return whether there is one."""
    async with database.read() as work:
        row: Any = await work.fetch_row(
            "SELECT media_type, copied_at FROM missions.evidence_file WHERE id = $1", file_id
        )
    if row is None or row["copied_at"] is not None:
        return row is not None
    media_type = str(row["media_type"])
    try:
        content = await (await blobs.get(original_key(file_id, media_type))).read()
    except BlobMissing:
        return False  # it was taken back
    size = await _store(blobs, file_id, media_type, content)
    if size is None:
        return False
    async with database.write() as work:
        await work.execute(_COPIED, file_id, at, *(size or (None, None)))
    return True


async def _store(
    blobs: BlobStore, file_id: UUID, media_type: str, content: bytes
) -> tuple[int, int] | tuple[()] | None:
    """Store a copy; returns its size in pixels if it has one, None when no copy can be made."""
    try:
        if media_type in PHOTOS:
            copies = await asyncio.to_thread(make_copies, content, media_type)
            await blobs.put(copy_key(file_id, media_type), copies.public, "image/jpeg")
            await blobs.put(thumbnail_key(file_id), copies.thumbnail, "image/jpeg")
            return copies.width, copies.height
        if media_type == PDF:
            paper = await asyncio.to_thread(copy_paper, content)
            await blobs.put(copy_key(file_id, media_type), paper.public, PDF)
            await blobs.put(thumbnail_key(file_id), paper.thumbnail, "image/jpeg")
            return ()
    except Refusal:
        return None
    if media_type in VIDEOS and (bare := await asyncio.to_thread(bare_video, content)) is not None:
        await blobs.put(copy_key(file_id, media_type), bare, media_type)
        return ()
    return None
