"""One page of the marketplace: one statement, whatever the filters and the order."""

from datetime import datetime
from typing import NamedTuple

from commonweal import UnitOfWork

from commonweal_missions.filters import ListingFilters
from commonweal_missions.queries.matching import Position, Ranking, match
from commonweal_missions.queries.statement import Arguments
from commonweal_missions.queries.summary import MissionSummary, summary
from commonweal_missions.rules.vocabulary import ContentLocale

EXCERPT_LENGTH = 280  # characters of the description that a card shows

# The page is found first, where an index can tell without the table; all else is then looked up for its few
# rows only.
PAGE = """
    SELECT m.id, {key} AS key, {square} AS square
    FROM {tables}
    WHERE {condition}
    ORDER BY {order}
    LIMIT {limit}
"""
SHOWN = """
WITH page AS MATERIALIZED ({page})
SELECT page.id, page.key, page.square,
       m.creator_kind, m.creator_id, m.creator_name, m.domain, m.type, m.difficulty, m.risk,
       m.required_skills, m.reward_minor, m.duration_min, m.max_claims, m.slots_taken, m.grid_latitude,
       m.grid_longitude, m.radius_km, m.published_at, m.expires_at, m.review_status, m.archived_at,
       claims.active, claims.started, claims.submitted, claims.verified,
       coalesce(translated.title, original.title) AS title,
       left(coalesce(translated.description, original.description), {excerpt}) AS excerpt,
       original.locale AS original_locale,
       translated.locale AS translated_locale,
       translated.provenance AS translated_provenance,
       translated.description IS NOT NULL AS has_description,
       translated.source_hash <> original.source_hash AS stale,
       coalesce(place.names ->> {locale}, place.names ->> 'en') AS place_name,
       coalesce(city.names ->> {locale}, city.names ->> 'en') AS city_name,
       place.country AS country
FROM page
JOIN missions.mission AS m ON m.id = page.id
JOIN missions.mission_translation AS original
    ON original.mission_id = m.id AND original.locale = m.source_locale
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE state = 'active') AS active,
           count(*) FILTER (WHERE state = 'active' AND progress > 0) AS started,
           count(*) FILTER (WHERE state = 'submitted') AS submitted,
           count(*) FILTER (WHERE state = 'verified') AS verified
    FROM missions.claim
    WHERE mission_id = m.id AND state IN ('active', 'submitted', 'verified')  -- as the index claim_once says
) AS claims
LEFT JOIN missions.mission_translation AS translated
    ON translated.mission_id = m.id AND translated.locale = {locale} AND translated.provenance <> 'author'
   AND translated.review_status = 'approved'
LEFT JOIN missions.place AS place ON place.id = m.place_id
LEFT JOIN missions.place AS city ON city.id = place.city_id
ORDER BY page.key {direction}, page.id {direction}
"""


class Statement(NamedTuple):
    """The text of a statement and its parameters."""

    text: str
    arguments: list[object]


class Listed(NamedTuple):
    """A page of missions, and where the next page begins, or None at the end."""

    missions: list[MissionSummary]
    next_position: Position | None


def listing_statement(
    filters: ListingFilters,
    reader: ContentLocale,
    now: datetime,
    limit: int,
    after: Position | None = None,
    ranking: Ranking | None = None,
) -> Statement:
    """Write the statement of one page; it asks for one row more, which tells whether there is a next page."""
    arguments = Arguments()
    found = match(filters, reader, now, arguments, after, ranking)
    page = PAGE.format(
        tables=found.tables,
        key=found.key,
        square=found.square,
        condition=found.condition,
        order=found.order,
        limit=arguments.add(limit + 1),
    )
    text = SHOWN.format(
        page=page,
        direction=found.direction,
        excerpt=arguments.add(EXCERPT_LENGTH),
        locale=arguments.add(str(reader)),
    )
    return Statement(text, arguments.values)


async def list_missions(
    work: UnitOfWork,
    filters: ListingFilters,
    reader: ContentLocale,
    now: datetime,
    limit: int,
    after: Position | None = None,
    ranking: Ranking | None = None,
) -> Listed:
    """Read one page of the missions that the filters find (DOMAIN §7.3), those of a ``ranking`` if given."""
    statement = listing_statement(filters, reader, now, limit, after, ranking)
    rows = await work.fetch(statement.text, *statement.arguments)
    shown = rows[:limit]
    last = Position(shown[-1]["key"], shown[-1]["id"]) if len(rows) > limit else None
    return Listed([summary(row, now) for row in shown], last)
