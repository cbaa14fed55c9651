"""Whom notices go to: members by the level they chose, and nobody who does not see the inside (DOMAIN §12).

Every notice is about its circle, so that whoever mutes the circle hears of nothing in it.
"""

from collections.abc import Collection, Iterable
from typing import Final, get_args
from uuid import UUID

from commonweal import UnitOfWork
from commonweal_notifications.api import Notice

from commonweal_circles.members.people import people
from commonweal_circles.rules.vocabulary import Level
from commonweal_circles.seeing import who_sees_inside

EVERYTHING: Final[tuple[Level, ...]] = ("all",)
THREADS: Final[tuple[Level, ...]] = ("all", "threads")
"""Who hears of what is new for everybody: threads, adopted missions, milestones."""
ADDRESSED: Final[tuple[Level, ...]] = ("all", "threads", "mentions")
"""Who hears of what is said to them: mentions, answers, thanks; all but those who want nothing."""
EVERY_LEVEL: Final[tuple[Level, ...]] = get_args(Level)
"""Who hears of what nobody may miss: everybody."""
_MEMBERS = """
SELECT account_id FROM circles.member WHERE circle_id = $1 AND state = 'active' AND level = ANY ($2)
"""
_AMONG = _MEMBERS + " AND account_id = ANY ($3)"
_MODERATORS = """
SELECT account_id FROM circles.member
WHERE circle_id = $1 AND state = 'active' AND role <> 'member' AND level <> 'none'
"""
_WROTE = """
SELECT DISTINCT p.author_id FROM circles.post AS p
WHERE p.circle_id = $1 AND p.is_public AND NOT EXISTS (SELECT FROM circles.member AS m
    WHERE m.circle_id = p.circle_id AND m.account_id = p.author_id AND m.state = 'active')
"""


async def members(work: UnitOfWork, circle_id: UUID, levels: Collection[Level]) -> set[UUID]:
    """Return the active members with one of some levels."""
    return {row["account_id"] for row in await work.fetch(_MEMBERS, circle_id, list(levels))}


async def among(
    work: UnitOfWork, circle_id: UUID, accounts: Collection[UUID | None], levels: Collection[Level]
) -> set[UUID]:
    """Return those among some accounts who are active members with one of some levels."""
    asked = [each for each in accounts if each is not None]
    return {row["account_id"] for row in await work.fetch(_AMONG, circle_id, list(levels), asked)}


async def moderators(work: UnitOfWork, circle_id: UUID) -> set[UUID]:
    """Return who keeps order in a circle, but those who want to hear of nothing."""
    return {row["account_id"] for row in await work.fetch(_MODERATORS, circle_id)}


async def wrote_and_left(work: UnitOfWork, circle_id: UUID) -> set[UUID]:
    """Return who belongs to a circle no more, and wrote what all inside see; not accounts that are gone."""
    authors = {row["author_id"] for row in await work.fetch(_WROTE, circle_id)}
    return {each for each, person in (await people(work, authors)).items() if person.name}


async def to_insiders(
    work: UnitOfWork, circle_id: UUID, recipients: Collection[UUID], group: str = "", /, **data: object
) -> list[Notice]:
    """Tell those of some accounts that see the inside of a circle now."""
    return notices(circle_id, await who_sees_inside(work, circle_id, recipients), group, **data)


def notices(circle_id: UUID, recipients: Iterable[UUID], group: str = "", /, **data: object) -> list[Notice]:
    """Tell each of these accounts once; the data is ids and codes, with the circle's and the reader's own."""
    about = f"circle:{circle_id}"
    shared = {name: str(value) if isinstance(value, UUID) else value for name, value in data.items()}
    return [
        Notice(
            recipient=each,
            data={**shared, "circle": str(circle_id), "reader": str(each)},
            about=about,
            group=group,
        )
        for each in sorted(set(recipients))
    ]
