"""The topic ``circle-desk:<id>``: moderators of a circle hear that something waits, or does not any more."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from commonweal import Event, Principal, RecordedEvent, Refusal, UnitOfWork
from commonweal_realtime.api import Data, Revocation, Told, Topic, follower_now, whoever_left

from commonweal_circles import events
from commonweal_circles.seeing import place_of

TOPIC = "circle-desk"
ABOUT = "What waits for the moderators of a circle: that it changed, and nothing else."
_CHANGES: tuple[type[Event], ...] = (
    events.PostReported,
    events.ReportHandled,
    events.PostHeld,
    events.AppealMade,
    events.AppealDecided,
)


async def may_follow(work: UnitOfWork, principal: Principal, key: UUID) -> bool:
    """Say whether a follower keeps order in the circle."""
    try:
        place = await place_of(work, await follower_now(work, principal), key)
    except Refusal:
        return False
    return place.has("moderator")


def _changed(recorded: RecordedEvent[Any]) -> Iterable[tuple[UUID, Data]]:
    return [(recorded.event.circle_id, {})]


def _who_lost_it(recorded: RecordedEvent[events.MembershipChanged]) -> Iterable[tuple[UUID, UUID]]:
    """Name whoever may be no moderator any more; those who still are go on."""
    event = recorded.event
    return [] if event.role_before == "member" else [(event.circle_id, event.account_id)]


TOPICS = [Topic(name=TOPIC, key="uuid", about=ABOUT, may_follow=may_follow)]
TOLD = [Told(topic=TOPIC, name="queue.changed", event_type=event, tell=_changed) for event in _CHANGES]
REVOCATIONS = [
    Revocation(topic=TOPIC, event_type=events.MembershipChanged, whom=_who_lost_it),
    *whoever_left(TOPIC),
]
