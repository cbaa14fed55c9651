"""Named places that readers choose from where no device tells the position."""

from collections.abc import Sequence

import msgspec
from commonweal import UnitOfWork

from commonweal_missions.queries.statement import Arguments
from commonweal_missions.rules.geography import Box, Point
from commonweal_missions.rules.vocabulary import ContentLocale

CITIES = """
SELECT slug, country, latitude, longitude, coalesce(names ->> $1, names ->> 'en') AS name
FROM missions.place WHERE city_id IS NULL ORDER BY country, name, slug LIMIT 500
"""

NAMED = """
SELECT latitude, longitude FROM missions.place
WHERE slug = lower($1)
    OR EXISTS (SELECT FROM jsonb_each_text(names) AS name WHERE lower(name.value) = lower($1))
ORDER BY city_id IS NOT NULL, id LIMIT 1
"""
INSIDE = """
SELECT latitude, longitude, coalesce(names ->> {locale}, names ->> 'en') AS name FROM missions.place
WHERE {condition} ORDER BY city_id IS NOT NULL, id LIMIT {limit}
"""


class Named(msgspec.Struct, frozen=True):
    """A city or a quarter, and where it is."""

    name: str
    point: Point


class City(msgspec.Struct, frozen=True, kw_only=True):
    """A city that readers can search around."""

    slug: str
    name: str
    country: str
    point: Point


async def cities(work: UnitOfWork, reader: ContentLocale) -> list[City]:
    """List the known cities, in the reader's language, by country."""
    rows = await work.fetch(CITIES, str(reader))
    return [
        City(
            slug=row["slug"],
            name=row["name"],
            country=row["country"],
            point=Point(row["latitude"], row["longitude"]),
        )
        for row in rows
    ]


async def find_place(work: UnitOfWork, name: str) -> Point | None:
    """Return where the place is that has a name, in whatever language; cities come before quarters."""
    row = await work.fetch_row(NAMED, " ".join(name.split()))
    return Point(row["latitude"], row["longitude"]) if row else None


async def named_inside(
    work: UnitOfWork, boxes: Sequence[Box], reader: ContentLocale, limit: int
) -> list[Named]:
    """Return the known places in one of some boxes, in the reader's language, cities first."""
    arguments = Arguments()
    condition = " OR ".join(
        f"latitude BETWEEN {arguments.add(box.south)} AND {arguments.add(box.north)}"
        f" AND longitude BETWEEN {arguments.add(box.west)} AND {arguments.add(box.east)}"
        for box in boxes
    )
    statement = INSIDE.format(
        condition=condition, locale=arguments.add(str(reader)), limit=arguments.add(limit)
    )
    rows = await work.fetch(statement, *arguments.values)
    return [Named(row["name"], Point(row["latitude"], row["longitude"])) for row in rows]
