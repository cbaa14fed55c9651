"""The pages of content review: the queue and its desk for admins, and the form that readers report with."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form, Fragment, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_review.desk import Notes, Verdict, decide, give_back, interests_of, take, take_next
from commonweal_review.figures import RIGHT_GOAL, WRONG_GOAL, read_figures
from commonweal_review.findings import finding
from commonweal_review.http import REPORTS, Kind, Language, decide_each, queue_for
from commonweal_review.permissions import ADMIN_REVIEW, REPORT
from commonweal_review.queue import QueueFilter, author_names, count_waiting, read_detail
from commonweal_review.reporting import REASONS, Reason, find_reportable, kind_named, report
from commonweal_review.services import review_of

QUEUE, REPORTING = "/admin/review", "/report"
PAGE_SIZE = 25
LANGUAGES = ("en", "es", "zh-Hans")
ADMIN = [needs(ADMIN_REVIEW)]


class DecisionEntries(msgspec.Struct):
    """What the form of a decision sends."""

    status: Verdict
    notes: Notes


class BatchEntries(msgspec.Struct):
    """What the form of a decision about several items sends."""

    ids: Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=PAGE_SIZE)]
    status: Verdict
    notes: Notes


class NextEntries(msgspec.Struct):
    """The filters within which the next item is taken."""

    kind: str | None = None
    priority: int | None = None
    language: str | None = None


class ReportEntries(msgspec.Struct):
    """What the form of a report sends."""

    kind: Annotated[str, msgspec.Meta(max_length=100)]
    id: UUID
    reason: Reason
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""


@get(QUEUE, guards=ADMIN)
async def queue_page(
    request: Visit,
    kind: Kind = None,
    priority: FromQuery[str | None] = None,
    language: Language = None,
    cursor: FromQuery[str | None] = None,
) -> Page:
    """List what waits, by priority and due time."""
    chosen = int(priority) if priority in ("0", "1", "2", "3") else None
    wanted = QueueFilter(kind or None, chosen, language or None)
    return await _show_queue(request, wanted, empty_form(request), cursor)


@post(f"{QUEUE}/next", guards=ADMIN)
async def next_page(request: Visit) -> Redirect:
    """Take the most urgent item and open it."""
    form = await read_form(request, NextEntries)
    wanted = form.value or NextEntries()
    async with request.web.database.write() as work:
        item = await take_next(
            work,
            request.principal,
            kind=wanted.kind,
            priority=wanted.priority,
            locale=wanted.language,
        )
    return _told(f"{QUEUE}/{item.id}", "taken") if item else _told(QUEUE, "nothing")


@post(f"{QUEUE}/batch", guards=ADMIN)
async def batch_page(request: Visit) -> Page | Redirect:
    """Decide the same about the items that were ticked."""
    form = await read_form(request, BatchEntries)
    if form.value is not None:
        try:
            outcomes = await decide_each(request, form.value.ids, form.value.status, form.value.notes)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            every = all(outcome.code is None for outcome in outcomes)
            return _told(QUEUE, "decided-all" if every else "decided-some")
    return await _show_queue(request, QueueFilter(), form, None, 422)


@get(f"{QUEUE}/figures", guards=ADMIN)
async def figures_page(request: Visit) -> Page:
    """Show how well review does, beside its goals."""
    async with request.web.database.read() as work:
        found, waiting = await read_figures(work), await count_waiting(work)
    shown = {"figures": found, "waiting": waiting, "right_goal": RIGHT_GOAL, "wrong_goal": WRONG_GOAL}
    return Page("review/figures.html", shown)


@get(f"{QUEUE}/{{review_id:uuid}}", guards=ADMIN)
async def item_page(request: Visit, review_id: FromPath[UUID]) -> Page:
    """Show one item with everything a decision needs."""
    return await _show_item(request, review_id, empty_form(request))


@post(f"{QUEUE}/{{review_id:uuid}}/take", guards=ADMIN)
async def take_page(request: Visit, review_id: FromPath[UUID]) -> Redirect:
    """Hold an item for 30 minutes."""
    async with request.web.database.write() as work:
        await take(work, request.principal, review_id)
    return _told(f"{QUEUE}/{review_id}", "taken")


@post(f"{QUEUE}/{{review_id:uuid}}/release", guards=ADMIN)
async def release_page(request: Visit, review_id: FromPath[UUID]) -> Redirect:
    """Let others take an item."""
    async with request.web.database.write() as work:
        await give_back(work, request.principal, review_id)
    return _told(QUEUE, "released")


@post(f"{QUEUE}/{{review_id:uuid}}/decision", guards=ADMIN)
async def decision_page(request: Visit, review_id: FromPath[UUID]) -> Page | Redirect:
    """Approve or reject an item."""
    form = await read_form(request, DecisionEntries)
    if form.value is not None:
        review = review_of(request)
        try:
            async with request.web.database.write() as work:
                await decide(work, review, request.principal, review_id, form.value.status, form.value.notes)
        except Refusal as refusal:
            if refusal.code == "not_found":
                raise
            form.refuse(refusal)
        else:
            return _told(QUEUE, form.value.status)
    return await _show_item(request, review_id, form, 422)


@get(REPORTING, guards=[needs(REPORT)])
async def report_page(
    request: Visit,
    kind: FromQuery[str] = "",
    id: FromQuery[UUID | None] = None,  # noqa: A002 - the word of the address
) -> Page:
    """Ask what is wrong with something one has read."""
    return await _show_report(request, kind, id, empty_form(request))


@post(REPORTING, guards=[needs(REPORT), REPORTS])
async def send_report(request: Visit) -> Page | Redirect:
    """Take a report."""
    form = await read_form(request, ReportEntries)
    if form.value is not None:
        kind = kind_named(review_of(request).kinds, form.value.kind)
        try:
            async with request.web.database.write() as work:
                await report(
                    work,
                    request.principal,
                    kind,
                    form.value.id,
                    reason=form.value.reason,
                    note=form.value.note,
                )
        except Refusal as refusal:
            if refusal.code == "not_found":
                raise
            form.refuse(refusal, "review-report-again" if refusal.code == "conflict" else "")
        else:
            return _told("/", "reported")
    try:
        known: UUID | None = UUID(form.text("id"))
    except ValueError:
        known = None
    return await _show_report(request, form.text("kind"), known, form, 422)


async def show_content(visit: Visit, kind: str, item_id: UUID) -> Fragment | None:
    """Show the content of an item as its plugin shows it (a slot, so that a failure costs only the piece)."""
    found = review_of(visit).kinds.get(kind)
    return await found.show(visit, item_id) if found and found.show else None


async def admin_card(visit: Visit) -> Fragment | None:
    """Tell admins on their first page what waits, and for too long."""
    if not ADMIN_REVIEW.allows(visit.principal):
        return None
    async with visit.web.database.read() as work:
        waiting = await count_waiting(work)
    return Fragment(
        "review/card.html",
        {
            "count": sum(each.waiting for each in waiting),
            "overdue": sum(each.overdue for each in waiting),
        },
    )


async def _show_queue(
    visit: Visit, wanted: QueueFilter, form: Form[Any], cursor: str | None, status: int = 200
) -> Page:
    found = await queue_for(visit, wanted, cursor, PAGE_SIZE)
    async with visit.web.database.read() as work:
        names, waiting = await author_names(work, found.items), await count_waiting(work)
        interests = await interests_of(work, visit.principal)
    kinds = review_of(visit).kinds
    shown = {
        "items": found.items,
        "names": names,
        "own": {item.id for item in found.items if interests.concern(item)},
        "waiting": waiting,
        "overdue": sum(each.overdue for each in waiting),
        "wanted": wanted,
        "kinds": {kind.name: kind.label for kind in kinds.values()},
        "languages": LANGUAGES,
        "form": form,
        "now": datetime.now(UTC),
        "me": visit.principal.account_id,
        "next_url": visit.here(cursor=found.next_cursor) if found.next_cursor else "",
        "first_url": visit.here(cursor=None) if cursor else "",
    }
    return Page("review/queue.html", shown, status=status)


async def _show_item(visit: Visit, review_id: UUID, form: Form[Any], status: int = 200) -> Page:
    async with visit.web.database.read() as work:
        detail = await read_detail(work, review_id)
        interests = await interests_of(work, visit.principal)
    item, now = detail.item, datetime.now(UTC)
    kind = review_of(visit).kinds.get(item.kind)
    address = kind.address(item.item_id) if kind and kind.address else ""
    shown = {
        "detail": detail,
        "item": item,
        "label": kind.label if kind else "",
        "address": address,
        "findings": [finding(reason) for reason in item.reasons],
        "is_own": interests.concern(item),
        "is_held": item.held_by(visit.principal.account_id, now),
        "is_free": item.is_free(now),
        "form": form,
        "now": now,
    }
    slots = {"review.item.content": {"kind": item.kind, "item_id": item.item_id}}
    return Page("review/item.html", shown, status=status, slots=slots)


async def _show_report(
    visit: Visit, kind_name: str, item_id: UUID | None, form: Form[Any], status: int = 200
) -> Page:
    kind = kind_named(review_of(visit).kinds, kind_name)
    if item_id is None:
        raise Refusal("not_found")
    async with visit.web.database.read() as work:
        summary = await find_reportable(work, visit.principal, kind, item_id)
    address = kind.address(item_id) if kind.address else ""
    shown = {
        "kind": kind,
        "id": item_id,
        "summary": summary,
        "address": address,
        "form": form,
        "reasons": REASONS,
    }
    return Page("review/report.html", shown, status=status)


def _told(url: str, what: str) -> Redirect:
    answer = Redirect(url, status_code=303)
    flash(answer, f"review-flash-{what}")
    return answer


PAGES = [
    queue_page,
    next_page,
    batch_page,
    figures_page,
    item_page,
    take_page,
    release_page,
    decision_page,
    report_page,
    send_report,
]
