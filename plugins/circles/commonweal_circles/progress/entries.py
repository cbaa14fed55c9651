"""The forms of this room, and what they mean: hours, whole tokens and days, as people write them."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from commonweal_circles.progress.milestones import LEAST_TITLE, MilestoneDraft
from commonweal_circles.rules.vocabulary import Metric

UNITS: dict[Metric, int] = {"missions": 1, "minutes": 60, "tokens": 100, "people": 1, "domains": 1}
"""How much one is that a person writes: an hour, or a whole token."""


class MilestoneEntries(msgspec.Struct):
    """The form of a milestone; ``ends_at`` is the last day that counts."""

    title: Annotated[str, Meta(min_length=LEAST_TITLE, max_length=200)]
    metric: Metric
    target: Annotated[int, Meta(ge=1, le=1_000_000)]
    begin: Literal["now", "opening"] = "now"
    ends_at: date | None = None


class NoteEntries(msgspec.Struct):
    """The form of a note of thanks."""

    to_id: UUID
    text: Annotated[str, Meta(min_length=1, max_length=500)]


def draft_of(entries: MilestoneEntries, opened_at: datetime, zone: ZoneInfo) -> MilestoneDraft:
    """Return the milestone a form asks for; its last day ends where its author is."""
    ends_at = None
    if entries.ends_at is not None:
        last = min(entries.ends_at, date.max - timedelta(days=2))
        ends_at = datetime.combine(last + timedelta(days=1), time(), zone)
    return MilestoneDraft(
        title=entries.title,
        metric=entries.metric,
        target=entries.target * UNITS[entries.metric],
        starts_at=opened_at if entries.begin == "opening" else None,
        ends_at=ends_at,
    )
