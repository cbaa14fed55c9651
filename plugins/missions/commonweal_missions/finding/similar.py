"""Open missions that are like one: by the index, or else of the same domain."""

from datetime import datetime
from typing import NamedTuple

import msgspec
from commonweal import And, Visit

from commonweal_missions.filters import ListingFilters
from commonweal_missions.finding.asking import ask_by_mission
from commonweal_missions.finding.conditions import open_at
from commonweal_missions.finding.notes import Note
from commonweal_missions.queries.listing import list_missions
from commonweal_missions.queries.matching import Ranking
from commonweal_missions.queries.mission import MissionDetail
from commonweal_missions.queries.summary import MissionSummary
from commonweal_missions.rules.vocabulary import ContentLocale

_SPARE = 10  # the index may be a moment behind, and some it proposes are not open any more


class SimilarMission(msgspec.Struct, frozen=True):
    """An open mission, and the cosine of its text and that of the one it is like, None where not compared."""

    mission: MissionSummary
    score: float | None


class Similar(NamedTuple):
    """Missions like one, those most alike first, and what is to be said of them."""

    missions: list[SimilarMission]
    note: Note | None = None


async def find_similar(
    visit: Visit, mission: MissionDetail, reader: ContentLocale, now: datetime, limit: int
) -> Similar:
    """Find open missions like one that the reader may see; call it outside of a unit of work."""
    where = And(open_at(now))
    locale = str(mission.origins["title"].locale)
    likes = await ask_by_mission(visit, mission.id, locale, where, limit + _SPARE)
    scores = {like.id: like.score for like in likes or ()}
    async with visit.web.database.read() as work:
        if scores:
            ranking = Ranking([*scores])
            listed = await list_missions(work, ListingFilters(), reader, now, limit, ranking=ranking)
            if listed.missions:
                return Similar([SimilarMission(each, scores[each.id]) for each in listed.missions])
        filters = ListingFilters(domains=(mission.domain,))
        listed = await list_missions(work, filters, reader, now, limit + 1)
    others = [each for each in listed.missions if each.id != mission.id][:limit]
    return Similar([SimilarMission(each, None) for each in others], Note.DOMAIN)
