"""Blobs of the local store at their signed addresses; other stores serve theirs themselves."""

import re
import time
from http import HTTPStatus
from pathlib import Path

from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from commonweal.errors import Refusal
from commonweal.storage.blobs import LocalBlobStore
from commonweal.web.visit import Visit, arrival

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/heic"})
"""Types a browser may show; anything else, SVG with its scripts too, is only saved."""


@get("/blobs/{key:path}", include_in_schema=False)
async def blob(
    request: Visit, key: FromPath[Path], expires: FromQuery[int], signature: FromQuery[str]
) -> Stream:
    """Send a file, or the part of it that is asked for, to whoever has its signed address."""
    store = request.web.blobs
    if not isinstance(store, LocalBlobStore):
        raise Refusal("not_found")
    name = str(key).lstrip("/")
    if expires <= time.time():
        raise Refusal("gone")
    if not store.is_signed(name, expires, signature):
        raise Refusal("forbidden")
    found = await store.get(name)
    part = _part(request.headers.get("range", ""), found.size)
    start, end = part or (0, found.size)
    if part:
        found = await store.get(name, start=start, end=end)
    headers = {
        "accept-ranges": "bytes",
        "cache-control": "private",
        "content-length": str(end - start),
        "content-security-policy": "default-src 'none'; sandbox",
    }
    if part:
        headers["content-range"] = f"bytes {start}-{end - 1}/{found.size}"
    if found.content_type not in _SHOWN:
        headers["content-disposition"] = f'attachment; filename="{key.name}"'
    return Stream(
        [] if arrival(request.scope).is_head else found.chunks,
        status_code=HTTPStatus.PARTIAL_CONTENT if part else HTTPStatus.OK,
        media_type=found.content_type,
        headers=headers,
    )


def _part(asked: str, size: int) -> tuple[int, int] | None:
    """Return the one range of bytes that is asked for, its end not included, or None for the whole."""
    if not (match := _RANGE.fullmatch(asked)):
        return None
    first, last = match.groups()
    if first:
        start, end = int(first), min(int(last) + 1, size) if last else size
    else:
        start, end = max(size - int(last or 0), 0), size
    return (start, end) if start < end else None
