"""What happens to evidence, as ids, states and figures; the subject is the evidence, or the paid claim."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from commonweal import Event, event_type


class EvidenceEvent(Event, frozen=True):
    """Something happened to what a human handed in."""

    evidence_id: UUID
    claim_id: UUID
    human_id: UUID


@event_type("missions.evidence_submitted")
class EvidenceSubmitted(EvidenceEvent, frozen=True):
    """A human handed evidence in for a claim; its state is ``pending``."""

    mission_id: UUID
    attempt: int


@event_type("missions.evidence_state_changed", version=2)
class EvidenceStateChanged(EvidenceEvent, frozen=True):
    """Evidence went from one state to another.

    ``by`` is who made it so: ``check``, ``peers``, ``partner``, ``admin``, ``human`` or ``time``.
    ``confidence`` is that of a verdict, 0 to 1.
    """

    before: str
    state: str
    by: str
    confidence: float | None = None

    upgrades: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {
        1: lambda data: {**data, "confidence": None}
    }


@event_type("missions.claim_paid")
class ClaimPaid(EvidenceEvent, frozen=True):
    """A verified claim was paid, once."""

    paid_minor: int


@event_type("missions.appeal_decided")
class AppealDecided(EvidenceEvent, frozen=True):
    """An admin decided on an appeal; ``upheld`` when the human was right."""

    appeal_id: UUID
    upheld: bool


@event_type("missions.evidence_overdue")
class EvidenceOverdue(EvidenceEvent, frozen=True):
    """Nobody decided in time on evidence that waits for an admin; told once, an alert for admins."""

    state: str


class ReviewEvent(Event, frozen=True):
    """Something happened to the review of a peer."""

    review_id: UUID
    evidence_id: UUID
    reviewer_id: UUID


@event_type("missions.review_asked")
class ReviewAsked(ReviewEvent, frozen=True):
    """A peer was asked to review evidence."""


@event_type("missions.review_opened")
class ReviewOpened(ReviewEvent, frozen=True):
    """A peer looks at the evidence."""


@event_type("missions.review_given")
class ReviewGiven(ReviewEvent, frozen=True):
    """A peer gave a verdict, which stays unseen until the evidence is decided."""


@event_type("missions.review_timed_out")
class ReviewTimedOut(ReviewEvent, frozen=True):
    """A peer did not answer in time."""


@event_type("missions.review_withdrawn")
class ReviewWithdrawn(ReviewEvent, frozen=True):
    """The evidence was decided otherwise before a peer had answered, or the peer is no stranger any more."""


EVIDENCE_EVENTS: tuple[type[Event], ...] = (
    EvidenceSubmitted,
    EvidenceStateChanged,
    ClaimPaid,
    AppealDecided,
    EvidenceOverdue,
    ReviewAsked,
    ReviewOpened,
    ReviewGiven,
    ReviewTimedOut,
    ReviewWithdrawn,
)
