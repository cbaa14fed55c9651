"""The wiring of realtime: what the plugin contributes to the kernel."""

from typing import TYPE_CHECKING, Any

from commonweal import hookimpl

if TYPE_CHECKING:
    from commonweal import (
        Event,
        Gateway,
        Gauge,
        HealthCheck,
        NavigationItem,
        PluginContext,
        Schedule,
        SlotFill,
        Subscription,
    )

    from commonweal_realtime.hooks import Stream

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_slots() -> "list[SlotFill]":
    """Let every page be live."""
    from commonweal_realtime.pages import slots  # noqa: PLC0415

    return slots()


@hookimpl
def commonweal_streams() -> "Stream":
    """Let the topics of the base be followed, and the trials of gateways; tell of webhooks that end."""
    from commonweal_realtime.gateway.canary import with_canary  # noqa: PLC0415
    from commonweal_realtime.topics.base import base_stream  # noqa: PLC0415
    from commonweal_realtime.webhooks.wiring import with_webhooks  # noqa: PLC0415

    return with_webhooks(with_canary(base_stream()))


@hookimpl
def commonweal_settings() -> type[Any]:
    """Name the section ``realtime``."""
    from commonweal_realtime.settings import RealtimeSettings  # noqa: PLC0415

    return RealtimeSettings


@hookimpl
def commonweal_tables() -> list[type[Any]]:
    """Name the tables."""
    from commonweal_realtime.gateway.tables import GatewayProcess  # noqa: PLC0415
    from commonweal_realtime.hub.tables import Presence  # noqa: PLC0415
    from commonweal_realtime.webhooks.tables import TABLES  # noqa: PLC0415

    return [*TABLES, GatewayProcess, Presence]


@hookimpl
def commonweal_event_types() -> "list[type[Event]]":
    """Add what happens to webhooks, and the trials of gateways."""
    from commonweal_realtime.gateway.canary import CanarySang  # noqa: PLC0415
    from commonweal_realtime.webhooks.events import EVENTS  # noqa: PLC0415

    return [*EVENTS, CanarySang]


@hookimpl
def commonweal_subscriptions(context: "PluginContext") -> "list[Subscription]":
    """Follow everything that is told in any topic, for webhooks."""
    from commonweal_realtime.webhooks.wiring import subscriptions  # noqa: PLC0415

    return subscriptions(context)


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Add the background work."""
    from commonweal_realtime.webhooks.tasks import TASKS  # noqa: PLC0415

    return [*TASKS]


@hookimpl
def commonweal_schedules() -> "list[Schedule]":
    """Ask for it now and then."""
    from commonweal_realtime.webhooks.tasks import SCHEDULES  # noqa: PLC0415

    return [*SCHEDULES]


@hookimpl
def commonweal_routes() -> list[Any]:
    """Add the JSON API."""
    from commonweal_realtime.snapshots_http import ROUTES as SNAPSHOTS  # noqa: PLC0415
    from commonweal_realtime.stream_http import ROUTES as STREAMS  # noqa: PLC0415
    from commonweal_realtime.webhooks.http import ROUTES  # noqa: PLC0415

    return [*STREAMS, *SNAPSHOTS, *ROUTES]


@hookimpl
def commonweal_gateways(context: "PluginContext") -> "list[Gateway]":
    """Serve the streams."""
    from commonweal_realtime.gateway.serving import gateway_of  # noqa: PLC0415

    return [gateway_of(context)]


@hookimpl
def commonweal_gauges(context: "PluginContext") -> "list[Gauge]":
    """Show operators how the gateways fare."""
    from commonweal_realtime.gateway.figures import gateway_gauges  # noqa: PLC0415

    return gateway_gauges(context)


@hookimpl
def commonweal_health_checks(context: "PluginContext") -> "list[HealthCheck]":
    """Look whether some gateway answers in time."""
    from commonweal_realtime.gateway.figures import gateway_check  # noqa: PLC0415

    return [gateway_check(context)]


@hookimpl
def commonweal_problem_codes() -> dict[str, int]:
    """Add what can be wrong with a connection or a frame."""
    from commonweal_realtime.gateway.codes import CODES  # noqa: PLC0415

    return dict(CODES)


@hookimpl
def commonweal_pages() -> list[Any]:
    """Add the pages of webhooks."""
    from commonweal_realtime.webhooks.pages import PAGES  # noqa: PLC0415

    return [*PAGES]


@hookimpl
def commonweal_navigation() -> "list[NavigationItem]":
    """Lead to the webhooks from the menu of the account."""
    from commonweal_realtime.webhooks.wiring import NAVIGATION  # noqa: PLC0415

    return [*NAVIGATION]
