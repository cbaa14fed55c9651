"""What depends on who asks the marketplace: ``near=me`` and ``mine=true`` become points and creators."""

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, Visit

from commonweal_missions.filters import FilterReader, ListingFilters, Near
from commonweal_missions.reading import rights_of
from commonweal_missions.rules.geography import Point


async def ask_as(
    work: UnitOfWork, visit: Visit, asked: FilterReader, filters: ListingFilters
) -> ListingFilters:
    """Fill in the reader's own point and radius, and their creators; mistakes go to ``asked.errors``.

    Raises ``Refusal("unauthorized")`` for a guest who asks for either.
    """
    if asked.near_me:
        near = await point_of(work, visit)
        if near is None:
            asked.errors.append(FieldError("near", "needs", {"other": "latitude, longitude"}))
        elif asked.radius_km:
            near = Near(near.point, asked.radius_km)
        filters = msgspec.structs.replace(filters, near=near)
    if asked.mine:
        if visit.principal.kind == "guest":
            raise Refusal("unauthorized")
        rights = await rights_of(work, visit.principal)
        filters = msgspec.structs.replace(filters, creators=rights.creators)
    return filters


async def point_of(work: UnitOfWork, visit: Visit) -> Near | None:
    """Return point and radius of the reader's profile, or None without one; refuses guests."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    human = await identity.find_human(work, visit.principal.account_id)
    if human is None or human.latitude is None or human.longitude is None:
        return None
    return Near(Point(human.latitude, human.longitude), human.service_radius_km)
