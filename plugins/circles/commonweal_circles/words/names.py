"""Names behind an "@": where they stand in a text, and whom in the circle they mean (DOMAIN §15).

Only active members are found. Several may have one name: a dot and the last four letters and digits of the
account's id say which. Whoever is not found stays what it is, a word.
"""

import re
from collections.abc import Iterator
from typing import Final
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork
from commonweal_identity import api as identity

_MOST_ENDS: Final = 24
_LONGEST: Final = 100
_CJK: Final = "\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_SIGNS: Final = (
    "\\s!-&(-,/:-@\\[-^`{-~\u00a1\u00bf\u2010-\u2017\u201a-\u2027"
    "\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_FOUND = re.compile(f"(?<![^\\W{_CJK}])(?<![@./+-])[@\uff20]([^{_SIGNS}]{{2,{_LONGEST}}})")
_END = re.compile(f"(?=[.'\u2019\u00b7-])|(?=[{_CJK}])|(?<=[{_CJK}])")
_WHICH = re.compile(r"(.+)\.([0-9a-f]{4})", re.DOTALL)
_MEMBERS = """
SELECT account_id FROM circles.member WHERE circle_id = $1 AND account_id = ANY ($2) AND state = 'active'
"""


class Place(msgspec.Struct, frozen=True):
    """Where a text may name somebody: from the sign to where each reading of it ends, the longest first."""

    start: int
    ends: tuple[int, ...]


def places(text: str) -> Iterator[Place]:
    """Go through the places of a text that may name somebody."""
    for found in _FOUND.finditer(text):
        ends = [match.start() for match in _END.finditer(text, found.start(1) + 1, found.end())]
        kept = dict.fromkeys([found.end(), *reversed(ends[:_MOST_ENDS])])
        yield Place(found.start(), tuple(end for end in kept if end - found.start(1) > 1))


def handles(text: str) -> Iterator[str]:
    """Go through everything in a text that may be a handle."""
    for place in places(text):
        for end in place.ends:
            yield text[place.start + 1 : end]


def suffix(account_id: UUID) -> str:
    """Return what says which of several with one name: the end of an id, for the beginning is its time."""
    return account_id.hex[-4:]


class Named:
    """Which active members of a circle the handles of a text mean."""

    def __init__(self, found: dict[str, list[UUID]]) -> None:
        self._found = found

    def meant(self, handle: str) -> UUID | None:
        """Return whom a handle means, if anybody.

        Raises ``Refusal("validation_error")`` when it means several: it says how to write which one.
        """
        among = self._found.get(handle, [])
        if not among and (which := _WHICH.fullmatch(handle)):
            among = [each for each in self._found.get(which[1], []) if suffix(each) == which[2].lower()]
            handle = which[1]
        if len(among) > 1:
            written = ", ".join(f"@{handle}.{suffix(each)}" for each in among[:5])
            wrong = FieldError(
                "/text",
                "ambiguous",
                {"handle": handle, "choices": written},
                "circles-words-mention-ambiguous",
            )
            raise Refusal("validation_error", fields=[wrong])
        return among[0] if among else None


async def find_named(work: UnitOfWork, circle_id: UUID, asked: set[str]) -> Named:
    """Find whom handles mean in a circle, all at once."""
    if not asked:
        return Named({})
    wanted = asked | {which[1] for handle in asked if (which := _WHICH.fullmatch(handle))}
    known = await identity.find_by_handles(work, wanted)
    rows = await work.fetch(_MEMBERS, circle_id, list({each.id for each in known})) if known else []
    members = {row["account_id"] for row in rows}
    found: dict[str, list[UUID]] = {}
    for each in known:
        if each.id in members:
            found.setdefault(each.handle, []).append(each.id)
    return Named(found)
