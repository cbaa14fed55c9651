"""The wiring of vectors: what the plugin contributes to the kernel."""

from typing import TYPE_CHECKING, Any

from commonweal import VectorSettings, hookimpl

if TYPE_CHECKING:
    from commonweal import PluginContext, Schedule, Subscription

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_settings() -> type[Any]:
    """Name the section ``vectors``."""
    return VectorSettings


@hookimpl
def commonweal_tables() -> list[type[Any]]:
    """Name the tables."""
    from commonweal_vectors.tables import TABLES  # noqa: PLC0415

    return list(TABLES)


@hookimpl
def commonweal_subscriptions(context: "PluginContext") -> "list[Subscription]":
    """Follow what changes the documents of every collection."""
    from commonweal import Collections  # noqa: PLC0415

    from commonweal_vectors.changes import subscriptions  # noqa: PLC0415
    from commonweal_vectors.tasks import index_changes  # noqa: PLC0415

    return subscriptions(list(context.services.get(Collections).values()), index_changes)


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Add the background work."""
    from commonweal_vectors.tasks import TASKS  # noqa: PLC0415

    return TASKS


@hookimpl
def commonweal_schedules() -> "list[Schedule]":
    """Ask for it now and then."""
    from commonweal_vectors.tasks import SCHEDULES  # noqa: PLC0415

    return SCHEDULES
