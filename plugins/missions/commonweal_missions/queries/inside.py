"""Missions inside a box, for other plugins: open ones, where they are, and what was achieved there."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_missions.filters import ListingFilters
from commonweal_missions.queries.listing import Listed, list_missions
from commonweal_missions.queries.matching import Position, inside
from commonweal_missions.queries.overview import COUNT_MOST, Overview, overview
from commonweal_missions.queries.places import Named, named_inside
from commonweal_missions.queries.shown import Bounds
from commonweal_missions.queries.statement import Arguments
from commonweal_missions.rules.geography import Box
from commonweal_missions.rules.vocabulary import ContentLocale

_KNOWN = {str(locale): locale for locale in ContentLocale}
_VERIFIED = """
SELECT count(*) FROM (
    SELECT FROM missions.mission AS m JOIN missions.claim AS c ON c.mission_id = m.id AND c.state = 'verified'
    WHERE m.review_status = 'approved' AND {boxes} LIMIT {most}
) AS verified
"""
_BY = """
SELECT count(*) AS claims, count(DISTINCT human_id) AS people FROM (
    SELECT c.human_id FROM missions.claim AS c JOIN missions.mission AS m ON m.id = c.mission_id
    WHERE c.human_id = ANY ({people}::uuid[]) AND c.state = 'verified' AND m.review_status = 'approved'
        AND {boxes}
    LIMIT {most}
) AS verified
"""


class VerifiedInside(msgspec.Struct, frozen=True):
    """How many claims inside were verified, how many of these are certain people's, and of how many of them.

    Counts end at 1,001, which means more than 1,000.
    """

    claims: int
    of_people: int
    people: int


def halves(bounds: Bounds) -> tuple[Box, ...]:
    """Return a box as the one or two that do not cross the 180th meridian."""
    west, south, east, north = bounds
    if west <= east:
        return (Box(south, west, north, east),)
    return Box(south, west, north, 180.0), Box(south, -180.0, north, east)


async def list_inside(
    work: UnitOfWork,
    bounds: Bounds,
    locale: str,
    now: datetime,
    limit: int,
    after: tuple[datetime, UUID] | None = None,
) -> Listed:
    """Read one page of the open missions inside a box, the newest first, behind a moment and an id."""
    position = Position(*after) if after else None
    return await list_missions(work, _filters(bounds), _reader(locale), now, limit, position)


async def overview_inside(work: UnitOfWork, bounds: Bounds, locale: str, now: datetime) -> Overview:
    """Count the open missions inside a box, and say on which points of the public grid they are."""
    return await overview(work, _filters(bounds), _reader(locale), now)


async def count_verified_inside(work: UnitOfWork, bounds: Bounds, people: Sequence[UUID]) -> VerifiedInside:
    """Count the verified claims on approved missions inside a box, by their public points."""
    boxes, most = halves(bounds), COUNT_MOST + 1
    arguments = Arguments()
    statement = _VERIFIED.format(boxes=inside(boxes, arguments), most=arguments.add(most))
    claims: int = await work.fetch_value(statement, *arguments.values)
    arguments = Arguments()
    asked = arguments.add(list(people))
    statement = _BY.format(boxes=inside(boxes, arguments), most=arguments.add(most), people=asked)
    row = await work.fetch_row(statement, *arguments.values)
    return VerifiedInside(claims, row["claims"], row["people"])


async def places_inside(work: UnitOfWork, bounds: Bounds, locale: str, limit: int) -> list[Named]:
    """Return the known places inside a box, in a language, cities first."""
    return await named_inside(work, halves(bounds), _reader(locale), limit)


def _filters(bounds: Bounds) -> ListingFilters:
    return ListingFilters(inside=halves(bounds))


def _reader(locale: str) -> ContentLocale:
    return _KNOWN.get(locale, ContentLocale.ENGLISH)
