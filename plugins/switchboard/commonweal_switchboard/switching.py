"""Switching as people do it: refusals in their language, and dependants only when they were told of them."""

from uuid import UUID

from commonweal import (
    Drain,
    Host,
    Offer,
    PluginSwitches,
    Refusal,
    SwitchPlan,
    SwitchRefused,
    UnitOfWork,
    Visit,
)

OWN_ID = "switchboard"
PATIENCE = 5.0
"""Seconds that a request waits for every process to follow; the page shows what came later."""

_CODES = {
    "unknown": "not_found",
    "required": "plugin_required",
    "not_running": "plugin_not_running",
    "scope": "plugin_scope",
    "needs_off": "plugin_needs_others",
}


def switches_in(visit: Visit) -> PluginSwitches:
    """Return the service that switches."""
    return visit.web.host.services.get(PluginSwitches)


def plan(visit: Visit, plugin_id: str, *, on: bool, organisation_id: UUID | None = None) -> SwitchPlan:
    """Work out a switch; raises ``Refusal`` with the names of the plugins that are in the way.

    The switchboard does not take itself away: nobody could bring it back from a page.
    """
    if plugin_id == OWN_ID and not on:
        raise Refusal("plugin_required", plugins=OWN_ID)
    try:
        return switches_in(visit).plan(plugin_id, on=on, organisation_id=organisation_id)
    except SwitchRefused as refused:
        names = named(visit.web.host, refused.names or (plugin_id,))
        raise Refusal(_CODES[refused.obstacle], plugins=names) from refused


async def switch(visit: Visit, planned: SwitchPlan) -> Drain:
    """Do what was planned, and wait a moment for every process to follow."""
    switches = switches_in(visit)
    async with visit.web.database.write() as work:
        version = await switches.write(work, planned, visit.principal.account_id)
    return await switches.drain(planned, version, PATIENCE)


async def require_offered(visit: Visit, work: UnitOfWork, plugin_id: str, organisation_id: UUID) -> None:
    """Raise ``Refusal("not_found")`` unless an organisation may switch a plugin by itself."""
    if plugin_id not in await switches_in(visit).offered(work, organisation_id):
        raise Refusal("not_found")


async def offer(visit: Visit, offered: Offer, *, withdraw: bool) -> None:
    """Offer a plugin to one organisation or to all, or withdraw that."""
    try:
        async with visit.web.database.write() as work:
            await switches_in(visit).offer(work, offered, withdraw=withdraw)
    except SwitchRefused as refused:
        raise Refusal("plugin_scope", plugins=offered.plugin_id) from refused


def named(host: Host, plugin_ids: tuple[str, ...]) -> str:
    """Write plugins by the names people read."""
    known = (host.plugins.get(plugin_id) for plugin_id in plugin_ids)
    return ", ".join(each.manifest.name for each in known if each)
