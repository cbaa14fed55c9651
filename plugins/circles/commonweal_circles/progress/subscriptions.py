"""What this room does after events, durably."""

from typing import Any

from commonweal import RecordedEvent, Subscription, UnitOfWork
from commonweal_missions.api import ClaimPaid, ClaimVerified, EvidenceStateChanged
from commonweal_reputation.api import ReputationChanged

from commonweal_circles.events import MembershipChanged
from commonweal_circles.progress.counting import count_claim
from commonweal_circles.progress.weighing import weigh, weigh_everywhere


async def count(
    work: UnitOfWork, recorded: RecordedEvent[ClaimVerified | ClaimPaid | EvidenceStateChanged]
) -> None:
    """Count a claim that was verified or paid, or whose verdict was taken back."""
    event = recorded.event
    if isinstance(event, EvidenceStateChanged) and event.before != "verified":
        return
    await count_claim(work, event.claim_id)


async def weigh_member(
    work: UnitOfWork, recorded: RecordedEvent[MembershipChanged | ReputationChanged]
) -> None:
    """Let somebody weigh in a circle who came or went, or in all of theirs when their reputation changed."""
    event: Any = recorded.event
    if isinstance(event, MembershipChanged):
        if event.kind == "human" and "active" in (event.before, event.after):
            await weigh(work, [event.circle_id], event.account_id)
    elif recorded.subject is not None:
        await weigh_everywhere(work, recorded.subject)


SUBSCRIPTIONS: list[Subscription] = [
    Subscription(
        name="circles.count_outcomes",
        event_types=[ClaimVerified, ClaimPaid, EvidenceStateChanged],
        handler=count,
    ),
    Subscription(
        name="circles.weigh_members",
        event_types=[MembershipChanged, ReputationChanged],
        handler=weigh_member,
    ),
]
