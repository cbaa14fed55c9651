"""What somebody does about belonging to a circle: join or ask, answer an invitation, and leave."""

from uuid import UUID

from commonweal import Principal, Refusal, UnitOfWork

from commonweal_circles.members.changing import Held, change, find_held, lock_circle
from commonweal_circles.moderation.log import note
from commonweal_circles.rules.membership import Act
from commonweal_circles.rules.vocabulary import Level
from commonweal_circles.seeing import place_of, reader_of, require_member

_LEVEL = "UPDATE circles.member SET level = $3 WHERE circle_id = $1 AND account_id = $2"


async def join(work: UnitOfWork, principal: Principal, circle_id: UUID, request: str = "") -> Held:
    """Join a circle, or ask to: whichever it lets people do. Whoever is invited accepts by it.

    Raises ``Refusal``: ``not_found`` for whoever does not see the face, ``forbidden`` where only the invited
    join, ``circle_banned``, ``circle_archived``.
    """
    circle = await lock_circle(work, circle_id)
    await place_of(work, principal, circle_id)
    account_id = reader_of(principal)
    held = await find_held(work, circle_id, account_id)
    act: Act = "ask"
    if held.state in ("invited", "active"):
        act = "accept"
    elif circle.joining == "open":
        act = "join"
    elif circle.joining == "invitation" and not held.is_banned:
        raise Refusal("forbidden")
    return await change(work, circle, account_id, act, by=account_id, request=request.strip())


async def answer(work: UnitOfWork, principal: Principal, circle_id: UUID, act: Act) -> Held:
    """Accept or decline an invitation, withdraw one's request, or leave, whatever that means by now.

    Raises ``Refusal``: ``not_found``, ``invalid_transition`` when there is nothing of the kind to answer,
    ``circle_last_owner``, ``circle_banned``, and for accepting ``circle_archived``.
    """
    circle = await lock_circle(work, circle_id)
    await place_of(work, principal, circle_id)
    account_id = reader_of(principal)
    return await change(work, circle, account_id, act, by=account_id)


async def decide_request(
    work: UnitOfWork, principal: Principal, circle_id: UUID, account_id: UUID, *, approved: bool
) -> Held:
    """Approve or decline somebody's request, as a moderator.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``invalid_transition`` when nothing
    was asked, ``validation_error`` for an account that cannot take part any more.
    """
    place = await require_member(work, principal, circle_id, "moderator")
    circle = await lock_circle(work, circle_id)
    before = await find_held(work, circle_id, account_id)
    held = await change(work, circle, account_id, "approve" if approved else "refuse", by=place.account_id)
    if not approved and before.state == "requested":
        await note(
            work,
            circle_id,
            "request_declined",
            by=place.account_id,
            seen_by="moderators",
            subject_id=account_id,
        )
    return held


async def choose_level(work: UnitOfWork, principal: Principal, circle_id: UUID, level: Level) -> Held:
    """Choose of what in a circle one is told; raises ``Refusal``: ``not_found``, ``forbidden``."""
    place = await require_member(work, principal, circle_id)
    await work.execute(_LEVEL, circle_id, place.account_id, level)
    return await find_held(work, circle_id, place.account_id)
