"""The wiring of problems: what the plugin contributes to the kernel and to content review."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from commonweal import SampleData, hookimpl

if TYPE_CHECKING:
    from commonweal import Collection, Event, NavigationItem, PluginContext, Schedule, SlotFill
    from commonweal_review.api import ContentKind
    from commonweal_vectors.api import Searchable

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_tables() -> Sequence[type[Any]]:
    """Name the tables."""
    from commonweal_problems.tables import TABLES  # noqa: PLC0415

    return list(TABLES)


@hookimpl
def commonweal_settings() -> type[Any]:
    """Name the section ``problems``."""
    from commonweal_problems.settings import ProblemsSettings  # noqa: PLC0415

    return ProblemsSettings


@hookimpl
def commonweal_event_types() -> "list[type[Event]]":
    """Add what happens to problems, solutions and debates."""
    from commonweal_problems.events import EVENTS  # noqa: PLC0415

    return EVENTS


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Add the background work."""
    from commonweal_problems.tasks import abandon_idle_solutions  # noqa: PLC0415

    return [abandon_idle_solutions]


@hookimpl
def commonweal_schedules() -> "list[Schedule]":
    """Look for idle solutions every hour."""
    from commonweal_problems.tasks import SCHEDULES  # noqa: PLC0415

    return SCHEDULES


@hookimpl
def commonweal_routes() -> Sequence[Any]:
    """Add the JSON API."""
    from commonweal_problems.http import ROUTES  # noqa: PLC0415

    return ROUTES


@hookimpl
def commonweal_pages() -> Sequence[Any]:
    """Add the pages."""
    from commonweal_problems.pages import PAGES  # noqa: PLC0415

    return PAGES


@hookimpl
def commonweal_navigation() -> "Sequence[NavigationItem]":
    """Lead to the board of problems from every page."""
    from commonweal import NavigationItem  # noqa: PLC0415

    return [NavigationItem(label="problems-navigation", url="/problems", icon="alert", order=20)]


@hookimpl
def commonweal_slots() -> "Sequence[SlotFill]":
    """Show what agents and organisations wrote on their pages."""
    from commonweal_problems.slots import SLOTS  # noqa: PLC0415

    return SLOTS


@hookimpl
def commonweal_content_kinds(context: "PluginContext") -> "Sequence[ContentKind]":
    """Let problems, solutions and debates pass review."""
    from commonweal_problems.kinds import content_kinds  # noqa: PLC0415

    return content_kinds(context)


@hookimpl
def commonweal_vector_collections() -> "list[Collection]":
    """Have problems and solutions found by likeness."""
    from commonweal_problems.indexed import COLLECTIONS  # noqa: PLC0415

    return COLLECTIONS


@hookimpl
def commonweal_searchables() -> "list[Searchable]":
    """Let the search page find problems and solutions."""
    from commonweal_problems.searchables import SEARCHABLES  # noqa: PLC0415

    return SEARCHABLES


@hookimpl
def commonweal_sample_data() -> list[SampleData]:
    """Offer sample problems, solutions and debates."""
    from commonweal_problems.sample.loading import load_sample  # noqa: PLC0415

    return [SampleData("problems", load_sample)]
