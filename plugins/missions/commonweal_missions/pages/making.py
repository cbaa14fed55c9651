"""The pages of whoever makes missions: one's own list, the form to make or edit one, and archiving."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, UnitOfWork, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_missions.claims.ending import archive
from commonweal_missions.filters import ListingFilters
from commonweal_missions.missions.http import require_own
from commonweal_missions.missions.making import MAKING, edit_mission, make_missions
from commonweal_missions.pages.drafting import ITEMS, STEPS, MissionEntries, draft_of, entries_of, rows_of
from commonweal_missions.pages.mission import show_mission
from commonweal_missions.paging import read_cursor, write_cursor
from commonweal_missions.permissions import ADMIN_MISSIONS, MANAGE
from commonweal_missions.queries.listing import list_missions
from commonweal_missions.queries.mission import find_mission
from commonweal_missions.queries.templates import find_template, list_templates
from commonweal_missions.reader import reader_of
from commonweal_missions.reading import rights_of
from commonweal_missions.rules.vocabulary import (
    ContentLocale,
    CreatorKind,
    Difficulty,
    Domain,
    EvidenceKind,
    MissionType,
    PeerReview,
    Risk,
)

OWN = "/missions/mine"
MOST = 30  # on one page


class ReasonEntries(msgspec.Struct):
    """Why an admin archives a mission; its creator need not say."""

    reason: Annotated[str, msgspec.Meta(max_length=2000)] = ""


@get(OWN, guards=[needs(MANAGE)])
async def own_missions_page(request: Visit, cursor: FromQuery[str | None] = None) -> Page:
    """Show the missions of one's organisations and agents, whatever their state and review."""
    reader, now, cursors = reader_of(request), datetime.now(UTC), request.web.cursors
    async with request.web.database.read() as work:
        rights = await rights_of(work, request.principal)
        filters = ListingFilters(creators=rights.creators)
        position = read_cursor(cursors, filters, reader, cursor)
        listed = await list_missions(work, filters, reader, now, MOST, position)
        organisations = await _organisations(work, request)
    following = write_cursor(cursors, filters, reader, listed.next_position)
    context = {
        "missions": listed.missions,
        "organisations": organisations,
        "next_url": f"{OWN}?cursor={following}" if following else "",
        "first_url": OWN if position else "",
    }
    return Page("missions/own_missions.html", context)


@get("/missions/new", guards=[needs(MANAGE)])
async def new_mission_page(
    request: Visit, organisation: FromQuery[UUID], template: FromQuery[UUID | None] = None
) -> Page:
    """Show the form of a new mission of an organisation, perhaps with an admin's template filled in."""
    known: dict[str, object] = {}
    if template is not None:
        async with request.web.database.read() as work:
            preset = await find_template(work, template)
        if preset is not None:
            known = preset.entries()
    return await _show(request, empty_form(request, **known), organisation, None)


@post("/missions/new", guards=[needs(MANAGE)])
async def make_mission_page(request: Visit, organisation: FromQuery[UUID]) -> Page | Redirect:
    """Make the mission, show the form with more rows, or say what to correct."""
    form = await read_form(request, MissionEntries)
    if form.text("more"):
        return await _more(request, form, organisation, None)
    draft = draft_of(form, organisation)
    if draft is not None:
        try:
            made = (await make_missions(request, [draft]))[0]
        except Refusal as refusal:
            if refusal.code == "not_found":
                raise
            form.refuse(refusal)
        else:
            return _to(f"/missions/{made.id}", f"missions-flash-made-{made.review_status}")
    return await _show(request, form, organisation, None, status=422)


@get("/missions/{mission_id:uuid}/edit", guards=[needs(MANAGE)])
async def edit_mission_page(request: Visit, mission_id: FromPath[UUID]) -> Page:
    """Show the form of a mission that exists."""
    async with request.web.database.read() as work:
        organisation_id = await _organisation_of(work, request, mission_id)
        known = await _known(work, request, mission_id)
    return await _show(request, empty_form(request, **known), organisation_id, mission_id)


@post("/missions/{mission_id:uuid}/edit", guards=[needs(MANAGE)])
async def change_mission_page(request: Visit, mission_id: FromPath[UUID]) -> Page | Redirect:
    """Write a mission anew."""
    form = await read_form(request, MissionEntries)
    async with request.web.database.read() as work:
        organisation_id = await _organisation_of(work, request, mission_id)
    if form.text("more"):
        return await _more(request, form, organisation_id, mission_id)
    draft = draft_of(form, organisation_id)
    if draft is not None and form.value is not None:
        try:
            await edit_mission(request, mission_id, draft, form.value.version)
        except Refusal as refusal:
            if refusal.code == "not_found":
                raise
            form.refuse(refusal, "missions-edit-conflict" if refusal.code == "conflict" else "")
        else:
            return _to(f"/missions/{mission_id}", "missions-flash-made-flagged")
    return await _show(request, form, organisation_id, mission_id, status=422)


@post("/missions/{mission_id:uuid}/archive", guards=[needs(MANAGE)])
async def archive_page(request: Visit, mission_id: FromPath[UUID]) -> Page | Redirect:
    """Take a mission from the marketplace: its creator while no claim is open, an admin at any time."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    form = await read_form(request, ReasonEntries)
    by_admin = ADMIN_MISSIONS.allows(request.principal)
    try:
        async with request.web.database.write() as work:
            if not by_admin:
                await require_own(work, request, mission_id)
            await archive(work, mission_id, by_admin=by_admin, at=datetime.now(UTC))
            if by_admin:
                await identity.record_audit(
                    work,
                    request.principal,
                    "missions.archived",
                    subject_kind="missions.mission",
                    subject_id=mission_id,
                    reason=form.text("reason")[:2000],
                )
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        form.refuse(refusal, "missions-archive-conflict" if refusal.code == "conflict" else "")
        return await show_mission(request, mission_id, form, status=422)
    return _to(f"/missions/{mission_id}", "missions-flash-archived")


async def _show(
    visit: Visit, form: Form[Any], organisation_id: UUID, mission_id: UUID | None, *, status: int = 200
) -> Page:
    """Show the form; who may not make missions for the organisation finds or may do nothing."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    async with visit.web.database.read() as work:
        await identity.require_member(work, visit.principal, organisation_id, *MAKING)
        organisation = await identity.find_organisation(work, organisation_id)
        templates = await list_templates(work)
    words = visit.translator
    query = f"?organisation={organisation_id}"
    context = {
        "form": form,
        "organisation": organisation,
        "templates": templates if mission_id is None else [],
        "mission_id": mission_id,
        "action": f"/missions/{mission_id}/edit" if mission_id else f"/missions/new{query}",
        "steps": rows_of(form, "step", STEPS),
        "items": rows_of(form, "item", ITEMS),
        "default_expiry": "" if form.entries else (datetime.now(UTC) + timedelta(days=30)).date().isoformat(),
        "choices": {
            name: [(str(value), words.text(f"{prefix}-{value.replace('_', '-')}")) for value in kind]
            for name, prefix, kind in (
                ("domain", "kernel-domain", Domain),
                ("type", "missions-type", MissionType),
                ("difficulty", "missions-difficulty", Difficulty),
                ("risk", "missions-risk", Risk),
                ("kind", "missions-evidence", EvidenceKind),
                ("peer_review", "missions-peer-review", PeerReview),
                ("source_locale", "kernel-language", ContentLocale),
            )
        },
    }
    return Page("missions/make.html", context, status=status)


async def _more(visit: Visit, form: Form[Any], organisation_id: UUID, mission_id: UUID | None) -> Page:
    """Show the form again with another row, and without complaints about what is not filled in yet."""
    name = "steps" if form.text("more") == "steps" else "items"
    most = STEPS if name == "steps" else ITEMS
    rows = rows_of(form, "step" if name == "steps" else "item", most)
    form.entries[name] = [str(min(most, rows + 1))]
    form.errors.clear()
    form.problem = ""
    return await _show(visit, form, organisation_id, mission_id)


async def _known(work: UnitOfWork, visit: Visit, mission_id: UUID) -> dict[str, object]:
    """Return the entries of a mission that exists, in its own language."""
    row = await work.fetch_row("SELECT source_locale FROM missions.mission WHERE id = $1", mission_id)
    rights = await rights_of(work, visit.principal)
    locale = ContentLocale(row["source_locale"])
    mission = await find_mission(work, mission_id, locale, datetime.now(UTC), rights)
    if mission is None:
        raise Refusal("not_found")
    return entries_of(mission, locale)


async def _organisation_of(work: UnitOfWork, visit: Visit, mission_id: UUID) -> UUID:
    """Return whose mission it is; an agent's is edited by its API, and is not found here."""
    await require_own(work, visit, mission_id)
    row = await work.fetch_row(
        "SELECT creator_kind, creator_id FROM missions.mission WHERE id = $1", mission_id
    )
    if row["creator_kind"] != CreatorKind.ORGANISATION:
        raise Refusal("not_found")
    return UUID(str(row["creator_id"]))


async def _organisations(work: UnitOfWork, visit: Visit) -> list[Any]:
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    if visit.principal.kind != "human":
        return []
    members = await identity.memberships_of(work, visit.principal.account_id, roles=MAKING)
    found = await identity.find_organisations(work, [each.organisation_id for each in members])
    return [each for each in found.values() if each.state == "active"]


def _to(address: str, message: str) -> Redirect:
    answer = Redirect(address, status_code=303)
    flash(answer, message)
    return answer


MAKING_PAGES = [
    own_missions_page,
    new_mission_page,
    make_mission_page,
    edit_mission_page,
    change_mission_page,
    archive_page,
]
