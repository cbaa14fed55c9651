"""The pages of this room: what a circle achieved and aims at, and its thanks."""

from datetime import UTC, datetime
from typing import Any, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from commonweal import Form, Page, Refusal, UnitOfWork, Visit, empty_form, flash, needs, read_form
from commonweal_identity import api as identity
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_circles.opening.frame import frame
from commonweal_circles.permissions import TAKE_PART
from commonweal_circles.progress import leaders, milestones, thanking
from commonweal_circles.progress.entries import MilestoneEntries, NoteEntries, draft_of
from commonweal_circles.progress.http import SETTING, THANKING, wall_of
from commonweal_circles.progress.statistics import read_statistics
from commonweal_circles.progress.whom import whom_to_thank
from commonweal_circles.rules.vocabulary import Metric

NEWEST_THANKS, THANKS_EACH = 3, 20
Cursor = FromQuery[str | None]


@get("/circles/{circle_id:uuid}/progress")
async def progress_page(
    request: Visit, circle_id: FromPath[UUID], period: FromQuery[leaders.Period] = "all"
) -> Page:
    """Show what a circle achieved, aims at, who did most, and the newest thanks."""
    return await _progress(request, circle_id, empty_form(request), period)


@post("/circles/{circle_id:uuid}/milestones", guards=[needs(TAKE_PART), SETTING])
async def set_by_form(request: Visit, circle_id: FromPath[UUID]) -> Page | Redirect:
    """Set a milestone, or say what to correct."""
    form = await read_form(request, MilestoneEntries)
    if form.value is None:
        return await _progress(request, circle_id, form)
    try:
        async with request.web.database.read() as work:
            around = await frame(request, work, circle_id, "progress")
            zone = await _zone(work, request)
        draft = draft_of(form.value, around.circle.created_at, zone)
        await milestones.set_milestone(request, circle_id, draft)
    except Refusal as refusal:
        if refusal.code in ("not_found", "forbidden"):
            raise
        form.refuse(refusal, _detail(refusal))
        return await _progress(request, circle_id, form)
    return _back(circle_id, "progress#milestones", "circles-milestone-flash-set")


@post("/circles/{circle_id:uuid}/milestones/{milestone_id:uuid}/drop", guards=[needs(TAKE_PART)])
async def drop_by_form(request: Visit, circle_id: FromPath[UUID], milestone_id: FromPath[UUID]) -> Redirect:
    """Drop a milestone."""
    await milestones.drop_milestone(request, circle_id, milestone_id)
    return _back(circle_id, "progress#milestones", "circles-milestone-flash-dropped")


@get("/circles/{circle_id:uuid}/gratitude")
async def gratitude_page(
    request: Visit, circle_id: FromPath[UUID], to: FromQuery[UUID | None] = None, cursor: Cursor = None
) -> Page:
    """Show who thanks whom; ``to`` is whom a link proposes to thank."""
    return await _gratitude(request, circle_id, empty_form(request, to_id=to), to, cursor)


@post("/circles/{circle_id:uuid}/gratitude", guards=[needs(TAKE_PART), THANKING])
async def thank_by_form(request: Visit, circle_id: FromPath[UUID]) -> Page | Redirect:
    """Thank a member, or say what to correct."""
    form = await read_form(request, NoteEntries)
    if form.value is None:
        return await _gratitude(request, circle_id, form, None, None)
    draft = thanking.NoteDraft(
        to_id=form.value.to_id, text=form.value.text, locale=thanking.as_locale(request.locale)
    )
    try:
        made = await thanking.thank(request, circle_id, draft)
    except Refusal as refusal:
        if refusal.code in ("not_found", "forbidden"):
            raise
        form.refuse(refusal, _detail(refusal))
        return await _gratitude(request, circle_id, form, draft.to_id, None)
    waits = "" if made.review_status == "approved" else "waits"
    return _back(circle_id, "gratitude", f"circles-gratitude-flash-{waits or 'sent'}")


@post("/circles/{circle_id:uuid}/gratitude/{note_id:uuid}/delete", guards=[needs(TAKE_PART)])
async def delete_by_form(request: Visit, circle_id: FromPath[UUID], note_id: FromPath[UUID]) -> Redirect:
    """Delete a note of thanks."""
    await thanking.delete_note(request, circle_id, note_id)
    return _back(circle_id, "gratitude", "circles-gratitude-flash-deleted")


async def _progress(visit: Visit, circle_id: UUID, form: Form[Any], period: leaders.Period = "all") -> Page:
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "progress")
        figures = await read_statistics(visit, work, circle_id)
        aims = await milestones.read_aims(visit, work, circle_id)
        board = await leaders.read_leaderboard(visit, work, circle_id, period)
        thanks = await thanking.read_wall(visit, work, circle_id, limit=NEWEST_THANKS)
        zone = await _zone(work, visit)
    context = {
        "frame": around,
        "figures": figures,
        "most": max((each.missions for each in figures.weeks), default=0),
        "most_in_domain": max((each.missions for each in figures.domains), default=0),
        "aims": aims,
        "may_set": around.may_write and around.is_moderator,
        "metrics": get_args(Metric),
        "board": board,
        "periods": [(name, f"{around.url}/progress?period={name}#leaders") for name in ("all", "month")],
        "thanks": thanks.items,
        "form": form,
        "now": datetime.now(UTC),
        "here_words": visit.web.catalogue.translator(visit.chain, zone),
    }
    return Page("circles/progress_page.html", context, status=422 if form.is_wrong else 200)


async def _gratitude(
    visit: Visit, circle_id: UUID, form: Form[Any], to: UUID | None, cursor: str | None
) -> Page:
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "progress")
        whom = []
        if around.may_write:
            whom = await whom_to_thank(work, circle_id, visit.principal.account_id, to)
    listed = await wall_of(visit, circle_id, cursor, THANKS_EACH)
    context = {
        "frame": around,
        "thanks": listed.items,
        "whom": whom,
        "next_url": visit.here(cursor=listed.next_cursor) if listed.next_cursor else "",
        "first_url": visit.here(cursor=None) if cursor else "",
        "form": form,
    }
    return Page("circles/progress_gratitude.html", context, status=422 if form.is_wrong else 200)


async def _zone(work: UnitOfWork, visit: Visit) -> ZoneInfo:
    """Return the time zone of the person who reads; UTC where none is known."""
    if visit.principal.kind == "human":
        human = await identity.find_human(work, visit.principal.account_id)
        try:
            return ZoneInfo(human.time_zone) if human and human.time_zone else ZoneInfo("UTC")
        except (OSError, ValueError):  # what zoneinfo raises for names that are no zones
            pass
    return ZoneInfo("UTC")


def _detail(refusal: Refusal) -> str:
    """Name the plugin's own words for a refusal of its own."""
    code = refusal.code.replace("_", "-")
    return f"circles-problem-{code}-detail" if code.startswith("circle-") else ""


def _back(circle_id: UUID, where: str, message: str) -> Redirect:
    answer = Redirect(f"/circles/{circle_id}/{where}", status_code=303)
    flash(answer, message)
    return answer


PAGES: list[Any] = [
    progress_page,
    set_by_form,
    drop_by_form,
    gratitude_page,
    thank_by_form,
    delete_by_form,
]
