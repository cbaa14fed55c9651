"""Moderators adopt or decline a proposed mission, its proposer withdraws it, and missions come to an end."""

from uuid import UUID

from commonweal import Principal, Refusal, UnitOfWork

from commonweal_circles.board.drafting import live_mission
from commonweal_circles.board.standing import (
    Standing,
    adopt_now,
    end_now,
    lock_proposal,
    read_proposal,
    require_readable,
)
from commonweal_circles.moderation.log import note
from commonweal_circles.rules.reasons import LEAST_REASON, said
from commonweal_circles.seeing import Place


async def adopt(
    work: UnitOfWork, principal: Principal, circle_id: UUID, proposal_id: UUID, *, needed: int
) -> Standing:
    """Adopt a mission as a moderator, however many votes it has."""
    place, proposal = await lock_proposal(work, principal, circle_id, proposal_id)
    await require_readable(work, principal, proposal)
    _require_moderator(place)
    proposal.require_open("adopted")
    await live_mission(work, principal, proposal.mission_id)
    await adopt_now(work, proposal, by=principal.account_id)
    return Standing(proposal.id, "adopted", proposal.votes, needed)


async def decline(
    work: UnitOfWork, principal: Principal, circle_id: UUID, proposal_id: UUID, reason: str
) -> None:
    """Decline a mission as a moderator, with a reason that members read."""
    reason = said(reason, "/reason", LEAST_REASON)
    place, proposal = await lock_proposal(work, principal, circle_id, proposal_id)
    await require_readable(work, principal, proposal)
    _require_moderator(place)
    proposal.require_open("declined")
    await end_now(work, proposal, "declined", by=principal.account_id, answer=reason)
    await note(
        work,
        circle_id,
        "mission_declined",
        by=principal.account_id,
        subject_id=proposal.proposed_by,
        reason=reason,
        details={"proposal_id": str(proposal.id), "mission_id": str(proposal.mission_id)},
    )


async def withdraw(work: UnitOfWork, principal: Principal, circle_id: UUID, proposal_id: UUID) -> None:
    """Take back what one proposed, while it is only proposed."""
    _, proposal = await lock_proposal(work, principal, circle_id, proposal_id)
    if proposal.proposed_by != principal.account_id:
        await require_readable(work, principal, proposal)
        raise Refusal("forbidden")
    proposal.require_open("withdrawn")
    await end_now(work, proposal, "withdrawn", by=principal.account_id)


async def finish(work: UnitOfWork, circle_id: UUID, proposal_id: UUID) -> None:
    """Take over that a mission is over: an adopted one is done, one that is only proposed is withdrawn."""
    await work.execute("SELECT FROM circles.circle WHERE id = $1 FOR NO KEY UPDATE", circle_id)
    proposal = await read_proposal(work, circle_id, proposal_id)
    if proposal.state in {"proposed", "adopted"}:
        await end_now(work, proposal, "done" if proposal.state == "adopted" else "withdrawn", by=None)


def _require_moderator(place: Place) -> None:
    if not place.has("moderator"):
        raise Refusal("forbidden")
