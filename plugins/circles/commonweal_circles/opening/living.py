"""The life of a circle: what review decides, archiving with or without the fee given back, and restoring."""

from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork, emit
from commonweal_ledger import api as ledger
from commonweal_review.api import Decision

from commonweal_circles.events import CircleArchived, CircleReadByAll, CircleRestored, CircleReviewed
from commonweal_circles.moderation.log import note
from commonweal_circles.seeing import NOBODY, require_inside, require_member, sees_inside
from commonweal_circles.settings import CirclesSettings
from commonweal_circles.states import CIRCLE

KIND = "circles.circle"
_LOCK = "SELECT FROM circles.circle WHERE id = $1 FOR NO KEY UPDATE"
_REVIEWED = "SELECT review_status, visibility FROM circles.circle WHERE id = $1 FOR NO KEY UPDATE"
_READ_BY_ALL = f"""
SELECT c.publicity_by FROM circles.circle AS c WHERE c.id = $1 AND {sees_inside("$2")}
"""
_TOLD = "UPDATE circles.circle SET publicity_by = NULL WHERE id = $1"
# Whoever was ever active has a time of joining, and every post ever written took a number.
_UNUSED = """
SELECT fee_minor FROM circles.circle AS c
WHERE id = $1 AND refunded_at IS NULL AND newest_post = 0 AND created_at > now() - make_interval(hours => $2)
    AND NOT EXISTS (
        SELECT FROM circles.member AS m
        WHERE m.circle_id = c.id AND m.account_id <> c.opener_id AND m.joined_at IS NOT NULL
    )
"""
_ARCHIVE = """
UPDATE circles.circle SET state = 'archived', archived_at = now(), version = version + 1,
    refunded_at = CASE WHEN $2 THEN now() END
WHERE id = $1
"""
_RESTORE = """
UPDATE circles.circle SET state = 'active', archived_at = NULL, version = version + 1 WHERE id = $1
"""


class Archived(msgspec.Struct, frozen=True):
    """A circle that was archived, and what its fee gave back, in minor units: all of it or nothing."""

    id: UUID
    state: str
    refunded_minor: int


async def decided(work: UnitOfWork, circle_id: UUID, status: str, _decision: Decision | None = None) -> None:
    """Take over what review decided."""
    row = await work.fetch_row(_REVIEWED, circle_id)
    if row is None:
        raise Refusal("not_found")
    if row["review_status"] == status:
        return
    await work.execute("UPDATE circles.circle SET review_status = $2 WHERE id = $1", circle_id, status)
    event = CircleReviewed(circle_id=circle_id, before=row["review_status"], review_status=status)
    await emit(work, event, subject=circle_id)
    await tell_read_by_all(work, circle_id)


async def tell_read_by_all(work: UnitOfWork, circle_id: UUID) -> None:
    """Tell, once each time that a private circle was made public, that everybody reads it from now on.

    Whoever calls has locked the circle.
    """
    by = await work.fetch_value(_READ_BY_ALL, circle_id, NOBODY)
    if by is None:
        return
    await work.execute(_TOLD, circle_id)
    await emit(work, CircleReadByAll(circle_id=circle_id, by=by), subject=circle_id)


async def archive(
    work: UnitOfWork, settings: CirclesSettings, principal: Principal, circle_id: UUID
) -> Archived:
    """Archive a circle as its owner; one that nobody used soon after it was opened gives its fee back.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``.
    """
    await require_member(work, principal, circle_id, "owner")
    refunded_minor = await refundable_minor(work, settings, circle_id)
    is_refunded = refunded_minor > 0
    if is_refunded:
        await _give_back(work, circle_id)
    await work.execute(_ARCHIVE, circle_id, is_refunded)
    await note(
        work,
        circle_id,
        "circle_archived",
        by=principal.account_id,
        seen_by="readers",
        details={"refunded": is_refunded},
    )
    event = CircleArchived(circle_id=circle_id, by=principal.account_id, refunded=is_refunded)
    await emit(work, event, subject=circle_id)
    return Archived(circle_id, "archived", refunded_minor)


async def refundable_minor(work: UnitOfWork, settings: CirclesSettings, circle_id: UUID) -> int:
    """Return what archiving a circle now gives back: the fee of one that nobody used, else nothing."""
    return int(await work.fetch_value(_UNUSED, circle_id, settings.refund_hours) or 0)


async def restore(work: UnitOfWork, principal: Principal, circle_id: UUID) -> None:
    """Make an archived circle active again, as its owner.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``invalid_transition`` for one that is active, and
    ``circle_refunded``: what was not paid for is not used; a new circle costs the same.
    """
    await work.execute(_LOCK, circle_id)
    place = await require_inside(work, principal, circle_id)
    if not place.has("owner"):
        raise Refusal("forbidden")
    CIRCLE.step(place.circle_state, "active")
    if await work.fetch_value("SELECT refunded_at IS NOT NULL FROM circles.circle WHERE id = $1", circle_id):
        raise Refusal("circle_refunded")
    await work.execute(_RESTORE, circle_id)
    await note(work, circle_id, "circle_restored", by=principal.account_id, seen_by="readers")
    await emit(work, CircleRestored(circle_id=circle_id, by=principal.account_id), subject=circle_id)


async def _give_back(work: UnitOfWork, circle_id: UUID) -> None:
    """Reverse the posting of the fee: to the person, or into the pool, that paid it."""
    fee_id = await work.fetch_value("SELECT fee_id FROM circles.circle WHERE id = $1", circle_id)
    await ledger.reverse(work, key=f"circle:{circle_id}:refund", transaction_id=fee_id, description="")
