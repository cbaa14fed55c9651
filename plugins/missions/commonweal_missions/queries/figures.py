"""What the whole marketplace amounts to; asked seldom, as the answer reads every open mission."""

import asyncio
import time
from datetime import UTC, datetime

import msgspec
from commonweal import Database, ServiceMissing, Visit

from commonweal_missions.queries.matching import OPEN
from commonweal_missions.rules.vocabulary import Domain

SKILLS_MOST = 120

STATEMENT = f"""
WITH listed AS (
    SELECT m.domain, m.reward_minor, m.max_claims - m.slots_taken AS slots, place.country,
           coalesce(place.city_id, place.id) AS city, m.required_skills AS skills
    FROM missions.mission AS m
    LEFT JOIN missions.place AS place ON place.id = m.place_id
    WHERE {OPEN.format(now="$1")}
)
SELECT count(*) AS missions, coalesce(sum(slots), 0) AS slots,
       coalesce(sum(reward_minor * slots), 0)::bigint AS reward_minor,
       count(DISTINCT country) AS countries, count(DISTINCT city) AS cities,
       (SELECT coalesce(jsonb_object_agg(domain, missions), '{{}}')::text
        FROM (SELECT domain, count(*) AS missions FROM listed GROUP BY domain) AS each) AS domains,
       ARRAY(SELECT skill FROM listed, unnest(skills) AS skill
             GROUP BY skill ORDER BY count(*) DESC, skill LIMIT {SKILLS_MOST}) AS skills
FROM listed
"""


class MarketFigures(msgspec.Struct, frozen=True):
    """How many missions are open, their free slots, what these earn, where they are, and what they need.

    ``skills`` are the ones asked for most often.
    """

    missions: int
    slots: int
    reward_minor: int
    countries: int
    cities: int
    domains: dict[Domain, int]
    skills: list[str]


class FiguresBoard:
    """Keeps the figures of one process for a while; whoever finds them old renews them for all."""

    def __init__(self, keep_seconds: float = 30.0) -> None:
        self._keep_seconds = keep_seconds
        self._renewal = asyncio.Lock()
        self._known: MarketFigures | None = None
        self._until = 0.0

    async def read(self, database: Database) -> MarketFigures:
        """Return the figures; while one reader renews them, the others get the last ones."""
        if self._known is not None and self._renewal.locked():
            return self._known
        async with self._renewal:
            if self._known is None or time.monotonic() >= self._until:
                self._known = await read_figures(database)
                self._until = time.monotonic() + self._keep_seconds
            return self._known


def board_of(visit: Visit) -> FiguresBoard:
    """Return the board of the process that answers a request, after making it for the first one."""
    services = visit.web.host.services
    try:
        return services.get(FiguresBoard)
    except ServiceMissing:
        services.provide(FiguresBoard, board := FiguresBoard())
        return board


async def read_figures(database: Database) -> MarketFigures:
    """Count all open missions now."""
    async with database.read() as work:
        row = await work.fetch_row(STATEMENT, datetime.now(UTC))
    domains = msgspec.json.decode(row["domains"], type=dict[Domain, int])
    counts = {name: row[name] for name in ("missions", "slots", "reward_minor", "countries", "cities")}
    return MarketFigures(**counts, domains=domains, skills=row["skills"])
