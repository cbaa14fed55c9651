"""The directory for the API and the pages: in an order of its own, or by relevance to some words."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Filter, OneOf, UnitOfWork, Visit
from commonweal_identity import api as identity
from commonweal_missions import api as missions
from commonweal_problems import api as problems
from commonweal_vectors import api as vectors

from commonweal_circles.finding.filters import CircleFilters
from commonweal_circles.finding.indexed import CIRCLES
from commonweal_circles.finding.reading import CircleSummary, list_circles, rankings, read_circles
from commonweal_circles.rules.place import Box, Point, around
from commonweal_circles.seeing import NOBODY, reader_of
from commonweal_circles.services import settings_of

NAMED_KM = 25


async def listed(
    visit: Visit, filters: CircleFilters, limit: int, cursor: str | None
) -> vectors.Listed[CircleSummary]:
    """Return a part of the directory as its reader sees it; raises ``Refusal("invalid_cursor")``."""
    reader = reader_of(visit.principal)
    filters = msgspec.structs.replace(filters, words=problems.asked(filters.words))
    bound = {"list": "circles", "filters": filters, "reader": None if reader == NOBODY else reader}
    if filters.sort == "relevance" and filters.words:
        sought = _sought(reader, filters, settings_of(visit).search_from)
        return await vectors.listed_by_relevance(visit, sought, limit, cursor, bound)
    shape: Any = tuple[datetime, UUID] if filters.sort == "activity" else tuple[int, UUID]
    after = visit.web.cursors.read(cursor, bound, shape) if cursor else None
    async with visit.web.database.read() as work:
        found, position = await list_circles(work, reader, filters, limit, after)
    return vectors.Listed(found, visit.web.cursors.write(position, bound) if position else None)


def _sought(reader: UUID, filters: CircleFilters, least: float) -> vectors.Sought[CircleSummary]:
    where: Filter | None = OneOf("domain", list(filters.domain)) if filters.domain else None
    return vectors.Sought(
        collection=CIRCLES,
        words=filters.words,
        least=least,
        where=where,
        rankings=lambda work, alike, most, *, some: rankings(work, reader, filters, alike, most, some=some),
        read=lambda work, ids: read_circles(work, reader, ids, filters),
    )


async def around_named(work: UnitOfWork, name: str) -> Box | None:
    """Return the surroundings of a place that is known by this name in any language; None for others."""
    found = await missions.find_place(work, name) if name else None
    return around(Point(*found), NAMED_KM) if found else None


async def around_reader(work: UnitOfWork, visit: Visit) -> Box | None:
    """Return the surroundings of the place in the reader's profile, as far as they go for missions."""
    if visit.principal.kind != "human":
        return None
    human = await identity.find_human(work, visit.principal.account_id)
    if human is None or human.latitude is None or human.longitude is None:
        return None
    return around(Point(human.latitude, human.longitude), human.service_radius_km)
