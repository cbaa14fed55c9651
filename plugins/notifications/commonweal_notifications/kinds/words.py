"""What kinds share: words and figures in a reader's language and time zone, and whom they concern."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from commonweal import Catalogue, Services, Translator, UnitOfWork
from commonweal_identity import api as identity
from commonweal_missions import api as missions

from commonweal_notifications.hooks import Data, Notice

UTC = ZoneInfo("UTC")
Audience = frozenset[Literal["human", "agent", "admin", "partner"]]
MAKERS: Audience = frozenset({"human", "agent", "partner"})
"""Who makes missions, or reports problems: agents and their owners, members of organisations."""
Found = Mapping[str, Any]
"""What notices are about, by their ids as the notices have them."""
One = Callable[[Data, Translator, Found], Data | None]
Find = Callable[[UnitOfWork, str, Sequence[Data]], Awaitable[Found]]
Describe = Callable[[UnitOfWork, str, Sequence[Data]], Awaitable[Sequence[Data | None]]]
RESPONSIBLE = ("owner", "manager", "verifier")
"""The roles of an organisation's members whom its missions and problems concern."""


class Words:
    """Writes for readers of one process; its services are asked when something is written, not before."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def of(self, locale: str, zone: ZoneInfo = UTC) -> Translator:
        """Return the words of a language, with moments in a time zone."""
        catalogue = self._services.get(Catalogue)
        return catalogue.translator(catalogue.negotiate(None, locale, None), zone)

    def describer(self, one: One, find: Find | None = None) -> Describe:
        """Return what describes several notices: ``find`` reads what they are about, ``one`` writes each.

        Moments are written in the time zone of whoever reads the notice.
        """

        async def describe(work: UnitOfWork, locale: str, data: Sequence[Data]) -> list[Data | None]:
            found = await find(work, locale, data) if find else {}
            humans = await identity.find_humans(work, ids_of(data, "reader"))
            zones = {str(id_): _zone(human.time_zone) for id_, human in humans.items()}
            return [one(each, self.of(locale, zones.get(each["reader"], UTC)), found) for each in data]

        return describe


def notices(
    recipients: Iterable[UUID | None], about: str, group: str = "", /, **data: object
) -> list[Notice]:
    """Tell each of these accounts once; the data is ids and codes, to which the reader's own id is added."""
    told = sorted({each for each in recipients if each is not None})
    return [
        Notice(recipient=each, data={**data, "reader": str(each)}, about=about, group=group) for each in told
    ]


def ids_of(data: Iterable[Data], key: str) -> set[UUID]:
    """Return the ids that several notices have under a key."""
    return {UUID(each[key]) for each in data if each.get(key)}


async def missions_in(work: UnitOfWork, locale: str, data: Sequence[Data]) -> Found:
    """Return the missions that several notices are about."""
    return by_text(await missions.find_missions(work, ids_of(data, "mission"), locale))


def by_text(found: Mapping[UUID, Any]) -> Found:
    """Return what was found by id, by the id as text."""
    return {str(id_): each for id_, each in found.items()}


def moment(written: str) -> datetime:
    """Return a moment that a notice holds."""
    return datetime.fromisoformat(written)


async def behind(work: UnitOfWork, kind: str, id_: UUID) -> set[UUID]:
    """Return who answers for what an agent or an organisation made: the agent and its owner, or members."""
    if kind == "organisation":
        members = await identity.members_of(work, id_)
        return {each.human_id for each in members if each.human_id and each.role in RESPONSIBLE}
    return await with_owners(work, {id_})


async def with_owners(work: UnitOfWork, ids: Collection[UUID]) -> set[UUID]:
    """Return accounts, and the owners of those that are agents."""
    agents = await identity.find_agents(work, ids)
    return {*ids, *(agent.owner_id for agent in agents.values() if agent.owner_id)}


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (OSError, ValueError):  # what zoneinfo raises for names that are no zones, and for directories
        return UTC
