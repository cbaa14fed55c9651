"""The wiring of content review: what the plugin contributes to the kernel."""

from typing import TYPE_CHECKING, Any

from commonweal import hookimpl

if TYPE_CHECKING:
    from commonweal import Event, NavigationItem, Schedule, SlotFill

    from commonweal_review.model import ContentReview

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_tables() -> list[type[Any]]:
    """Name the tables."""
    from commonweal_review.tables import TABLES  # noqa: PLC0415

    return list(TABLES)


@hookimpl
def commonweal_settings() -> type[Any]:
    """Name the section ``review``."""
    from commonweal_review.settings import ReviewSettings  # noqa: PLC0415

    return ReviewSettings


@hookimpl
def commonweal_event_types() -> "list[type[Event]]":
    """Add what happens in review."""
    from commonweal_review.events import EVENTS  # noqa: PLC0415

    return EVENTS


@hookimpl
def commonweal_tasks() -> list[Any]:
    """Add the background work."""
    from commonweal_review.tasks import look_for_overdue  # noqa: PLC0415

    return [look_for_overdue]


@hookimpl
def commonweal_schedules() -> "list[Schedule]":
    """Look for overdue items every minute."""
    from commonweal_review.tasks import SCHEDULES  # noqa: PLC0415

    return SCHEDULES


@hookimpl
def commonweal_routes() -> list[Any]:
    """Add the JSON API."""
    from commonweal_review.http import ROUTES  # noqa: PLC0415

    return list(ROUTES)


@hookimpl
def commonweal_pages() -> list[Any]:
    """Add the queue and the form of reports."""
    from commonweal_review.pages import PAGES  # noqa: PLC0415

    return list(PAGES)


@hookimpl
def commonweal_navigation() -> "list[NavigationItem]":
    """Lead to the queue from the administration."""
    from commonweal import NavigationItem  # noqa: PLC0415

    from commonweal_review.pages import QUEUE  # noqa: PLC0415
    from commonweal_review.permissions import ADMIN_REVIEW  # noqa: PLC0415

    return [
        NavigationItem(
            label="review-queue", url=QUEUE, icon="inbox", order=10, area="admin", permission=ADMIN_REVIEW
        )
    ]


@hookimpl
def commonweal_slots() -> "list[SlotFill]":
    """Show what waits on the first page of the administration, and content at the desk."""
    from commonweal import SlotFill  # noqa: PLC0415

    from commonweal_review.pages import admin_card, show_content  # noqa: PLC0415

    return [
        SlotFill(slot="identity.admin.cards", render=admin_card, order=10),
        SlotFill(slot="review.item.content", render=show_content, milliseconds=1_000),
    ]


@hookimpl
async def commonweal_review_content(text: str) -> "ContentReview":
    """Judge a text by the rules that come with Commonweal."""
    import asyncio  # noqa: PLC0415

    from commonweal_review.classifier.judging import classify  # noqa: PLC0415

    return await asyncio.to_thread(classify, text)  # a long text takes a while; others are answered meanwhile
