"""The pages of one's own membership: one's circles, joining, answering, leaving, and the way in by a link."""

from typing import Any
from uuid import UUID

from commonweal import Form, Page, Refusal, Visit, empty_form, flash, limited, needs, read_form
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_circles.members.entries import AskEntries, LevelEntries
from commonweal_circles.members.http_invitations import HOLDING
from commonweal_circles.members.joining import answer, choose_level, join
from commonweal_circles.members.own import own_circles
from commonweal_circles.members.redeeming import read_invitation, redeem
from commonweal_circles.opening.frame import frame
from commonweal_circles.permissions import READ_OWN, TAKE_PART
from commonweal_circles.rules.membership import Act
from commonweal_circles.seeing import may_see_face, may_see_inside

MINE = "/circles/mine"
PAGE, MOST_WAITING = 24, 50
MAY = [needs(TAKE_PART), limited("circle-member", 120, 3_600)]
NOT_KEPT = {"cache-control": "no-store", "x-robots-tag": "noindex"}


@get(MINE, guards=[needs(READ_OWN)])
async def mine_page(request: Visit, cursor: FromQuery[str | None] = None) -> Page:
    """Show the circles one belongs to, and the invitations and requests that wait."""
    found = await own_circles(request, "active", PAGE, cursor)
    context = {
        "circles_of_mine": found.items,
        "invited": (await own_circles(request, "invited", MOST_WAITING, None)).items,
        "requested": (await own_circles(request, "requested", MOST_WAITING, None)).items,
        "next_url": request.here(cursor=found.next_cursor) if found.next_cursor else "",
        "first_url": request.here(cursor=None) if cursor else "",
    }
    return Page("circles/members_mine.html", context)


@get("/circles/{circle_id:uuid}/join", guards=[needs(TAKE_PART)])
async def join_page(request: Visit, circle_id: FromPath[UUID]) -> Page:
    """Show what one can do to belong to a circle."""
    return await _join(request, circle_id, empty_form(request))


@post("/circles/{circle_id:uuid}/join", guards=MAY)
async def join_by_form(request: Visit, circle_id: FromPath[UUID]) -> Page | Redirect:
    """Join, or ask to."""
    form = await read_form(request, AskEntries)
    if form.value is None:
        return await _join(request, circle_id, form)
    try:
        async with request.web.database.write() as work:
            held = await join(work, request.principal, circle_id, form.value.request)
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        form.refuse(refusal)
        return await _join(request, circle_id, form)
    return await _onward(request, circle_id, "joined" if held.state == "active" else "requested")


@post("/circles/{circle_id:uuid}/accept", guards=MAY)
async def accept_by_form(request: Visit, circle_id: FromPath[UUID]) -> Redirect:
    """Accept an invitation."""
    return await _answered(request, circle_id, "accept", "joined")


@post("/circles/{circle_id:uuid}/decline", guards=MAY)
async def decline_by_form(request: Visit, circle_id: FromPath[UUID]) -> Redirect:
    """Decline an invitation."""
    return await _answered(request, circle_id, "decline", "declined")


@post("/circles/{circle_id:uuid}/withdraw", guards=MAY)
async def withdraw_by_form(request: Visit, circle_id: FromPath[UUID]) -> Redirect:
    """Take one's request back."""
    return await _answered(request, circle_id, "withdraw", "withdrawn")


@post("/circles/{circle_id:uuid}/leave", guards=MAY)
async def leave_by_form(request: Visit, circle_id: FromPath[UUID]) -> Redirect:
    """Leave a circle."""
    return await _answered(request, circle_id, "leave", "left")


@post("/circles/{circle_id:uuid}/me", guards=MAY)
async def level_by_form(request: Visit, circle_id: FromPath[UUID]) -> Redirect:
    """Choose of what in a circle one is told."""
    form = await read_form(request, LevelEntries)
    if form.value is None:
        raise Refusal("validation_error", fields=list(form.errors.values()))
    async with request.web.database.write() as work:
        await choose_level(work, request.principal, circle_id, form.value.level)
    answered = Redirect(f"/circles/{circle_id}/members#you", status_code=303)
    flash(answered, "circles-flash-level")
    return answered


@get("/circles/invitations/{token:str}", guards=[HOLDING])
async def invitation_page(request: Visit, token: FromPath[str]) -> Page:
    """Show whoever holds an invitation what it is to; looking does not use it."""
    return await _invitation(request, token, empty_form(request))


@post("/circles/invitations/{token:str}", guards=[*MAY, HOLDING])
async def redeem_by_form(request: Visit, token: FromPath[str]) -> Page | Redirect:
    """Become a member by an invitation."""
    form = empty_form(request)
    try:
        async with request.web.database.write() as work:
            accepted = await redeem(work, request.principal, token)
    except Refusal as refusal:
        if refusal.code == "circle_invitation_over":
            raise
        form.refuse(refusal)
        return await _invitation(request, token, form)
    return await _onward(request, accepted.circle_id, "joined")


async def _answered(visit: Visit, circle_id: UUID, act: Act, told: str) -> Redirect:
    async with visit.web.database.write() as work:
        await answer(work, visit.principal, circle_id, act)
    return await _onward(visit, circle_id, told)


async def _onward(visit: Visit, circle_id: UUID, told: str) -> Redirect:
    """Lead to what somebody sees of the circle now, or to the own circles."""
    async with visit.web.database.read() as work:
        inside = await may_see_inside(work, visit.principal, circle_id)
        face = inside or await may_see_face(work, visit.principal, circle_id)
    url = f"/circles/{circle_id}" if inside and told == "joined" else f"/circles/{circle_id}/about"
    answered = Redirect(url if face else MINE, status_code=303)
    flash(answered, f"circles-flash-{told}")
    return answered


async def _join(visit: Visit, circle_id: UUID, form: Form[Any]) -> Page:
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "about", inside=False)
    status = 422 if form.is_wrong else 200
    return Page("circles/members_join.html", {"frame": around, "form": form}, status=status)


async def _invitation(visit: Visit, token: str, form: Form[Any]) -> Page:
    async with visit.web.database.read() as work:
        found = await read_invitation(work, visit.principal, token)
    context = {
        "invitation": found,
        "form": form,
        "address": f"/circles/invitations/{token}",
        "may_accept": TAKE_PART.allows(visit.principal),
    }
    status = 422 if form.is_wrong else 200
    return Page("circles/members_invitation.html", context, status=status, headers=NOT_KEPT)


OWN_PAGES = [
    mine_page,
    join_page,
    join_by_form,
    accept_by_form,
    decline_by_form,
    withdraw_by_form,
    leave_by_form,
    level_by_form,
    invitation_page,
    redeem_by_form,
]
