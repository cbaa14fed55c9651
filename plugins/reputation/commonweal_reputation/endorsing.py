"""Endorsements: once per ordered pair, with a reason, revocable, a few a day (DOMAIN §2.6, §9)."""

from datetime import UTC, datetime
from uuid import UUID

from commonweal import FieldError, Refusal, UnitOfWork, emit, new_id

from commonweal_reputation.events import Endorsed, EndorsementRevoked
from commonweal_reputation.recomputing import Touched, lock, recompute
from commonweal_reputation.rules.tier import at_least

SHORTEST, LONGEST, A_DAY = 10, 500, 5

_TODAY = """
    SELECT count(*) FROM reputation.endorsement
    WHERE endorser_id = $1 AND created_at > now() - interval '24 hours'
"""
_GIVE = """
    INSERT INTO reputation.endorsement (id, endorser_id, endorsed_id, reason) VALUES ($1, $2, $3, $4)
    ON CONFLICT DO NOTHING RETURNING true
"""
_REVOKE = """
    UPDATE reputation.endorsement SET revoked_at = now()
    WHERE endorser_id = $1 AND endorsed_id = $2 AND revoked_at IS NULL RETURNING id
"""


async def endorse(work: UnitOfWork, endorser_id: UUID, endorsed_id: UUID, reason: str) -> UUID:
    """Endorse a human who is known to exist, and return the endorsement's id.

    Raises ``Refusal``: ``validation_error`` for the reason, ``forbidden`` for oneself, ``tier_too_low``,
    ``rate_limited`` after five in 24 hours, ``conflict`` the second time, revoked or not.
    """
    reason = reason.strip()
    if not SHORTEST <= len(reason) <= LONGEST:
        wrong = (
            FieldError("/reason", "too_short", {"minimum": SHORTEST})
            if len(reason) < SHORTEST
            else FieldError("/reason", "too_long", {"maximum": LONGEST})
        )
        raise Refusal("validation_error", fields=[wrong])
    if endorser_id == endorsed_id:
        raise Refusal("forbidden")
    rows = await lock(work, [endorser_id, endorsed_id])
    if not at_least(rows[endorser_id]["tier"], "contributor"):
        raise Refusal("tier_too_low")
    if await work.fetch_value(_TODAY, endorser_id) >= A_DAY:
        raise Refusal("rate_limited")
    endorsement_id = new_id()
    if not await work.fetch_value(_GIVE, endorsement_id, endorser_id, endorsed_id, reason):
        raise Refusal("conflict")
    event = Endorsed(endorsement_id=endorsement_id, endorser_id=endorser_id)
    await emit(work, event, subject=endorsed_id)
    touched = Touched(reason="endorsed", reference=endorsement_id)
    await recompute(work, rows[endorsed_id], touched, datetime.now(UTC))
    return endorsement_id


async def revoke(work: UnitOfWork, endorser_id: UUID, endorsed_id: UUID) -> None:
    """Take an endorsement back; raises ``Refusal("not_found")`` when there is none to take back."""
    rows = await lock(work, [endorsed_id])
    endorsement_id = await work.fetch_value(_REVOKE, endorser_id, endorsed_id)
    if endorsement_id is None:
        raise Refusal("not_found")
    event = EndorsementRevoked(endorsement_id=endorsement_id, endorser_id=endorser_id)
    await emit(work, event, subject=endorsed_id)
    touched = Touched(reason="endorsement_revoked", reference=endorsement_id)
    await recompute(work, rows[endorsed_id], touched, datetime.now(UTC))
