"""The JSON API of the board: ``/api/v1/circles/{circle_id}/board`` and ``/proposals``."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from commonweal import Items, Visit, limited, needs
from litestar import delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_circles.board import deciding, voting
from commonweal_circles.board.drafting import Declined, ProposalDraft
from commonweal_circles.board.http_parties import PARTY_ROUTES
from commonweal_circles.board.proposing import MadeProposal, locale_of, propose
from commonweal_circles.board.reading import ProposalRead, ProposalState, list_board
from commonweal_circles.board.standing import Standing
from commonweal_circles.permissions import TAKE_PART
from commonweal_circles.seeing import require_inside
from commonweal_circles.services import settings_of

ProposalStates = Annotated[list[ProposalState] | None, QueryParameter(name="state")]
EVERY_STATE: tuple[ProposalState, ...] = ("proposed", "adopted", "declined", "withdrawn", "done")


@get("/{circle_id:uuid}/board", operation_id="listBoard", summary="List the missions on a board")
async def read_board(
    request: Visit,
    circle_id: FromPath[UUID],
    chosen: ProposalStates = None,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Items[ProposalRead]:
    """List what members proposed, the newest first, of all states or of some.

    Missions that you may not read are left out, so a page may be shorter than asked. Members' own words
    are marked as ``untrusted``.
    """
    states = tuple(sorted(set(chosen))) if chosen else EVERY_STATE
    bound = {"list": "circle board", "circle": circle_id, "states": states}
    after = request.web.cursors.read(cursor, bound, tuple[datetime, UUID]) if cursor else None
    async with request.web.database.read() as work:
        place = await require_inside(work, request.principal, circle_id)
        found = await list_board(
            work,
            request.principal,
            place,
            locale_of(request),
            states=states,
            needed=settings_of(request).adopting_votes,
            limit=limit,
            after=after,
        )
    more = request.web.cursors.write(found.next_place, bound) if found.next_place else None
    return Items(found.proposals, more)


@post(
    "/{circle_id:uuid}/proposals",
    guards=[needs(TAKE_PART), limited("circle-proposal", 20, 3_600)],
    operation_id="proposeToCircle",
    summary="Propose a mission to a circle",
)
async def create_proposal(
    request: Visit, circle_id: FromPath[UUID], data: JSONBody[ProposalDraft]
) -> MadeProposal:
    """Propose a mission that you may read, as a member; that is your vote, too."""
    return await propose(request, circle_id, data)


@post(
    "/{circle_id:uuid}/proposals/{proposal_id:uuid}/vote",
    guards=[needs(TAKE_PART), limited("circle-vote", 120, 3_600)],
    operation_id="voteForProposal",
    summary="Vote to adopt a mission",
    status_code=200,
)
async def give_vote(request: Visit, circle_id: FromPath[UUID], proposal_id: FromPath[UUID]) -> Standing:
    """Vote once, as a member; the vote that makes enough adopts the mission."""
    needed = settings_of(request).adopting_votes
    async with request.web.database.write() as work:
        return await voting.vote(work, request.principal, circle_id, proposal_id, needed=needed)


@delete(
    "/{circle_id:uuid}/proposals/{proposal_id:uuid}/vote",
    guards=[needs(TAKE_PART)],
    operation_id="takeVoteBack",
    summary="Take a vote for a mission back",
    status_code=200,
)
async def drop_vote(request: Visit, circle_id: FromPath[UUID], proposal_id: FromPath[UUID]) -> Standing:
    """Take your vote back while the mission is only proposed."""
    needed = settings_of(request).adopting_votes
    async with request.web.database.write() as work:
        return await voting.take_back(work, request.principal, circle_id, proposal_id, needed=needed)


@post(
    "/{circle_id:uuid}/proposals/{proposal_id:uuid}/adopt",
    guards=[needs(TAKE_PART)],
    operation_id="adoptMission",
    summary="Adopt a mission as a moderator",
    status_code=200,
)
async def adopt_proposal(request: Visit, circle_id: FromPath[UUID], proposal_id: FromPath[UUID]) -> Standing:
    """Adopt a proposed mission as a moderator, however many votes it has."""
    needed = settings_of(request).adopting_votes
    async with request.web.database.write() as work:
        return await deciding.adopt(work, request.principal, circle_id, proposal_id, needed=needed)


@post(
    "/{circle_id:uuid}/proposals/{proposal_id:uuid}/decline",
    guards=[needs(TAKE_PART)],
    operation_id="declineMission",
    summary="Decline a mission as a moderator",
    status_code=204,
)
async def decline_proposal(
    request: Visit, circle_id: FromPath[UUID], proposal_id: FromPath[UUID], data: JSONBody[Declined]
) -> None:
    """Decline a proposed mission as a moderator; members read the reason."""
    async with request.web.database.write() as work:
        await deciding.decline(work, request.principal, circle_id, proposal_id, data.reason)


@post(
    "/{circle_id:uuid}/proposals/{proposal_id:uuid}/withdraw",
    guards=[needs(TAKE_PART)],
    operation_id="withdrawProposal",
    summary="Withdraw a mission one proposed",
    status_code=204,
)
async def withdraw_proposal(request: Visit, circle_id: FromPath[UUID], proposal_id: FromPath[UUID]) -> None:
    """Take back a mission that you proposed, while it is only proposed."""
    async with request.web.database.write() as work:
        await deciding.withdraw(work, request.principal, circle_id, proposal_id)


ROUTES = [
    read_board,
    create_proposal,
    give_vote,
    drop_vote,
    adopt_proposal,
    decline_proposal,
    withdraw_proposal,
    *PARTY_ROUTES,
]
