"""Where the listed missions are, and how many they are: one bounded statement for the map and the count."""

from datetime import datetime
from typing import NamedTuple

from commonweal import UnitOfWork

from commonweal_missions.filters import ListingFilters
from commonweal_missions.queries.matching import Ranking, match
from commonweal_missions.queries.statement import Arguments
from commonweal_missions.rules.vocabulary import ContentLocale

COUNT_MOST = 1_000

# The first missions in the order of the list; what lies beyond the bound is not counted, so that the cost is
# bounded too.
STATEMENT = """
WITH listed AS (
    SELECT m.grid_latitude, m.grid_longitude, m.place_id
    FROM {tables}
    WHERE {condition}
    ORDER BY {order}
    LIMIT {most}
), spot AS (
    SELECT grid_latitude, grid_longitude, place_id, count(*) AS missions
    FROM listed
    GROUP BY grid_latitude, grid_longitude, place_id
)
SELECT spot.grid_latitude, spot.grid_longitude, spot.missions,
       coalesce(place.names ->> {locale}, place.names ->> 'en') AS place_name,
       coalesce(city.names ->> {locale}, city.names ->> 'en') AS city_name
FROM spot
LEFT JOIN missions.place AS place ON place.id = spot.place_id
LEFT JOIN missions.place AS city ON city.id = place.city_id
"""


class Spot(NamedTuple):
    """A point of the public grid with the number of listed missions on it, and its name if it has one."""

    latitude: float
    longitude: float
    missions: int
    place: str | None
    city: str | None


class Overview(NamedTuple):
    """The count of what is listed, its spots, and how many missions can be done anywhere.

    ``capped`` says that there are more; the spots are then those of the first ones in the list's order.
    """

    missions: int
    capped: bool
    anywhere: int
    spots: tuple[Spot, ...]


async def overview(
    work: UnitOfWork,
    filters: ListingFilters,
    reader: ContentLocale,
    now: datetime,
    ranking: Ranking | None = None,
) -> Overview:
    """Count and place the missions that the filters find, or of a ``ranking`` those that pass."""
    arguments = Arguments()
    found = match(filters, reader, now, arguments, ranking=ranking)
    text = STATEMENT.format(
        tables=found.tables,
        condition=found.condition,
        order=found.order,
        most=arguments.add(COUNT_MOST + 1),
        locale=arguments.add(str(reader)),
    )
    rows = [Spot(*row) for row in await work.fetch(text, *arguments.values)]
    total = sum(row.missions for row in rows)
    spots = tuple(row for row in rows if row.latitude is not None)
    anywhere = total - sum(spot.missions for spot in spots)
    return Overview(min(total, COUNT_MOST), total > COUNT_MOST, anywhere, spots)
