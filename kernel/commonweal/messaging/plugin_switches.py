"""The switches of plugins as one service: for the command line, and for plugins that offer them to people."""

from uuid import UUID

from commonweal.messaging.draining import PATIENCE_SECONDS, Drain, drained, plugin_figures
from commonweal.messaging.registry import Registry
from commonweal.messaging.switches import (
    Offer,
    offer_plugin,
    offered_plugins,
    read_offers,
    read_switches,
    switch_version,
    write_switch,
)
from commonweal.plugin.acting import acting_as
from commonweal.plugin.host import Host
from commonweal.plugin.selection import Switch
from commonweal.plugin.switching import SwitchPlan, SwitchRefused, plan_switch
from commonweal.plugin.uses import HookFigures
from commonweal.storage.database import Database
from commonweal.storage.work import UnitOfWork


class PluginSwitches:
    """Switches plugins on and off in every process, and says what comes of it.

    The kernel's own tables are read and written here, so it acts as the kernel whoever calls it.
    """

    def __init__(self, host: Host, database: Database, registry: Registry) -> None:
        self._host = host
        self._database = database
        self._registry = registry

    def plan(self, plugin_id: str, *, on: bool, organisation_id: UUID | None = None) -> SwitchPlan:
        """Work out what a switch would change; raises ``SwitchRefused`` and changes nothing."""
        return plan_switch(self._host, plugin_id, on=on, organisation_id=organisation_id)

    async def write(self, work: UnitOfWork, plan: SwitchPlan, by: UUID | None = None) -> int:
        """Do what was planned, once ``work`` commits, and return the version that every process follows."""
        with acting_as(None):
            return await write_switch(work, plan.switch, by)

    async def drain(self, plan: SwitchPlan, version: int, patience: float = PATIENCE_SECONDS) -> Drain:
        """Wait until every process has followed and nothing runs that should not, or patience (s) is over."""
        names = [plan.switch.plugin_id, *plan.follow]
        with acting_as(None):
            return await drained(self._database, self._registry, names, version, patience)

    async def state(self, plugin_id: str) -> Drain:
        """Return how far the last switch has come, for one plugin, without waiting."""
        with acting_as(None):
            async with self._database.read() as work:
                version = await switch_version(work)
            return await drained(self._database, self._registry, [plugin_id], version, 0)

    async def figures(self) -> list[HookFigures]:
        """Return how the code of each plugin fares in all processes together, by hook."""
        with acting_as(None):
            return await plugin_figures(self._database)

    async def all(self, work: UnitOfWork) -> list[Switch]:
        """Return everything that was switched and how it stands."""
        with acting_as(None):
            return await read_switches(work)

    async def offers(self, work: UnitOfWork) -> list[Offer]:
        """Return what is offered to organisations."""
        with acting_as(None):
            return await read_offers(work)

    async def offered(self, work: UnitOfWork, organisation_id: UUID) -> set[str]:
        """Return the plugins that an organisation's owners may switch on by themselves."""
        with acting_as(None):
            return await offered_plugins(work, organisation_id)

    async def offer(self, work: UnitOfWork, offer: Offer, *, withdraw: bool = False) -> None:
        """Offer a plugin or withdraw the offer; raises ``SwitchRefused`` for one of the whole deployment."""
        plugin = self._host.plugins.get(offer.plugin_id)
        if plugin is None or plugin.manifest.scope == "deployment":
            left = [each.id for each in self._host.running() if each.manifest.scope == "organisation"]
            raise SwitchRefused(
                "scope",
                f"{offer.plugin_id} is no plugin that organisations switch on by themselves; those are: "
                f"{', '.join(left) or 'none'}",
            )
        with acting_as(None):
            await offer_plugin(work, offer, withdraw=withdraw)
