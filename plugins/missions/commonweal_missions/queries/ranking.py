"""The best missions by words, and by skills: each statement ranks a bounded number of candidates.

Which are best can only be told by looking at each. So that words or skills that many missions have cost no
more than rare ones, only some are looked at: of those that say the words any, of those with the skills the
newest.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

import msgspec
from commonweal import UnitOfWork
from commonweal_problems import api as problems

from commonweal_missions.filters import ListingFilters
from commonweal_missions.queries.matching import match
from commonweal_missions.queries.statement import Arguments
from commonweal_missions.rules.vocabulary import ContentLocale

CANDIDATES = 500

# The language is written out, not a parameter: so the index of its texts alone will do, whatever the plan.
LANGUAGE: Mapping[ContentLocale, LiteralString] = {
    ContentLocale.ENGLISH: "found.locale = 'en'",
    ContentLocale.SPANISH: "found.locale = 'es'",
    ContentLocale.MANDARIN: "found.locale = 'zh-Hans'",
}

# 1 divides by the length of the text, as its logarithm: a short text on the matter is better than a long one
# that mentions it. The query is made apart: then one process reads what it finds, for starting helpers takes
# longer than that, and the plan is the same for frequent words and rare ones.
BY_WORDS = """
WITH query AS MATERIALIZED (SELECT {query} AS sought),
candidate AS MATERIALIZED (
    SELECT m.id, m.published_at, found.search
    FROM query
    JOIN missions.mission_translation AS found ON found.search @@ query.sought
    JOIN missions.mission AS m ON m.id = found.mission_id
    WHERE {language} AND {readable} AND {condition}
    LIMIT {candidates}
)
SELECT candidate.id FROM candidate CROSS JOIN query
ORDER BY {rank}(candidate.search, query.sought, 1) DESC, candidate.published_at DESC, candidate.id DESC
LIMIT {limit}
"""
PASSING = "SELECT m.id FROM missions.mission AS m WHERE m.id = ANY ({asked}::uuid[]) AND {condition}"
BY_SKILLS = """
WITH candidate AS MATERIALIZED (
    SELECT m.id, m.published_at, m.required_skills
    FROM missions.mission AS m
    WHERE {condition} AND {asks}
    ORDER BY m.published_at DESC, m.id DESC
    LIMIT {candidates}
)
SELECT candidate.id FROM candidate
CROSS JOIN LATERAL (
    SELECT count(*) AS shared FROM unnest(candidate.required_skills) AS skill
    WHERE skill = ANY ({skills}::text[])
) AS counted
ORDER BY counted.shared DESC,
    counted.shared::float8 / greatest(1, cardinality(candidate.required_skills)) DESC,
    candidate.published_at DESC, candidate.id DESC
LIMIT {limit}
"""


async def rank_by_words(
    work: UnitOfWork,
    filters: ListingFilters,
    reader: ContentLocale,
    now: datetime,
    limit: int,
    *,
    some: bool = False,
) -> list[UUID]:
    """Return the missions whose text in the reader's language says the words best, under all filters.

    With ``some``, a text need not say all of the words, unless there are words that it must not say.
    """
    arguments = Arguments()
    locale = arguments.add(str(reader))
    query = f"missions.search_query({locale}, {arguments.add(problems.asked(filters.words))})"
    if some:
        loose = "CASE WHEN q::text LIKE '%!%' THEN q ELSE replace(q::text, ' & ', ' | ')::tsquery END"
        query = f"(SELECT {loose} FROM {query} AS q)"
    condition = match(msgspec.structs.replace(filters, words=""), reader, now, arguments).condition
    statement = BY_WORDS.format(
        condition=condition,
        language=LANGUAGE[reader],
        readable="found.offered" if filters.creators is None else "found.review_status = 'approved'",
        query=query,
        rank="ts_rank" if some else "ts_rank_cd",
        candidates=arguments.add(CANDIDATES),
        limit=arguments.add(limit),
    )
    return [row["id"] for row in await work.fetch(statement, *arguments.values)]


async def keep_matching(
    work: UnitOfWork, filters: ListingFilters, reader: ContentLocale, now: datetime, ids: Sequence[UUID]
) -> list[UUID]:
    """Return those of some missions that pass the filters, but for words, in the same order."""
    arguments = Arguments()
    asked = arguments.add(list(ids))
    condition = match(msgspec.structs.replace(filters, words=""), reader, now, arguments).condition
    statement = PASSING.format(asked=asked, condition=condition)
    passing = {row["id"] for row in await work.fetch(statement, *arguments.values)}
    return [each for each in ids if each in passing]


async def rank_by_skills(
    work: UnitOfWork,
    filters: ListingFilters,
    skills: Sequence[str],
    reader: ContentLocale,
    now: datetime,
    limit: int,
) -> list[UUID]:
    """Return the missions that ask for most of the skills and for little else, under all filters.

    With no skills given, they are the newest.
    """
    arguments = Arguments()
    asked = arguments.add(list(skills))
    statement = BY_SKILLS.format(
        condition=match(filters, reader, now, arguments).condition,
        asks=f"m.required_skills && {asked}::text[]" if skills else "true",
        skills=asked,
        candidates=arguments.add(CANDIDATES),
        limit=arguments.add(limit),
    )
    return [row["id"] for row in await work.fetch(statement, *arguments.values)]
