"""Blob stores: files by key, in a local folder or in S3, both through obstore.

A key is a plain relative path such as ``evidence/2026/photo.jpg``; what it may hold is the same everywhere,
so that blobs can move from one store to another. A put is seen whole or not at all.
"""

import hashlib
import hmac
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import msgspec
import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, S3Store

from commonweal.storage.errors import BlobKeyRefused, BlobMissing, BlobStoreUnavailable
from commonweal.storage.keys import kept_key
from commonweal.storage.settings import BlobSettings

if TYPE_CHECKING:
    from obstore import GetOptions
    from obstore.store import S3Config

Content = bytes | AsyncIterator[bytes]
Store = TypeVar("Store", LocalStore, S3Store)

ANY_CONTENT = "application/octet-stream"

_KEY = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,199})*")
_LONGEST_KEY = 800
_CHUNK = 1024 * 1024


class BlobInfo(msgspec.Struct, frozen=True):
    """A blob without its content."""

    key: str
    size: int
    modified: datetime


class Blob(msgspec.Struct, frozen=True):
    """A blob being read: its whole size, its type, and the bytes asked for, to be gone through once."""

    key: str
    size: int
    content_type: str
    chunks: AsyncIterator[bytes]

    async def read(self) -> bytes:
        """Return the bytes in one piece."""
        return b"".join([chunk async for chunk in self.chunks])


class BlobStore(Protocol):
    """What a driver of the group ``commonweal.blobstores`` does; ``commonweal.testing.blobs`` proves it.

    Every method raises BlobKeyRefused for a key that is no plain relative path, and BlobStoreUnavailable when
    the store does not answer.
    """

    async def put(self, key: str, data: Content, content_type: str = ANY_CONTENT) -> None:
        """Keep ``data`` under ``key``, in place of what was there; nothing changes when it fails."""

    async def get(self, key: str, *, start: int = 0, end: int | None = None) -> Blob:
        """Open a blob, or its bytes from ``start`` up to ``end``; raises BlobMissing."""

    async def delete(self, key: str) -> None:
        """Forget a blob; one that is not there is no error."""

    def list(self, prefix: str = "") -> AsyncIterator[BlobInfo]:
        """Go through the blobs below ``prefix``, a key's first segments, in no particular order."""

    async def signed_url(self, key: str, seconds: int) -> str:
        """Return an address under which anybody may read the blob for so long."""


class _ObstoreBlobs(Generic[Store]):
    """What the local and the S3 store have in common."""

    def __init__(self, store: Store) -> None:
        self._store: Store = store

    async def put(self, key: str, data: Content, content_type: str = ANY_CONTENT) -> None:
        with _translated(key):
            await obstore.put_async(self._store, key, data, attributes={"Content-Type": content_type})

    async def get(self, key: str, *, start: int = 0, end: int | None = None) -> Blob:
        with _translated(key):
            options: GetOptions = {}
            if start or end is not None:
                options["range"] = {"offset": start} if end is None else (start, end)
            found = await obstore.get_async(self._store, key, options=options)
        content_type = str(found.attributes.get("Content-Type", ANY_CONTENT))
        return Blob(key, found.meta["size"], content_type, _chunks(key, found))

    async def delete(self, key: str) -> None:
        with suppress(BlobMissing), _translated(key):
            await obstore.delete_async(self._store, key)

    async def list(self, prefix: str = "") -> AsyncIterator[BlobInfo]:
        with _translated(prefix or "all"):
            async for batch in obstore.list(self._store, prefix or None):
                for found in batch:
                    yield BlobInfo(found["path"], found["size"], found["last_modified"])


class S3BlobStore(_ObstoreBlobs[S3Store]):
    """The driver ``s3``: a bucket of Amazon S3 or of any server that speaks its protocol."""

    def __init__(self, settings: BlobSettings, _home: Path) -> None:
        if not settings.bucket:
            raise BlobStoreUnavailable(
                'blobs.bucket is not set: name the bucket, or set blobs.driver to "local".'
            )
        config: S3Config = {"region": settings.region}
        if settings.endpoint:
            config["endpoint"] = settings.endpoint
        if settings.secret_access_key:
            config["access_key_id"] = settings.access_key_id
            config["secret_access_key"] = settings.secret_access_key.reveal()
        super().__init__(
            S3Store(
                settings.bucket,
                config=config,
                client_options={"allow_http": settings.endpoint.startswith("http://"), "timeout": "30s"},
                retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=10)},
            )
        )

    async def signed_url(self, key: str, seconds: int) -> str:
        """Return an address at the S3 server itself."""
        with _translated(key):
            return await obstore.sign_async(self._store, "GET", key, timedelta(seconds=seconds))


class LocalBlobStore(_ObstoreBlobs[LocalStore]):
    """The driver ``local``: a folder, and one beside it for the content types, which files do not keep."""

    def __init__(self, settings: BlobSettings, home: Path) -> None:
        directory = settings.directory or home / "blobs"
        try:
            super().__init__(LocalStore(directory / "content", mkdir=True))
            self._types = LocalStore(directory / "types", mkdir=True)
            self._key = kept_key(home, "blobs")
        except (BaseError, OSError) as error:
            raise BlobStoreUnavailable(
                f"Blobs cannot be kept in {directory}: give this user the right to write there, or set "
                "blobs.directory."
            ) from error

    async def put(self, key: str, data: Content, content_type: str = ANY_CONTENT) -> None:
        """Keep the type first, so that a blob which is there has one."""
        with _translated(key):
            await obstore.put_async(self._types, key, content_type.encode())
            await obstore.put_async(self._store, key, data)

    async def get(self, key: str, *, start: int = 0, end: int | None = None) -> Blob:
        """Open a blob, or a part of it, with the type that was kept for it."""
        blob = await super().get(key, start=start, end=end)
        with suppress(NotFoundError, FileNotFoundError):
            kept = await (await obstore.get_async(self._types, key)).bytes_async()
            return msgspec.structs.replace(blob, content_type=bytes(kept).decode())
        return blob

    async def delete(self, key: str) -> None:
        """Forget a blob and its type."""
        await super().delete(key)
        with suppress(NotFoundError, FileNotFoundError):
            await obstore.delete_async(self._types, key)

    async def signed_url(self, key: str, seconds: int) -> str:
        """Return a path below ``/blobs/`` for the web floor, which asks ``is_signed`` before it answers."""
        _refuse_odd(key)
        expires = int(time.time()) + seconds
        return f"/blobs/{key}?expires={expires}&signature={self._signature(key, expires)}"

    def is_signed(self, key: str, expires: int, signature: str) -> bool:
        """Return whether a signed address is genuine and still in time."""
        expected = self._signature(key, expires)
        return time.time() < expires and hmac.compare_digest(expected.encode(), signature.encode())

    def _signature(self, key: str, expires: int) -> str:
        return hmac.new(self._key, f"{expires}/{key}".encode(), hashlib.sha256).hexdigest()


def _refuse_odd(key: str) -> None:
    if len(key) > _LONGEST_KEY or not _KEY.fullmatch(key):
        raise BlobKeyRefused(
            f"{key[:100]!r} is no key for a blob: use letters, digits, dots, dashes and underscores, and "
            "single slashes."
        )


async def _chunks(key: str, found: "obstore.GetResult") -> AsyncIterator[bytes]:
    with _translated(key):
        async for chunk in found.stream(min_chunk_size=_CHUNK):
            yield bytes(chunk)


@contextmanager
def _translated(key: str) -> Iterator[None]:
    """Refuse odd keys before the store sees them, and tell its errors in our words."""
    _refuse_odd(key)
    try:
        yield
    except (NotFoundError, FileNotFoundError) as error:
        raise BlobMissing(f"There is no blob {key}.") from error
    except (BaseError, OSError) as error:
        raise BlobStoreUnavailable(
            f"The blob store failed on {key}: {str(error).splitlines()[0]}."
        ) from error
