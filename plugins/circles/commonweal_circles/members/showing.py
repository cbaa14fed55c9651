"""What the pages of members show."""

from typing import Any, get_args
from uuid import UUID

from commonweal import Form, Page, Refusal, UnitOfWork, Visit, empty_form

from commonweal_circles.members.changing import find_held
from commonweal_circles.members.entries import BAN_DAYS
from commonweal_circles.members.inviting import Invited
from commonweal_circles.members.listing import MemberFilters, list_members, list_staff, listed
from commonweal_circles.members.own import pending_invitations
from commonweal_circles.members.people import people
from commonweal_circles.opening.frame import Frame, frame
from commonweal_circles.rules.vocabulary import ROLES, Level, Role, may_act_on
from commonweal_circles.services import settings_of

PAGE, MOST = 48, 50


async def show_members(
    visit: Visit,
    circle_id: UUID,
    *,
    q: str = "",
    role: str | None = None,
    cursor: str | None = None,
    form: Form[Any] | None = None,
    about: str = "",
    made: Invited | None = None,
) -> Page:
    """Show the members tab; ``form`` is one to be corrected, ``about`` says which, ``made`` is a new link."""
    chosen: Role | None = next((each for each in ROLES if each == role), None)
    is_filtered = bool(q.strip() or chosen)
    # Who looks after the circle stands above the others, unless something is sought.
    filters = MemberFilters(role=chosen if is_filtered else "member", q=q)
    found = await listed(visit, circle_id, filters, PAGE, cursor)
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "members")
        context = {
            "frame": around,
            "members": found.items,
            "staff": await list_staff(work, circle_id) if not is_filtered and not cursor else [],
            "q": q,
            "role": chosen or "",
            "roles": ROLES,
            "is_filtered": is_filtered,
            "next_url": visit.here(cursor=found.next_cursor) if found.next_cursor else "",
            "first_url": visit.here(cursor=None) if cursor else "",
            "form": form or empty_form(visit),
            "empty": empty_form(visit, locale=visit.locale),
            "about": about,
            **await _for_members(work, visit, around, made),
            **await _for_moderators(work, around),
        }
    headers = {"cache-control": "no-store"} if made else None
    status = 422 if form is not None and form.is_wrong else 200
    return Page("circles/members_page.html", context, status=status, headers=headers)


async def show_member(visit: Visit, circle_id: UUID, account_id: UUID, form: Form[Any]) -> Page:
    """Show a moderator what can be done about one account; ``not_found`` for whom nothing can be."""
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "members")
        if not around.place.has("moderator"):
            raise Refusal("forbidden")
        held = await find_held(work, circle_id, account_id)
        person = (await people(work, [account_id], circle_id))[account_id]
    if not held.state or not may_act_on(around.place.role, held.role):
        raise Refusal("not_found")
    context = {
        "frame": around,
        "person": person,
        "held": held,
        "form": form,
        "roles": [each for each in ROLES if may_act_on(around.place.role, each)],
        "days": BAN_DAYS,
        "may_hand_over": around.place.has("owner") and held.state == "active" and held.kind == "human",
    }
    return Page("circles/members_member.html", context, status=422 if form.is_wrong else 200)


async def _for_members(work: UnitOfWork, visit: Visit, around: Frame, made: Invited | None) -> dict[str, Any]:
    place, circle = around.place, around.circle
    may_invite = around.may_write and (circle.invites == "members" or place.has("moderator"))
    level = (await find_held(work, circle.id, place.account_id)).level if place.is_member else ""
    site = visit.web.settings.public_url or str(visit.base_url)
    return {
        "may_invite": may_invite,
        "invitations": await pending_invitations(work, place) if place.is_member else [],
        "invitation_days": settings_of(visit).invitation_days,
        "link": f"{site.rstrip('/')}/circles/invitations/{made.token}" if made else "",
        "link_until": made.expires_at if made else None,
        "level": level,
        "levels": get_args(Level),
    }


async def _for_moderators(work: UnitOfWork, around: Frame) -> dict[str, Any]:
    if not around.is_moderator:
        return {"requests": [], "banned": [], "manages": (), "days": ()}
    requests, _ = await list_members(work, around.place, MemberFilters(state="requested"), MOST)
    banned, _ = await list_members(work, around.place, MemberFilters(state="banned"), MOST)
    manages = [each for each in ROLES if may_act_on(around.place.role, each)]
    return {"requests": requests, "banned": banned, "manages": manages, "days": BAN_DAYS}
