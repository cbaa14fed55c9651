"""The pages of members: the directory with what waits, inviting, and what moderators do about somebody."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from commonweal import (
    FieldError,
    Form,
    Page,
    Refusal,
    UnitOfWork,
    Visit,
    empty_form,
    flash,
    needs,
    read_form,
)
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_circles.members import banning
from commonweal_circles.members.changing import Ban
from commonweal_circles.members.entries import (
    BanEntries,
    DecisionEntries,
    InviteEntries,
    RemoveEntries,
    RoleEntries,
    id_in,
)
from commonweal_circles.members.http import SEARCH, Words
from commonweal_circles.members.http_invitations import INVITING, NEVER
from commonweal_circles.members.inviting import invite, withdraw
from commonweal_circles.members.joining import decide_request
from commonweal_circles.members.pages_own import MAY, OWN_PAGES
from commonweal_circles.members.showing import show_bans, show_invite, show_member, show_members
from commonweal_circles.permissions import TAKE_PART
from commonweal_circles.services import settings_of

Choice = FromQuery[str | None]
_Act = Callable[[UnitOfWork], Awaitable[object]]


@get("/circles/{circle_id:uuid}/members", guards=[SEARCH])
async def members_page(
    request: Visit, circle_id: FromPath[UUID], q: Words = None, role: Choice = None, cursor: Choice = None
) -> Page:
    """Show the members of a circle; moderators also see who waits, is invited or banned."""
    return await show_members(request, circle_id, q or "", role, cursor)


@get("/circles/{circle_id:uuid}/members/{account_id:uuid}", guards=[needs(TAKE_PART)])
async def member_page(request: Visit, circle_id: FromPath[UUID], account_id: FromPath[UUID]) -> Page:
    """Show a moderator what can be done about somebody."""
    return await show_member(request, circle_id, account_id, empty_form(request))


@post("/circles/{circle_id:uuid}/requests/{account_id:uuid}", guards=MAY)
async def decide_by_form(request: Visit, circle_id: FromPath[UUID], account_id: FromPath[UUID]) -> Redirect:
    """Approve or decline a request."""
    form = await read_form(request, DecisionEntries)
    if form.value is None:
        raise Refusal("validation_error", fields=list(form.errors.values()))
    approved = form.value.decision == "approve"
    async with request.web.database.write() as work:
        await decide_request(work, request.principal, circle_id, account_id, approved=approved)
    return _back(circle_id, "approved" if approved else "request-declined")


@get("/circles/{circle_id:uuid}/invite", guards=[needs(TAKE_PART)])
async def invite_page(request: Visit, circle_id: FromPath[UUID], cursor: Choice = None) -> Page:
    """Show a member the ways to invite, and the invitations that wait."""
    return await show_invite(request, circle_id, cursor=cursor)


@post("/circles/{circle_id:uuid}/invite", guards=INVITING, opt=NEVER)
async def invite_by_form(request: Visit, circle_id: FromPath[UUID]) -> Page | Redirect:
    """Invite an account or an address, or make a link, which the answer shows this once."""
    form = await read_form(request, InviteEntries)
    if form.value is None:
        return await show_invite(request, circle_id, form)
    try:
        async with request.web.database.write() as work:
            made = await invite(work, settings_of(request), request.principal, circle_id, form.value.draft())
    except Refusal as refusal:
        if refusal.code in {"not_found", "forbidden", "circle_archived"}:
            raise
        form.refuse(_at_who(refusal))
        return await show_invite(request, circle_id, form)
    if made.kind == "link":
        return await show_invite(request, circle_id, made=made)
    return _back(circle_id, "let-in" if made.state == "active" else f"invited-{made.kind}", "invite")


@post("/circles/{circle_id:uuid}/invitations/{invitation_id:uuid}/withdraw", guards=MAY)
async def withdraw_by_form(
    request: Visit, circle_id: FromPath[UUID], invitation_id: FromPath[UUID]
) -> Redirect:
    """Withdraw an invitation."""
    async with request.web.database.write() as work:
        await withdraw(work, request.principal, circle_id, invitation_id)
    return _back(circle_id, "invitation-withdrawn", "invite")


@post("/circles/{circle_id:uuid}/members/{account_id:uuid}/role", guards=MAY)
async def role_by_form(
    request: Visit, circle_id: FromPath[UUID], account_id: FromPath[UUID]
) -> Page | Redirect:
    """Give a member another role."""
    form = await read_form(request, RoleEntries)
    role = form.value.role if form.value else "member"

    async def given(work: UnitOfWork) -> object:
        return await banning.give_role(work, request.principal, circle_id, account_id, role)

    return await _done(request, circle_id, account_id, form, given, "role")


@post("/circles/{circle_id:uuid}/members/{account_id:uuid}/remove", guards=MAY)
async def remove_by_form(
    request: Visit, circle_id: FromPath[UUID], account_id: FromPath[UUID]
) -> Page | Redirect:
    """Remove a member."""
    form = await read_form(request, RemoveEntries)
    reason = form.value.reason if form.value else ""

    async def removed(work: UnitOfWork) -> object:
        return await banning.remove(work, request.principal, circle_id, account_id, reason)

    return await _done(request, circle_id, account_id, form, removed, "removed")


@post("/circles/{circle_id:uuid}/members/{account_id:uuid}/ban", guards=MAY)
async def ban_by_form(
    request: Visit, circle_id: FromPath[UUID], account_id: FromPath[UUID]
) -> Page | Redirect:
    """Ban somebody."""
    form = await read_form(request, BanEntries)

    async def banned(work: UnitOfWork) -> object:
        given = form.value.ban() if form.value else Ban("")
        return await banning.ban(work, request.principal, circle_id, account_id, given)

    return await _done(request, circle_id, account_id, form, banned, "banned")


@post("/circles/{circle_id:uuid}/members/{account_id:uuid}/owner", guards=MAY)
async def hand_over_by_form(
    request: Visit, circle_id: FromPath[UUID], account_id: FromPath[UUID]
) -> Page | Redirect:
    """Hand a circle over."""

    async def handed(work: UnitOfWork) -> object:
        return await banning.hand_over(work, request.principal, circle_id, account_id)

    return await _done(request, circle_id, account_id, empty_form(request), handed, "handed-over")


@get("/circles/{circle_id:uuid}/bans", guards=[needs(TAKE_PART)])
async def bans_page(request: Visit, circle_id: FromPath[UUID]) -> Page:
    """Show moderators who is banned."""
    return await show_bans(request, circle_id, empty_form(request))


@post("/circles/{circle_id:uuid}/bans", guards=MAY)
async def ban_stranger_by_form(request: Visit, circle_id: FromPath[UUID]) -> Page | Redirect:
    """Ban an account by its id, such as of somebody who has nothing to do with the circle yet."""
    form = await read_form(request, BanEntries)
    account_id = id_in(form.text("who"))
    if account_id is None:
        form.fail("who", "not_an_id")
    if form.value is None or account_id is None:
        return await show_bans(request, circle_id, form)
    try:
        async with request.web.database.write() as work:
            await banning.ban(work, request.principal, circle_id, account_id, form.value.ban())
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        form.refuse(_at_who(refusal))
        return await show_bans(request, circle_id, form)
    return _back(circle_id, "banned", "bans")


@post("/circles/{circle_id:uuid}/bans/{account_id:uuid}/lift", guards=MAY)
async def lift_by_form(request: Visit, circle_id: FromPath[UUID], account_id: FromPath[UUID]) -> Redirect:
    """Lift a ban."""
    async with request.web.database.write() as work:
        await banning.lift(work, request.principal, circle_id, account_id)
    return _back(circle_id, "ban-lifted", "bans")


async def _done(
    visit: Visit, circle_id: UUID, account_id: UUID, form: Form[Any], act: _Act, told: str
) -> Page | Redirect:
    """Do what a form about one member asks for, or show the form again with what to correct."""
    if not form.is_wrong:
        try:
            async with visit.web.database.write() as work:
                await act(work)
        except Refusal as refusal:
            if refusal.code in {"not_found", "circle_archived"}:
                raise
            form.refuse(refusal)
        else:
            return _back(circle_id, told)
    return await show_member(visit, circle_id, account_id, form)


def _at_who(refusal: Refusal) -> Refusal:
    """Return a refusal about an account as one about the entry in which it was named."""
    moved = {"/account_id": "/who", "/handle": "/who"}
    fields = [
        FieldError(moved.get(each.pointer, each.pointer), each.code, each.arguments, each.message)
        for each in refusal.fields
    ]
    return Refusal(refusal.code, fields=fields, **refusal.arguments)


def _back(circle_id: UUID, told: str, page: str = "members") -> Redirect:
    answered = Redirect(f"/circles/{circle_id}/{page}", status_code=303)
    flash(answered, f"circles-flash-{told}")
    return answered


PAGES = [
    *OWN_PAGES,
    members_page,
    member_page,
    decide_by_form,
    invite_page,
    invite_by_form,
    withdraw_by_form,
    role_by_form,
    remove_by_form,
    ban_by_form,
    hand_over_by_form,
    bans_page,
    ban_stranger_by_form,
    lift_by_form,
]
