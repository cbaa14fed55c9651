"""The wiring of notifications: what the plugin contributes to the kernel."""

from typing import TYPE_CHECKING, Any

from commonweal import Command, hookimpl

if TYPE_CHECKING:
    from commonweal import Event, NavigationItem, PluginContext, Schedule, SlotFill, Subscription
    from commonweal_realtime.api import Stream

    from commonweal_notifications.hooks import Kind

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_tables() -> list[type[Any]]:
    """Name the tables."""
    from commonweal_notifications.kinds.tables import KIND_TABLES  # noqa: PLC0415
    from commonweal_notifications.tables import TABLES  # noqa: PLC0415

    return [*TABLES, *KIND_TABLES]


@hookimpl
def commonweal_event_types() -> "list[type[Event]]":
    """Add what happens in inboxes, and what the kinds of the base have told."""
    from commonweal_notifications.events import EVENTS  # noqa: PLC0415
    from commonweal_notifications.kinds.events import KIND_EVENTS  # noqa: PLC0415

    return [*EVENTS, *KIND_EVENTS]


@hookimpl
def commonweal_subscriptions(context: "PluginContext") -> "list[Subscription]":
    """Decide as things happen: one subscription for each kind that plugins declare."""
    from commonweal_notifications.deciding.handling import subscriptions  # noqa: PLC0415

    return subscriptions(context.services)


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Add the background work."""
    from commonweal_notifications.deciding.handling import decide_waiting  # noqa: PLC0415
    from commonweal_notifications.inbox.sweeping import sweep  # noqa: PLC0415
    from commonweal_notifications.kinds.reminding import TASKS  # noqa: PLC0415
    from commonweal_notifications.mail.tasks import TASKS as MAIL_TASKS  # noqa: PLC0415

    return [decide_waiting, sweep, *TASKS, *MAIL_TASKS]


@hookimpl
def commonweal_schedules() -> "list[Schedule]":
    """Look at deadlines, streaks, weeks and sizes by the clock, send mail that is due, and sweep at night."""
    from commonweal_notifications.inbox import sweeping  # noqa: PLC0415
    from commonweal_notifications.kinds.reminding import SCHEDULES  # noqa: PLC0415
    from commonweal_notifications.mail.tasks import SCHEDULES as MAIL_SCHEDULES  # noqa: PLC0415

    return [*SCHEDULES, *sweeping.SCHEDULES, *MAIL_SCHEDULES]


@hookimpl
def commonweal_notification_kinds(context: "PluginContext") -> "list[Kind]":
    """Tell of what happens in the base."""
    from commonweal_notifications.kinds.all_kinds import base_kinds  # noqa: PLC0415

    return base_kinds(context.services)


@hookimpl
def commonweal_commands() -> list[Command]:
    """Add ``commonweal notifications suppressions`` and ``lift-suppression``."""
    return [
        Command(
            "suppressions",
            "Show which addresses get no mail, and why.",
            "commonweal_notifications.mail.commands:suppressions",
        ),
        Command(
            "lift-suppression",
            "Send mail to an address again.",
            "commonweal_notifications.mail.commands:lift_suppression",
        ),
    ]


@hookimpl
def commonweal_routes() -> list[Any]:
    """Add the JSON API."""
    from commonweal_notifications import http  # noqa: PLC0415
    from commonweal_notifications.kinds.announcing.http import ROUTES  # noqa: PLC0415
    from commonweal_notifications.mail.http import ROUTES as MAIL_ROUTES  # noqa: PLC0415
    from commonweal_notifications.preferences import http as preferences  # noqa: PLC0415

    return [*http.ROUTES, *preferences.ROUTES, *ROUTES, *MAIL_ROUTES]


@hookimpl
def commonweal_streams() -> "Stream":
    """Tell whoever follows an account how much is unread."""
    from commonweal_notifications.streams import STREAM  # noqa: PLC0415

    return STREAM


@hookimpl
def commonweal_settings() -> type[Any]:
    """Name the section ``notifications``."""
    from commonweal_notifications.mail.settings import NotificationsSettings  # noqa: PLC0415

    return NotificationsSettings


@hookimpl
def commonweal_pages() -> list[Any]:
    """Add the pages."""
    from commonweal_notifications.kinds.announcing.pages import PAGES as ANNOUNCEMENTS  # noqa: PLC0415
    from commonweal_notifications.kinds.previewing.pages import PAGES as PREVIEWS  # noqa: PLC0415
    from commonweal_notifications.mail.pages import PAGES as MAIL_PAGES  # noqa: PLC0415
    from commonweal_notifications.pages import PAGES as OWN_PAGES  # noqa: PLC0415
    from commonweal_notifications.preferences.pages import PAGES as SETTINGS  # noqa: PLC0415

    return [*OWN_PAGES, *SETTINGS, *MAIL_PAGES, *ANNOUNCEMENTS, *PREVIEWS]


@hookimpl
def commonweal_navigation() -> "list[NavigationItem]":
    """Lead everybody to their notifications, and admins to announcements and previews."""
    from commonweal_notifications.kinds.links import LINKS  # noqa: PLC0415
    from commonweal_notifications.pages import LINKS as OWN_LINKS  # noqa: PLC0415

    return [*OWN_LINKS, *LINKS]


@hookimpl
def commonweal_slots() -> "list[SlotFill]":
    """Put the bell into the header."""
    from commonweal_notifications.pages import SLOTS  # noqa: PLC0415

    return SLOTS
