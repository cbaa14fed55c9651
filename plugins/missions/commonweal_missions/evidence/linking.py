"""Signed links to the files of evidence, each good for an hour (DOMAIN §8.1)."""

from typing import Final
from uuid import UUID

import msgspec
from commonweal import BlobStore

from commonweal_missions.evidence.naming import PDF, PHOTOS, copy_key, original_key, thumbnail_key

LINK_SECONDS: Final = 3_600


class FileLinks(msgspec.Struct, frozen=True, kw_only=True):
    """Where a file can be fetched for an hour; null is what there is not, or not for the reader."""

    original: str | None = None
    copy: str | None = None
    thumbnail: str | None = None


async def links_of(
    blobs: BlobStore, file_id: UUID, media_type: str, *, copied: bool, original: bool
) -> FileLinks:
    """Sign the links of a file: to its copies once they are made, to the original only for whoever may."""
    pictured = copied and media_type in PHOTOS | {PDF}
    return FileLinks(
        original=await _sign(blobs, original_key(file_id, media_type)) if original else None,
        copy=await _sign(blobs, copy_key(file_id, media_type)) if copied else None,
        thumbnail=await _sign(blobs, thumbnail_key(file_id)) if pictured else None,
    )


async def _sign(blobs: BlobStore, key: str) -> str:
    return await blobs.signed_url(key, LINK_SECONDS)
