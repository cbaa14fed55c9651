"""Switches of plugins as the deployment keeps them: written in a unit of work, followed by every process."""

from uuid import UUID

import msgspec

from commonweal.messaging.events import Event, emit, event_type
from commonweal.plugin.selection import Switch
from commonweal.storage.work import UnitOfWork

_VERSION = "SELECT version FROM kernel.plugin_switch_version"
_NEXT = "UPDATE kernel.plugin_switch_version SET version = version + 1 RETURNING version"
_READ = "SELECT plugin AS plugin_id, organisation AS organisation_id, is_on AS on FROM kernel.plugin_switch"
_WRITE = """
    INSERT INTO kernel.plugin_switch (plugin, organisation, is_on) VALUES ($1, $2, $3)
    ON CONFLICT (plugin, organisation) DO UPDATE SET is_on = excluded.is_on, changed_at = now()
"""
_OFFER = "INSERT INTO kernel.plugin_offer (plugin, organisation) VALUES ($1, $2) ON CONFLICT DO NOTHING"
_WITHDRAW = "DELETE FROM kernel.plugin_offer WHERE plugin = $1 AND organisation IS NOT DISTINCT FROM $2"
_OFFERED = "SELECT DISTINCT plugin FROM kernel.plugin_offer WHERE organisation IS NULL OR organisation = $1"
_OFFERS = "SELECT plugin AS plugin_id, organisation AS organisation_id FROM kernel.plugin_offer ORDER BY 1, 2"


@event_type("kernel.plugin_switched")
class PluginSwitched(Event, frozen=True):
    """A plugin was switched on or off; without an organisation, for the whole deployment.

    ``by`` is the account that did it; None when it was done on the command line.
    """

    plugin_id: str
    organisation_id: UUID | None
    on: bool
    by: UUID | None = None


class Offer(msgspec.Struct, frozen=True):
    """A plugin that an organisation, or without one every organisation, may switch on by itself."""

    plugin_id: str
    organisation_id: UUID | None


async def switch_version(work: UnitOfWork) -> int:
    """Return the number of the last change."""
    return int(await work.fetch_value(_VERSION))


async def read_switches(work: UnitOfWork) -> list[Switch]:
    """Return everything that was switched and how it stands."""
    return [Switch(**row) for row in await work.fetch(_READ)]


async def write_switch(work: UnitOfWork, switch: Switch, by: UUID | None = None) -> int:
    """Keep a switch that ``plan_switch`` allows, with its event, and return the version that has it."""
    version: int = await work.fetch_value(_NEXT)
    await work.execute(_WRITE, switch.plugin_id, switch.organisation_id, switch.on)
    await emit(work, PluginSwitched(**msgspec.structs.asdict(switch), by=by), subject=switch.organisation_id)
    return version


async def offer_plugin(work: UnitOfWork, offer: Offer, *, withdraw: bool = False) -> None:
    """Offer a plugin, or withdraw the offer; what was switched on stays so."""
    await work.execute(_WITHDRAW if withdraw else _OFFER, offer.plugin_id, offer.organisation_id)


async def read_offers(work: UnitOfWork) -> list[Offer]:
    """Return all offers."""
    return [Offer(**row) for row in await work.fetch(_OFFERS)]


async def offered_plugins(work: UnitOfWork, organisation_id: UUID) -> set[str]:
    """Return the plugins that an organisation may switch on by itself."""
    return {row["plugin"] for row in await work.fetch(_OFFERED, organisation_id)}
