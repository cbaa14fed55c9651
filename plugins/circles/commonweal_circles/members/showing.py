"""What the pages of members show: the directory, inviting, bans, and what can be done about one account."""

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

PAGE, INVITATIONS, MOST_WAITING, MOST_BANNED = 48, 50, 20, 100


async def show_members(visit: Visit, circle_id: UUID, q: str, role: str | None, cursor: str | None) -> Page:
    """Show the directory, what waits for a moderator, and the reader's own membership."""
    chosen: Role | None = next((each for each in ROLES if each == role), None)
    is_filtered = bool(q.strip() or chosen)
    # Who looks after the circle stands above the others, unless something is sought.
    filters = MemberFilters(role=chosen if is_filtered else "member", q=q)
    found = await listed(visit, circle_id, filters, PAGE, cursor)
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "members")
        held = await find_held(work, circle_id, around.place.account_id)
        context = {
            "frame": around,
            "members": found.items,
            "staff": await list_staff(work, circle_id) if not is_filtered and not cursor else [],
            "requests": await _waiting(work, around),
            "q": q,
            "role": chosen or "",
            "roles": ROLES,
            "is_filtered": is_filtered,
            "next_url": visit.here(cursor=found.next_cursor) if found.next_cursor else "",
            "first_url": visit.here(cursor=None) if cursor else "",
            "manages": [each for each in ROLES if may_act_on(around.place.role, each)],
            "may_invite": may_invite(around),
            "level": held.level,
            "levels": get_args(Level),
        }
    return Page("circles/members_page.html", context)


async def show_invite(
    visit: Visit,
    circle_id: UUID,
    form: Form[Any] | None = None,
    made: Invited | None = None,
    *,
    cursor: str | None = None,
) -> Page:
    """Show the ways to invite, and what waits; ``form`` is to be corrected, ``made`` a link just made."""
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "members")
    if not may_invite(around):
        raise Refusal("forbidden")
    pending = await pending_invitations(visit, circle_id, INVITATIONS, cursor)
    address = f"{around.url}/invite"
    context = {
        "frame": around,
        "form": form or empty_form(visit, locale=visit.locale),
        "kind": form.text("kind") if form else "",
        "invitations": pending.items,
        "next_url": f"{address}?cursor={pending.next_cursor}" if pending.next_cursor else "",
        "first_url": address if cursor else "",
        "invitation_days": settings_of(visit).invitation_days,
        "link": f"{_site(visit)}/circles/invitations/{made.token}" if made else "",
        "link_until": made.expires_at if made else None,
    }
    headers = {"cache-control": "no-store"} if made else None
    status = 422 if form is not None and form.is_wrong else 200
    return Page("circles/members_invite.html", context, status=status, headers=headers)


async def show_bans(visit: Visit, circle_id: UUID, form: Form[Any]) -> Page:
    """Show moderators who is banned, why and until when, and the form of another ban."""
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "members")
        if not around.is_moderator:
            raise Refusal("forbidden")
        banned, _ = await list_members(work, around.place, MemberFilters(state="banned"), MOST_BANNED)
    context = {"frame": around, "banned": banned, "form": form, "days": BAN_DAYS}
    return Page("circles/members_bans.html", context, status=422 if form.is_wrong else 200)


async def show_member(visit: Visit, circle_id: UUID, account_id: UUID, form: Form[Any]) -> Page:
    """Show a moderator what can be done about one account; ``not_found`` for whom nothing can be."""
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "members")
        if not around.is_moderator:
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


def may_invite(around: Frame) -> bool:
    """Say whether the reader may invite into a circle."""
    return around.may_write and (around.circle.invites == "members" or around.is_moderator)


async def _waiting(work: UnitOfWork, around: Frame) -> list[Any]:
    if not around.is_moderator:
        return []
    found, _ = await list_members(work, around.place, MemberFilters(state="requested"), MOST_WAITING)
    return list(found)


def _site(visit: Visit) -> str:
    return (visit.web.settings.public_url or str(visit.base_url)).rstrip("/")
