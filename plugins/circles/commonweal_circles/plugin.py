"""The wiring of circles: each room adds its own."""

from typing import TYPE_CHECKING, Any

from commonweal import SampleData, hookimpl

if TYPE_CHECKING:
    from commonweal import (
        Collection,
        Event,
        NavigationItem,
        PluginContext,
        Schedule,
        SlotFill,
        Subscription,
    )
    from commonweal_notifications.api import Kind
    from commonweal_realtime.api import Stream
    from commonweal_review.api import ContentKind
    from commonweal_vectors.api import Searchable

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_tables() -> list[type[Any]]:
    """Name the tables."""
    from commonweal_circles.tables import TABLES  # noqa: PLC0415

    return list(TABLES)


@hookimpl
def commonweal_settings() -> type[Any]:
    """Name the section ``circles``."""
    from commonweal_circles.settings import CirclesSettings  # noqa: PLC0415

    return CirclesSettings


@hookimpl
def commonweal_event_types() -> "list[type[Event]]":
    """Add what happens in circles."""
    from commonweal_circles.events import EVENTS  # noqa: PLC0415

    return EVENTS


@hookimpl
def commonweal_problem_codes() -> dict[str, int]:
    """Add what can be wrong with what somebody does in a circle."""
    from commonweal_circles.codes import CODES  # noqa: PLC0415

    return dict(CODES)


@hookimpl
def commonweal_subscriptions() -> "list[Subscription]":
    """Follow missions: what is verified counts, what is over is done."""
    from commonweal_circles.board.subscriptions import SUBSCRIPTIONS as BOARD  # noqa: PLC0415
    from commonweal_circles.finding.tasks import SUBSCRIPTIONS as FINDING  # noqa: PLC0415
    from commonweal_circles.progress.subscriptions import SUBSCRIPTIONS as PROGRESS  # noqa: PLC0415

    return [*BOARD, *FINDING, *PROGRESS]


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Add the background work."""
    from commonweal_circles.finding.tasks import TASKS as FINDING  # noqa: PLC0415
    from commonweal_circles.members.tasks import TASKS as MEMBERS  # noqa: PLC0415
    from commonweal_circles.progress.tasks import TASKS as PROGRESS  # noqa: PLC0415
    from commonweal_circles.words.tasks import TASKS as WORDS  # noqa: PLC0415

    return [*FINDING, *MEMBERS, *PROGRESS, *WORDS]


@hookimpl
def commonweal_schedules() -> "list[Schedule]":
    """Look for what time has ended."""
    from commonweal_circles.members.tasks import SCHEDULES as MEMBERS  # noqa: PLC0415
    from commonweal_circles.progress.tasks import SCHEDULES as PROGRESS  # noqa: PLC0415
    from commonweal_circles.words.tasks import SCHEDULES as WORDS  # noqa: PLC0415

    return [*MEMBERS, *PROGRESS, *WORDS]


@hookimpl
def commonweal_routes() -> list[Any]:
    """Add the JSON API."""
    from commonweal_circles.http import ROUTES  # noqa: PLC0415

    return ROUTES


@hookimpl
def commonweal_pages() -> list[Any]:
    """Add the pages."""
    from commonweal_circles.pages import PAGES  # noqa: PLC0415

    return PAGES


@hookimpl
def commonweal_navigation() -> "list[NavigationItem]":
    """Lead to the circles from every page."""
    from commonweal import NavigationItem  # noqa: PLC0415

    return [NavigationItem(label="circles-navigation", url="/circles", icon="users", order=30)]


@hookimpl
def commonweal_slots() -> "list[SlotFill]":
    """Show circles on the pages of problems and missions."""
    from commonweal_circles.board.slots import SLOTS as BOARD  # noqa: PLC0415
    from commonweal_circles.finding.slots import SLOTS as FINDING  # noqa: PLC0415

    return [*BOARD, *FINDING]


@hookimpl
def commonweal_content_kinds(context: "PluginContext") -> "list[ContentKind]":
    """Let circles, posts and notes pass review."""
    from commonweal_circles.board.kinds import content_kinds as of_board  # noqa: PLC0415
    from commonweal_circles.opening.kinds import content_kinds as of_opening  # noqa: PLC0415
    from commonweal_circles.progress.kinds import content_kinds as of_progress  # noqa: PLC0415
    from commonweal_circles.talk.kinds import content_kinds as of_talk  # noqa: PLC0415

    return [*of_opening(context), *of_talk(context), *of_board(context), *of_progress(context)]


@hookimpl
def commonweal_streams() -> "Stream":
    """Let members follow their circles, and everybody the public ones."""
    from commonweal_circles.live.streams import STREAM  # noqa: PLC0415

    return STREAM


@hookimpl
def commonweal_notification_kinds(context: "PluginContext") -> "list[Kind]":
    """Tell members of what concerns them."""
    from commonweal_circles.notices.kinds import kinds  # noqa: PLC0415

    return kinds(context)


@hookimpl
def commonweal_vector_collections() -> "list[Collection]":
    """Have public circles and threads found by likeness."""
    from commonweal_circles.finding.indexed import COLLECTIONS  # noqa: PLC0415

    return COLLECTIONS


@hookimpl
def commonweal_searchables() -> "list[Searchable]":
    """Let the search page find public circles and threads."""
    from commonweal_circles.finding.searchables import SEARCHABLES  # noqa: PLC0415

    return SEARCHABLES


@hookimpl
def commonweal_sample_data() -> list[SampleData]:
    """Offer sample circles."""
    from commonweal_circles.sample.loading import load_sample  # noqa: PLC0415

    return [SampleData("circles", load_sample)]
