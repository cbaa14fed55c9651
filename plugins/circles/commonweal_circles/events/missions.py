"""What happens on the board, and what comes of it: outcomes, milestones, thanks."""

from typing import Literal
from uuid import UUID

from commonweal import Event, event_type


@event_type("circles.mission_proposed")
class MissionProposed(Event, frozen=True):
    """A member proposed a mission to the circle."""

    circle_id: UUID
    proposal_id: UUID
    mission_id: UUID
    by: UUID


@event_type("circles.proposal_voted")
class ProposalVoted(Event, frozen=True):
    """Somebody voted to adopt a mission, or took the vote back; ``votes`` is how many there are."""

    circle_id: UUID
    proposal_id: UUID
    votes: int


@event_type("circles.proposal_changed")
class ProposalChanged(Event, frozen=True):
    """A proposed mission was adopted, declined, withdrawn or carried out; ``by`` is None for votes."""

    circle_id: UUID
    proposal_id: UUID
    mission_id: UUID
    before: str
    after: str
    proposed_by: UUID
    by: UUID | None


@event_type("circles.party_changed")
class PartyChanged(Event, frozen=True):
    """Members gather to claim a mission together, did, or gave it up; ``buddies`` is how many they are."""

    circle_id: UUID
    party_id: UUID
    mission_id: UUID
    state: str
    buddies: int


@event_type("circles.outcome_counted")
class OutcomeCounted(Event, frozen=True):
    """A verified claim of a member on a mission of the circle counts now; ``verified`` is how many do."""

    circle_id: UUID
    mission_id: UUID
    claim_id: UUID
    human_id: UUID
    verified: int


@event_type("circles.outcome_taken_back")
class OutcomeTakenBack(Event, frozen=True):
    """A claim that counted is not verified any more; ``verified`` is how many still are."""

    circle_id: UUID
    mission_id: UUID
    claim_id: UUID
    human_id: UUID
    verified: int


@event_type("circles.milestone_changed")
class MilestoneChanged(Event, frozen=True):
    """A milestone was set, dropped or reached, or came closer."""

    circle_id: UUID
    milestone_id: UUID
    cause: Literal["set", "progressed", "reached", "dropped", "ended"]
    progress: int
    target: int


@event_type("circles.thanked")
class Thanked(Event, frozen=True):
    """A note of gratitude can be read."""

    circle_id: UUID
    note_id: UUID
    from_id: UUID
    to_id: UUID
