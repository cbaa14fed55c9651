"""The topic ``circle:<id>``: what is told in it, its state, and who may follow it.

Whoever sees the inside follows it, and hears what everybody who sees the inside may know: ids, states and
counts. Who was invited, asked to join, was banned or reported is nobody's business here, nor is a post that
waits or that was hidden before it was seen, nor which missions are proposed: not everybody may read them.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from commonweal import Event, Principal, RecordedEvent, UnitOfWork
from commonweal_realtime.api import Data, Revocation, Stream, Told, Topic, follower_now, whoever_left

from commonweal_circles import events
from commonweal_circles.live import desk
from commonweal_circles.live.state import PARTS, TOPIC
from commonweal_circles.progress.live import PARTS as PROGRESS_PARTS
from commonweal_circles.progress.live import TOLD as PROGRESS
from commonweal_circles.seeing import may_see_inside

ABOUT = "A circle: its posts, members, missions and milestones, for whoever may read it."
Heard = Iterable[tuple[UUID, Data]]


async def may_follow(work: UnitOfWork, principal: Principal, key: UUID) -> bool:
    """Say whether a follower sees the inside of the circle (the predicate of its pages)."""
    return await may_see_inside(work, await follower_now(work, principal), key)


def _tells(name: str, event_type: type[Event], *fields: str, **renamed: str) -> Told:
    """Say that an event is told with some of its fields; ``post="post_id"`` renames one."""
    taken = {**{field: field for field in fields}, **renamed}

    def tell(recorded: RecordedEvent[Any]) -> Heard:
        event = recorded.event
        return [(event.circle_id, {name: _plain(getattr(event, field)) for name, field in taken.items()})]

    return Told(topic=TOPIC, name=name, event_type=event_type, tell=tell)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _membership(recorded: RecordedEvent[events.MembershipChanged]) -> Heard:
    """Tell of active members only: who came, who went, and who has another role."""
    event = recorded.event
    before, after = event.before == "active", event.after == "active"
    if before and after and event.role != event.role_before:
        change = "role"
    elif before != after:
        change = "joined" if after else "left"
    else:
        return []
    told = {"account": str(event.account_id), "change": change, "members": event.members}
    return [(event.circle_id, {**told, "role": event.role} if after else told)]


def _who_went(recorded: RecordedEvent[events.MembershipChanged]) -> Iterable[tuple[UUID, UUID]]:
    """Name whoever is no active member; those who may read the circle all the same go on."""
    event = recorded.event
    return [] if event.after == "active" else [(event.circle_id, event.account_id)]


def _everybody(recorded: RecordedEvent[events.CircleEdited]) -> Iterable[tuple[UUID, None]]:
    """Name everybody: the circle may be private from now on, or wait for review again."""
    return [(recorded.event.circle_id, None)]


def _unless_approved(recorded: RecordedEvent[events.CircleReviewed]) -> Iterable[tuple[UUID, None]]:
    event = recorded.event
    return [] if event.review_status == "approved" else [(event.circle_id, None)]


_POST = {"post": "post_id", "thread": "thread_id"}
TOLD: list[Told] = [
    _tells("circle.edited", events.CircleEdited, "version", "visibility"),
    _tells("circle.reviewed", events.CircleReviewed, "review_status"),
    _tells("circle.archived", events.CircleArchived),
    _tells("circle.restored", events.CircleRestored),
    Told(topic=TOPIC, name="member.changed", event_type=events.MembershipChanged, tell=_membership),
    _tells("post.added", events.PostPublished, "number", "depth", "kind", author="author_id", **_POST),
    _tells("post.edited", events.PostEdited, "version", **_POST),
    _tells("post.hidden", events.PostWithheld, **_POST),
    _tells("post.shown", events.PostShown, **_POST),
    _tells("thread.marked", events.ThreadMarked, "pinned", "locked", thread="thread_id"),
    _tells("reaction.changed", events.ReactionChanged, "reaction", "count", **_POST),
    _tells("proposal.added", events.MissionProposed, proposal="proposal_id"),
    _tells("proposal.voted", events.ProposalVoted, "votes", proposal="proposal_id"),
    _tells("proposal.changed", events.ProposalChanged, proposal="proposal_id", state="after"),
    _tells("party.changed", events.PartyChanged, "state", "buddies", party="party_id"),
    *PROGRESS,
]
STREAM = Stream(
    topics=[Topic(name=TOPIC, key="uuid", about=ABOUT, may_follow=may_follow, presence=True), *desk.TOPICS],
    told=[*TOLD, *desk.TOLD],
    parts=[*PARTS, *PROGRESS_PARTS],
    revocations=[
        Revocation(topic=TOPIC, event_type=events.MembershipChanged, whom=_who_went),
        Revocation(topic=TOPIC, event_type=events.CircleEdited, whom=_everybody),
        Revocation(topic=TOPIC, event_type=events.CircleReviewed, whom=_unless_approved),
        *whoever_left(TOPIC),
        *desk.REVOCATIONS,
    ],
)
