"""What people see of plugins: their state, what they need, how they are switched, who is offered them."""

from uuid import UUID

import msgspec
from commonweal import Host, Offer, PluginState, Switch, UnitOfWork, Visit
from commonweal_identity.api import Organisation, find_organisations

from commonweal_switchboard.switching import switches_in


class PluginRef(msgspec.Struct, frozen=True):
    """A plugin by its id and the name people read, and whether it is switched off."""

    id: str
    name: str
    is_off: bool


class PluginView(msgspec.Struct, frozen=True):
    """One installed plugin.

    ``state`` is how far it came in this process, ``on`` how its own switch stands; one that is off with a
    plugin it requires has ``on`` and the state ``disabled``. ``boot`` is ``required`` or ``optional``,
    ``scope`` says who switches it: the ``deployment`` or each ``organisation``.
    """

    id: str
    name: str
    description: str
    version: str
    distribution: str
    state: PluginState
    reason: str
    seconds: float
    boot: str
    scope: str
    on: bool
    requires: list[PluginRef]
    required_by: list[PluginRef]
    hooks: tuple[str, ...]
    locales: tuple[str, ...]
    capabilities: tuple[str, ...]

    @property
    def is_switchable(self) -> bool:
        """Whether it came far enough to be switched, and the app can do without it."""
        return self.boot == "optional" and not self.is_broken

    @property
    def off_with(self) -> str:
        """The plugins it requires that are off, when it is off with them; by name."""
        return ", ".join(each.name for each in self.requires if each.is_off) if self.on else ""

    @property
    def is_broken(self) -> bool:
        """Whether it should run and does not."""
        return self.state not in (PluginState.RUNNING, PluginState.DISABLED)


class OrganisationSwitch(msgspec.Struct, frozen=True):
    """How a plugin stands for one organisation."""

    organisation_id: UUID
    slug: str
    name: str
    on: bool
    offered: bool


class Offering(msgspec.Struct, frozen=True):
    """Who may switch a plugin by themselves, and who has."""

    to_all: bool
    organisations: list[OrganisationSwitch]


class OwnPlugin(msgspec.Struct, frozen=True):
    """A plugin as an owner sees it: what it is for, and whether their organisation has it on."""

    id: str
    name: str
    description: str
    on: bool
    offered: bool


def all_plugins(host: Host) -> list[PluginView]:
    """Return every installed plugin, in load order."""
    views = []
    for report in host.report():
        manifest = host.plugins[report.id].manifest
        needing = [each.id for each in host.plugins.values() if report.id in each.manifest.requires]
        view = PluginView(
            id=report.id,
            name=report.name,
            description=manifest.description,
            version=report.version,
            distribution=report.distribution,
            state=report.state,
            reason=report.reason,
            seconds=report.seconds,
            boot=report.boot,
            scope=report.scope,
            on=host.switches.stands(report.id, None),
            requires=_refs(host, report.requires),
            required_by=_refs(host, needing),
            hooks=report.hooks,
            locales=report.locales,
            capabilities=manifest.capabilities,
        )
        views.append(view)
    return views


def one_plugin(host: Host, plugin_id: str) -> PluginView | None:
    """Return one installed plugin, or None."""
    return next((each for each in all_plugins(host) if each.id == plugin_id), None)


async def offering_of(visit: Visit, work: UnitOfWork, plugin_id: str) -> Offering:
    """Return for which organisations a plugin was switched or offered, by name."""
    switches = switches_in(visit)
    offers = [each for each in await switches.offers(work) if each.plugin_id == plugin_id]
    known = [
        each for each in await switches.all(work) if each.plugin_id == plugin_id and each.organisation_id
    ]
    named = [*(each.organisation_id for each in offers), *(each.organisation_id for each in known)]
    found = await find_organisations(work, list({each for each in named if each}))
    rows = [_standing(each, known, offers) for each in found.values()]
    to_all = any(each.organisation_id is None for each in offers)
    return Offering(to_all, sorted(rows, key=lambda row: (row.name.lower(), row.slug)))


async def own_plugins(visit: Visit, work: UnitOfWork, organisation_id: UUID) -> list[OwnPlugin]:
    """Return the plugins an organisation may switch by itself, and those that an admin switched on for it."""
    host = visit.web.host
    offered = await switches_in(visit).offered(work, organisation_id)
    plugins = []
    for plugin in host.running():
        on = host.switches.stands(plugin.id, organisation_id)
        left = plugin.manifest.scope == "organisation" and host.is_enabled(plugin.id)
        if left and (on or plugin.id in offered):
            about = (plugin.manifest.name, plugin.manifest.description)
            plugins.append(OwnPlugin(plugin.id, *about, on, plugin.id in offered))
    return plugins


def _standing(organisation: Organisation, known: list[Switch], offers: list[Offer]) -> OrganisationSwitch:
    on = any(each.on for each in known if each.organisation_id == organisation.id)
    offered = any(each.organisation_id == organisation.id for each in offers)
    return OrganisationSwitch(organisation.id, organisation.slug, organisation.name, on, offered)


def _refs(host: Host, plugin_ids: tuple[str, ...] | list[str]) -> list[PluginRef]:
    return [
        PluginRef(
            name,
            host.plugins[name].manifest.name if name in host.plugins else name,
            host.switches.is_off(name),
        )
        for name in plugin_ids
    ]
