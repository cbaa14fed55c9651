"""What notices say, looked up anew for whoever reads them, under the predicate of who sees what.

Whoever does not see the inside of a circle any more reads nothing of what was told from it, in the inbox and
in mail alike.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Catalogue, Services, Translator, UnitOfWork
from commonweal_notifications.api import Data

from commonweal_circles.members.people import Person, people
from commonweal_circles.seeing import sees_face, sees_inside, state_now

Found = Mapping[str, Any]
"""What else a kind looked up, by keys of its own."""
Describe = Callable[[UnitOfWork, str, Sequence[Data]], Awaitable[list[Data | None]]]
Find = Callable[[UnitOfWork, str, Sequence[Data]], Awaitable[Found]]
_CIRCLES = f"""
SELECT c.id, asked.reader, c.name, c.version, {sees_face("asked.reader")} AS face,
    {sees_inside("asked.reader")} AS inside, coalesce({state_now("m")}, '') AS state,
    CASE WHEN m.state = 'active' THEN m.role ELSE '' END AS role
FROM unnest($1::uuid[], $2::uuid[]) AS asked (circle_id, reader)
JOIN circles.circle AS c ON c.id = asked.circle_id
LEFT JOIN circles.member AS m ON m.circle_id = c.id AND m.account_id = asked.reader
"""
_PEOPLE = ("by", "account")


class CircleSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A circle as one reader sees it now: the face, the inside, and what they are in it."""

    name: str
    version: int
    face: bool
    inside: bool
    state: str
    role: str

    @property
    def is_moderator(self) -> bool:
        """Whether the reader keeps order in it."""
        return self.role not in ("", "member")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One notice as it is put into words: its data, its circle as the reader sees it, and who is in it."""

    data: Data
    circle: CircleSeen
    people: Mapping[UUID, Person]
    found: Found
    words: Translator

    @property
    def url(self) -> str:
        """Where the circle is."""
        return f"/circles/{self.data['circle']}"

    def name(self, key: str) -> str:
        """Return the name of the account under a key; an agent is said to be one."""
        person = self.people.get(UUID(self.data[key])) if self.data.get(key) else None
        if person is None or not person.name:
            return self.words.text("circles-somebody-gone")
        if person.kind == "agent":
            return self.words.text("circles-notice-agent", name=person.name)
        return person.name


One = Callable[[Reading], Data | None]


class Showing:
    """Writes for readers of one process; its services are asked when something is written, not before."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def describer(self, one: One, find: Find | None = None) -> Describe:
        """Return what describes several notices, in the same number of statements however many they are."""

        async def describe(work: UnitOfWork, locale: str, data: Sequence[Data]) -> list[Data | None]:
            catalogue = self._services.get(Catalogue)
            words = catalogue.translator(catalogue.negotiate(None, locale, None))
            circles = await _circles(work, data)
            named = await people(work, {UUID(each[key]) for each in data for key in _PEOPLE if each.get(key)})
            found = await find(work, locale, data) if find else {}

            def written(each: Data) -> Data | None:
                circle = circles.get((each["circle"], each["reader"]))
                if circle is None:
                    return None
                return one(Reading(data=each, circle=circle, people=named, found=found, words=words))

            return [written(each) for each in data]

        return describe


async def _circles(work: UnitOfWork, data: Sequence[Data]) -> dict[tuple[str, str], CircleSeen]:
    pairs = sorted({(each["circle"], each["reader"]) for each in data})
    rows = await work.fetch(_CIRCLES, [UUID(pair[0]) for pair in pairs], [UUID(pair[1]) for pair in pairs])
    names = CircleSeen.__struct_fields__
    return {
        (str(row["id"]), str(row["reader"])): CircleSeen(**{name: row[name] for name in names})
        for row in rows
    }
