"""The wiring of vectors: what the plugin contributes to the kernel."""

from typing import TYPE_CHECKING, Any

from commonweal import Command, VectorSettings, hookimpl

if TYPE_CHECKING:
    from commonweal import Event, NavigationItem, PluginContext, Schedule, Subscription

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


@hookimpl
def commonweal_event_types() -> "list[type[Event]]":
    """Add what evaluations tell."""
    from commonweal_vectors.evaluating.triggers import TriggerLeft, TriggerReached  # noqa: PLC0415

    return [TriggerReached, TriggerLeft]


@hookimpl
def commonweal_commands() -> list[Command]:
    """Add ``commonweal vectors evaluate``, ``prepare``, ``migrate``, ``rebuild`` and ``verify``."""
    return [
        Command(
            "migrate",
            "Move indexes to another store while the app serves, and back.",
            "commonweal_vectors.commands_migrate:migrate",
        ),
        Command(
            "rebuild",
            "Build indexes anew from the system of record.",
            "commonweal_vectors.commands_migrate:rebuild",
        ),
        Command(
            "verify",
            "Compare every document with every copy of its index.",
            "commonweal_vectors.commands_migrate:verify",
        ),
        Command(
            "evaluate",
            "Measure how every index fares, and say what helps.",
            "commonweal_vectors.commands_evaluate:evaluate",
        ),
        Command(
            "prepare",
            "Build the index that suits the size of a collection now.",
            "commonweal_vectors.commands_evaluate:prepare",
        ),
    ]


@hookimpl
def commonweal_routes() -> list[Any]:
    """Add the JSON API."""
    from commonweal_vectors.evaluating.http import ROUTES  # noqa: PLC0415
    from commonweal_vectors.search_http import SEARCH_ROUTES  # noqa: PLC0415

    return [*ROUTES, *SEARCH_ROUTES]


@hookimpl
def commonweal_pages() -> list[Any]:
    """Add the page that searches everything, and those of admins."""
    from commonweal_vectors.admin import PAGES  # noqa: PLC0415
    from commonweal_vectors.search_page import SEARCH_PAGES  # noqa: PLC0415

    return [*SEARCH_PAGES, *PAGES]


@hookimpl
def commonweal_navigation() -> "list[NavigationItem]":
    """Lead to the search from every page, and to the indexes from the administration."""
    from commonweal import NavigationItem  # noqa: PLC0415

    from commonweal_vectors.admin import ADMIN  # noqa: PLC0415
    from commonweal_vectors.permissions import READ_INDEXES  # noqa: PLC0415
    from commonweal_vectors.search_page import PAGE  # noqa: PLC0415

    return [
        NavigationItem(label="vectors-search", url=PAGE, icon="search", order=90),
        NavigationItem(
            label="vectors-admin", url=ADMIN, icon="search", order=75, area="admin", permission=READ_INDEXES
        ),
    ]
