"""Static files of the kernel and the plugins, each served for ever under a name that holds its own hash."""

import asyncio
import gzip
import hashlib
import mimetypes
import re
from collections.abc import Callable
from pathlib import Path

from litestar.exceptions import NotFoundException
from litestar.handlers import ASGIRouteHandler, asgi
from litestar.types import Receive, Scope, Send

from commonweal.errors import CommonwealError

PREFIX = "/static"
_FOREVER = b"public, max-age=31536000, immutable"
_TEXT = ("text/", "application/json", "image/svg+xml", "application/manifest+json")
_REFERENCE = re.compile(rb'url\("([a-z][^":]*)"\)')
_SMALLEST_GZIP = 600  # bytes; below, the gzip frame eats what it saves
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}


class UnknownStaticFile(CommonwealError):
    """A template names a static file that its plugin does not bring."""

    code = "unknown_static_file"


class StaticFile:
    """One file: its address, which holds its hash, and its bytes once somebody asked for them.

    ``rewrite`` turns a style sheet's references to other files into their addresses.
    """

    def __init__(self, owner: str, name: str, path: Path, rewrite: Callable[[bytes], bytes]) -> None:
        self.path = path
        self._rewrite = rewrite if path.suffix == ".css" else bytes
        stem, dot, suffix = name.rpartition(".")
        digest = hashlib.sha256(self._rewrite(path.read_bytes())).hexdigest()[:10]
        self.url = f"{PREFIX}/{owner}/{stem}.{digest}{dot}{suffix}"
        self.media_type = (
            _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        )
        self._plain: bytes | None = None
        self._gzip: bytes | None = None

    @property
    def warm(self) -> bool:
        """Whether the bytes are in memory already."""
        return self._plain is not None

    def load(self) -> tuple[bytes, bytes | None]:
        """Return the file as it is and, where that is worth it, compressed; both are kept."""
        if self._plain is None:
            content = self._rewrite(self.path.read_bytes())
            if self.media_type.startswith(_TEXT) and len(content) > _SMALLEST_GZIP:
                self._gzip = gzip.compress(content, 9, mtime=0)
            self._plain = content
        return self._plain, self._gzip

    def headers(self) -> list[tuple[bytes, bytes]]:
        """Return the headers every answer with this file has."""
        charset = "; charset=utf-8" if self.media_type.startswith("text/") else ""
        return [(b"content-type", (self.media_type + charset).encode()), (b"cache-control", _FOREVER)]


class Statics:
    """All static files of one app, by ``owner/name`` as templates say and by the address browsers ask for."""

    def __init__(self) -> None:
        self._by_name: dict[str, StaticFile] = {}
        self._by_url: dict[str, StaticFile] = {}

    def add(self, owner: str, directory: Path) -> None:
        """Take every file below a plugin's ``static/`` folder."""
        files = [path for path in directory.rglob("*") if path.is_file() and not path.name.startswith(".")]
        for path in sorted(files, key=lambda each: (each.suffix == ".css", each)):
            name = path.relative_to(directory).as_posix()
            file = StaticFile(owner, name, path, self._with_addresses)
            self._by_name[f"{owner}/{name}"] = self._by_url[file.url] = file

    def url(self, name: str) -> str:
        """Return the address of a file, such as ``missions/map.css``; raises ``UnknownStaticFile``."""
        return self.file(name).url

    def file(self, name: str) -> StaticFile:
        """Return a file by the name templates use; raises ``UnknownStaticFile``."""
        if name not in self._by_name:
            raise UnknownStaticFile(
                f"no plugin brings the static file {name!r}; it belongs in <plugin>/static/"
            )
        return self._by_name[name]

    def _with_addresses(self, style: bytes) -> bytes:
        """Replace the names in ``url("owner/name")`` of a style sheet by their addresses."""
        return _REFERENCE.sub(lambda match: b'url("' + self.url(match[1].decode()).encode() + b'")', style)

    async def serve(self, scope: Scope, send: Send) -> None:
        """Answer with the file the address names (ASGI)."""
        file = self._by_url.get(scope["raw_path"].decode("latin-1"))
        if file is None:
            raise NotFoundException
        plain, packed = file.load() if file.warm else await asyncio.to_thread(file.load)
        accepted = next((value for name, value in scope["headers"] if name == b"accept-encoding"), b"")
        headers = file.headers()
        body = plain
        if packed is not None:
            headers.append((b"vary", b"accept-encoding"))
            if b"gzip" in accepted:
                headers.append((b"content-encoding", b"gzip"))
                body = packed
        headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})


def static_route(statics: Statics) -> ASGIRouteHandler:
    """Return the route that serves every static file."""

    @asgi(PREFIX, is_mount=True, copy_scope=False)
    async def static_files(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - ASGI
        await statics.serve(scope, send)

    return static_files
