"""The pages: who lends, and the shelf of one organisation."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, UnitOfWork, Visit, empty_form, flash, read_form
from commonweal_identity.api import find_humans, memberships_of
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from acme_toolshed.http import BORROWING, LENDING, open_lenders, require_lender
from acme_toolshed.offers import NewOffer, count_lent, make_offer, names_of, offers_of, take_back
from acme_toolshed.permissions import BORROW, LENDERS
from acme_toolshed.reservations import hand_over, release, reservations_at, reserve

SHEDS = "/toolshed"
SHELF = SHEDS + "/{organisation:str}"


class OfferEntries(msgspec.Struct):
    """What the form of an offer sends."""

    mission_id: UUID
    what: Annotated[str, msgspec.Meta(min_length=2, max_length=80)]
    pieces: Annotated[int, msgspec.Meta(ge=1, le=500)]
    pick_up: Annotated[str, msgspec.Meta(min_length=2, max_length=200)]


class DeskEntries(msgspec.Struct):
    """Which button beside a reservation was pressed."""

    act: Literal["handed-over", "back"]


@get(SHEDS)
async def show_lenders(request: Visit) -> Page:
    """Show which organisations lend tools."""
    async with request.web.database.read() as work:
        found = await open_lenders(request, work)
    return Page("toolshed/lenders.html", {"lenders": found})


@get(SHELF)
async def show_shelf(
    request: Visit, organisation: FromPath[str], mission: FromQuery[UUID | None] = None
) -> Page:
    """Show what an organisation lends; with ``mission`` its managers see the form of an offer for that one."""
    del organisation
    return await _shelf(request, empty_form(request, mission_id=mission))


@post(SHELF, guards=LENDING)
async def send_offer(request: Visit, organisation: FromPath[str]) -> Page | Redirect:
    """Offer what was entered, or show the form again with what to correct."""
    form = await read_form(request, OfferEntries)
    async with request.web.database.write() as work:
        await require_lender(request, work)
        if form.value is not None:
            new = NewOffer(**msgspec.structs.asdict(form.value))
            await make_offer(work, request.organisation_id, new)
    return await _shelf(request, form) if form.value is None else _back(organisation, "offered")


@post(SHELF + "/offers/{offer_id:uuid}/reserve", guards=BORROWING)
async def send_reservation(request: Visit, organisation: FromPath[str], offer_id: FromPath[UUID]) -> Redirect:
    """Reserve a piece."""
    try:
        async with request.web.database.write() as work:
            await reserve(work, request.organisation_id, offer_id, request.principal.account_id)
    except Refusal as refusal:
        if refusal.code != "conflict":
            raise
        return _back(organisation, "none-free")
    return _back(organisation, "reserved")


@post(SHELF + "/offers/{offer_id:uuid}/end", guards=LENDING)
async def end_offer(request: Visit, organisation: FromPath[str], offer_id: FromPath[UUID]) -> Redirect:
    """Offer something no longer."""
    async with request.web.database.write() as work:
        await require_lender(request, work)
        await take_back(work, request.organisation_id, offer_id)
    return _back(organisation, "ended")


@post(SHELF + "/reservations/{reservation_id:uuid}/give-up", guards=BORROWING)
async def give_up(request: Visit, organisation: FromPath[str], reservation_id: FromPath[UUID]) -> Redirect:
    """Give up one's own reservation."""
    async with request.web.database.write() as work:
        human_id = request.principal.account_id
        await release(work, request.organisation_id, reservation_id, human_id=human_id)
    return _back(organisation, "given-up")


@post(SHELF + "/reservations/{reservation_id:uuid}", guards=LENDING)
async def at_the_desk(
    request: Visit, organisation: FromPath[str], reservation_id: FromPath[UUID]
) -> Redirect:
    """Note that a piece was handed over, or that it is back or will not be fetched."""
    form = await read_form(request, DeskEntries)
    if form.value is None:
        raise Refusal("validation_error", fields=list(form.errors.values()))
    async with request.web.database.write() as work:
        await require_lender(request, work)
        if form.value.act == "handed-over":
            await hand_over(work, request.organisation_id, reservation_id)
        else:
            await release(work, request.organisation_id, reservation_id)
    return _back(organisation, form.value.act)


async def _shelf(request: Visit, form: Form[Any]) -> Page:
    """Make the page of an organisation's shelf: for everybody, for a borrower, for those who lend."""
    organisation_id, principal = request.organisation_id, request.principal
    context: dict[str, Any] = {"form": form, "mine": [], "lends": False, "desk": [], "people": {}}
    async with request.web.database.read() as work:
        slug, name = (await names_of(work, [organisation_id]))[organisation_id]
        context |= {
            "slug": slug,
            "name": name,
            "offers": await offers_of(work, organisation_id),
            "lent": await count_lent(work, organisation_id),
            "may_borrow": BORROW.allows(principal),
        }
        if context["may_borrow"]:
            context["mine"] = await reservations_at(work, organisation_id, human_id=principal.account_id)
            context["lends"] = await lends(work, principal.account_id, organisation_id)
        if context["lends"]:
            context["desk"] = await reservations_at(work, organisation_id)
            context["people"] = await find_humans(work, {each.human_id for each in context["desk"]})
    return Page("toolshed/shelf.html", context, status=422 if form.is_wrong else 200)


async def lends(work: UnitOfWork, human_id: UUID, organisation_id: UUID) -> bool:
    """Say whether a person may lend for an organisation."""
    return organisation_id in {
        each.organisation_id for each in await memberships_of(work, human_id, roles=LENDERS)
    }


def _back(organisation: str, told: str) -> Redirect:
    """Lead back to the shelf, and tell there what happened."""
    answer = Redirect(f"{SHEDS}/{organisation}", status_code=303)
    flash(answer, f"toolshed-flash-{told}")
    return answer


PAGES = [show_lenders, show_shelf, send_offer, send_reservation, end_offer, give_up, at_the_desk]
