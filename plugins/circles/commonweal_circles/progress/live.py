"""What followers of ``circle:<id>`` hear of this room; the room ``live`` puts it into the stream."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from commonweal import RecordedEvent, UnitOfWork
from commonweal_realtime.api import Data, Part, Told

from commonweal_circles.events import MilestoneChanged, OutcomeCounted, OutcomeTakenBack, Thanked

_STATE = """
SELECT c.id, c.verified, coalesce(a.minutes, 0) AS minutes, coalesce(a.earned_minor, 0) AS earned_minor,
    (SELECT count(*) FROM circles.domain_tally AS t WHERE t.circle_id = c.id AND t.missions > 0) AS domains,
    (SELECT count(*) FROM circles.milestone AS m WHERE m.circle_id = c.id AND m.reached_at IS NULL
        AND m.dropped_at IS NULL AND m.ended_at IS NULL) AS milestones_open,
    (SELECT count(*) FROM circles.milestone AS m WHERE m.circle_id = c.id AND m.reached_at IS NOT NULL)
        AS milestones_reached
FROM circles.circle AS c LEFT JOIN circles.achievement AS a ON a.circle_id = c.id WHERE c.id = ANY ($1)
"""


async def read_state(work: UnitOfWork, circle_ids: Sequence[UUID]) -> Mapping[UUID, Data]:
    """Return what several circles achieved, as counts."""
    rows = [dict(row) for row in await work.fetch(_STATE, list(circle_ids))]
    return {row.pop("id"): row for row in rows}


# Not which mission it was: not everybody who follows may read it.
def _outcome(recorded: RecordedEvent[Any]) -> list[tuple[UUID, Data]]:
    return [(recorded.event.circle_id, {"verified": recorded.event.verified})]


def _milestone(recorded: RecordedEvent[MilestoneChanged]) -> list[tuple[UUID, Data]]:
    event = recorded.event
    data = {
        "milestone": str(event.milestone_id),
        "cause": event.cause,
        "progress": event.progress,
        "target": event.target,
    }
    return [(event.circle_id, data)]


def _thanked(recorded: RecordedEvent[Thanked]) -> list[tuple[UUID, Data]]:
    return [(recorded.event.circle_id, {"note": str(recorded.event.note_id)})]


TOLD = [
    Told(topic="circle", name="outcome.counted", event_type=OutcomeCounted, tell=_outcome),
    Told(topic="circle", name="outcome.taken_back", event_type=OutcomeTakenBack, tell=_outcome),
    Told(topic="circle", name="milestone.changed", event_type=MilestoneChanged, tell=_milestone),
    Told(topic="circle", name="gratitude.added", event_type=Thanked, tell=_thanked),
]
PARTS = [Part(topic="circle", name="progress", read=read_state)]
