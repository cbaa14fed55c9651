"""The wiring of content review: what the plugin contributes to the kernel."""

from typing import TYPE_CHECKING, Any

from commonweal import hookimpl

if TYPE_CHECKING:
    from commonweal import Event

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
async def commonweal_review_content(text: str) -> "ContentReview":
    """Judge a text by the rules that come with Commonweal."""
    from commonweal_review.classifier.judging import classify  # noqa: PLC0415

    return classify(text)
