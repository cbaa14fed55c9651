"""The JSON API of invitations: sending, withdrawing, looking at and accepting them."""

from typing import Annotated
from uuid import UUID

from commonweal import Items, Visit, limited, needs
from litestar import delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_circles.members.inviting import InvitationDraft, Invited, invite, withdraw
from commonweal_circles.members.own import PendingInvitation, pending_invitations
from commonweal_circles.members.redeeming import Accepted, InvitationRead, read_invitation, redeem
from commonweal_circles.permissions import TAKE_PART
from commonweal_circles.services import settings_of

Limit = Annotated[int, QueryParameter(ge=1, le=100)]
NEVER = {"idempotency": "never"}  # the answer holds a secret
INVITING = [needs(TAKE_PART), limited("circle-invite", 100, 3_600)]
HOLDING = limited("circle-token", 60, 60)


@get(
    "/{circle_id:uuid}/invitations",
    guards=[needs(TAKE_PART)],
    operation_id="listCircleInvitations",
    summary="List invitations that wait",
)
async def list_invitations(
    request: Visit, circle_id: FromPath[UUID], limit: Limit = 20, cursor: FromQuery[str | None] = None
) -> Items[PendingInvitation]:
    """List the open invitations one sent, the newest first; moderators see everybody's."""
    return await pending_invitations(request, circle_id, limit, cursor)


@post(
    "/{circle_id:uuid}/invitations",
    guards=INVITING,
    opt=NEVER,
    operation_id="inviteToCircle",
    summary="Invite somebody into a circle",
)
async def create_invitation(
    request: Visit, circle_id: FromPath[UUID], data: JSONBody[InvitationDraft]
) -> Invited:
    """Invite an account, an address, or whoever gets a link; the token of a link is told this once."""
    async with request.web.database.write() as work:
        return await invite(work, settings_of(request), request.principal, circle_id, data)


@delete(
    "/{circle_id:uuid}/invitations/{invitation_id:uuid}",
    guards=[needs(TAKE_PART)],
    operation_id="withdrawCircleInvitation",
    summary="Withdraw an invitation",
)
async def withdraw_invitation(
    request: Visit, circle_id: FromPath[UUID], invitation_id: FromPath[UUID]
) -> None:
    """Withdraw an invitation by its id, or that of an account by the account's."""
    async with request.web.database.write() as work:
        await withdraw(work, request.principal, circle_id, invitation_id)


@get(
    "/invitations/{token:str}",
    guards=[HOLDING],
    operation_id="readCircleInvitation",
    summary="Look at an invitation",
)
async def look(request: Visit, token: FromPath[str]) -> InvitationRead:
    """Give the face of the circle an invitation is to; looking does not use it."""
    async with request.web.database.read() as work:
        return await read_invitation(work, request.principal, token)


@post(
    "/invitations/{token:str}",
    guards=[needs(TAKE_PART), HOLDING],
    status_code=200,
    operation_id="acceptCircleInvitation",
    summary="Accept an invitation",
)
async def accept(request: Visit, token: FromPath[str]) -> Accepted:
    """Become a member by an invitation, once; whoever is a member already leaves it unused."""
    async with request.web.database.write() as work:
        return await redeem(work, request.principal, token)


INVITATIONS = [list_invitations, create_invitation, withdraw_invitation, look, accept]
