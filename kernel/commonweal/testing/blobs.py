"""The contract of a blob store, as tests: subclass `BlobStoreContract` and give it a fixture ``store``."""

from collections.abc import AsyncIterator

import pytest

from commonweal.storage.blobs import BlobStore
from commonweal.storage.errors import BlobKeyRefused, BlobMissing
from commonweal.testing.contract import Contract

ODD_KEYS = [
    "",
    "/etc/passwd",
    "../outside",
    "inside/../../outside",
    "a//b",
    "a/",
    "./a",
    ".hidden",
    "a\\b",
    "a\x00b",
    "a b",
    "ключ",
    "%2e%2e/outside",
    "a" * 201,
    "a/" * 500 + "a",
]


class Interrupted(Exception):
    """The source of an upload breaks off."""


class BlobStoreContract(Contract):
    """What every store must do, whoever wrote it."""

    async def test_what_was_put_is_read_back(self, store: BlobStore) -> None:
        """Bytes, size and type come back as they were given."""
        await store.put("evidence/one.jpg", b"picture", "image/jpeg")
        blob = await store.get("evidence/one.jpg")
        assert (blob.size, blob.content_type) == (7, "image/jpeg")
        assert await blob.read() == b"picture"

    async def test_a_second_put_replaces_the_first(self, store: BlobStore) -> None:
        """The last put wins, its type too."""
        await store.put("a", b"first", "text/plain")
        await store.put("a", b"", "text/html")
        blob = await store.get("a")
        assert (blob.size, blob.content_type, await blob.read()) == (0, "text/html", b"")

    async def test_large_blobs_are_streamed_in_and_out(self, store: BlobStore) -> None:
        """A blob larger than one part of an upload arrives whole."""

        async def source() -> AsyncIterator[bytes]:
            for number in range(24):
                yield bytes([number]) * 524_288

        await store.put("large", source())
        blob = await store.get("large")
        pieces = [piece async for piece in blob.chunks]
        assert len(pieces) > 1
        assert b"".join(pieces) == b"".join(bytes([number]) * 524_288 for number in range(24))

    async def test_a_part_can_be_read(self, store: BlobStore) -> None:
        """Ranges count from ``start`` and leave out ``end``."""
        await store.put("digits", b"0123456789")
        assert await (await store.get("digits", start=2, end=5)).read() == b"234"
        part = await store.get("digits", start=7)
        assert (part.size, await part.read()) == (10, b"789")
        assert await (await store.get("digits", end=3)).read() == b"012"

    async def test_an_upload_that_breaks_off_changes_nothing(self, store: BlobStore) -> None:
        """Neither is a new blob there nor an old one spoilt."""

        async def source() -> AsyncIterator[bytes]:
            yield b"x" * 6_000_000
            raise Interrupted

        await store.put("kept", b"old")
        for key in ("kept", "new"):
            with pytest.raises(Interrupted):
                await store.put(key, source())
        assert await (await store.get("kept")).read() == b"old"
        assert [found.key async for found in store.list()] == ["kept"]

    async def test_what_was_deleted_is_gone(self, store: BlobStore) -> None:
        """Deleting twice is no error."""
        await store.put("a", b"1")
        await store.delete("a")
        await store.delete("a")
        with pytest.raises(BlobMissing):
            await store.get("a")

    async def test_blobs_are_listed_below_a_prefix(self, store: BlobStore) -> None:
        """A prefix is made of whole segments."""
        for key in ("a/1", "a/b/2", "ab/3"):
            await store.put(key, b"x")
        assert {found.key async for found in store.list("a")} == {"a/1", "a/b/2"}
        assert {(found.key, found.size) async for found in store.list()} == {
            ("a/1", 1),
            ("a/b/2", 1),
            ("ab/3", 1),
        }
        assert [found async for found in store.list("none")] == []

    @pytest.mark.parametrize("key", ODD_KEYS)
    async def test_odd_keys_are_refused_everywhere(self, store: BlobStore, key: str) -> None:
        """No key leads out of the store, and all stores take the same ones."""
        with pytest.raises(BlobKeyRefused):
            await store.put(key, b"x")
        with pytest.raises(BlobKeyRefused):
            await store.get(key)
        with pytest.raises(BlobKeyRefused):
            await store.delete(key)
        with pytest.raises(BlobKeyRefused):
            await store.signed_url(key, 60)
