"""The pages of reputation: leaderboards, and endorsing a person; and what a person's page shows of it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from commonweal import (
    Form,
    Fragment,
    Page,
    Refusal,
    SlotFill,
    Visit,
    empty_form,
    flash,
    needs,
    read_form,
)
from commonweal_identity.api import DOMAINS, Domain
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_reputation import boards, endorsements
from commonweal_reputation.endorsing import EndorsementDraft, endorse_as, revoke
from commonweal_reputation.explaining import explain
from commonweal_reputation.http import board_of
from commonweal_reputation.people import require_visible
from commonweal_reputation.permissions import ENDORSE
from commonweal_reputation.services import reader_of, settings_of

LEADERBOARDS = "/leaderboards"
PAGE_SIZE, SHOWN = 25, 10


@get(LEADERBOARDS)
async def leaderboards_page(
    request: Visit,
    by: FromQuery[boards.By] = "score",
    period: FromQuery[boards.Period] = "all",
    domain: FromQuery[Domain | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Page:
    """Show who did most, and one's own place."""
    asked = boards.Asked(by=by, period=period, domain=domain if by == "missions" else None)
    listed = await board_of(request, asked, cursor, PAGE_SIZE)
    reader = reader_of(request)
    async with request.web.database.read() as work:
        own = await boards.own_place(work, asked, datetime.now(UTC), reader) if reader else None
    context = {
        "asked": asked,
        "ranked": listed.items,
        "own": own,
        "reader": reader,
        "deepest": boards.DEEPEST,
        "bys": [(name, request.here(by=name, domain=None, cursor=None)) for name in boards.BYS],
        "periods": [(name, request.here(period=name, cursor=None)) for name in boards.PERIODS],
        "domains": [(slug, request.here(by="missions", domain=slug, cursor=None)) for slug in DOMAINS],
        "everywhere_url": request.here(domain=None, cursor=None),
        "next_url": request.here(cursor=listed.next_cursor) if listed.next_cursor else "",
        "first_url": request.here(cursor=None) if cursor else "",
    }
    return Page("reputation/leaderboards.html", context)


@get("/people/{human_id:uuid}/endorse", guards=[needs(ENDORSE)])
async def endorse_page(request: Visit, human_id: FromPath[UUID]) -> Page:
    """Ask why somebody is worth others' trust."""
    return await _asking(request, human_id, empty_form(request))


@post("/people/{human_id:uuid}/endorse", guards=[needs(ENDORSE)])
async def endorse_by_form(request: Visit, human_id: FromPath[UUID]) -> Page | Redirect:
    """Endorse a person."""
    form = await read_form(request, EndorsementDraft)
    if form.value is None:
        return await _asking(request, human_id, form)
    try:
        made = await endorse_as(request, settings_of(request), human_id, form.value.reason)
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        form.refuse(refusal)
        return await _asking(request, human_id, form)
    answer = Redirect(f"/people/{human_id}", status_code=303)
    seen = made.review_status == "approved"
    flash(answer, "reputation-flash-endorsed" if seen else "reputation-flash-waits")
    return answer


@post("/people/{human_id:uuid}/endorse/revoke", guards=[needs(ENDORSE)])
async def revoke_by_form(request: Visit, human_id: FromPath[UUID]) -> Redirect:
    """Take an endorsement back."""
    async with request.web.database.write() as work:
        await revoke(work, request.principal.account_id, human_id)
    answer = Redirect(f"/people/{human_id}", status_code=303)
    flash(answer, "reputation-flash-revoked")
    return answer


async def _asking(visit: Visit, human_id: UUID, form: Form[Any]) -> Page:
    async with visit.web.database.read() as work:
        human = await require_visible(work, visit.principal, human_id)
    context = {"human": human, "form": form}
    return Page("reputation/endorse.html", context, status=422 if form.errors else 200)


async def of_person(visit: Visit, person: Any) -> Fragment | None:
    """Show what a person has reached and why, their badges, and who endorsed them."""
    reader = reader_of(visit)
    async with visit.web.database.read() as work:
        explained = await explain(work, person.id)
        found = await endorsements.received(work, person.id, reader, before=None, limit=SHOWN)
        word = await endorsements.own_word(work, reader, person.id) if reader else None
    may_endorse = reader is not None and reader != person.id and ENDORSE.allows(visit.principal)
    context = {
        "person": person,
        "explained": explained,
        "endorsements": found,
        "word": word if may_endorse else None,
    }
    return Fragment("reputation/person.html", context)


PAGES = [leaderboards_page, endorse_page, endorse_by_form, revoke_by_form]
SLOTS = [SlotFill(slot="identity.person", render=of_person, order=10)]
