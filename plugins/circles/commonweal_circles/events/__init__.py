"""What happens in circles, as ids, states and counts; never words and never names (ARCHITECTURE §4.10)."""

from commonweal import Event

from commonweal_circles.events.circles import (
    CircleArchived,
    CircleEdited,
    CircleMadePublic,
    CircleOpened,
    CircleReadByAll,
    CircleRestored,
    CircleReviewed,
    MembershipChanged,
)
from commonweal_circles.events.missions import (
    MilestoneChanged,
    MissionProposed,
    OutcomeCounted,
    OutcomeTakenBack,
    PartyChanged,
    ProposalChanged,
    ProposalVoted,
    Thanked,
)
from commonweal_circles.events.order import (
    AppealDecided,
    AppealMade,
    PostReported,
    ReportHandled,
)
from commonweal_circles.events.talk import (
    PostEdited,
    PostHeld,
    PostPublished,
    PostShown,
    PostWithheld,
    ReactionChanged,
    ThreadMarked,
    ThreadsConcerned,
)

__all__ = [
    "AppealDecided",
    "AppealMade",
    "CircleArchived",
    "CircleEdited",
    "CircleMadePublic",
    "CircleOpened",
    "CircleReadByAll",
    "CircleRestored",
    "CircleReviewed",
    "MembershipChanged",
    "MilestoneChanged",
    "MissionProposed",
    "OutcomeCounted",
    "OutcomeTakenBack",
    "PartyChanged",
    "PostEdited",
    "PostHeld",
    "PostPublished",
    "PostReported",
    "PostShown",
    "PostWithheld",
    "ProposalChanged",
    "ProposalVoted",
    "ReactionChanged",
    "ReportHandled",
    "Thanked",
    "ThreadMarked",
    "ThreadsConcerned",
]

EVENTS: list[type[Event]] = [globals()[name] for name in __all__]
"""Every one of them."""
