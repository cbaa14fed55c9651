"""What happens in circles, as ids, states and counts; never words and never names (ARCHITECTURE §4.10)."""

from typing import Literal
from uuid import UUID

from commonweal import Event, event_type


@event_type("circles.circle_opened")
class CircleOpened(Event, frozen=True):
    """A circle was opened and its fee paid; strangers see a public one once review approved it."""

    circle_id: UUID
    opener_id: UUID
    organisation_id: UUID | None
    visibility: str


@event_type("circles.circle_edited")
class CircleEdited(Event, frozen=True):
    """What a circle is about, or how it works, was changed; ``visibility`` is the one from now on."""

    circle_id: UUID
    version: int
    visibility: str


@event_type("circles.circle_made_public")
class CircleMadePublic(Event, frozen=True):
    """A private circle was made public: once its words are approved, everybody reads also what is old."""

    circle_id: UUID
    by: UUID


@event_type("circles.circle_read_by_all")
class CircleReadByAll(Event, frozen=True):
    """What was written in a circle while it was private is read by everybody from now on.

    It comes with ``CircleMadePublic`` where review has approved the words of the circle, else with that.
    """

    circle_id: UUID
    by: UUID


@event_type("circles.circle_reviewed")
class CircleReviewed(Event, frozen=True):
    """Review decided about the name and the description of a circle."""

    circle_id: UUID
    before: str
    review_status: str


@event_type("circles.circle_archived")
class CircleArchived(Event, frozen=True):
    """A circle was archived: it can be read, and nothing can be done in it."""

    circle_id: UUID
    by: UUID
    refunded: bool


@event_type("circles.circle_restored")
class CircleRestored(Event, frozen=True):
    """An archived circle is active again."""

    circle_id: UUID
    by: UUID


@event_type("circles.membership_changed")
class MembershipChanged(Event, frozen=True):
    """Somebody's place in a circle is another one; ``by`` is who did it, None for the passing of time.

    ``before`` and ``after`` are states of membership ("" before there was any); ``members`` is how many are
    active now. Whoever is not active any more sees nothing of a private circle that comes after this.
    """

    circle_id: UUID
    account_id: UUID
    kind: str
    before: str
    after: str
    role_before: str
    role: str
    cause: Literal[
        "opened",
        "joined",
        "requested",
        "request_withdrawn",
        "request_approved",
        "request_declined",
        "invited",
        "invitation_accepted",
        "invitation_declined",
        "invitation_withdrawn",
        "left",
        "removed",
        "banned",
        "ban_lifted",
        "role_given",
        "handed_over",
    ]
    by: UUID | None
    members: int


@event_type("circles.post_published")
class PostPublished(Event, frozen=True):
    """Everybody who may read the circle sees a post now; once per post.

    ``answered`` is who wrote what it answers, ``mentioned`` are the active members it names.
    """

    circle_id: UUID
    thread_id: UUID
    post_id: UUID
    number: int
    depth: int
    kind: str
    author_id: UUID
    author_kind: str
    answered: UUID | None
    mentioned: tuple[UUID, ...]

    @property
    def began(self) -> UUID | None:
        """The thread that the post began; None for a reply."""
        return self.thread_id if self.post_id == self.thread_id else None


@event_type("circles.post_edited")
class PostEdited(Event, frozen=True):
    """A post that is seen was written anew; ``mentioned`` are those it names now and did not before."""

    circle_id: UUID
    thread_id: UUID
    post_id: UUID
    version: int
    author_id: UUID
    mentioned: tuple[UUID, ...]

    @property
    def began(self) -> UUID | None:
        """The thread that the post began; None for a reply."""
        return self.thread_id if self.post_id == self.thread_id else None


@event_type("circles.post_withheld")
class PostWithheld(Event, frozen=True):
    """A post that was seen is not any more: its author took it back, a moderator or review hid it."""

    circle_id: UUID
    thread_id: UUID
    post_id: UUID
    author_id: UUID
    cause: Literal["deleted", "hidden", "review", "edited"]
    by: UUID | None

    @property
    def began(self) -> UUID | None:
        """The thread that the post began; None for a reply."""
        return self.thread_id if self.post_id == self.thread_id else None


@event_type("circles.post_shown")
class PostShown(Event, frozen=True):
    """A post that was withheld is seen again."""

    circle_id: UUID
    thread_id: UUID
    post_id: UUID
    author_id: UUID
    by: UUID | None

    @property
    def began(self) -> UUID | None:
        """The thread that the post began; None for a reply."""
        return self.thread_id if self.post_id == self.thread_id else None


@event_type("circles.post_held")
class PostHeld(Event, frozen=True):
    """A new post waits for a moderator of the circle."""

    circle_id: UUID
    thread_id: UUID
    post_id: UUID
    author_id: UUID


@event_type("circles.thread_marked")
class ThreadMarked(Event, frozen=True):
    """A thread was pinned or locked, or is not any more."""

    circle_id: UUID
    thread_id: UUID
    pinned: bool
    locked: bool
    by: UUID


@event_type("circles.reaction_changed")
class ReactionChanged(Event, frozen=True):
    """Somebody reacted to a post, or took it back; ``count`` is how many such reactions it has now."""

    circle_id: UUID
    thread_id: UUID
    post_id: UUID
    reaction: str
    count: int


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


@event_type("circles.post_reported")
class PostReported(Event, frozen=True):
    """A reader reported a post to the moderators of its circle."""

    circle_id: UUID
    report_id: UUID
    post_id: UUID


@event_type("circles.report_handled")
class ReportHandled(Event, frozen=True):
    """A moderator decided about a report."""

    circle_id: UUID
    report_id: UUID
    post_id: UUID
    reporter_id: UUID
    upheld: bool


@event_type("circles.appeal_made")
class AppealMade(Event, frozen=True):
    """Somebody appealed against a ban or a hidden post."""

    circle_id: UUID
    appeal_id: UUID
    account_id: UUID
    about: str


@event_type("circles.appeal_decided")
class AppealDecided(Event, frozen=True):
    """A moderator decided about an appeal."""

    circle_id: UUID
    appeal_id: UUID
    account_id: UUID
    about: str
    granted: bool


@event_type("circles.threads_concerned")
class ThreadsConcerned(Event, frozen=True):
    """What everybody sees of some threads may have changed: their circle was edited or reviewed."""

    circle_id: UUID
    thread_ids: tuple[UUID, ...]


EVENTS: list[type[Event]] = [
    AppealDecided,
    AppealMade,
    CircleArchived,
    CircleEdited,
    CircleMadePublic,
    CircleOpened,
    CircleReadByAll,
    CircleRestored,
    CircleReviewed,
    MembershipChanged,
    MilestoneChanged,
    MissionProposed,
    OutcomeCounted,
    OutcomeTakenBack,
    PartyChanged,
    PostEdited,
    PostHeld,
    PostPublished,
    PostReported,
    PostShown,
    PostWithheld,
    ProposalChanged,
    ProposalVoted,
    ReactionChanged,
    ReportHandled,
    Thanked,
    ThreadMarked,
    ThreadsConcerned,
]
