"""Circles related to a problem or a mission: around its place, of its domain, or alike in their words."""

from collections.abc import Sequence
from typing import LiteralString
from uuid import UUID

import msgspec
from commonweal import UnitOfWork, Visit
from commonweal_vectors import api as vectors

from commonweal_circles.finding.filters import meeting
from commonweal_circles.finding.indexed import CIRCLES
from commonweal_circles.finding.reading import CircleSummary, first_seen, read_circles
from commonweal_circles.rules.place import Box
from commonweal_circles.seeing import reader_of, sees_face
from commonweal_circles.services import settings_of

MOST = 20
SECONDS = 0.4
"""How long the index may take: a page of somebody else waits for it."""

_SEEN: LiteralString = f"c.state = 'active' AND {sees_face('$1')}"
_AREA: LiteralString = "area(circles.box_of(c.west, c.south, c.east, c.north))"


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """What circles may be related to: its words, its domain, and where it is, if it is anywhere."""

    text: str
    domain: str
    latitude: float | None = None
    longitude: float | None = None


async def related(visit: Visit, matter: Matter, limit: int) -> list[CircleSummary]:
    """Return the circles most related to a matter whose face the reader sees; not in a unit of work.

    A circle about a place is related to what is in its box, and to nothing else that has a place.
    """
    reader = reader_of(visit.principal)
    least = settings_of(visit).related_from
    alike = await vectors.find_alike(
        visit, CIRCLES, text=matter.text, least=least, limit=MOST, seconds=SECONDS
    )
    async with visit.web.database.read() as work:
        around = await _around(work, reader, matter)
        likes = await _not_elsewhere(work, reader, vectors.near_best(alike.found), around)
        best = vectors.fuse([around, likes, await _of_domain(work, reader, matter.domain)])[:limit]
        return await read_circles(work, reader, best)


async def _around(work: UnitOfWork, reader: UUID, matter: Matter) -> list[UUID]:
    """Return the circles whose box holds the matter, those of its domain and the smallest first."""
    if matter.latitude is None or matter.longitude is None:
        return []
    spot = Box(matter.longitude, matter.latitude, matter.longitude, matter.latitude)
    values: list[object] = [reader, matter.domain]
    meets = meeting(spot, values)
    rows = await work.fetch(
        f"SELECT c.id FROM circles.circle AS c WHERE {_SEEN} AND {meets}"
        f" ORDER BY c.domain IS NOT DISTINCT FROM $2 DESC, {_AREA}, c.id LIMIT {MOST}",
        *values,
    )
    return [row["id"] for row in rows]


async def _not_elsewhere(
    work: UnitOfWork, reader: UUID, ids: Sequence[UUID], around: Sequence[UUID]
) -> list[UUID]:
    """Keep, of circles that are alike, those that are about no place or about this one."""
    rows = await work.fetch(
        f"SELECT c.id FROM circles.circle AS c WHERE {_SEEN} AND c.id = ANY ($2::uuid[])"
        " AND (c.west IS NULL OR c.id = ANY ($3::uuid[])) ORDER BY array_position($2::uuid[], c.id)",
        *(reader, list(ids), list(around)),
    )
    return [row["id"] for row in rows]


async def _of_domain(work: UnitOfWork, reader: UUID, domain: str) -> list[UUID]:
    """Return the circles of a domain that are about no place, those with the newest activity first."""
    order: LiteralString = f"ORDER BY c.active_at DESC, c.id DESC LIMIT {MOST}"
    found = first_seen("c.state = 'active' AND c.domain = $2 AND c.west IS NULL", order)
    rows = await work.fetch(
        f"WITH found AS ({found}) SELECT c.id FROM found JOIN circles.circle AS c ON c.id = found.id"
        f" WHERE {sees_face('$1')} {order}",
        *(reader, domain),
    )
    return [row["id"] for row in rows]
