"""Addresses in what members write: which ones may be linked, which are pages of ours, and whose they are.

No address is ever fetched: what a preview says of one of our own pages is read from the tables, and of any
other page nothing is said but its host.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, Literal
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

import msgspec

LinkedKind = Literal["problem", "solution", "mission", "circle"]
LONGEST: Final = 1_000
_LONGEST_HOST: Final = 253
_ROOMS: Final[dict[str, LinkedKind]] = {
    "problems": "problem",
    "solutions": "solution",
    "missions": "mission",
    "circles": "circle",
}
_PAGE = re.compile(r"/(problems|solutions|missions|circles)/([0-9a-fA-F-]{36})/?")
_WRITTEN = re.compile(
    r"(?<![A-Za-z0-9_/.:@#?&=+~%-])/(?:problems|solutions|missions|circles)/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
    r"(?![A-Za-z0-9_/-])"
)
_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?")
_NUMBERS = re.compile(r"[0-9a-f:.]{2,45}")
_FULL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://([^\s/?#\\]*)\S*")
_BARE = re.compile(r"(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}(?![\w-])")
_BARE_REST = re.compile(r"[/?#]\S*")
_DOTS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": ".", "\u2024": "."})
# What is not seen, or turns the order of what is seen around.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")


class Linked(msgspec.Struct, frozen=True):
    """A page of ours that a text links to."""

    kind: LinkedKind
    id: UUID


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """An address that may be linked: where it leads, whose it is, and whether that must be said beside it.

    ``host`` is "" for pages of ours and for mail; ``doubtful`` ones name somebody before the host, which is
    made to be taken for the host.
    """

    href: str
    host: str = ""
    linked: Linked | None = None
    external: bool = False
    doubtful: bool = False


def read_address(given: str, public_url: str = "") -> Address | None:
    """Return what an address is, or None for one that nobody should follow from here.

    Only ``https``, ``http`` and ``mailto`` lead away; paths lead to our own pages, and so do addresses that
    begin with ``public_url``.
    """
    if len(given) > LONGEST or given.startswith("/"):
        return _own(given)
    try:
        parts = urlsplit(given)
        return _full(parts, parts.hostname or "", parts.port, public_url)
    except ValueError:
        return None


def pages_in(text: str) -> Iterator[tuple[int, int]]:
    """Go through the places of a text where the path of one of our pages is written out."""
    return (found.span() for found in _WRITTEN.finditer(text))


def visible(text: str) -> str:
    """Return a text without what is not seen or turns its order around."""
    return _UNSEEN.sub("", text)


def straight(text: str) -> str:
    """Return a text without what turns the order of what follows around."""
    return _TURNING.sub("", text)


def looks_like_another(text: str, address: Address) -> bool:
    """Say whether the text of a link names a host that is not the one it leads to, or is too long to tell.

    An address holds only plain letters, so a host in others, which may be made to look like it, is another.
    """
    true = address.host.removeprefix("www.")
    return len(text) > LONGEST or any(host.removeprefix("www.") != true for host in _hosts_in(text))


def _full(parts: SplitResult, host: str, port: int | None, public_url: str) -> Address | None:
    if parts.scheme == "mailto":
        return Address(href=parts.geturl(), external=True) if "@" in parts.path else None
    if parts.scheme not in {"http", "https"} or not _is_host(host):
        return None
    if public_url and _origin(parts) == _origin(urlsplit(public_url)):
        return _own(parts._replace(scheme="", netloc="").geturl() or "/")
    netloc = f"[{host}]" if ":" in host else host
    href = parts._replace(netloc=f"{netloc}:{port}" if port else netloc).geturl()
    return Address(href=href, host=host, external=True, doubtful="@" in parts.netloc)


def _own(path: str) -> Address | None:
    if len(path) > LONGEST or not _PATH.fullmatch(path):
        return None
    found = _PAGE.fullmatch(path.partition("#")[0].partition("?")[0])
    try:
        linked = Linked(_ROOMS[found[1]], UUID(found[2])) if found else None
    except ValueError:
        linked = None
    return Address(href=path, linked=linked)


def _is_host(host: str) -> bool:
    if ":" in host:
        return _NUMBERS.fullmatch(host) is not None
    labels = host.removesuffix(".").split(".")
    return len(host) <= _LONGEST_HOST and all(_LABEL.fullmatch(label) for label in labels)


def _origin(parts: SplitResult) -> tuple[str, str, int | None]:
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.hostname or "", parts.port or usual


def _hosts_in(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", visible(text).translate(_DOTS))
    hosts = [found[1].rpartition("@")[2].partition(":")[0].lower() for found in _FULL.finditer(plain)]
    rest = _FULL.sub(" ", plain)
    place = 0
    while found := _BARE.search(rest, place):
        hosts.append(found[0].lower())
        after = _BARE_REST.match(rest, found.end())
        place = after.end() if after else found.end()
    return hosts
