"""The pages of opening a circle, reading what it is about, setting how it works, and archiving it."""

from typing import Any
from uuid import UUID

from commonweal import Form, Page, Refusal, UnitOfWork, Visit, empty_form, flash, limited, needs, read_form
from commonweal_identity import api as identity
from commonweal_ledger import api as ledger
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from commonweal_circles.opening.choices import choices, slow_options
from commonweal_circles.opening.editing import edit_circle
from commonweal_circles.opening.entries import CircleEntries, SettingsEntries, change_of, draft_of, entries_of
from commonweal_circles.opening.frame import frame
from commonweal_circles.opening.living import archive, refundable_minor, restore
from commonweal_circles.opening.making import MANAGING, open_circle
from commonweal_circles.permissions import OPEN, TAKE_PART
from commonweal_circles.services import settings_of

NEW = "/circles/new"
OPENING = limited("circle-open", 10, 3_600)
_CHANGED = "circles-edit-conflict"


@get(NEW, guards=[needs(OPEN)])
async def new_circle_page(request: Visit) -> Page:
    """Show the form of a new circle, what it costs and what one has."""
    return await show_new(request, empty_form(request))


@post(NEW, guards=[needs(OPEN), OPENING])
async def open_by_form(request: Visit) -> Page | Redirect:
    """Open the circle, or say what to correct or what is missing."""
    form = await read_form(request, CircleEntries)
    draft = draft_of(form)
    if draft is None or form.value is None:
        return await show_new(request, form)
    try:
        made = await open_circle(request, draft, form.value.organisation_id, form.text("once"))
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        if refusal.code == "insufficient_tokens":
            form.problem = form.problem or request.translator.text(
                refusal.fields[0].message_id, **refusal.fields[0].arguments
            )
        else:
            form.refuse(refusal)
        return await show_new(request, form)
    answer = Redirect(f"/circles/{made.id}", status_code=303)
    flash(answer, f"circles-flash-opened-{'approved' if made.review_status == 'approved' else 'flagged'}")
    return answer


@get("/circles/{circle_id:uuid}/about")
async def about_page(request: Visit, circle_id: FromPath[UUID]) -> Page:
    """Show the face of a circle, and its welcome to those who see the inside."""
    async with request.web.database.read() as work:
        around = await frame(request, work, circle_id, "about", inside=False)
    return Page("circles/opening_about.html", {"frame": around})


@get("/circles/{circle_id:uuid}/settings", guards=[needs(TAKE_PART)])
async def settings_page(request: Visit, circle_id: FromPath[UUID]) -> Page:
    """Show an admin of the circle how it is set."""
    return await show_settings(request, circle_id, None)


@post("/circles/{circle_id:uuid}/settings", guards=[needs(TAKE_PART)])
async def change_by_form(request: Visit, circle_id: FromPath[UUID]) -> Page | Redirect:
    """Change a circle, or say what to correct."""
    form = await read_form(request, SettingsEntries)
    async with request.web.database.read() as work:
        around = await frame(request, work, circle_id, "settings")
    change = change_of(form, around.circle, by_owner=around.place.has("owner"))
    if change is None:
        return await show_settings(request, circle_id, form)
    try:
        changed = await edit_circle(request, circle_id, change)
    except Refusal as refusal:
        if refusal.code in {"not_found", "forbidden", "circle_archived"}:
            raise
        form.refuse(refusal, _CHANGED if refusal.code == "version_mismatch" else "")
        return await show_settings(request, circle_id, form)
    done = ""
    if changed.review_status == "flagged" and around.circle.review_status != "flagged":
        done = "-flagged"
    elif around.circle.visibility == "private" and change.visibility == "public":
        done = "-public"
    return _to(circle_id, "settings", f"circles-flash-changed{done}")


@post("/circles/{circle_id:uuid}/archive", guards=[needs(TAKE_PART)])
async def archive_by_form(request: Visit, circle_id: FromPath[UUID]) -> Redirect:
    """Archive a circle as its owner."""
    async with request.web.database.write() as work:
        done = await archive(work, settings_of(request), request.principal, circle_id)
    return _to(circle_id, "about", f"circles-flash-archived{'-refunded' if done.refunded_minor else ''}")


@post("/circles/{circle_id:uuid}/restore", guards=[needs(TAKE_PART)])
async def restore_by_form(request: Visit, circle_id: FromPath[UUID]) -> Redirect:
    """Make an archived circle active again, as its owner."""
    async with request.web.database.write() as work:
        await restore(work, request.principal, circle_id)
    return _to(circle_id, "about", "circles-flash-restored")


async def show_new(visit: Visit, form: Form[Any]) -> Page:
    """Show the form of a new circle as it was filled in, what it costs and what one has."""
    async with visit.web.database.read() as work:
        payers = await _payers(work, visit)
    fee_minor = ledger.price_minor(visit, "circle")
    spendable_minor = payers[0]["minor"]
    context = {
        "form": form,
        "choices": choices(visit.translator),
        "payers": payers,
        "fee_minor": fee_minor,
        "spendable_minor": spendable_minor,
        "missing_minor": max(0, fee_minor - spendable_minor),
        "earn": {"missions": "/missions", "invite": "/account/invite"},
        "refund_hours": settings_of(visit).refund_hours,
    }
    return Page("circles/opening_new.html", context, status=422 if form.is_wrong else 200)


async def _payers(work: UnitOfWork, visit: Visit) -> list[dict[str, Any]]:
    """Return whose tokens may pay: one's own first, then the pools of the organisations one manages."""
    own = visit.principal.account_id
    managed = await identity.memberships_of(work, own, roles=MANAGING)
    organisations = await identity.find_organisations(work, [each.organisation_id for each in managed])
    active = [each for each in organisations.values() if each.state == "active"]
    balances = await ledger.balances(work, [own, *(each.id for each in active)])
    named = sorted(((each.name, each.id) for each in active), key=lambda pair: pair[0].casefold())
    return [
        {
            "id": "" if account_id == own else account_id,
            "name": name,
            "minor": balances[account_id].spendable_minor,
        }
        for name, account_id in [("", own), *named]
    ]


async def show_settings(visit: Visit, circle_id: UUID, form: Form[Any] | None) -> Page:
    """Show the settings of a circle to its admins, as they are or as they were filled in."""
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "settings")
        if not around.place.has("admin"):
            raise Refusal("forbidden")
        back_minor = await refundable_minor(work, settings_of(visit), circle_id)
    form = form or empty_form(visit, **entries_of(around.circle))
    context = {
        "frame": around,
        "form": form,
        "choices": choices(visit.translator),
        "slow": slow_options(visit.translator, around.circle.slow_seconds),
        "is_owner": around.place.has("owner"),
        "back_minor": back_minor,
    }
    return Page("circles/opening_settings.html", context, status=422 if form.is_wrong else 200)


def _to(circle_id: UUID, tab: str, message: str) -> Redirect:
    answer = Redirect(f"/circles/{circle_id}/{tab}", status_code=303)
    flash(answer, message)
    return answer


PAGES: list[Any] = [
    new_circle_page,
    open_by_form,
    about_page,
    settings_page,
    change_by_form,
    archive_by_form,
    restore_by_form,
]
