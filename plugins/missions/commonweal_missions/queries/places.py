"""Named places that readers choose from where no device tells the position."""

import msgspec
from commonweal import UnitOfWork

from commonweal_missions.rules.geography import Point
from commonweal_missions.rules.vocabulary import ContentLocale

CITIES = """
SELECT slug, country, latitude, longitude, coalesce(names ->> $1, names ->> 'en') AS name
FROM missions.place WHERE city_id IS NULL ORDER BY country, name, slug LIMIT 500
"""


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
