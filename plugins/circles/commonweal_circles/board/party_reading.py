"""The parties of a circle as one reader sees them: who gathers for which adopted mission.

Strangers see of a public circle how many gather, and not who: where somebody will be is for members.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Principal, UnitOfWork

from commonweal_circles.board.gathering import AGREES_FOR
from commonweal_circles.members.people import Person, people
from commonweal_circles.seeing import Place, reader_of

MOST = 200
Position = tuple[str, datetime, UUID]
_ADOPTED = f"""
SELECT mission_id FROM circles.proposal WHERE circle_id = $1 AND state = 'adopted'
ORDER BY created_at DESC, id DESC LIMIT {MOST}
"""
_PARTIES = """
SELECT p.id, p.circle_id, p.mission_id, p.started_by, p.state, p.created_at, p.claimed_at
FROM circles.party AS p
JOIN circles.proposal AS adopted
    ON adopted.circle_id = p.circle_id AND adopted.mission_id = p.mission_id AND adopted.state = 'adopted'
JOIN circles.member AS starter
    ON starter.circle_id = p.circle_id AND starter.account_id = p.started_by AND starter.state = 'active'
WHERE p.circle_id = $1 AND p.mission_id = ANY ($2) AND p.state IN ('gathering', 'claimed')
    AND ($3::text IS NULL OR (p.state, p.created_at, p.id) < ($3, $4::timestamptz, $5::uuid))
ORDER BY p.state DESC, p.created_at DESC, p.id DESC LIMIT $6
"""
_BUDDIES = """
SELECT b.party_id, b.human_id, b.joined_at, b.claim_id FROM circles.buddy AS b
JOIN circles.member AS m ON m.circle_id = $2 AND m.account_id = b.human_id AND m.state = 'active'
WHERE b.party_id = ANY ($1) ORDER BY b.joined_at, b.human_id
"""


class BuddyRead(msgspec.Struct, frozen=True, kw_only=True):
    """A buddy: ``agrees_until`` is how long the starter may claim for them; the starter agrees by claiming.

    ``claim_id`` is the claim that was made for the reader themselves.
    """

    person: Person
    joined_at: datetime
    agrees_until: datetime
    claim_id: UUID | None


class PartyRead(msgspec.Struct, frozen=True, kw_only=True):
    """Members who gather to claim a mission together, or did; who they are is told to members."""

    id: UUID
    circle_id: UUID
    mission_id: UUID
    state: Literal["gathering", "claimed"]
    started_by: Person | None
    buddies: list[BuddyRead]
    count: int
    joined: bool
    started: bool
    created_at: datetime
    claimed_at: datetime | None

    @property
    def own(self) -> BuddyRead | None:
        """The reader among the buddies of a party that they joined and that claimed for them."""
        return next((each for each in self.buddies if each.claim_id), None)


async def adopted_missions(work: UnitOfWork, circle_id: UUID) -> list[UUID]:
    """Return the missions that a circle adopted and that are not done, the newest first."""
    return [row["mission_id"] for row in await work.fetch(_ADOPTED, circle_id)]


async def list_parties(
    work: UnitOfWork,
    principal: Principal,
    place: Place,
    mission_ids: Collection[UUID],
    limit: int = MOST,
    after: Position | None = None,
) -> tuple[list[PartyRead], Position | None]:
    """Return parties for some missions, and where the list goes on; those that gather come first.

    The caller asked whether the reader may read these missions.
    """
    start = after or (None, None, None)
    rows = await work.fetch(_PARTIES, place.circle_id, list(mission_ids), *start, limit + 1)
    shown = rows[:limit]
    buddies: dict[UUID, list[Any]] = {row["id"]: [] for row in shown}
    for buddy in await work.fetch(_BUDDIES, list(buddies), place.circle_id):
        buddies[buddy["party_id"]].append(buddy)
    persons: dict[UUID, Person] = {}
    if place.is_member:
        accounts = {row["started_by"] for row in shown}
        accounts |= {buddy["human_id"] for each in buddies.values() for buddy in each}
        persons = await people(work, accounts, place.circle_id)
    last = (shown[-1]["state"], shown[-1]["created_at"], shown[-1]["id"]) if len(rows) > limit else None
    return [_party(row, buddies[row["id"]], persons, reader_of(principal)) for row in shown], last


def _party(row: Any, buddies: list[Any], persons: Mapping[UUID, Person], reader: UUID) -> PartyRead:
    return PartyRead(
        **{
            name: row[name] for name in ("id", "circle_id", "mission_id", "state", "created_at", "claimed_at")
        },
        started_by=persons.get(row["started_by"]),
        buddies=[_buddy(each, persons, reader) for each in buddies] if persons else [],
        count=len(buddies),
        joined=bool(persons) and any(each["human_id"] == reader for each in buddies),
        started=row["started_by"] == reader,
    )


def _buddy(row: Any, persons: Mapping[UUID, Person], reader: UUID) -> BuddyRead:
    return BuddyRead(
        person=persons[row["human_id"]],
        joined_at=row["joined_at"],
        agrees_until=row["joined_at"] + AGREES_FOR,
        claim_id=row["claim_id"] if row["human_id"] == reader else None,
    )
