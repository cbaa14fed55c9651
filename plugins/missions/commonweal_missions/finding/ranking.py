"""The best match for words: the order by words and the order by likeness, made one (DOMAIN §19)."""

from collections.abc import Sequence
from datetime import datetime

from commonweal import Visit
from commonweal_vectors import api as vectors

from commonweal_missions.filters import ListingFilters, without_kinds
from commonweal_missions.finding.asking import ask_by_text
from commonweal_missions.finding.conditions import conditions_of
from commonweal_missions.queries.matching import Ranking
from commonweal_missions.queries.ranking import keep_matching, rank_by_words
from commonweal_missions.rules.vocabulary import ContentLocale, Sort
from commonweal_missions.settings import settings_of

DEPTH = 200
"""How many missions each of the two orders proposes."""

DEPTH_BY_KIND = 400
"""How many the order by likeness proposes where missions are sought by kind, some of which are of others."""

FEW = 10
"""With fewer results than this, what says only some of the words is found too."""


async def ranking_of(
    visit: Visit, filters: ListingFilters, reader: ContentLocale, now: datetime
) -> Ranking | None:
    """Rank the missions of a list that is in the order of the best match; None for another list."""
    ranked = filters.sort is Sort.RELEVANCE and bool(filters.words)
    return await rank(visit, filters, reader, now) if ranked else None


async def rank(
    visit: Visit, filters: ListingFilters, reader: ContentLocale, now: datetime, depth: int = DEPTH
) -> Ranking:
    """Rank the missions that say the words, or something alike, under all filters.

    Of one's own missions some are not in the index, and they are sought by words. Filters by kind are not
    asked of the index, but of what it proposes: missions of one kind lie together, and where another is asked
    for than the words are about, it would compare all of that kind. Call it outside of a unit of work, and
    read what it proposes under all conditions.
    """
    likes: Sequence[vectors.Like] | None = []
    open_to = without_kinds(filters)
    by_kind = open_to != filters
    if filters.creators is None:
        where = conditions_of(open_to, now)
        likes = await ask_by_text(visit, filters.words, where, DEPTH_BY_KIND if by_kind else depth)
    least = settings_of(visit).likeness
    alike = [like.id for like in likes or () if like.score >= least]
    async with visit.web.database.read() as work:
        words = await rank_by_words(work, filters, reader, now, depth)
        if by_kind and alike:
            alike = (await keep_matching(work, filters, reader, now, alike))[:depth]
        best = vectors.fuse([words, alike])
        if len(best) < FEW:
            loosely = await rank_by_words(work, filters, reader, now, depth, some=True)
            best = list(dict.fromkeys([*best, *loosely]))
    return Ranking(best, by_words=likes is None, cut=len(words) == depth)
