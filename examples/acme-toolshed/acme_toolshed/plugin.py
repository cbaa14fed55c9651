"""What the plugin contributes: wiring, no rules.

Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.
"""

from typing import TYPE_CHECKING, Any

from commonweal import hookimpl

if TYPE_CHECKING:
    from commonweal import Event, NavigationItem, Schedule, SlotFill, Subscription


@hookimpl
def commonweal_settings() -> type[Any]:
    """Name the section ``toolshed``."""
    from acme_toolshed.settings import ToolshedSettings

    return ToolshedSettings


@hookimpl
def commonweal_event_types() -> "list[type[Event]]":
    """Declare what can happen."""
    from acme_toolshed.api import ToolHandedOver

    return [ToolHandedOver]


@hookimpl
def commonweal_subscriptions() -> "list[Subscription]":
    """Count what is handed over."""
    from commonweal import Subscription

    from acme_toolshed.api import ToolHandedOver
    from acme_toolshed.reservations import count_handed_over

    name = "toolshed.count_handed_over"
    return [Subscription(name=name, event_types=[ToolHandedOver], handler=count_handed_over)]


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Name the work that workers do."""
    from acme_toolshed.tasks import release_expired_reservations

    return [release_expired_reservations]


@hookimpl
def commonweal_schedules() -> "list[Schedule]":
    """Look every hour for what was never picked up."""
    from acme_toolshed.tasks import SCHEDULES

    return SCHEDULES


@hookimpl
def commonweal_routes() -> list[Any]:
    """Add the JSON API."""
    from acme_toolshed.http import ROUTES

    return ROUTES


@hookimpl
def commonweal_pages() -> list[Any]:
    """Add the pages and their forms."""
    from acme_toolshed.pages import PAGES

    return PAGES


@hookimpl
def commonweal_navigation() -> "list[NavigationItem]":
    """Lead to the list of lenders from every page."""
    from commonweal import NavigationItem

    return [NavigationItem(label="toolshed-navigation", url="/toolshed", icon="skill", order=60)]


@hookimpl
def commonweal_slots() -> "list[SlotFill]":
    """Stand beside missions."""
    from commonweal import SlotFill

    from acme_toolshed.slots import beside_mission

    return [SlotFill(slot="missions.mission.aside", render=beside_mission)]
