"""What is said of pages of ours that a text links to: read as whoever looks, and never fetched."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Final
from uuid import UUID

import msgspec
from commonweal import Principal, UnitOfWork, Visit
from commonweal_missions import api as missions
from commonweal_problems import api as problems

from commonweal_circles.seeing import faces_seen, reader_of
from commonweal_circles.words.addresses import Linked, LinkedKind

MOST: Final = 20
"""How many links are looked up for one page: those beyond have no card."""
_CIRCLES = "SELECT id, name, domain, state FROM circles.circle WHERE id = ANY ($1)"
_ROOMS: Final[dict[LinkedKind, str]] = {
    "problem": "problems",
    "solution": "solutions",
    "mission": "missions",
    "circle": "circles",
}


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """A page of ours in a few words; ``state`` is its own plugin's word, ``domain`` "" where it has none."""

    kind: LinkedKind
    id: UUID
    url: str
    title: str
    domain: str
    state: str


async def previews(visit: Visit, linked: Iterable[Linked]) -> dict[Linked, Preview]:
    """Return what a reader sees of pages; those that there are not, for this reader, are left out.

    Who sees a page is what its own plugin says. The number of queries grows with the kinds of pages, not with
    the posts that link to them.
    """
    wanted = list(dict.fromkeys(linked))[:MOST]
    if not wanted:
        return {}
    found: dict[Linked, Preview] = {}
    async with visit.web.database.read() as work:
        for kind, look in _LOOKS.items():
            ids = [each.id for each in wanted if each.kind == kind]
            if ids:
                read = await look(work, visit.principal, ids, visit.locale)
                found |= {Linked(kind, each.id): each for each in read}
    return found


async def _problems(work: UnitOfWork, _: Principal, ids: list[UUID], __: str) -> list[Preview]:
    found = await problems.find_problems(work, ids)
    return [_preview("problem", each.id, each.title, each.domain, each.state) for each in found.values()]


async def _solutions(work: UnitOfWork, _: Principal, ids: list[UUID], __: str) -> list[Preview]:
    found = await problems.find_solutions(work, ids)
    return [_preview("solution", each.id, each.title, each.domain, each.state) for each in found.values()]


async def _missions(work: UnitOfWork, _: Principal, ids: list[UUID], locale: str) -> list[Preview]:
    """Return those that everybody sees; ``find_missions`` leaves that to be asked."""
    read = await missions.find_missions(work, ids, locale)
    found = {key: each for key, each in read.items() if each.review_status == "approved"}
    stand = await missions.mission_standings(work, found)
    return [
        _preview("mission", key, each.title, each.domain, stand[key].state) for key, each in found.items()
    ]


async def _circles(work: UnitOfWork, principal: Principal, ids: list[UUID], _: str) -> list[Preview]:
    seen = await faces_seen(work, reader_of(principal), ids)
    rows = await work.fetch(_CIRCLES, list(seen))
    return [_preview("circle", row["id"], row["name"], row["domain"] or "", row["state"]) for row in rows]


def _preview(kind: LinkedKind, page_id: UUID, title: str, domain: str, state: str) -> Preview:
    url = f"/{_ROOMS[kind]}/{page_id}"
    return Preview(kind=kind, id=page_id, url=url, title=title, domain=str(domain), state=str(state))


_Look = Callable[[UnitOfWork, Principal, list[UUID], str], Awaitable[list[Preview]]]
_LOOKS: Final[dict[LinkedKind, _Look]] = {
    "problem": _problems,
    "solution": _solutions,
    "mission": _missions,
    "circle": _circles,
}
