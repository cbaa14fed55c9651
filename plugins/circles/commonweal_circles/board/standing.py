"""A proposal behind the lock of its circle, and the steps that it can take.

A vote counts while who gave it is an active member: votes of those who left, were removed or banned do not
count towards an adoption that comes later, and do again when they come back. Whether there are enough is
asked when somebody votes.
"""

from typing import Any
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork, emit
from commonweal_missions import api as missions

from commonweal_circles.events import ProposalChanged, ProposalVoted
from commonweal_circles.moderation.log import note
from commonweal_circles.seeing import Place, require_member

VOTES = """(SELECT count(*) FROM circles.vote AS v JOIN circles.member AS voter
    ON voter.circle_id = p.circle_id AND voter.account_id = v.account_id AND voter.state = 'active'
    WHERE v.proposal_id = p.id)"""
"""Counts the votes of ``circles.proposal p`` that count."""
_FIND = f"""
SELECT p.id, p.circle_id, p.mission_id, p.proposed_by, p.state, {VOTES} AS votes
FROM circles.proposal AS p WHERE p.id = $1 AND p.circle_id = $2
"""
_END = """
UPDATE circles.proposal SET state = $2, ended_at = now(), decided_by = $3, answer = $4 WHERE id = $1
"""


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """A proposal as it is now, behind the lock of its circle."""

    id: UUID
    circle_id: UUID
    mission_id: UUID
    proposed_by: UUID
    state: str
    votes: int

    def require_open(self, target: str) -> None:
        """Raise ``Refusal("invalid_transition")`` once it was decided."""
        if self.state != "proposed":
            raise Refusal("invalid_transition", source=self.state, target=target)


class Standing(msgspec.Struct, frozen=True):
    """Where a proposal stands: its state, the votes that count, and how many adopt it."""

    id: UUID
    state: str
    votes: int
    votes_needed: int


async def lock_proposal(
    work: UnitOfWork, principal: Principal, circle_id: UUID, proposal_id: UUID
) -> tuple[Place, Proposed]:
    """Lock the circle as its member, and return the proposal as it is now; raises ``Refusal``."""
    place = await require_member(work, principal, circle_id)
    return place, await read_proposal(work, circle_id, proposal_id)


async def read_proposal(work: UnitOfWork, circle_id: UUID, proposal_id: UUID) -> Proposed:
    """Return a proposal of a circle that is locked; raises ``Refusal("not_found")``."""
    row: Any = await work.fetch_row(_FIND, proposal_id, circle_id)
    if row is None:
        raise Refusal("not_found")
    return msgspec.convert(dict(row), Proposed)


async def require_readable(work: UnitOfWork, principal: Principal, proposal: Proposed) -> None:
    """Refuse, as if it were not there, a proposal whose mission somebody may not read."""
    if not await missions.may_read(work, principal, proposal.mission_id):
        raise Refusal("not_found")


async def adopt_now(work: UnitOfWork, proposal: Proposed, *, by: UUID | None) -> None:
    """Adopt a mission that is only proposed: because a moderator says so, or for None because votes do."""
    await work.execute(
        "UPDATE circles.proposal SET state = 'adopted', adopted_at = now(), decided_by = $2 WHERE id = $1",
        *(proposal.id, by),
    )
    await work.execute("UPDATE circles.circle SET missions = missions + 1 WHERE id = $1", proposal.circle_id)
    await _tell_change(work, proposal, "adopted", by)
    await note(
        work,
        proposal.circle_id,
        "mission_adopted",
        by=by,
        seen_by="readers",
        details={
            "proposal_id": str(proposal.id),
            "mission_id": str(proposal.mission_id),
            "votes": proposal.votes,
        },
    )


async def end_now(
    work: UnitOfWork, proposal: Proposed, state: str, *, by: UUID | None, answer: str = ""
) -> None:
    """Let a proposal end, and tell."""
    await work.execute(_END, proposal.id, state, by, answer)
    await _tell_change(work, proposal, state, by)


async def tell_votes(work: UnitOfWork, proposal: Proposed) -> None:
    """Tell how many votes a proposal has now."""
    event = ProposalVoted(circle_id=proposal.circle_id, proposal_id=proposal.id, votes=proposal.votes)
    await emit(work, event, subject=proposal.circle_id)


async def _tell_change(work: UnitOfWork, proposal: Proposed, after: str, by: UUID | None) -> None:
    event = ProposalChanged(
        circle_id=proposal.circle_id,
        proposal_id=proposal.id,
        mission_id=proposal.mission_id,
        before=proposal.state,
        after=after,
        proposed_by=proposal.proposed_by,
        by=by,
    )
    await emit(work, event, subject=proposal.circle_id)
