"""The rules of lending; they know no HTTP, and every function works inside the unit of work it is handed."""

from collections.abc import Collection
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, new_id
from commonweal_identity.api import find_organisations
from msgspec import Meta

_OFFER = """
    INSERT INTO toolshed.offer (id, organisation_id, mission_id, what, pick_up, pieces, free)
    VALUES ($1, $2, $3, $4, $5, $6, $6)
    RETURNING id, organisation_id, mission_id, what, pick_up, pieces, free
"""
_OF_ORGANISATION = """
    SELECT id, organisation_id, mission_id, what, pick_up, pieces, free FROM toolshed.offer
    WHERE organisation_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""
_FOR_MISSION = """
    SELECT id, organisation_id, mission_id, what, pick_up, pieces, free FROM toolshed.offer
    WHERE mission_id = $1 ORDER BY id LIMIT 50
"""
_LENDING = """
    SELECT organisation_id, count(*) AS offers, coalesce(max(lent), 0) AS lent
    FROM toolshed.offer LEFT JOIN toolshed.tally USING (organisation_id)
    GROUP BY organisation_id ORDER BY max(offer.made_at) DESC LIMIT 200
"""
_LENT = "SELECT lent FROM toolshed.tally WHERE organisation_id = $1"
_TAKE_BACK = "DELETE FROM toolshed.offer WHERE id = $1 AND organisation_id = $2 RETURNING id"


class NewOffer(msgspec.Struct, forbid_unknown_fields=True):
    """What an organisation would lend to those who do a mission."""

    mission_id: UUID
    what: Annotated[str, Meta(min_length=2, max_length=80)]
    pieces: Annotated[int, Meta(ge=1, le=500)]
    pick_up: Annotated[str, Meta(min_length=2, max_length=200)]


class Offer(msgspec.Struct, frozen=True):
    """What is lent: how many pieces there are, how many of them are free, and where they are picked up."""

    id: UUID
    organisation_id: UUID
    mission_id: UUID
    what: str
    pick_up: str
    pieces: int
    free: int


class Lender(msgspec.Struct, frozen=True):
    """An organisation that lends: how many offers it has, and how often it has handed something over."""

    organisation_id: UUID
    slug: str
    name: str
    offers: int
    lent: int


async def make_offer(work: UnitOfWork, organisation_id: UUID, new: NewOffer) -> Offer:
    """Offer something for a mission."""
    values = (new_id(), organisation_id, new.mission_id, new.what, new.pick_up, new.pieces)
    return Offer(*await work.fetch_row(_OFFER, *values))


async def take_back(work: UnitOfWork, organisation_id: UUID, offer_id: UUID) -> None:
    """Offer something no longer, whoever has reserved it; raises ``Refusal("not_found")``."""
    if await work.fetch_value(_TAKE_BACK, offer_id, organisation_id) is None:
        raise Refusal("not_found")


async def offers_of(
    work: UnitOfWork, organisation_id: UUID, *, before: UUID | None = None, limit: int = 100
) -> list[Offer]:
    """Return what an organisation lends, the newest first."""
    return [Offer(*row) for row in await work.fetch(_OF_ORGANISATION, organisation_id, before, limit)]


async def offers_for(work: UnitOfWork, mission_id: UUID) -> list[Offer]:
    """Return what is lent to those who do a mission, by whatever organisation."""
    return [Offer(*row) for row in await work.fetch(_FOR_MISSION, mission_id)]


async def count_lent(work: UnitOfWork, organisation_id: UUID) -> int:
    """Return how often an organisation has handed something over."""
    return int(await work.fetch_value(_LENT, organisation_id) or 0)


async def lenders(work: UnitOfWork) -> list[Lender]:
    """Return the organisations that lend something, those with the newest offer first."""
    rows = await work.fetch(_LENDING)
    known = await names_of(work, [row["organisation_id"] for row in rows])
    return [
        Lender(each, *known[each], row["offers"], row["lent"])
        for row in rows
        if (each := row["organisation_id"]) in known
    ]


async def names_of(work: UnitOfWork, organisation_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return the names of organisations in addresses and in words; those that closed are left out."""
    found = await find_organisations(work, organisation_ids)
    return {each.id: (each.slug, each.name) for each in found.values() if each.state != "deactivated"}
