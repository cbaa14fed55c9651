"""The JSON API of parties: ``/api/v1/circles/{circle_id}/parties``."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from commonweal import Items, Refusal, Visit, limited, needs
from commonweal_missions import api as missions
from litestar import delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_circles.board import parties
from commonweal_circles.board.claiming import claim_for_all
from commonweal_circles.board.drafting import Joined, PartyDraft
from commonweal_circles.board.gathering import MadeParty
from commonweal_circles.board.party_reading import PartyRead, Position, adopted_missions, list_parties
from commonweal_circles.board.proposing import locale_of
from commonweal_circles.permissions import CLAIM
from commonweal_circles.seeing import require_inside

_OFTEN = limited("circle-party", 60, 3_600)


@get("/{circle_id:uuid}/parties", operation_id="listParties", summary="List the parties of a circle")
async def read_parties(
    request: Visit,
    circle_id: FromPath[UUID],
    mission_id: FromQuery[UUID | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Items[PartyRead]:
    """List who gathers to claim adopted missions together, then who did: all, or those for one mission.

    Strangers to a public circle are told how many they are, members also who.
    """
    now, cursors = datetime.now(UTC), request.web.cursors
    bound = {"list": "circle parties", "circle": circle_id, "mission": mission_id}
    shape: Any = Position
    after = cursors.read(cursor, bound, shape) if cursor else None
    async with request.web.database.read() as work:
        place = await require_inside(work, request.principal, circle_id)
        asked = [mission_id] if mission_id else await adopted_missions(work, circle_id)
        readable = await missions.show_missions(work, request.principal, asked, locale_of(request), now)
        found, last = await list_parties(work, request.principal, place, readable, limit, after)
    return Items(found, cursors.write(last, bound) if last else None)


@post(
    "/{circle_id:uuid}/parties",
    guards=[needs(CLAIM), _OFTEN],
    operation_id="startParty",
    summary="Start a party for an adopted mission",
)
async def create_party(request: Visit, circle_id: FromPath[UUID], data: JSONBody[PartyDraft]) -> MadeParty:
    """Gather members to claim an adopted mission together; you belong to it, and claim for all."""
    return await parties.start(request, circle_id, data)


@post(
    "/{circle_id:uuid}/parties/{party_id:uuid}/me",
    guards=[needs(CLAIM), _OFTEN],
    operation_id="joinParty",
    summary="Join a party",
    status_code=200,
)
async def join_party(
    request: Visit, circle_id: FromPath[UUID], party_id: FromPath[UUID], data: JSONBody[Joined]
) -> MadeParty:
    """Join a party, or agree anew: for 48 hours whoever started it may claim a slot for you."""
    return await parties.join(request, circle_id, party_id, data)


@delete(
    "/{circle_id:uuid}/parties/{party_id:uuid}/me",
    guards=[needs(CLAIM)],
    operation_id="leaveParty",
    summary="Leave a party",
    status_code=200,
)
async def leave_party(request: Visit, circle_id: FromPath[UUID], party_id: FromPath[UUID]) -> MadeParty:
    """Leave a party before it claims; whoever started it cancels it instead."""
    me = request.principal.account_id
    async with request.web.database.write() as work:
        return await parties.leave(work, request.principal, circle_id, party_id, me)


@delete(
    "/{circle_id:uuid}/parties/{party_id:uuid}/buddies/{human_id:uuid}",
    guards=[needs(CLAIM)],
    operation_id="dropBuddy",
    summary="Take a buddy out of a party",
    status_code=200,
)
async def drop_buddy(
    request: Visit, circle_id: FromPath[UUID], party_id: FromPath[UUID], human_id: FromPath[UUID]
) -> MadeParty:
    """Take somebody out of the party that you started, such as one who cannot claim."""
    if human_id == request.principal.account_id:
        raise Refusal("forbidden")
    async with request.web.database.write() as work:
        return await parties.leave(work, request.principal, circle_id, party_id, human_id)


@post(
    "/{circle_id:uuid}/parties/{party_id:uuid}/claim",
    guards=[needs(CLAIM), _OFTEN],
    operation_id="claimForParty",
    summary="Claim a mission for a whole party",
    status_code=200,
)
async def claim_party(request: Visit, circle_id: FromPath[UUID], party_id: FromPath[UUID]) -> MadeParty:
    """Claim a slot for everybody in the party that you started, or for nobody.

    A refusal names everybody who cannot be claimed for, and why, as far as that is yours to know.
    """
    return await claim_for_all(request, circle_id, party_id)


@post(
    "/{circle_id:uuid}/parties/{party_id:uuid}/cancel",
    guards=[needs(CLAIM)],
    operation_id="cancelParty",
    summary="Cancel a party",
    status_code=200,
)
async def cancel_party(request: Visit, circle_id: FromPath[UUID], party_id: FromPath[UUID]) -> MadeParty:
    """Give up a party that you started, or any as a moderator."""
    async with request.web.database.write() as work:
        return await parties.cancel(work, request.principal, circle_id, party_id)


PARTY_ROUTES = [
    read_parties,
    create_party,
    join_party,
    leave_party,
    drop_buddy,
    claim_party,
    cancel_party,
]
