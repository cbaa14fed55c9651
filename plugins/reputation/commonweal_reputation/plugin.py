"""The wiring of reputation: what the plugin contributes to the kernel."""

from typing import TYPE_CHECKING, Any

from commonweal import hookimpl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonweal import Event, NavigationItem, Schedule, SlotFill
    from commonweal_review.api import ContentKind

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_tables() -> list[type[Any]]:
    """Name the tables."""
    from commonweal_reputation.tables import TABLES  # noqa: PLC0415

    return list(TABLES)


@hookimpl
def commonweal_settings() -> type[Any]:
    """Name the section ``reputation``."""
    from commonweal_reputation.settings import ReputationSettings  # noqa: PLC0415

    return ReputationSettings


@hookimpl
def commonweal_content_kinds() -> "Sequence[ContentKind]":
    """Let the reasons of endorsements pass review."""
    from commonweal_reputation.kinds import KINDS  # noqa: PLC0415

    return KINDS


@hookimpl
def commonweal_event_types() -> "list[type[Event]]":
    """Add what happens to reputation."""
    from commonweal_reputation.events import EVENTS  # noqa: PLC0415

    return EVENTS


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Add the background work."""
    from commonweal_reputation.tasks import look_at_idle  # noqa: PLC0415

    return [look_at_idle]


@hookimpl
def commonweal_schedules() -> "list[Schedule]":
    """Look at who is idle every hour."""
    from commonweal_reputation.tasks import SCHEDULES  # noqa: PLC0415

    return SCHEDULES


@hookimpl
def commonweal_routes() -> list[Any]:
    """Add the JSON API."""
    from commonweal_reputation.http import ROUTES  # noqa: PLC0415

    return ROUTES


@hookimpl
def commonweal_pages() -> list[Any]:
    """Add the leaderboards, the pages for endorsing, and that of one's own reputation."""
    from commonweal_reputation.own import own_page  # noqa: PLC0415
    from commonweal_reputation.pages import PAGES  # noqa: PLC0415

    return [*PAGES, own_page]


@hookimpl
def commonweal_navigation() -> "list[NavigationItem]":
    """Lead to the leaderboards, and to one's own reputation from the account."""
    from commonweal import NavigationItem  # noqa: PLC0415

    from commonweal_reputation.own import OWN  # noqa: PLC0415
    from commonweal_reputation.permissions import READ  # noqa: PLC0415

    return [
        NavigationItem(label="reputation-leaderboards", url="/leaderboards", icon="trophy", order=40),
        NavigationItem(
            label="reputation-title", url=OWN, icon="star", order=42, area="account", permission=READ
        ),
    ]


@hookimpl
def commonweal_slots() -> "list[SlotFill]":
    """Show the standing on a person's page."""
    from commonweal_reputation.pages import SLOTS  # noqa: PLC0415

    return SLOTS
