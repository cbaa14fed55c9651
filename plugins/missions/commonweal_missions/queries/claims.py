"""The claims of a human, with what they need to know of the missions: one statement for one and for many."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_missions.rules.vocabulary import ClaimState, ContentLocale, Domain

STATEMENT = """
SELECT c.id, c.mission_id, c.state, c.claimed_at, c.deadline, c.progress, c.notes, c.submitted_at,
       c.finished_at, c.ended_by, c.paid_minor, m.domain, m.reward_minor, m.duration_min, m.archived_at,
       coalesce(translated.title, original.title) AS title,
       coalesce(translated.locale, original.locale) AS locale,
       CASE WHEN c.state IN ('active', 'submitted') THEN m.latitude END AS latitude,
       CASE WHEN c.state IN ('active', 'submitted') THEN m.longitude END AS longitude
FROM missions.claim AS c
JOIN missions.mission AS m ON m.id = c.mission_id
JOIN missions.mission_translation AS original
    ON original.mission_id = m.id AND original.locale = m.source_locale
LEFT JOIN missions.mission_translation AS translated
    ON translated.mission_id = m.id AND translated.locale = $2 AND translated.provenance <> 'author'
   AND translated.review_status = 'approved'
WHERE c.human_id = $1 AND ($3::uuid IS NULL OR c.id = $3) AND c.state = ANY ($4::text[])
  AND ($5::uuid IS NULL OR c.id < $5)
ORDER BY c.id DESC
LIMIT $6
"""
Group = Literal["active", "waiting", "finished"]
GROUPS: dict[Group, tuple[ClaimState, ...]] = {
    "active": (ClaimState.ACTIVE,),
    "waiting": (ClaimState.SUBMITTED,),
    "finished": (ClaimState.VERIFIED, ClaimState.ABANDONED, ClaimState.RELEASED),
}


class OwnClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as its human sees it; the exact position of the mission is given while the claim is open.

    ``locale`` is the language of the title; ``paid_minor`` is what a verified claim paid.
    """

    id: UUID
    mission_id: UUID
    title: str
    locale: ContentLocale
    domain: Domain
    state: ClaimState
    claimed_at: datetime
    deadline: datetime
    progress: int
    notes: str
    submitted_at: datetime | None
    finished_at: datetime | None
    ended_by: Literal["human", "deadline", "archive"] | None
    reward_minor: int
    paid_minor: int | None
    duration_min: int
    latitude: float | None
    longitude: float | None


async def find_own_claim(
    work: UnitOfWork, claim_id: UUID, human_id: UUID, reader: ContentLocale
) -> OwnClaim | None:
    """Read a claim of a human; another's is None."""
    rows = await _read(work, human_id, reader, list(ClaimState), claim_id, None, 1)
    return rows[0] if rows else None


async def list_own_claims(
    work: UnitOfWork,
    human_id: UUID,
    reader: ContentLocale,
    *,
    group: Group | None = None,
    after: UUID | None = None,
    limit: int = 100,
) -> list[OwnClaim]:
    """Read the claims of a human, the newest first; ``after`` is the last one of the page before."""
    states = GROUPS[group] if group else tuple(ClaimState)
    return await _read(work, human_id, reader, states, None, after, limit)


async def held_claim(work: UnitOfWork, mission_id: UUID, human_id: UUID) -> Any:
    """Return id and state of the claim that a human holds on a mission, or None."""
    return await work.fetch_row(
        "SELECT id, state FROM missions.claim"
        " WHERE mission_id = $1 AND human_id = $2 AND state IN ('active', 'submitted', 'verified')",
        mission_id,
        human_id,
    )


async def _read(
    work: UnitOfWork,
    human_id: UUID,
    reader: ContentLocale,
    states: tuple[ClaimState, ...] | list[ClaimState],
    claim_id: UUID | None,
    after: UUID | None,
    limit: int,
) -> list[OwnClaim]:
    wanted = [str(state) for state in states]
    rows = await work.fetch(STATEMENT, human_id, str(reader), claim_id, wanted, after, limit)
    return [msgspec.convert({**row}, OwnClaim) for row in rows]
