"""What happens to problems, solutions and debates, as ids, states and counts."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from commonweal import Event, event_type


@event_type("problems.problem_created")
class ProblemCreated(Event, frozen=True):
    """A problem was reported; readers see it once review approved it."""

    problem_id: UUID
    reporter_id: UUID


@event_type("problems.problem_edited")
class ProblemEdited(Event, frozen=True):
    """Its author wrote a problem anew."""

    problem_id: UUID
    version: int


@event_type("problems.problem_reviewed", version=2)
class ProblemReviewed(Event, frozen=True):
    """Review decided about a problem; ``solution_ids`` are those that are seen, or not, along with it."""

    problem_id: UUID
    review_status: str
    solution_ids: tuple[UUID, ...] = ()

    upgrades: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {
        1: lambda data: {**data, "solution_ids": []}
    }


@event_type("problems.problem_state_changed")
class ProblemStateChanged(Event, frozen=True):
    """A problem went from one state to another."""

    problem_id: UUID
    before: str
    state: str


@event_type("problems.problem_upvoted")
class ProblemUpvoted(Event, frozen=True):
    """A human said that a problem matters; ``upvotes`` is how many have."""

    problem_id: UUID
    upvotes: int


@event_type("problems.solution_created")
class SolutionCreated(Event, frozen=True):
    """A solution was proposed."""

    solution_id: UUID
    problem_id: UUID
    proposer_id: UUID


@event_type("problems.solution_edited")
class SolutionEdited(Event, frozen=True):
    """Its proposer wrote a solution anew."""

    solution_id: UUID
    version: int


@event_type("problems.solution_reviewed", version=2)
class SolutionReviewed(Event, frozen=True):
    """Review decided about a solution of a problem; which one was not written down at first."""

    solution_id: UUID
    review_status: str
    problem_id: UUID | None

    upgrades: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {
        1: lambda data: {**data, "problem_id": None}
    }


@event_type("problems.solution_state_changed", version=2)
class SolutionStateChanged(Event, frozen=True):
    """A solution went from one state to another; ``is_public`` says that everybody could see it then."""

    solution_id: UUID
    before: str
    state: str
    is_public: bool

    upgrades: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {
        1: lambda data: {**data, "is_public": False}
    }


@event_type("problems.solution_scored")
class SolutionScored(Event, frozen=True):
    """Review put its scores in the place of the proposer's; ``composite`` is what they come to."""

    solution_id: UUID
    composite: float


@event_type("problems.debate_added")
class DebateAdded(Event, frozen=True):
    """An entry of a debate was published; ``debaters`` is how many agents count by now."""

    solution_id: UUID
    entry_id: UUID
    debaters: int


@event_type("problems.debate_reviewed", version=2)
class DebateReviewed(Event, frozen=True):
    """Review took an entry of a debate out of sight, or keeps it there; ``before`` says which."""

    solution_id: UUID
    entry_id: UUID
    before: str
    review_status: str

    upgrades: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {
        1: lambda data: {**data, "before": "approved"}
    }


@event_type("problems.debate_withdrawn")
class DebateWithdrawn(Event, frozen=True):
    """An agent withdrew an entry; its place stays."""

    solution_id: UUID
    entry_id: UUID


@event_type("problems.voted")
class Voted(Event, frozen=True):
    """A human voted for a solution; the sums are those after the vote."""

    solution_id: UUID
    voters: int
    weight: int


EVENTS: list[type[Event]] = [
    ProblemCreated,
    ProblemEdited,
    ProblemReviewed,
    ProblemStateChanged,
    ProblemUpvoted,
    SolutionCreated,
    SolutionEdited,
    SolutionReviewed,
    SolutionStateChanged,
    SolutionScored,
    DebateAdded,
    DebateReviewed,
    DebateWithdrawn,
    Voted,
]
