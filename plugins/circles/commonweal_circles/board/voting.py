"""Members vote to adopt a proposed mission: one vote each, which one may take back while it is proposed."""

from uuid import UUID

from commonweal import Principal, UnitOfWork

from commonweal_circles.board.drafting import live_mission
from commonweal_circles.board.standing import (
    Proposed,
    Standing,
    adopt_now,
    lock_proposal,
    read_proposal,
    require_readable,
    tell_votes,
)


async def vote(
    work: UnitOfWork, principal: Principal, circle_id: UUID, proposal_id: UUID, *, needed: int
) -> Standing:
    """Vote once to adopt a mission that one may read; the last vote that is needed adopts it.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``invalid_transition`` once it is
    decided, ``validation_error`` when the mission is over.
    """
    _, proposal = await lock_proposal(work, principal, circle_id, proposal_id)
    await require_readable(work, principal, proposal)
    proposal.require_open("adopted")
    await live_mission(work, principal, proposal.mission_id)
    return await count_vote(work, proposal, principal.account_id, needed)


async def count_vote(work: UnitOfWork, proposal: Proposed, account_id: UUID, needed: int) -> Standing:
    """Keep a vote, and adopt the mission when that makes enough."""
    fresh = await work.fetch_value(
        "INSERT INTO circles.vote (proposal_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"
        " RETURNING true",
        *(proposal.id, account_id),
    )
    proposal = await read_proposal(work, proposal.circle_id, proposal.id)
    if fresh:
        await tell_votes(work, proposal)
    if proposal.votes >= needed:
        await adopt_now(work, proposal, by=None)
        return Standing(proposal.id, "adopted", proposal.votes, needed)
    return Standing(proposal.id, proposal.state, proposal.votes, needed)


async def take_back(
    work: UnitOfWork, principal: Principal, circle_id: UUID, proposal_id: UUID, *, needed: int
) -> Standing:
    """Take one's vote back while the mission is only proposed; twice changes nothing."""
    _, proposal = await lock_proposal(work, principal, circle_id, proposal_id)
    await require_readable(work, principal, proposal)
    proposal.require_open("proposed")
    if await work.fetch_value(
        "DELETE FROM circles.vote WHERE proposal_id = $1 AND account_id = $2 RETURNING true",
        *(proposal_id, principal.account_id),
    ):
        proposal = await read_proposal(work, circle_id, proposal_id)
        await tell_votes(work, proposal)
    return Standing(proposal.id, proposal.state, proposal.votes, needed)
