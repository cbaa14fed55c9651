"""Static files of the kernel and the plugins, each served for ever under a name that holds its own hash."""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from litestar.exceptions import NotFoundException
from litestar.response.base import ASGIResponse
from litestar.types import Receive, Scope, Send

from commonweal.errors import CommonwealError

PREFIX = "/static"
_FOREVER = "public, max-age=31536000, immutable"
_TEXT = ("text/", "image/svg", "application/json")


class UnknownStaticFile(CommonwealError):
    """A template names a static file that its plugin does not bring."""

    code = "unknown_static_file"


class StaticFile(NamedTuple):
    """One file: its address, which holds its hash, its type, and its bytes, for text compressed too."""

    url: str
    media_type: str
    plain: bytes
    packed: bytes | None


class Statics:
    """All static files of one app, by ``owner/name`` as templates say and by the address browsers ask for."""

    def __init__(self, rooms: Mapping[str, Path]) -> None:
        """Take every file below the ``static/`` folders of the kernel and the plugins into memory."""
        self._by_name = {
            f"{owner}/{name}": _read(f"{PREFIX}/{owner}/{name}", path)
            for owner, room in rooms.items()
            for path in room.rglob("*")
            if path.is_file() and not (name := path.relative_to(room).as_posix()).startswith(".")
        }
        self._by_url = {file.url: file for file in self._by_name.values()}

    def url(self, name: str) -> str:
        """Return the address of a file, such as ``missions/map.css``; raises ``UnknownStaticFile``."""
        try:
            return self._by_name[name].url
        except KeyError:
            raise UnknownStaticFile(
                f"no plugin brings static/{name}; templates say <plugin>/<file>"
            ) from None

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the file the address names (ASGI)."""
        file = self._by_url.get(scope["raw_path"].decode("latin-1"))
        if file is None:
            raise NotFoundException
        accepted = next((value for name, value in scope["headers"] if name == b"accept-encoding"), b"")
        body, encoding = file.plain, "identity"
        if file.packed and b"gzip" in accepted:
            body, encoding = file.packed, "gzip"
        headers = {"content-encoding": encoding, "cache-control": _FOREVER, "vary": "accept-encoding"}
        await ASGIResponse(body=body, headers=headers, media_type=file.media_type)(scope, receive, send)


def _read(url: str, path: Path) -> StaticFile:
    plain = path.read_bytes()
    stem, _, suffix = url.rpartition(".")
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    packed = gzip.compress(plain, 6, mtime=0) if media_type.startswith(_TEXT) else None
    address = f"{stem}.{hashlib.sha256(plain).hexdigest()[:10]}.{suffix}"
    return StaticFile(address, media_type, plain, packed)
