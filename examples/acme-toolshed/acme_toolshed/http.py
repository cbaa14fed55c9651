"""The JSON API: ``/api/v1/toolshed``, for everybody, and below it a room for each organisation.

The kernel serves what has ``{organisation}`` in its address only where that organisation has switched the
toolshed on, and says in ``request.organisation_id`` which one it is.
"""

from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, UnitOfWork, Visit, limited, needs
from commonweal_identity.api import require_member
from litestar import delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from acme_toolshed.offers import Lender, NewOffer, Offer, lenders, make_offer, offers_of, take_back
from acme_toolshed.permissions import BORROW, LEND, LENDERS
from acme_toolshed.reservations import hand_over, release, reserve

Limit = Annotated[int, QueryParameter(ge=1, le=100)]
LENDING = [needs(LEND), limited("toolshed-lend", 120, 3_600)]
BORROWING = [needs(BORROW), limited("toolshed-borrow", 30, 3_600)]


class Reserved(msgspec.Struct, frozen=True):
    """The reservation that was made."""

    id: UUID


async def require_lender(request: Visit, work: UnitOfWork) -> None:
    """Raise ``Refusal`` for everybody but owners and managers of the organisation in the address."""
    await require_member(work, request.principal, request.organisation_id, *LENDERS)


async def open_lenders(request: Visit, work: UnitOfWork) -> list[Lender]:
    """Return the organisations that lend something and have the toolshed switched on now."""
    host = request.web.host
    return [each for each in await lenders(work) if host.is_enabled("toolshed", each.organisation_id)]


@get("/", operation_id="listLenders", summary="List the organisations that lend tools")
async def list_lenders(request: Visit) -> Items[Lender]:
    """List the organisations that lend tools for missions."""
    async with request.web.database.read() as work:
        return Items(await open_lenders(request, work))


@get("/{organisation:str}/offers", operation_id="listToolOffers", summary="List what an organisation lends")
async def list_offers(
    request: Visit, organisation: FromPath[str], cursor: FromQuery[str | None] = None, limit: Limit = 20
) -> Items[Offer]:
    """List what an organisation lends, the newest first."""
    del organisation  # the kernel has looked it up
    bound = {"organisation": str(request.organisation_id)}
    before = request.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with request.web.database.read() as work:
        found = await offers_of(work, request.organisation_id, before=before, limit=limit + 1)
    more = request.web.cursors.write((found[limit - 1].id,), bound) if len(found) > limit else None
    return Items(found[:limit], more)


@post("/{organisation:str}/offers", guards=LENDING, operation_id="offerTools", summary="Offer tools")
async def post_offer(request: Visit, organisation: FromPath[str], data: JSONBody[NewOffer]) -> Offer:
    """Offer tools to those who do a mission; for owners and managers."""
    del organisation
    async with request.web.database.write() as work:
        await require_lender(request, work)
        return await make_offer(work, request.organisation_id, data)


@delete(
    "/{organisation:str}/offers/{offer_id:uuid}",
    guards=LENDING,
    operation_id="takeBackTools",
    summary="Offer tools no longer",
)
async def delete_offer(request: Visit, organisation: FromPath[str], offer_id: FromPath[UUID]) -> None:
    """Offer something no longer; reservations of it end."""
    del organisation
    async with request.web.database.write() as work:
        await require_lender(request, work)
        await take_back(work, request.organisation_id, offer_id)


@post(
    "/{organisation:str}/offers/{offer_id:uuid}/reservations",
    guards=BORROWING,
    operation_id="reserveTool",
    summary="Reserve a tool",
)
async def post_reservation(request: Visit, organisation: FromPath[str], offer_id: FromPath[UUID]) -> Reserved:
    """Reserve one piece; 409 ``conflict`` when none is free, or one has been reserved by the caller."""
    del organisation
    async with request.web.database.write() as work:
        human_id = request.principal.account_id
        return Reserved(await reserve(work, request.organisation_id, offer_id, human_id))


@post(
    "/{organisation:str}/reservations/{reservation_id:uuid}/hand-over",
    guards=LENDING,
    status_code=204,
    operation_id="handOverTool",
    summary="Hand a tool over",
)
async def post_hand_over(request: Visit, organisation: FromPath[str], reservation_id: FromPath[UUID]) -> None:
    """Note that somebody was handed what they reserved; for owners and managers."""
    del organisation
    async with request.web.database.write() as work:
        await require_lender(request, work)
        await hand_over(work, request.organisation_id, reservation_id)


@delete(
    "/{organisation:str}/reservations/{reservation_id:uuid}",
    guards=BORROWING,
    operation_id="giveUpTool",
    summary="Give a reservation up",
)
async def delete_reservation(
    request: Visit, organisation: FromPath[str], reservation_id: FromPath[UUID]
) -> None:
    """Give up one's own reservation before it was picked up."""
    del organisation
    async with request.web.database.write() as work:
        human_id = request.principal.account_id
        await release(work, request.organisation_id, reservation_id, human_id=human_id)


ROUTES = [
    list_lenders,
    list_offers,
    post_offer,
    delete_offer,
    post_reservation,
    post_hand_over,
    delete_reservation,
]
