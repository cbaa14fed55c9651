"""The wiring of identity: what the plugin contributes to the kernel, gathered from its parts."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from commonweal import Command, SampleData, hookimpl

if TYPE_CHECKING:
    from uuid import UUID

    from commonweal import (
        Event,
        NavigationItem,
        PluginContext,
        Principal,
        Schedule,
        SlotFill,
        Subscription,
    )

    from commonweal_identity.part import Part

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


def parts() -> "list[Part]":
    """Return the parts of the plugin, in the order in which they are set up."""
    from commonweal_identity.admin.wiring import PART as ADMIN  # noqa: PLC0415
    from commonweal_identity.agents.wiring import PART as AGENTS  # noqa: PLC0415
    from commonweal_identity.humans.wiring import PART as HUMANS  # noqa: PLC0415
    from commonweal_identity.organisations.wiring import PART as ORGANISATIONS  # noqa: PLC0415
    from commonweal_identity.profiles.wiring import PART as PROFILES  # noqa: PLC0415

    return [HUMANS, PROFILES, AGENTS, ORGANISATIONS, ADMIN]


@hookimpl
def commonweal_tables() -> Sequence[type[Any]]:
    """Name the tables."""
    return [table for part in parts() for table in part.tables]


@hookimpl
def commonweal_settings() -> type[Any]:
    """Name the section ``identity``."""
    from commonweal_identity.settings import IdentitySettings  # noqa: PLC0415

    return IdentitySettings


@hookimpl
def commonweal_commands() -> list[Command]:
    """Add the commands of an operator."""
    return [command for part in parts() for command in part.commands]


@hookimpl
def commonweal_event_types() -> "list[type[Event]]":
    """Add what happens to accounts."""
    return [event for part in parts() for event in part.events]


@hookimpl
def commonweal_subscriptions() -> "list[Subscription]":
    """Add what identity does when something has happened."""
    return [subscription for part in parts() for subscription in part.subscriptions]


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Add the background work."""
    return [task for part in parts() for task in part.tasks]


@hookimpl
def commonweal_schedules() -> "list[Schedule]":
    """Add what is done again and again."""
    return [schedule for part in parts() for schedule in part.schedules]


@hookimpl
def commonweal_routes() -> Sequence[Any]:
    """Add the JSON API."""
    return [route for part in parts() for route in part.routes]


@hookimpl
def commonweal_pages() -> Sequence[Any]:
    """Add the pages."""
    return [page for part in parts() for page in part.pages]


@hookimpl
def commonweal_navigation() -> "Sequence[NavigationItem]":
    """Lead to the pages of accounts."""
    return [item for part in parts() for item in part.navigation]


@hookimpl
def commonweal_slots() -> "Sequence[SlotFill]":
    """Add to the pages of others."""
    return [fill for part in parts() for fill in part.slots]


@hookimpl
def commonweal_sample_data(context: "PluginContext") -> list[SampleData]:
    """Offer sample accounts."""
    return [sample(context) for part in parts() for sample in part.samples]


@hookimpl
def commonweal_sign_in() -> str:
    """Send guests to the page where they sign in."""
    return "/sign-in"


@hookimpl
async def commonweal_authenticate(
    context: "PluginContext",
    headers: Mapping[str, str],
    cookies: Mapping[str, str],
    answer: Callable[[str, str], None],
) -> "Principal | None":
    """Tell who calls, by session, access token, API key or service token."""
    from commonweal_identity.authentication import authenticate  # noqa: PLC0415

    return await authenticate(context, headers, cookies, answer)


@hookimpl
async def commonweal_find_organisation(context: "PluginContext", named: str) -> "UUID | None":
    """Say which open organisation has a slug, or an id."""
    from commonweal import Database  # noqa: PLC0415

    from commonweal_identity.organisations.reading import find_open_organisation  # noqa: PLC0415

    async with context.services.get(Database).read() as work:
        return await find_open_organisation(work, named)
