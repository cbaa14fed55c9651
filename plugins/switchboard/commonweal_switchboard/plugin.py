"""The wiring of the switchboard."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from commonweal import hookimpl

if TYPE_CHECKING:
    from commonweal import NavigationItem, SlotFill, Subscription

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_routes() -> Sequence[Any]:
    """Add the JSON API."""
    from commonweal_switchboard.http import ROUTES  # noqa: PLC0415

    return ROUTES


@hookimpl
def commonweal_pages() -> Sequence[Any]:
    """Add the pages of admins and of owners."""
    from commonweal_switchboard.pages import PAGES  # noqa: PLC0415
    from commonweal_switchboard.pages_organisation import PAGES as OF_OWNERS  # noqa: PLC0415

    return [*PAGES, *OF_OWNERS]


@hookimpl
def commonweal_navigation() -> "list[NavigationItem]":
    """Lead admins to the plugins."""
    from commonweal import NavigationItem  # noqa: PLC0415

    from commonweal_switchboard.pages import PLUGINS  # noqa: PLC0415
    from commonweal_switchboard.permissions import READ  # noqa: PLC0415

    link = NavigationItem(
        label="switchboard-plugins", url=PLUGINS, icon="grid", order=90, area="admin", permission=READ
    )
    return [link]


@hookimpl
def commonweal_slots() -> "list[SlotFill]":
    """Tell admins what does not run, and owners what their organisation can switch."""
    from commonweal import SlotFill  # noqa: PLC0415

    from commonweal_switchboard.pages import attention  # noqa: PLC0415
    from commonweal_switchboard.pages_organisation import beside_organisation  # noqa: PLC0415

    return [
        SlotFill(slot="identity.admin.cards", render=attention, order=5),
        SlotFill(slot="identity.organisation", render=beside_organisation, order=60),
    ]


@hookimpl
def commonweal_subscriptions() -> "list[Subscription]":
    """Note every switch in the audit log, also those of the command line."""
    from commonweal import PluginSwitched, Subscription  # noqa: PLC0415

    from commonweal_switchboard.noting import note_switch  # noqa: PLC0415

    return [Subscription(name="switchboard.note", event_types=[PluginSwitched], handler=note_switch)]


@hookimpl
def commonweal_problem_codes() -> Mapping[str, int]:
    """Name why a plugin cannot be switched."""
    return {
        "plugin_required": 409,
        "plugin_not_running": 409,
        "plugin_needs_others": 409,
        "plugin_scope": 409,
        "plugin_has_dependants": 409,
    }
