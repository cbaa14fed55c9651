"""The JSON API of members and invitations: ``/api/v1/circles``."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Visit, limited, needs
from litestar import delete, get, patch, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_circles.members import banning, joining
from commonweal_circles.members.changing import Ban, Held
from commonweal_circles.members.http_invitations import INVITATIONS
from commonweal_circles.members.listing import MemberFilters, MemberRead, listed
from commonweal_circles.members.own import OwnCircle, OwnState, own_circles
from commonweal_circles.permissions import READ_OWN, TAKE_PART
from commonweal_circles.rules.vocabulary import Level, MemberState, Role

MAY = [needs(TAKE_PART), limited("circle-member", 120, 3_600)]
SEARCH = limited("search", 30, 60, parameter="q")
Limit = Annotated[int, QueryParameter(ge=1, le=100)]
# Litestar keeps the name "state" of a handler's parameter for itself.
States = Annotated[MemberState | None, QueryParameter(name="state")]
OwnStates = Annotated[OwnState | None, QueryParameter(name="state")]
Words = Annotated[str | None, QueryParameter(max_length=100)]
Reason = Annotated[str, msgspec.Meta(min_length=3, max_length=500)]


class Joining(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody who asks to join tells the moderators."""

    request: Annotated[str, msgspec.Meta(max_length=500)] = ""


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody is in a circle now; ``state`` is "" for whoever has nothing to do with it."""

    circle_id: UUID
    account_id: UUID
    state: str
    role: Role


class OwnMembership(Membership, frozen=True, kw_only=True):
    """What one is in a circle oneself, and of what in it one is told."""

    level: Level


class LevelChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of what in a circle one wants to be told: all posts, new threads, mentions and answers, or nothing."""

    level: Level


class RoleChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The role a member gets; only the owner makes admins, and owners are made by handing over."""

    role: Role


class Heir(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The person, an active member, who is to own the circle."""

    account_id: UUID


class Removal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a member is removed, for the log; it may be empty."""

    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


class BanDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to ban and why; until when, or for good."""

    account_id: UUID
    reason: Reason
    until: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


@get("/mine", guards=[needs(READ_OWN)], operation_id="listOwnCircles", summary="List one's own circles")
async def list_mine(
    request: Visit,
    chosen: OwnStates = None,
    limit: Limit = 20,
    cursor: FromQuery[str | None] = None,
) -> Items[OwnCircle]:
    """List the circles one belongs to, or with ``state`` those one is invited to or asked to join."""
    return await own_circles(request, chosen or "active", limit, cursor)


@get(
    "/{circle_id:uuid}/members",
    guards=[SEARCH],
    operation_id="listCircleMembers",
    summary="List the members of a circle",
)
async def list_members(
    request: Visit,
    circle_id: FromPath[UUID],
    chosen: States = None,
    role: FromQuery[Role | None] = None,
    q: Words = None,
    limit: Limit = 50,
    cursor: FromQuery[str | None] = None,
) -> Items[MemberRead]:
    """List members in the order they joined; moderators also see who is invited, asked, is banned or left."""
    filters = MemberFilters(state=chosen or "active", role=role, q=q or "")
    return await listed(request, circle_id, filters, limit, cursor)


@post(
    "/{circle_id:uuid}/members",
    guards=MAY,
    status_code=200,
    operation_id="joinCircle",
    summary="Join a circle, or ask to",
)
async def join(request: Visit, circle_id: FromPath[UUID], data: JSONBody[Joining]) -> OwnMembership:
    """Join where everybody may or one is invited; else ask its moderators, if it takes requests."""
    async with request.web.database.write() as work:
        held = await joining.join(work, request.principal, circle_id, data.request)
    return _own(circle_id, held)


@put(
    "/{circle_id:uuid}/me",
    guards=MAY,
    operation_id="changeOwnMembership",
    summary="Choose what to be told of",
)
async def change_me(request: Visit, circle_id: FromPath[UUID], data: JSONBody[LevelChoice]) -> OwnMembership:
    """Choose of what in a circle one is told."""
    async with request.web.database.write() as work:
        held = await joining.choose_level(work, request.principal, circle_id, data.level)
    return _own(circle_id, held)


@delete(
    "/{circle_id:uuid}/me", guards=MAY, status_code=200, operation_id="leaveCircle", summary="Leave a circle"
)
async def leave(request: Visit, circle_id: FromPath[UUID]) -> Membership:
    """Leave; whoever is invited declines by it, and whoever asked to join takes that back."""
    async with request.web.database.write() as work:
        return _kept(circle_id, await joining.answer(work, request.principal, circle_id, "leave"))


@post(
    "/{circle_id:uuid}/requests/{account_id:uuid}/approve",
    guards=MAY,
    status_code=200,
    operation_id="approveCircleRequest",
    summary="Let somebody in who asked",
)
async def approve(request: Visit, circle_id: FromPath[UUID], account_id: FromPath[UUID]) -> Membership:
    """Approve a request to join, as a moderator."""
    async with request.web.database.write() as work:
        held = await joining.decide_request(work, request.principal, circle_id, account_id, approved=True)
    return _kept(circle_id, held)


@post(
    "/{circle_id:uuid}/requests/{account_id:uuid}/decline",
    guards=MAY,
    status_code=200,
    operation_id="declineCircleRequest",
    summary="Decline somebody's request",
)
async def decline(request: Visit, circle_id: FromPath[UUID], account_id: FromPath[UUID]) -> Membership:
    """Decline a request to join, as a moderator."""
    async with request.web.database.write() as work:
        held = await joining.decide_request(work, request.principal, circle_id, account_id, approved=False)
    return _kept(circle_id, held)


@patch(
    "/{circle_id:uuid}/members/{account_id:uuid}",
    guards=MAY,
    operation_id="giveCircleRole",
    summary="Give a member another role",
)
async def give_role(
    request: Visit, circle_id: FromPath[UUID], account_id: FromPath[UUID], data: JSONBody[RoleChoice]
) -> Membership:
    """Give a member of a lesser role than one's own another one, also lesser than one's own."""
    async with request.web.database.write() as work:
        held = await banning.give_role(work, request.principal, circle_id, account_id, data.role)
    return _kept(circle_id, held)


@post(
    "/{circle_id:uuid}/members/{account_id:uuid}/remove",
    guards=MAY,
    status_code=200,
    operation_id="removeCircleMember",
    summary="Remove a member",
)
async def remove(
    request: Visit, circle_id: FromPath[UUID], account_id: FromPath[UUID], data: JSONBody[Removal]
) -> Membership:
    """Remove a member of a lesser role, who may join again unless banned."""
    async with request.web.database.write() as work:
        held = await banning.remove(work, request.principal, circle_id, account_id, data.reason)
    return _kept(circle_id, held)


@post(
    "/{circle_id:uuid}/owner",
    guards=MAY,
    status_code=200,
    operation_id="handOverCircle",
    summary="Hand a circle over",
)
async def hand_over(request: Visit, circle_id: FromPath[UUID], data: JSONBody[Heir]) -> Membership:
    """Make another person the owner, as the owner, who stays as an admin."""
    async with request.web.database.write() as work:
        held = await banning.hand_over(work, request.principal, circle_id, data.account_id)
    return _kept(circle_id, held)


@post(
    "/{circle_id:uuid}/bans",
    guards=MAY,
    status_code=200,
    operation_id="banFromCircle",
    summary="Ban somebody from a circle",
)
async def ban(request: Visit, circle_id: FromPath[UUID], data: JSONBody[BanDraft]) -> Membership:
    """Ban a member of a lesser role, or anybody else; again, the new reason and end hold."""
    async with request.web.database.write() as work:
        given = Ban(data.reason, data.until)
        held = await banning.ban(work, request.principal, circle_id, data.account_id, given)
    return _kept(circle_id, held)


@delete(
    "/{circle_id:uuid}/bans/{account_id:uuid}",
    guards=MAY,
    status_code=200,
    operation_id="liftCircleBan",
    summary="Lift a ban",
)
async def lift(request: Visit, circle_id: FromPath[UUID], account_id: FromPath[UUID]) -> Membership:
    """Lift a ban before its end; one that is over stays over."""
    async with request.web.database.write() as work:
        return _kept(circle_id, await banning.lift(work, request.principal, circle_id, account_id))


def _kept(circle_id: UUID, held: Held) -> Membership:
    return Membership(circle_id=circle_id, account_id=held.account_id, state=held.state, role=held.role)


def _own(circle_id: UUID, held: Held) -> OwnMembership:
    return OwnMembership(
        circle_id=circle_id, account_id=held.account_id, state=held.state, role=held.role, level=held.level
    )


ROUTES = [
    *INVITATIONS,
    list_mine,
    list_members,
    join,
    change_me,
    leave,
    approve,
    decline,
    give_role,
    remove,
    hand_over,
    ban,
    lift,
]
