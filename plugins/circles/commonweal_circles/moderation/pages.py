"""The pages of moderation: what waits, reporting, appealing, and the log."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, limited, needs, read_form
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_circles.moderation.appealing import (
    AppealDecision,
    AppealDraft,
    appeal,
    decide_appeal,
    require_appealable,
)
from commonweal_circles.moderation.deciding import (
    HideDraft,
    ReportDecision,
    approve_post,
    decide_report,
    hide_post,
    show_post,
)
from commonweal_circles.moderation.http import logged
from commonweal_circles.moderation.reading import read_queue
from commonweal_circles.moderation.reporting import ReportDraft, report, require_reportable
from commonweal_circles.opening.frame import frame
from commonweal_circles.permissions import TAKE_PART
from commonweal_circles.rules.vocabulary import ReportReason

LOG_PAGE = 30
REASONS: tuple[ReportReason, ...] = ("spam", "off_topic", "insult", "privacy", "harmful", "other")
MAY = [needs(TAKE_PART)]


class ReportEntries(msgspec.Struct):
    """What the form of a report sends."""

    reason: ReportReason
    text: Annotated[str, msgspec.Meta(max_length=1000)] = ""


class HideEntries(msgspec.Struct):
    """What the form that hides a post sends."""

    reason: Annotated[str, msgspec.Meta(min_length=3, max_length=500)]


class ReportAnswer(msgspec.Struct):
    """What the form that answers a report sends."""

    decision: Literal["upheld", "dismissed"]
    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


class AppealEntries(msgspec.Struct):
    """What the form of an appeal sends."""

    text: Annotated[str, msgspec.Meta(min_length=10, max_length=2000)]


class AppealAnswer(msgspec.Struct):
    """What the form that decides about an appeal sends."""

    decision: Literal["granted", "declined"]
    answer: Annotated[str, msgspec.Meta(min_length=10, max_length=1000)]


@get("/circles/{circle_id:uuid}/moderation", guards=MAY)
async def moderation_page(request: Visit, circle_id: FromPath[UUID]) -> Page:
    """Show moderators what waits for them."""
    return await _desk(request, circle_id, empty_form(request), "")


@post("/circles/{circle_id:uuid}/posts/{post_id:uuid}/hide", guards=MAY)
async def hide_by_form(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> Page | Redirect:
    """Hide a post."""
    form = await read_form(request, HideEntries)
    if form.value is not None:
        draft = HideDraft(form.value.reason)
        try:
            async with request.web.database.write() as work:
                await hide_post(work, request.principal, circle_id, post_id, draft)
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            return _told(f"/circles/{circle_id}/moderation", "post-hidden")
    return await _desk(request, circle_id, form, str(post_id), 422)


@post("/circles/{circle_id:uuid}/posts/{post_id:uuid}/show", guards=MAY)
async def show_by_form(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> Redirect:
    """Show a hidden post again."""
    async with request.web.database.write() as work:
        await show_post(work, request.principal, circle_id, post_id)
    return _told(f"/circles/{circle_id}/moderation", "post-shown")


@post("/circles/{circle_id:uuid}/posts/{post_id:uuid}/approve", guards=MAY)
async def approve_by_form(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> Redirect:
    """Let a first post through."""
    async with request.web.database.write() as work:
        await approve_post(work, request.principal, circle_id, post_id)
    return _told(f"/circles/{circle_id}/moderation", "post-approved")


@post("/circles/{circle_id:uuid}/reports/{report_id:uuid}/decision", guards=MAY)
async def answer_report_by_form(
    request: Visit, circle_id: FromPath[UUID], report_id: FromPath[UUID]
) -> Page | Redirect:
    """Answer the reports of a post."""
    form = await read_form(request, ReportAnswer)
    if form.value is not None:
        decision = ReportDecision(form.value.decision == "upheld", form.value.reason)
        try:
            async with request.web.database.write() as work:
                await decide_report(work, request.principal, circle_id, report_id, decision)
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            return _told(f"/circles/{circle_id}/moderation", f"report-{form.value.decision}")
    return await _desk(request, circle_id, form, str(report_id), 422)


@post("/circles/{circle_id:uuid}/appeals/{appeal_id:uuid}/decision", guards=MAY)
async def answer_appeal_by_form(
    request: Visit, circle_id: FromPath[UUID], appeal_id: FromPath[UUID]
) -> Page | Redirect:
    """Decide about an appeal."""
    form = await read_form(request, AppealAnswer)
    if form.value is not None:
        decision = AppealDecision(form.value.decision == "granted", form.value.answer)
        try:
            async with request.web.database.write() as work:
                await decide_appeal(work, request.principal, circle_id, appeal_id, decision)
        except Refusal as refusal:
            _refuse(form, refusal)
        else:
            return _told(f"/circles/{circle_id}/moderation", f"appeal-{form.value.decision}")
    return await _desk(request, circle_id, form, str(appeal_id), 422)


@get("/circles/{circle_id:uuid}/posts/{post_id:uuid}/report", guards=MAY)
async def report_page(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> Page:
    """Ask what is wrong with a post."""
    return await _report(request, circle_id, post_id, empty_form(request))


@post(
    "/circles/{circle_id:uuid}/posts/{post_id:uuid}/report",
    guards=[*MAY, limited("circle-report", 30, 3_600)],
)
async def report_by_form(
    request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]
) -> Page | Redirect:
    """Take a report."""
    form = await read_form(request, ReportEntries)
    if form.value is None:
        return await _report(request, circle_id, post_id, form, 422)
    draft = ReportDraft(form.value.reason, form.value.text)
    async with request.web.database.write() as work:
        await report(work, request.principal, circle_id, post_id, draft)
    return _told(f"/circles/{circle_id}", "reported")


@get("/circles/{circle_id:uuid}/appeal", guards=MAY)
async def appeal_page(
    request: Visit, circle_id: FromPath[UUID], post_id: FromQuery[UUID | None] = None
) -> Page:
    """Ask why a ban, or the hiding of a post, was wrong."""
    return await _appeal(request, circle_id, post_id, empty_form(request))


@post("/circles/{circle_id:uuid}/appeal", guards=[*MAY, limited("circle-appeal", 10, 3_600)])
async def appeal_by_form(
    request: Visit, circle_id: FromPath[UUID], post_id: FromQuery[UUID | None] = None
) -> Page | Redirect:
    """Take an appeal."""
    form = await read_form(request, AppealEntries)
    if form.value is not None:
        draft = AppealDraft("post" if post_id else "ban", form.value.text, post_id)
        try:
            async with request.web.database.write() as work:
                await appeal(work, request.principal, circle_id, draft)
        except Refusal as refusal:
            _refuse(form, refusal, "circles-appeal-again" if refusal.code == "conflict" else "")
        else:
            return _told("/circles/mine", "appealed")
    return await _appeal(request, circle_id, post_id, form, 422)


@get("/circles/{circle_id:uuid}/log")
async def log_page(request: Visit, circle_id: FromPath[UUID], cursor: FromQuery[str | None] = None) -> Page:
    """Show what was done to keep order, as far as the reader may see it."""
    found = await logged(request, circle_id, LOG_PAGE, cursor)
    async with request.web.database.read() as work:
        around = await frame(request, work, circle_id, "log")
    address = f"/circles/{circle_id}/log"
    shown = {
        "frame": around,
        "entries": found.items,
        "next_url": f"{address}?cursor={found.next_cursor}" if found.next_cursor else "",
        "first_url": address if cursor else "",
    }
    return Page("circles/moderation_log.html", shown)


async def _desk(visit: Visit, circle_id: UUID, form: Form[Any], wrong: str, status: int = 200) -> Page:
    """Show what waits; ``wrong`` is what the form was about."""
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "moderation")
        if not around.is_moderator:
            raise Refusal("forbidden")
        waiting = await read_queue(work, circle_id)
    shown = {
        "frame": around,
        "queue": waiting,
        "form": form,
        "wrong": wrong,
        "me": visit.principal.account_id,
    }
    return Page("circles/moderation_queue.html", shown, status=status)


async def _report(visit: Visit, circle_id: UUID, post_id: UUID, form: Form[Any], status: int = 200) -> Page:
    async with visit.web.database.read() as work:
        around = await frame(visit, work, circle_id, "talk")
        excerpt = await require_reportable(work, visit.principal, circle_id, post_id)
    shown = {"frame": around, "form": form, "post_id": post_id, "excerpt": excerpt, "reasons": REASONS}
    return Page("circles/moderation_report.html", shown, status=status)


async def _appeal(
    visit: Visit, circle_id: UUID, post_id: UUID | None, form: Form[Any], status: int = 200
) -> Page:
    async with visit.web.database.read() as work:
        about = await require_appealable(work, visit.principal, circle_id, post_id)
    shown = {"circle_id": circle_id, "post_id": post_id, "form": form, "about": about}
    return Page("circles/moderation_appeal.html", shown, status=status)


def _refuse(form: Form[Any], refusal: Refusal, message: str = "") -> None:
    if refusal.code == "not_found":
        raise refusal
    form.refuse(refusal, "circles-moderation-not-yours" if refusal.code == "forbidden" else message)


def _told(address: str, word: str) -> Redirect:
    answer = Redirect(address, status_code=303)
    flash(answer, f"circles-flash-{word}")
    return answer


PAGES: list[Any] = [
    moderation_page,
    hide_by_form,
    show_by_form,
    approve_by_form,
    answer_report_by_form,
    answer_appeal_by_form,
    report_page,
    report_by_form,
    appeal_page,
    appeal_by_form,
    log_page,
]
