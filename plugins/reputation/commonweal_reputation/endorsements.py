"""What people see of endorsements: those of a person, and those one gave."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import UnitOfWork
from commonweal_identity import api as identity
from commonweal_identity.api import Human

from commonweal_reputation.endorsing import ReviewStatus
from commonweal_reputation.people import is_public

# Readers see approved ones; $2 (whoever reads) sees what they wrote themselves, too.
_RECEIVED = """
    SELECT id, endorser_id AS other_id, reason, locale, review_status, created_at
    FROM reputation.endorsement
    WHERE endorsed_id = $1 AND revoked_at IS NULL
        AND (review_status = 'approved' OR endorser_id = $2) AND ($3::uuid IS NULL OR id < $3)
    ORDER BY id DESC LIMIT $4
"""
_GIVEN = """
    SELECT id, endorsed_id AS other_id, reason, locale, review_status, created_at
    FROM reputation.endorsement
    WHERE endorser_id = $1 AND revoked_at IS NULL AND ($2::uuid IS NULL OR id < $2)
    ORDER BY id DESC LIMIT $3
"""
_OWN = """
    SELECT id, endorsed_id AS other_id, reason, locale, review_status, created_at, revoked_at
    FROM reputation.endorsement WHERE endorser_id = $1 AND endorsed_id = $2
"""


class Endorsement(msgspec.Struct, frozen=True, kw_only=True):
    """One endorsement; ``human_id`` and ``display_name`` are the other side, without them when private."""

    id: UUID
    human_id: UUID | None
    display_name: str
    reason: str
    locale: str | None
    review_status: ReviewStatus
    created_at: datetime


class OwnWord(msgspec.Struct, frozen=True, kw_only=True):
    """Whether one endorsed another, took it back, and what review thinks of it."""

    given: bool = False
    revoked: bool = False
    review_status: ReviewStatus = "approved"


async def received(
    work: UnitOfWork, human_id: UUID, reader: UUID | None, *, before: UUID | None, limit: int
) -> list[Endorsement]:
    """Return the endorsements of somebody as a reader may see them, the newest first."""
    rows = await work.fetch(_RECEIVED, human_id, reader, before, limit)
    return await _named(work, rows, lambda human: is_public(human) or human.id == reader)


async def given(work: UnitOfWork, human_id: UUID, *, before: UUID | None, limit: int) -> list[Endorsement]:
    """Return the endorsements somebody gave and did not take back, the newest first, for themselves."""
    return await _named(work, await work.fetch(_GIVEN, human_id, before, limit), is_public)


async def own_word(work: UnitOfWork, endorser_id: UUID, endorsed_id: UUID) -> OwnWord:
    """Return what one has said about another."""
    row = await work.fetch_row(_OWN, endorser_id, endorsed_id)
    if row is None:
        return OwnWord()
    return OwnWord(given=True, revoked=row["revoked_at"] is not None, review_status=row["review_status"])


async def _named(work: UnitOfWork, rows: list[Any], is_shown: Callable[[Human], bool]) -> list[Endorsement]:
    people = await identity.find_humans(work, {row["other_id"] for row in rows})
    found = []
    for row in rows:
        human = people.get(row["other_id"])
        shown = human is not None and is_shown(human)
        found.append(
            Endorsement(
                id=row["id"],
                human_id=row["other_id"] if shown else None,
                display_name=human.display_name if human is not None and shown else "",
                reason=row["reason"],
                locale=row["locale"],
                review_status=row["review_status"],
                created_at=row["created_at"],
            )
        )
    return found
