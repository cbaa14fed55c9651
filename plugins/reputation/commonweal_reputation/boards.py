"""Leaderboards: people with a public portfolio by score, verified missions or ImpactTokens earned.

Boards are read from the facts each time. People whom not everybody may see take no place: they are left out
while the ranking is walked, so that whoever hides is gone at once.
"""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork
from commonweal_identity.api import Domain
from commonweal_ledger import api as ledger

from commonweal_reputation import api
from commonweal_reputation.people import public_people
from commonweal_reputation.rules.tier import Tier

By = Literal["score", "missions", "tokens"]
Period = Literal["week", "month", "all"]
BYS: tuple[By, ...] = get_args(By)
PERIODS: tuple[Period, ...] = get_args(Period)
DAYS: dict[Period, int] = {"week": 7, "month": 30}
BATCH = 100
DEEPEST = 1_000
_FIRST_DAY = date(1970, 1, 1)

# Each gives who has how much since $4, in domain $5 if given.
_FACTS = {
    "score": "SELECT human_id, score AS value FROM reputation.standing",
    "gained": """SELECT human_id, sum(difference) AS value FROM reputation.change
        WHERE changed_at >= $4 GROUP BY human_id""",
    "finished": "SELECT human_id, finished_missions AS value FROM reputation.standing",
    "missions": """SELECT human_id, count(*) AS value FROM reputation.mission_outcome
        WHERE quality > 0 AND finished_at >= $4 AND ($5::text IS NULL OR domain = $5) GROUP BY human_id""",
}
# The most first, ties by id, after the place ($1, $2); the last condition only names what not all facts ask.
_RANKED = """
    SELECT human_id, value FROM ({facts}) AS facts
    WHERE value > 0 AND ($1::bigint IS NULL OR value < $1 OR (value = $1 AND human_id > $2::uuid))
        AND ($4::timestamptz IS NOT NULL OR $5::text IS NULL)
    ORDER BY value DESC, human_id LIMIT $3
"""
_RANKINGS = {name: _RANKED.format(facts=facts) for name, facts in _FACTS.items()}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which board: by what, over which time, in which domain (missions only)."""

    by: By = "score"
    period: Period = "all"
    domain: Domain | None = None


class Place(msgspec.Struct, frozen=True, array_like=True):
    """Where a part of a board ended: the rank, the value and the human, and the first day that counts."""

    rank: int
    value: int
    human_id: UUID
    since: date


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """One place on a board; ``value`` is points, missions, or minor units of ImpactTokens."""

    rank: int
    human_id: UUID
    display_name: str
    city: str
    country: str
    tier: Tier
    value: int


async def read_board(
    work: UnitOfWork, asked: Asked, now: datetime, limit: int, after: Place | None = None
) -> tuple[list[Ranked], Place | None]:
    """Return a part of a board, and where it ended when there is more.

    Raises ``Refusal("validation_error")`` for a domain on a board that does not know of domains.
    """
    if asked.domain is not None and asked.by != "missions":
        raise Refusal("validation_error", fields=[FieldError("/domain", "only_with_missions")])
    since = after.since if after else first_day(asked.period, now)
    found: list[Ranked] = []
    async for human_id, value, name, city, country in _walk(work, asked, since, after):
        if len(found) == limit:
            last = found[-1]
            return await _with_tiers(work, found), Place(last.rank, last.value, last.human_id, since)
        rank = (after.rank if after else 0) + len(found) + 1
        found.append(
            Ranked(
                rank=rank,
                human_id=human_id,
                display_name=name,
                city=city,
                country=country,
                tier="newcomer",
                value=value,
            )
        )
    return await _with_tiers(work, found), None


async def own_place(work: UnitOfWork, asked: Asked, now: datetime, human_id: UUID) -> int | None:
    """Return the rank of a human on a board; None beyond the first ``DEEPEST`` places, or without one."""
    rank = 0
    async for other_id, *_ in _walk(work, asked, first_day(asked.period, now), None):
        rank += 1
        if other_id == human_id:
            return rank
        if rank == DEEPEST:
            break
    return None


def first_day(period: Period, now: datetime) -> date:
    """Return the first day (UTC) that counts: whole days, so that the parts of a board fit together."""
    days = DAYS.get(period)
    return _FIRST_DAY if days is None else now.date() - timedelta(days=days)


async def _walk(
    work: UnitOfWork, asked: Asked, since: date, after: Place | None
) -> AsyncIterator[tuple[UUID, int, str, str, str]]:
    """Go down the ranking in batches, and give whom everybody may see."""
    place = (after.value, after.human_id) if after else None
    while True:
        batch = await _ranked(work, asked, since, place)
        people = await public_people(work, [human_id for human_id, _ in batch])
        for human_id, value in batch:
            if (human := people.get(human_id)) is not None:
                yield human_id, value, human.display_name, human.city, human.country
        if len(batch) < BATCH:
            return
        place = (batch[-1][1], batch[-1][0])


async def _ranked(
    work: UnitOfWork, asked: Asked, since: date, place: tuple[int, UUID] | None
) -> list[tuple[UUID, int]]:
    begins = datetime.combine(since, time(), UTC)
    if asked.by == "tokens":
        return await ledger.most_earned(work, since=begins, after=place, limit=BATCH)
    value, human_id = place or (None, None)
    rows = await work.fetch(_RANKINGS[_facts(asked)], value, human_id, BATCH, begins, asked.domain)
    return [(row["human_id"], int(row["value"])) for row in rows]


def _facts(asked: Asked) -> str:
    """Name the facts that answer: what somebody has in all stands in their own row."""
    if asked.by == "score":
        return "score" if asked.period == "all" else "gained"
    return "finished" if asked.period == "all" and asked.domain is None else "missions"


async def _with_tiers(work: UnitOfWork, found: list[Ranked]) -> list[Ranked]:
    standings = await api.standings(work, [ranked.human_id for ranked in found])
    return [msgspec.structs.replace(ranked, tier=standings[ranked.human_id].tier) for ranked in found]
