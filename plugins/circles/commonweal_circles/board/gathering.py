"""A party behind the lock of its circle, with the buddies that count.

A buddy counts while they are an active member of the circle, and so does a party by its starter: nobody sees
or joins one whose starter left.
"""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork, emit
from commonweal_missions import api as missions

from commonweal_circles.events import PartyChanged
from commonweal_circles.seeing import Place, require_member

AGREES_FOR: Final = timedelta(hours=48)
_FIND = """
SELECT p.id, p.circle_id, p.mission_id, p.started_by, p.state
FROM circles.party AS p
JOIN circles.member AS starter
    ON starter.circle_id = p.circle_id AND starter.account_id = p.started_by AND starter.state = 'active'
WHERE p.id = $1 AND p.circle_id = $2
"""
_BUDDIES = """
SELECT b.human_id, b.joined_at, b.acknowledged FROM circles.buddy AS b
JOIN circles.member AS m ON m.circle_id = $2 AND m.account_id = b.human_id AND m.state = 'active'
WHERE b.party_id = $1 ORDER BY b.joined_at, b.human_id
"""


class Buddy(msgspec.Struct, frozen=True):
    """Somebody who agreed to be claimed for, and when."""

    human_id: UUID
    joined_at: datetime
    acknowledged: bool


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A party as it is now, behind the lock of its circle, with the buddies that count."""

    id: UUID
    circle_id: UUID
    mission_id: UUID
    started_by: UUID
    state: str
    buddies: list[Buddy]

    def require_gathering(self, target: str) -> None:
        """Raise ``Refusal("invalid_transition")`` once it claimed or was cancelled."""
        if self.state != "gathering":
            raise Refusal("invalid_transition", source=self.state, target=target)


class MadeParty(msgspec.Struct, frozen=True):
    """A party, its state, and how many belong to it now."""

    id: UUID
    state: str
    buddies: int


async def lock_party(
    work: UnitOfWork, principal: Principal, circle_id: UUID, party_id: UUID
) -> tuple[Place, Party]:
    """Lock the circle as its member, and return the party as it is now; raises ``Refusal``."""
    place = await require_member(work, principal, circle_id)
    row = await work.fetch_row(_FIND, party_id, circle_id)
    if row is None or not await missions.may_read(work, principal, row["mission_id"]):
        raise Refusal("not_found")
    return place, await _with_buddies(work, row)


async def tell(work: UnitOfWork, party: Party, state: str, buddies: int) -> None:
    """Tell what became of a party."""
    event = PartyChanged(
        circle_id=party.circle_id,
        party_id=party.id,
        mission_id=party.mission_id,
        state=state,
        buddies=buddies,
    )
    await emit(work, event, subject=party.circle_id)


async def _with_buddies(work: UnitOfWork, row: Any) -> Party:
    buddies = await work.fetch(_BUDDIES, row["id"], row["circle_id"])
    return Party(**dict(row), buddies=[Buddy(**dict(each)) for each in buddies])


async def cancel_now(work: UnitOfWork, party_id: UUID) -> None:
    """Give a party up."""
    await work.execute("UPDATE circles.party SET state = 'cancelled' WHERE id = $1", party_id)


async def disperse(work: UnitOfWork, circle_id: UUID, mission_id: UUID) -> None:
    """Cancel every party that gathers for a mission that is over, also one whose starter left."""
    rows = await work.fetch(
        "SELECT p.id, p.circle_id, p.mission_id, p.started_by, p.state FROM circles.party AS p"
        " WHERE p.circle_id = $1 AND p.mission_id = $2 AND p.state = 'gathering' ORDER BY p.id",
        *(circle_id, mission_id),
    )
    for row in rows:
        party = await _with_buddies(work, row)
        await cancel_now(work, party.id)
        await tell(work, party, "cancelled", len(party.buddies))
