"""Endorsements: once per ordered pair, with a reason, revocable, a few a day (DOMAIN §2.6, §9).

A reason is written for others, so it passes content review; an endorsement counts while it is approved.
"""

from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, Visit, emit, new_id
from commonweal_review import api as review

from commonweal_reputation.events import Endorsed, EndorsementReviewed, EndorsementRevoked
from commonweal_reputation.people import require_visible
from commonweal_reputation.recomputing import Touched, lock, recompute
from commonweal_reputation.rules.tier import Tier, at_least
from commonweal_reputation.settings import ReputationSettings

KIND = "reputation.endorsement"
SHORTEST, LONGEST = 10, 500
BAR: Tier = "contributor"
_DAY = timedelta(days=1)
ReviewStatus = Literal["pending", "flagged", "approved", "rejected"]

_LAST_DAY = """
    SELECT count(*), min(created_at) FROM reputation.endorsement
    WHERE endorser_id = $1 AND created_at > $2
"""
_GIVE = """
    INSERT INTO reputation.endorsement (id, endorser_id, endorsed_id, reason, locale, review_status)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING true
"""
_REVOKE = """
    UPDATE reputation.endorsement SET revoked_at = now()
    WHERE endorser_id = $1 AND endorsed_id = $2 AND revoked_at IS NULL RETURNING id
"""
_REVIEWED = """
    UPDATE reputation.endorsement SET review_status = $2
    WHERE id = $1 AND review_status <> $2 RETURNING revoked_at IS NULL
"""


class EndorsementDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why somebody is worth others' trust."""

    reason: Annotated[str, msgspec.Meta(min_length=SHORTEST, max_length=LONGEST)]


class MadeEndorsement(msgspec.Struct, frozen=True):
    """A new endorsement, and whether everybody sees it and it counts yet."""

    id: UUID
    review_status: ReviewStatus


async def endorse_as(
    visit: Visit, settings: ReputationSettings, endorsed_id: UUID, reason: str
) -> MadeEndorsement:
    """Endorse somebody as whoever makes the request; the reason is reviewed before it is kept.

    Raises ``Refusal`` as ``endorse`` does, ``not_found`` for who is not to be seen, ``content_rejected``.
    """
    reason = checked_reason(reason)
    endorser_id = visit.principal.account_id
    async with visit.web.database.read() as work:
        await require_visible(work, visit.principal, endorsed_id)
    assessment = await review.assess(
        visit, author=visit.principal, kind=KIND, texts=[reason], locale=visit.locale, domain=None
    )
    async with visit.web.database.write() as work:
        endorsement_id = await endorse(
            work,
            endorser_id,
            endorsed_id,
            reason,
            locale=visit.locale,
            review_status=assessment.status,
            a_day=settings.endorsements_a_day,
        )
        status = await review.record(work, assessment, item_id=endorsement_id, summary=reason[:200])
    return MadeEndorsement(endorsement_id, status)


async def endorse(
    work: UnitOfWork,
    endorser_id: UUID,
    endorsed_id: UUID,
    reason: str,
    *,
    locale: str | None = None,
    review_status: ReviewStatus = "approved",
    a_day: int = ReputationSettings().endorsements_a_day,
) -> UUID:
    """Endorse a human who is known to exist, and return the endorsement's id.

    Raises ``Refusal``: ``validation_error`` for the reason, ``forbidden`` for oneself, ``tier_too_low``,
    ``conflict`` the second time, revoked or not, ``rate_limited`` after ``a_day`` in 24 hours.
    """
    reason = checked_reason(reason)
    if endorser_id == endorsed_id:
        raise Refusal("forbidden")
    rows = await lock(work, [endorser_id, endorsed_id])
    require_tier(rows[endorser_id]["tier"])
    await _require_rest(work, endorser_id, a_day)
    endorsement_id = new_id()
    if not await work.fetch_value(
        _GIVE, endorsement_id, endorser_id, endorsed_id, reason, locale, review_status
    ):
        raise Refusal("conflict")
    event = Endorsed(endorsement_id=endorsement_id, endorser_id=endorser_id, review_status=review_status)
    await emit(work, event, subject=endorsed_id)
    if review_status == "approved":
        touched = Touched(reason="endorsed", reference=endorsement_id)
        await recompute(work, rows[endorsed_id], touched, datetime.now(UTC))
    return endorsement_id


async def revoke(work: UnitOfWork, endorser_id: UUID, endorsed_id: UUID) -> None:
    """Take an endorsement back; raises ``Refusal("not_found")`` when there is none to take back."""
    if not await _endorses(work, endorser_id, endorsed_id):
        raise Refusal("not_found")
    rows = await lock(work, [endorsed_id])
    endorsement_id = await work.fetch_value(_REVOKE, endorser_id, endorsed_id)
    if endorsement_id is None:
        raise Refusal("not_found")
    event = EndorsementRevoked(endorsement_id=endorsement_id, endorser_id=endorser_id)
    await emit(work, event, subject=endorsed_id)
    touched = Touched(reason="endorsement_revoked", reference=endorsement_id)
    await recompute(work, rows[endorsed_id], touched, datetime.now(UTC))


async def take_over(work: UnitOfWork, endorsement_id: UUID, status: str) -> None:
    """Take over what review decided about an endorsement; the score follows."""
    endorsed_id = await work.fetch_value(
        "SELECT endorsed_id FROM reputation.endorsement WHERE id = $1", endorsement_id
    )
    if endorsed_id is None:
        raise Refusal("not_found")
    rows = await lock(work, [endorsed_id])
    is_active = await work.fetch_value(_REVIEWED, endorsement_id, status)
    if is_active is None:
        return
    event = EndorsementReviewed(endorsement_id=endorsement_id, review_status=status)
    await emit(work, event, subject=endorsed_id)
    touched = Touched(reason="endorsement_reviewed", reference=endorsement_id)
    await recompute(work, rows[endorsed_id], touched, datetime.now(UTC))


def checked_reason(reason: str) -> str:
    """Return a reason without blanks around it; raises ``Refusal`` when it is too short or too long."""
    reason = reason.strip()
    if len(reason) < SHORTEST:
        raise Refusal("validation_error", fields=[FieldError("/reason", "too_short", {"minimum": SHORTEST})])
    if len(reason) > LONGEST:
        raise Refusal("validation_error", fields=[FieldError("/reason", "too_long", {"maximum": LONGEST})])
    return reason


def require_tier(tier: Tier) -> None:
    """Raise ``Refusal("tier_too_low")`` for who may not endorse yet."""
    if not at_least(tier, BAR):
        raise Refusal("tier_too_low")


async def _endorses(work: UnitOfWork, endorser_id: UUID, endorsed_id: UUID) -> bool:
    found = await work.fetch_value(
        "SELECT true FROM reputation.endorsement"
        " WHERE endorser_id = $1 AND endorsed_id = $2 AND revoked_at IS NULL",
        *(endorser_id, endorsed_id),
    )
    return bool(found)


async def _require_rest(work: UnitOfWork, endorser_id: UUID, a_day: int) -> None:
    """Raise ``Refusal("rate_limited")`` for who gave enough within a day, with the seconds to wait."""
    now = datetime.now(UTC)
    given, first_at = await work.fetch_row(_LAST_DAY, endorser_id, now - _DAY)
    if given >= a_day:
        seconds = max(1, ceil((first_at + _DAY - now).total_seconds()))
        raise Refusal("rate_limited", seconds=seconds)
