"""What stands beside a mission: what is lent to those who do it, and a way to lend something more."""

from typing import Protocol
from uuid import UUID

from commonweal import Fragment, UnitOfWork, Visit
from commonweal_identity.api import memberships_of

from acme_toolshed.offers import names_of, offers_for
from acme_toolshed.permissions import LEND, LENDERS


class Mission(Protocol):
    """What is read of the mission that the page shows."""

    @property
    def id(self) -> UUID:
        """Which mission it is."""


async def beside_mission(visit: Visit, mission: Mission) -> Fragment | None:
    """Show it, of those organisations only that have the toolshed switched on at this moment."""
    async with visit.web.database.read() as work:
        offers = [each for each in await offers_for(work, mission.id) if _is_on(visit, each.organisation_id)]
        lending = [each for each in await _lending(visit, work) if _is_on(visit, each)]
        names = await names_of(work, {*lending, *(each.organisation_id for each in offers)})
    shown = [(each, *names[each.organisation_id]) for each in offers if each.organisation_id in names]
    may_lend = [names[each] for each in lending if each in names]
    if not shown and not may_lend:
        return None
    return Fragment(
        "toolshed/beside_mission.html", {"offers": shown, "lending": may_lend, "mission_id": mission.id}
    )


async def _lending(visit: Visit, work: UnitOfWork) -> list[UUID]:
    """Return the organisations whoever reads may lend for."""
    if not LEND.allows(visit.principal):
        return []
    found = await memberships_of(work, visit.principal.account_id, roles=LENDERS)
    return [each.organisation_id for each in found]


def _is_on(visit: Visit, organisation_id: UUID) -> bool:
    return visit.web.host.is_enabled("toolshed", organisation_id)
