"""Principals for tests, such as real permission checks accept; with accounts behind them where there are any.

The plugin that keeps accounts brings its ``People`` in the group ``commonweal.test_people``: a class whose
``human``, ``agent``, ``organisation`` and ``member`` write the rows. Without it the ids belong to nobody,
which is enough for a plugin that does not require one.
"""

from typing import Any, Protocol, cast
from uuid import UUID

import msgspec

from commonweal.errors import OperatorError
from commonweal.plugin.extensions import installed_entry_points, load_extension
from commonweal.storage.database import Database
from commonweal.storage.ids import new_id
from commonweal.storage.work import UnitOfWork
from commonweal.web.principals import Principal

GROUP = "commonweal.test_people"


class People(Protocol):
    """What writes the rows behind principals."""

    async def human(self, work: UnitOfWork, name: str, locale: str, *, is_admin: bool) -> UUID:
        """Make a person."""

    async def agent(self, work: UnitOfWork, name: str, *, is_verified: bool) -> UUID:
        """Make an agent."""

    async def organisation(self, work: UnitOfWork, name: str) -> UUID:
        """Make an organisation."""

    async def member(self, work: UnitOfWork, organisation_id: UUID, human_id: UUID, role: str) -> None:
        """Let a person belong to an organisation."""


class Member(msgspec.Struct, frozen=True):
    """A person who belongs to an organisation."""

    principal: Principal
    organisation_id: UUID
    role: str


class Principals:
    """Makes principals; each call makes another one."""

    def __init__(self, database: Database, people: People | None) -> None:
        self._database = database
        self._people = people
        self.names: set[str] = set()  # what was made is called, which pages show as it is

    async def guest(self) -> None:
        """Return nobody, which is what a guest is to ``browse``."""

    async def human(self, *, name: str = "", locale: str = "en", roles: tuple[str, ...] = ()) -> Principal:
        """Make a person who is signed in; further ``roles`` as their plugins give them."""
        return await self._human(name, locale, frozenset({"human", *roles}), is_admin=False)

    async def admin(self, *, name: str = "", locale: str = "en") -> Principal:
        """Make an admin whose session has the second factor."""
        made = await self._human(name, locale, frozenset({"human", "admin"}), is_admin=True)
        return msgspec.structs.replace(made, rate_class="admin")

    async def agent(self, *, name: str = "", is_verified: bool = True) -> Principal:
        """Make an agent, verified unless said otherwise."""
        name = name or self._name("Agent")
        agent_id = new_id()
        if self._people:
            self.names.add(f"Owner of {name}")
            async with self._database.write() as work:
                agent_id = await self._people.agent(work, name, is_verified=is_verified)
        roles = frozenset({"agent", "agent_verified"} if is_verified else {"agent"})
        rate = "agent_verified" if is_verified else "agent_claimed"
        return Principal(kind="agent", id=str(agent_id), rate_class=cast("Any", rate), roles=roles, name=name)

    async def member(self, role: str = "owner", *, organisation_id: UUID | None = None) -> Member:
        """Make a member of an organisation, of a new one unless one is named.

        Raises ``OperatorError`` where no plugin that keeps organisations runs.
        """
        if self._people is None:
            raise OperatorError("organisations need a plugin that keeps them: let the test run identity too")
        human = await self.human()
        async with self._database.write() as work:
            home = organisation_id or await self._people.organisation(work, self._name("Organisation"))
            await self._people.member(work, home, human.account_id, role)
        return Member(human, home, role)

    async def _human(self, name: str, locale: str, roles: frozenset[str], *, is_admin: bool) -> Principal:
        name = name or self._name("Person")
        human_id = new_id()
        if self._people:
            async with self._database.write() as work:
                human_id = await self._people.human(work, name, locale, is_admin=is_admin)
        return Principal(
            kind="human", id=str(human_id), rate_class="human", locale=locale, roles=roles, name=name
        )

    def _name(self, word: str) -> str:
        name = f"{word} {len(self.names) + 1}"
        self.names.add(name)
        return name


def people_of(plugins: list[str]) -> People | None:
    """Return what the plugin among these that keeps accounts brings for tests, if there is one."""
    names = [found.name for found in installed_entry_points(GROUP) if found.name in plugins]
    return cast("People", load_extension(GROUP, names[0])()) if names else None
