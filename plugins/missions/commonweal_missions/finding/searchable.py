"""Missions on the search page."""

from datetime import UTC, datetime

from commonweal import Translator, Visit
from commonweal_vectors.api import Hit, Hits, Searchable

from commonweal_missions.filters import ListingFilters
from commonweal_missions.finding.ranking import rank
from commonweal_missions.queries.listing import list_missions
from commonweal_missions.queries.summary import Location, MissionSummary
from commonweal_missions.reader import reader_of

DEPTH = 40
"""How many missions each of the two orders proposes: the page shows the first few only."""


async def find_missions(visit: Visit, words: str, limit: int) -> Hits:
    """Find the open missions that fit the words best."""
    reader, now = reader_of(visit), datetime.now(UTC)
    filters = ListingFilters(words=words)
    ranking = await rank(visit, filters, reader, now, max(DEPTH, limit))
    async with visit.web.database.read() as work:
        listed = await list_missions(work, filters, reader, now, limit, ranking=ranking)
    hits = [_hit(mission, visit.translator) for mission in listed.missions]
    return Hits(hits, by_words=ranking.by_words)


def _hit(mission: MissionSummary, words: Translator) -> Hit:
    locale = str(mission.origins["title"].locale)
    return Hit(
        title=mission.title,
        excerpt=mission.excerpt,
        url=f"/missions/{mission.id}",
        facts=(
            words.text(f"kernel-domain-{mission.domain.replace('_', '-')}"),
            _place(mission.location, words),
            words.currency_minor(mission.reward_minor),
        ),
        locale=None if locale == words.locale else locale,
    )


def _place(location: Location | None, words: Translator) -> str:
    if location is None:
        return words.text("missions-anywhere")
    if location.place is None:
        return words.text("missions-place-unnamed")
    if location.place.city is None:
        return location.place.name
    return words.text("missions-place-in-city", place=location.place.name, city=location.place.city)


SEARCHABLES = [
    Searchable(name="missions", label="missions-navigation", more="/missions", find=find_missions, order=10)
]
