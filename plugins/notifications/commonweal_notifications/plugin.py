"""The wiring of notifications: what the plugin contributes to the kernel."""

from typing import TYPE_CHECKING, Any

from commonweal import hookimpl

if TYPE_CHECKING:
    from commonweal import Event, PluginContext, Subscription

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_tables() -> list[type[Any]]:
    """Name the tables."""
    from commonweal_notifications.tables import TABLES  # noqa: PLC0415

    return list(TABLES)


@hookimpl
def commonweal_event_types() -> "list[type[Event]]":
    """Add what happens in inboxes."""
    from commonweal_notifications.events import EVENTS  # noqa: PLC0415

    return EVENTS


@hookimpl
def commonweal_subscriptions(context: "PluginContext") -> "list[Subscription]":
    """Decide as things happen: one subscription for each kind that plugins declare."""
    from commonweal_notifications.deciding.handling import subscriptions  # noqa: PLC0415

    return subscriptions(context.services)


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Add the background work."""
    from commonweal_notifications.deciding.handling import decide_waiting  # noqa: PLC0415

    return [decide_waiting]
