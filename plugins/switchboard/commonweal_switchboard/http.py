"""The JSON API of the switchboard."""

from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Drain, Items, Offer, Refusal, UnitOfWork, Visit, needs
from commonweal_identity.api import find_organisation_named, require_member
from litestar import delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from commonweal_switchboard.permissions import OWN, READ, SWITCH
from commonweal_switchboard.reading import (
    Offering,
    OwnPlugin,
    PluginView,
    all_plugins,
    offering_of,
    one_plugin,
    own_plugins,
)
from commonweal_switchboard.switching import named, offer, plan, require_offered, switch

AT_ONCE = {"idempotency": "never"}
"""Switching twice is switching once; and under a key, nobody could follow before the answer is written."""

Slug = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


class NewPosition(msgspec.Struct, forbid_unknown_fields=True):
    """How a plugin is to stand: for the deployment, or for the organisation of a slug.

    Plugins that go off or come back with it must be accepted by ``with_dependants``.
    """

    on: bool
    organisation: Slug | None = None
    with_dependants: bool = False


class OwnPosition(msgspec.Struct, forbid_unknown_fields=True):
    """How a plugin is to stand for one's organisation."""

    on: bool
    with_dependants: bool = False


class Switched(msgspec.Struct, frozen=True):
    """What came of a switch: the plugins that followed, and how far the processes are."""

    plugin_id: str
    on: bool
    follow: tuple[str, ...]
    drain: Drain


@get(
    "/plugins",
    guards=[needs(READ)],
    operation_id="listPlugins",
    summary="List the plugins",
    sync_to_thread=False,
)
def plugins(request: Visit) -> Items[PluginView]:
    """List every installed plugin with its state, the reason, what it requires and how its switch stands."""
    return Items(all_plugins(request.web.host))


@get(
    "/plugins/{plugin_id:str}",
    guards=[needs(READ)],
    operation_id="readPlugin",
    summary="Read the state of a plugin",
    sync_to_thread=False,
)
def plugin(request: Visit, plugin_id: FromPath[str]) -> PluginView:
    """Read one plugin."""
    return known(request, plugin_id)


@post(
    "/plugins/{plugin_id:str}/switch",
    guards=[needs(SWITCH)],
    opt=AT_ONCE,
    status_code=200,
    operation_id="switchPlugin",
    summary="Switch a plugin on or off",
)
async def switch_plugin(request: Visit, plugin_id: FromPath[str], data: JSONBody[NewPosition]) -> Switched:
    """Switch in every process, while the app runs, and report what still runs and what waits. Audited.

    Plugins that would follow are named in 409 ``plugin_has_dependants`` until they are accepted.
    """
    async with request.web.database.read() as work:
        organisation_id = await meant(work, data.organisation)
    accepted = data.with_dependants
    return await switched(request, plugin_id, organisation_id, on=data.on, with_dependants=accepted)


@get(
    "/plugins/{plugin_id:str}/offers",
    guards=[needs(READ)],
    operation_id="readPluginOffers",
    summary="Read who may switch a plugin by themselves",
)
async def offers(request: Visit, plugin_id: FromPath[str]) -> Offering:
    """Read to whom a plugin is offered, and for which organisations it was switched."""
    known(request, plugin_id)
    async with request.web.database.read() as work:
        return await offering_of(request, work, plugin_id)


@put(
    "/plugins/{plugin_id:str}/offers",
    guards=[needs(SWITCH)],
    status_code=204,
    operation_id="offerPlugin",
    summary="Offer a plugin to organisations",
)
async def offer_plugin(
    request: Visit, plugin_id: FromPath[str], organisation: FromQuery[Slug | None] = None
) -> None:
    """Let the owners of one organisation, or without one of every organisation, switch it by themselves."""
    await _offer(request, plugin_id, organisation, withdraw=False)


@delete(
    "/plugins/{plugin_id:str}/offers",
    guards=[needs(SWITCH)],
    operation_id="withdrawPluginOffer",
    summary="Withdraw the offer of a plugin",
)
async def withdraw_plugin(
    request: Visit, plugin_id: FromPath[str], organisation: FromQuery[Slug | None] = None
) -> None:
    """Offer it no longer; where it is on, it stays on."""
    await _offer(request, plugin_id, organisation, withdraw=True)


@get(
    "/organisations/{slug:str}/plugins",
    guards=[needs(OWN)],
    operation_id="listOrganisationPlugins",
    summary="List the plugins of an organisation",
)
async def organisation_plugins(request: Visit, slug: FromPath[str]) -> Items[OwnPlugin]:
    """List what is offered to one's organisation and what it has on, for its members."""
    async with request.web.database.read() as work:
        organisation_id = await organisation_named(work, slug)
        await require_member(work, request.principal, organisation_id)
        return Items(await own_plugins(request, work, organisation_id))


@post(
    "/organisations/{slug:str}/plugins/{plugin_id:str}/switch",
    guards=[needs(OWN)],
    opt=AT_ONCE,
    status_code=200,
    operation_id="switchOrganisationPlugin",
    summary="Switch a plugin of an organisation",
)
async def switch_own_plugin(
    request: Visit, slug: FromPath[str], plugin_id: FromPath[str], data: JSONBody[OwnPosition]
) -> Switched:
    """Switch what is offered to the organisation one owns. Audited."""
    async with request.web.database.read() as work:
        organisation_id = await organisation_named(work, slug)
        await require_member(work, request.principal, organisation_id, "owner")
        await require_offered(request, work, plugin_id, organisation_id)
    accepted = data.with_dependants
    return await switched(request, plugin_id, organisation_id, on=data.on, with_dependants=accepted)


def known(request: Visit, plugin_id: str) -> PluginView:
    """Return an installed plugin; raises ``Refusal("not_found")``."""
    found = one_plugin(request.web.host, plugin_id)
    if found is None:
        raise Refusal("not_found")
    return found


async def meant(work: UnitOfWork, slug: str | None) -> UUID | None:
    """Return the organisation that is meant; None without a slug. Raises ``Refusal("not_found")``."""
    return await organisation_named(work, slug) if slug else None


async def organisation_named(work: UnitOfWork, slug: str) -> UUID:
    """Return the id of the organisation of a slug; raises ``Refusal("not_found")``."""
    found = await find_organisation_named(work, slug)
    if found is None:
        raise Refusal("not_found")
    return found.id


async def switched(
    request: Visit, plugin_id: str, organisation_id: UUID | None, *, on: bool, with_dependants: bool
) -> Switched:
    """Switch once those that follow were accepted; raises ``Refusal``."""
    planned = plan(request, plugin_id, on=on, organisation_id=organisation_id)
    if planned.follow and not with_dependants:
        raise Refusal("plugin_has_dependants", plugins=named(request.web.host, planned.follow))
    return Switched(plugin_id, on, planned.follow, await switch(request, planned))


async def _offer(request: Visit, plugin_id: str, slug: str | None, *, withdraw: bool) -> None:
    known(request, plugin_id)
    async with request.web.database.read() as work:
        organisation_id = await meant(work, slug)
    await offer(request, Offer(plugin_id, organisation_id), withdraw=withdraw)


ROUTES = [
    plugins,
    plugin,
    switch_plugin,
    offers,
    offer_plugin,
    withdraw_plugin,
    organisation_plugins,
    switch_own_plugin,
]
