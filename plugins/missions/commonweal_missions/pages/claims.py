"""The pages of whoever claims: claiming on a mission's page, one's claims, and one claim."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import (
    Form,
    Page,
    Refusal,
    Visit,
    empty_form,
    flash,
    needs,
    read_form,
)
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_missions.claims.http import claim_as
from commonweal_missions.claims.keeping import give_up, report_progress
from commonweal_missions.evidence.claim_page import claimer_context
from commonweal_missions.pages.mission import show_mission
from commonweal_missions.pages.zone import own_words
from commonweal_missions.permissions import CLAIM
from commonweal_missions.queries.claims import (
    GROUPS,
    Group,
    OwnClaim,
    find_own_claim,
    held_claim,
    list_own_claims,
)
from commonweal_missions.queries.mission import find_mission
from commonweal_missions.reader import reader_of
from commonweal_missions.reading import rights_of
from commonweal_missions.settings import settings_of

MINE = "/my-missions"
FINISHED = 24  # on one page


class ClaimEntries(msgspec.Struct):
    """What the form of a mission's page sends."""

    acknowledged: bool = False


class ProgressEntries(msgspec.Struct):
    """What the form of a claim's page sends."""

    progress: Annotated[int, msgspec.Meta(ge=0, le=100)]
    notes: Annotated[str, msgspec.Meta(max_length=2000)] = ""


@post("/missions/{mission_id:uuid}/claim", guards=[needs(CLAIM)])
async def claim_page(request: Visit, mission_id: FromPath[UUID]) -> Page | Redirect:
    """Claim a slot, or show the mission again and say why not."""
    form = await read_form(request, ClaimEntries)
    try:
        acknowledged = form.value is not None and form.value.acknowledged
        claim_id = await claim_as(request, mission_id, acknowledged=acknowledged)
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        if refusal.code == "already_claimed":  # pressed twice: here is what the first press made
            return Redirect(f"/claims/{await _held(request, mission_id)}", status_code=303)
        form.refuse(refusal)
        return await show_mission(request, mission_id, form, status=422)
    answer = Redirect(f"/claims/{claim_id}", status_code=303)
    flash(answer, "missions-flash-claimed")
    return answer


@get(MINE, guards=[needs(CLAIM)])
async def my_missions_page(request: Visit, cursor: FromQuery[str | None] = None) -> Page:
    """Show one's claims: what to do, what waits for a verdict, and, page by page, what is finished."""
    human_id, cursors = request.principal.account_id, request.web.cursors
    bound = {"list": "finished claims", "human": request.principal.id}
    after = cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    shown: tuple[Group, ...] = ("finished",) if after else tuple(GROUPS)
    groups: dict[Group, list[OwnClaim]] = {}
    async with request.web.database.read() as work:
        for group in shown:
            most = FINISHED + 1 if group == "finished" else 100
            groups[group] = await list_own_claims(
                work, human_id, reader_of(request), group=group, after=after, limit=most
            )
        words = await own_words(work, request)
    more = len(groups["finished"]) > FINISHED
    groups["finished"] = groups["finished"][:FINISHED]
    context = {
        "groups": groups.items(),
        "most_open": settings_of(request).max_open_claims,
        "next_url": f"{MINE}?cursor={cursors.write((groups['finished'][-1].id,), bound)}" if more else "",
        "first_url": MINE if after else "",
    }
    return Page("missions/my_missions.html", context, translator=words)


@get("/claims/{claim_id:uuid}", guards=[needs(CLAIM)])
async def own_claim_page(request: Visit, claim_id: FromPath[UUID]) -> Page:
    """Show a claim with its steps, its deadline and what to do next."""
    return await show_claim(request, claim_id)


@post("/claims/{claim_id:uuid}/progress", guards=[needs(CLAIM)])
async def progress_page(request: Visit, claim_id: FromPath[UUID]) -> Page | Redirect:
    """Keep progress and notes."""
    form = await read_form(request, ProgressEntries)
    if form.value is None:
        return await show_claim(request, claim_id, form, status=422)
    human_id, entries = request.principal.account_id, form.value
    try:
        async with request.web.database.write() as work:
            await report_progress(
                work,
                claim_id,
                human_id,
                progress=entries.progress,
                notes=entries.notes,
                at=datetime.now(UTC),
            )
    except Refusal as refusal:
        return await _refused(request, claim_id, form, refusal)
    return _back(claim_id, "missions-flash-saved")


@post("/claims/{claim_id:uuid}/give-up", guards=[needs(CLAIM)])
async def give_up_page(request: Visit, claim_id: FromPath[UUID]) -> Page | Redirect:
    """Give a claim up."""
    form = await read_form(request, ClaimEntries)
    try:
        async with request.web.database.write() as work:
            await give_up(work, claim_id, request.principal.account_id, datetime.now(UTC))
    except Refusal as refusal:
        return await _refused(request, claim_id, form, refusal)
    return _back(claim_id, "missions-flash-given-up")


async def _held(visit: Visit, mission_id: UUID) -> UUID:
    async with visit.web.database.read() as work:
        claim = await held_claim(work, mission_id, visit.principal.account_id)
    if claim is None:
        raise Refusal("already_claimed")
    return UUID(str(claim["id"]))


async def show_claim(
    visit: Visit, claim_id: UUID, form: Form[Any] | None = None, *, status: int = 200
) -> Page:
    """Make the page of one's claim; raises ``Refusal("not_found")`` for another's."""
    reader, now = reader_of(visit), datetime.now(UTC)
    async with visit.web.database.read() as work:
        claim = await find_own_claim(work, claim_id, visit.principal.account_id, reader)
        if claim is None:
            raise Refusal("not_found")
        rights = await rights_of(work, visit.principal)
        mission = await find_mission(work, claim.mission_id, reader, now, rights)
        words = await own_words(work, visit)
        evidence = await claimer_context(visit, work, claim_id, mission)
    context = {
        **evidence,
        "claim": claim,
        "mission": mission,
        "form": form or empty_form(visit),
        "now": now,
        "free": (now - claim.claimed_at).total_seconds() <= 86_400,  # noqa: PLR2004 - a day
    }
    slots = {"missions.claim.evidence": {"claim": claim, "mission": mission}}
    return Page("missions/claim.html", context, status=status, slots=slots, translator=words)


async def _refused(visit: Visit, claim_id: UUID, form: Form[Any], refusal: Refusal) -> Page:
    if refusal.code == "not_found":
        raise refusal
    form.refuse(refusal, "missions-claim-not-now" if refusal.code == "invalid_transition" else "")
    return await show_claim(visit, claim_id, form, status=422)


def _back(claim_id: UUID, message: str) -> Redirect:
    answer = Redirect(f"/claims/{claim_id}", status_code=303)
    flash(answer, message)
    return answer


CLAIM_PAGES = [claim_page, my_missions_page, own_claim_page, progress_page, give_up_page]
