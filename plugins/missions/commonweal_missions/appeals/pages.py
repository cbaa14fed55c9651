"""Pages of those who decide by hand: admins with their queue, and the organisation whose mission it is."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from commonweal import Form, Fragment, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_missions.appeals.deciding import (
    LEAST_NOTES,
    VERIFYING,
    HandVerdict,
    decide_as_admin,
    decide_as_partner,
    is_partial,
    take,
)
from commonweal_missions.evidence.claim_page import reasons_of
from commonweal_missions.evidence.http import show_evidence
from commonweal_missions.evidence.lists import count_waiting, list_made, list_waiting
from commonweal_missions.evidence.reading import with_links
from commonweal_missions.pages.zone import own_words
from commonweal_missions.permissions import ADMIN_EVIDENCE, CLAIM
from commonweal_missions.queries.mission import find_mission
from commonweal_missions.reader import reader_of
from commonweal_missions.reading import Rights
from commonweal_missions.settings import settings_of

QUEUE = "/admin/evidence"
A_PAGE = 20
OPEN = {"pending", "checking", "peer_review"}
"""States in which a partner's verdict counts (DOMAIN §8.1)."""


class DecisionEntries(msgspec.Struct):
    """What the form of a decision sends."""

    verdict: Literal["verified", "rejected"]
    notes: Annotated[str, msgspec.Meta(min_length=LEAST_NOTES, max_length=2000)]


@get(QUEUE, guards=[needs(ADMIN_EVIDENCE)])
async def queue_page(request: Visit, cursor: FromQuery[str | None] = None) -> Page:
    """Show what waits for an admin, what is due first at the top."""
    bound = {"list": "evidence-desk"}
    after = request.web.cursors.read(cursor, bound, tuple[datetime, UUID]) if cursor else None
    async with request.web.database.read() as work:
        found = await list_waiting(work, reader_of(request), after, A_PAGE + 1)
        words = await own_words(work, request)
    last = found[A_PAGE - 1] if len(found) > A_PAGE else None
    more = request.web.cursors.write((last.due_at, last.id), bound) if last else ""
    context = {
        "items": found[:A_PAGE],
        "now": datetime.now(UTC),
        "me": request.principal.account_id,
        "first_url": QUEUE if cursor else "",
        "next_url": request.here(cursor=more) if more else "",
    }
    return Page("missions/evidence/queue.html", context, translator=words)


@get("/admin/evidence/{evidence_id:uuid}", guards=[needs(ADMIN_EVIDENCE)])
async def admin_evidence_page(request: Visit, evidence_id: FromPath[UUID]) -> Page:
    """Show everything there is to know about evidence, with its originals."""
    return await show_decision(request, evidence_id)


@post("/admin/evidence/{evidence_id:uuid}/take", guards=[needs(ADMIN_EVIDENCE)])
async def take_page(request: Visit, evidence_id: FromPath[UUID]) -> Page | Redirect:
    """Hold evidence for 30 minutes."""
    try:
        async with request.web.database.write() as work:
            await take(work, request.principal, evidence_id, datetime.now(UTC))
    except Refusal as refusal:
        return await _again(request, evidence_id, empty_form(request), refusal)
    return Redirect(f"{QUEUE}/{evidence_id}", status_code=303)


@post("/admin/evidence/{evidence_id:uuid}/decision", guards=[needs(ADMIN_EVIDENCE)])
async def admin_decision_page(request: Visit, evidence_id: FromPath[UUID]) -> Page | Redirect:
    """Take an admin's decision, which is final."""
    form = await read_form(request, DecisionEntries)
    if form.value is None:
        return await show_decision(request, evidence_id, form, status=422)
    given = HandVerdict(verified=form.value.verdict == "verified", notes=form.value.notes)
    try:
        async with request.web.database.write() as work:
            await decide_as_admin(
                work, request.principal, evidence_id, given, settings_of(request), datetime.now(UTC)
            )
    except Refusal as refusal:
        return await _again(request, evidence_id, form, refusal)
    answer = Redirect(QUEUE, status_code=303)
    flash(answer, "missions-decision-flash")
    return answer


@get("/organisations/{slug:str}/evidence", guards=[needs(CLAIM)])
async def partner_page(request: Visit, slug: FromPath[str], cursor: FromQuery[str | None] = None) -> Page:
    """Show members of an organisation what was handed in for its missions."""
    return await show_partners(request, slug, cursor)


@post("/organisations/{slug:str}/evidence/{evidence_id:uuid}", guards=[needs(CLAIM)])
async def partner_decision_page(
    request: Visit, slug: FromPath[str], evidence_id: FromPath[UUID]
) -> Page | Redirect:
    """Take the verdict of the organisation whose mission it is."""
    form = await read_form(request, DecisionEntries)
    if form.value is None:
        return await show_partners(request, slug, None, form, evidence_id)
    given = HandVerdict(verified=form.value.verdict == "verified", notes=form.value.notes)
    try:
        async with request.web.database.write() as work:
            await decide_as_partner(
                work, request.principal, evidence_id, given, settings_of(request), datetime.now(UTC)
            )
    except Refusal as refusal:
        _refuse(form, refusal)
        return await show_partners(request, slug, None, form, evidence_id)
    answer = Redirect(f"/organisations/{slug}/evidence", status_code=303)
    flash(answer, "missions-decision-flash")
    return answer


async def admin_card(visit: Visit) -> Fragment | None:
    """Tell admins on their first page what evidence waits, and for too long."""
    if not ADMIN_EVIDENCE.allows(visit.principal):
        return None
    async with visit.web.database.read() as work:
        waiting, overdue = await count_waiting(work, datetime.now(UTC))
    return Fragment("missions/evidence/card.html", {"count": waiting, "overdue": overdue})


async def show_decision(
    visit: Visit, evidence_id: UUID, form: Form[Any] | None = None, *, status: int = 200
) -> Page:
    """Make the page on which an admin decides."""
    view = await show_evidence(visit, evidence_id)
    now = datetime.now(UTC)
    async with visit.web.database.read() as work:
        partial = await is_partial(work, visit.principal.account_id, evidence_id)
        mission = await find_mission(work, view.mission_id, reader_of(visit), now, Rights(admin=True))
        words = await own_words(work, visit)
    context = {
        "view": view,
        "mission": mission,
        "form": form or empty_form(visit),
        "partial": partial,
        "mine": view.taken_by == visit.principal.account_id,
        "reasons_of": reasons_of,
        "least_notes": LEAST_NOTES,
    }
    return Page("missions/evidence/decision.html", context, status=status, translator=words)


async def show_partners(
    visit: Visit,
    slug: str,
    cursor: str | None,
    form: Form[Any] | None = None,
    answered: UUID | None = None,
) -> Page:
    """Make the page of an organisation's evidence; raises ``Refusal("not_found")`` for strangers."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    bound = {"list": "partner-evidence", "slug": slug, "human": visit.principal.id}
    after = visit.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with visit.web.database.read() as work:
        organisation = await identity.find_organisation_named(work, slug)
        if organisation is None:
            raise Refusal("not_found")
        member = await identity.require_member(work, visit.principal, organisation.id)
        found = await list_made(work, [organisation.id], "partner", after=after, limit=A_PAGE + 1)
        now, missions = datetime.now(UTC), {}
        for view in found[:A_PAGE]:
            if view.mission_id not in missions:
                missions[view.mission_id] = await find_mission(
                    work, view.mission_id, reader_of(visit), now, Rights(admin=True)
                )
        words = await own_words(work, visit)
    views = [await with_links(view, visit.web.blobs, "partner") for view in found[:A_PAGE]]
    more = visit.web.cursors.write((found[A_PAGE - 1].id,), bound) if len(found) > A_PAGE else ""
    address = f"/organisations/{slug}/evidence"
    context = {
        "organisation": organisation,
        "views": views,
        "missions": missions,
        "verifies": member.role in VERIFYING,
        "open_states": OPEN,
        "me": visit.principal.account_id,
        "form": form or empty_form(visit),
        "empty": empty_form(visit),
        "answered": answered,
        "reasons_of": reasons_of,
        "least_notes": LEAST_NOTES,
        "address": address,
        "first_url": address if cursor else "",
        "next_url": visit.here(cursor=more) if more else "",
    }
    return Page(
        "missions/evidence/partner.html",
        context,
        status=422 if form is not None and form.is_wrong else 200,
        translator=words,
    )


async def _again(visit: Visit, evidence_id: UUID, form: Form[Any], refusal: Refusal) -> Page:
    _refuse(form, refusal)
    return await show_decision(visit, evidence_id, form, status=422)


def _refuse(form: Form[Any], refusal: Refusal) -> None:
    """Note why a decision is refused; raises what has nothing to do with the form."""
    if refusal.code == "not_found":
        raise refusal
    messages = {
        "invalid_transition": "missions-decision-over",
        "conflict": "missions-decision-held",
        "forbidden": "missions-decision-partial",
    }
    form.refuse(refusal, messages.get(refusal.code, ""))


DECIDING_PAGES = [
    queue_page,
    admin_evidence_page,
    take_page,
    admin_decision_page,
    partner_page,
    partner_decision_page,
]
