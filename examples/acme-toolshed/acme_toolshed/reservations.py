"""The rules of borrowing: reserve a piece, be handed it, bring it back."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from commonweal import RecordedEvent, Refusal, UnitOfWork, emit, new_id

from acme_toolshed.api import ToolHandedOver

_TAKE = """
    UPDATE toolshed.offer SET free = free - 1 WHERE id = $1 AND organisation_id = $2 AND free > 0
    RETURNING id
"""
_EXISTS = "SELECT 1 FROM toolshed.offer WHERE id = $1 AND organisation_id = $2"
_RESERVE = """
    INSERT INTO toolshed.reservation (id, offer_id, human_id) VALUES ($1, $2, $3)
    ON CONFLICT (offer_id, human_id) DO NOTHING RETURNING id
"""
_HAND_OVER = """
    UPDATE toolshed.reservation SET handed_over_at = now() FROM toolshed.offer
    WHERE reservation.id = $1 AND offer.id = offer_id AND organisation_id = $2 AND handed_over_at IS NULL
    RETURNING offer_id
"""
_RELEASE = """
    WITH gone AS (
        DELETE FROM toolshed.reservation USING toolshed.offer
        WHERE reservation.id = $1 AND offer.id = offer_id AND organisation_id = $2
          AND ($3::uuid IS NULL OR (human_id = $3 AND handed_over_at IS NULL))
        RETURNING offer_id
    )
    UPDATE toolshed.offer SET free = free + 1 FROM gone WHERE offer.id = gone.offer_id RETURNING offer.id
"""
_EXPIRE = """
    WITH gone AS (
        DELETE FROM toolshed.reservation WHERE handed_over_at IS NULL AND made_at < now() - $1::interval
        RETURNING offer_id
    ), counted AS (SELECT offer_id, count(*) AS pieces FROM gone GROUP BY offer_id)
    UPDATE toolshed.offer SET free = free + counted.pieces FROM counted WHERE offer.id = counted.offer_id
"""
_OF_ORGANISATION = """
    SELECT reservation.id, what, human_id, reservation.made_at, handed_over_at
    FROM toolshed.reservation JOIN toolshed.offer ON offer.id = offer_id
    WHERE organisation_id = $1 AND ($2::uuid IS NULL OR human_id = $2)
    ORDER BY handed_over_at IS NOT NULL, reservation.made_at LIMIT 200
"""
_COUNT = """
    INSERT INTO toolshed.tally (organisation_id, lent) VALUES ($1, 1)
    ON CONFLICT (organisation_id) DO UPDATE SET lent = tally.lent + 1
"""


class Reservation(msgspec.Struct, frozen=True):
    """A piece that somebody has reserved or, once it was handed over, has with them."""

    id: UUID
    what: str
    human_id: UUID
    made_at: datetime
    handed_over_at: datetime | None


async def reserve(work: UnitOfWork, organisation_id: UUID, offer_id: UUID, human_id: UUID) -> UUID:
    """Reserve a free piece. Raises ``Refusal``: ``not_found``, or ``conflict`` when none is free for them."""
    if await work.fetch_value(_TAKE, offer_id, organisation_id) is None:
        raise Refusal(
            "conflict" if await work.fetch_value(_EXISTS, offer_id, organisation_id) else "not_found"
        )
    reservation_id: UUID | None = await work.fetch_value(_RESERVE, new_id(), offer_id, human_id)
    if reservation_id is None:  # they have one already; the piece is freed with the unit of work
        raise Refusal("conflict")
    return reservation_id


async def hand_over(work: UnitOfWork, organisation_id: UUID, reservation_id: UUID) -> None:
    """Note that somebody was handed what they reserved; raises ``Refusal("not_found")``."""
    offer_id = await work.fetch_value(_HAND_OVER, reservation_id, organisation_id)
    if offer_id is None:
        raise Refusal("not_found")
    told = ToolHandedOver(organisation_id=organisation_id, offer_id=offer_id, reservation_id=reservation_id)
    await emit(work, told, subject=organisation_id)


async def release(
    work: UnitOfWork, organisation_id: UUID, reservation_id: UUID, *, human_id: UUID | None = None
) -> None:
    """Make a piece free again: it is back, or is not needed. Raises ``Refusal("not_found")``.

    With ``human_id`` only that person's, and only as long as it was not handed over.
    """
    if await work.fetch_value(_RELEASE, reservation_id, organisation_id, human_id) is None:
        raise Refusal("not_found")


async def reservations_at(
    work: UnitOfWork, organisation_id: UUID, *, human_id: UUID | None = None
) -> list[Reservation]:
    """Return what is reserved at an organisation, by everybody or by one person; what waits comes first."""
    return [Reservation(*row) for row in await work.fetch(_OF_ORGANISATION, organisation_id, human_id)]


async def release_expired(work: UnitOfWork, held: timedelta) -> None:
    """Make free what was reserved longer ago than this and never picked up."""
    await work.execute(_EXPIRE, held)


async def count_handed_over(work: UnitOfWork, recorded: RecordedEvent[ToolHandedOver]) -> None:
    """Count for each organisation how often it lent something; runs once for each event."""
    await work.execute(_COUNT, recorded.event.organisation_id)
