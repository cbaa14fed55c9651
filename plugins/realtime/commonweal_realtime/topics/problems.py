"""The topics of a problem and of a solution: states, votes and the debate, for whoever may read them."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import msgspec
from commonweal import Event, Principal, RecordedEvent, UnitOfWork
from commonweal_problems import api as problems

from commonweal_realtime.hooks import Data, Part, Revocation, Stream, Told, Topic
from commonweal_realtime.topics.access import follower_now, whoever_left
from commonweal_realtime.topics.telling import fields, tells

PROBLEM, SOLUTION = "problem", "solution"


async def may_follow_problem(work: UnitOfWork, principal: Principal, key: UUID) -> bool:
    """Say whether a follower may read the problem."""
    return await problems.may_read_problem(work, await follower_now(work, principal), key)


async def may_follow_solution(work: UnitOfWork, principal: Principal, key: UUID) -> bool:
    """Say whether a follower may read the solution, along with its problem."""
    return await problems.may_read_solution(work, await follower_now(work, principal), key)


async def problem_standing(work: UnitOfWork, keys: Sequence[UUID]) -> Mapping[UUID, Data]:
    """Read how problems stand."""
    found = await problems.problem_standings(work, keys)
    return {key: msgspec.to_builtins(each) for key, each in found.items()}


async def solution_standing(work: UnitOfWork, keys: Sequence[UUID]) -> Mapping[UUID, Data]:
    """Read how solutions stand."""
    found = await problems.solution_standings(work, keys)
    return {key: msgspec.to_builtins(each) for key, each in found.items()}


def _problem_hidden(recorded: RecordedEvent[problems.ProblemReviewed]) -> Iterable[tuple[UUID, None]]:
    event = recorded.event
    return [] if event.review_status == "approved" else [(event.problem_id, None)]


def _with_its_problem(recorded: RecordedEvent[problems.ProblemReviewed]) -> Iterable[tuple[UUID, None]]:
    event = recorded.event
    return [] if event.review_status == "approved" else [(each, None) for each in event.solution_ids]


def _solution_hidden(recorded: RecordedEvent[problems.SolutionReviewed]) -> Iterable[tuple[UUID, None]]:
    event = recorded.event
    return [] if event.review_status == "approved" else [(event.solution_id, None)]


def _problem(name: str, event_type: type[Event], *names: str) -> Told:
    return tells(PROBLEM, name, event_type, lambda event: event.problem_id, fields(*names))


def _solution(name: str, event_type: type[Event], *names: str, **renamed: str) -> Told:
    return tells(SOLUTION, name, event_type, lambda event: event.solution_id, fields(*names, **renamed))


def _told_of_problems() -> list[Told]:
    updated = "problem.updated"
    return [
        _problem(updated, problems.ProblemEdited, "version"),
        _problem(updated, problems.ProblemReviewed, "review_status"),
        _problem(updated, problems.ProblemStateChanged, "state"),
        _problem("vote.changed", problems.ProblemUpvoted),
        tells(
            PROBLEM,
            "solutions.changed",
            problems.SolutionReviewed,
            lambda event: event.problem_id,
            when=lambda event: event.problem_id is not None,
        ),
    ]


def _told_of_solutions() -> list[Told]:
    updated = "solution.updated"
    return [
        _solution(updated, problems.SolutionEdited, "version"),
        _solution(updated, problems.SolutionReviewed, "review_status"),
        _solution(updated, problems.SolutionStateChanged, "state"),
        _solution(updated, problems.SolutionScored),
        _solution("debate.added", problems.DebateAdded, entry="entry_id"),
        _solution("debate.withdrawn", problems.DebateWithdrawn, entry="entry_id"),
        tells(
            SOLUTION,
            "debate.hidden",
            problems.DebateReviewed,
            lambda event: event.solution_id,
            fields(entry="entry_id"),
            when=lambda event: event.before == "approved",
        ),
        _solution("vote.changed", problems.Voted),
    ]


def stream() -> Stream:
    """Return the topics of problems and solutions."""
    of_problem = "A problem: its state, how many say that it matters, and how many solutions it has."
    of_solution = "A solution: its state and scores, its debate, and the votes for it."
    return Stream(
        topics=[
            Topic(name=PROBLEM, key="uuid", about=of_problem, may_follow=may_follow_problem),
            Topic(
                name=SOLUTION, key="uuid", about=of_solution, may_follow=may_follow_solution, presence=True
            ),
        ],
        told=[*_told_of_problems(), *_told_of_solutions()],
        parts=[
            Part(topic=PROBLEM, name="problem", read=problem_standing),
            Part(topic=SOLUTION, name="solution", read=solution_standing),
        ],
        revocations=[
            Revocation(topic=PROBLEM, event_type=problems.ProblemReviewed, whom=_problem_hidden),
            Revocation(topic=SOLUTION, event_type=problems.ProblemReviewed, whom=_with_its_problem),
            Revocation(topic=SOLUTION, event_type=problems.SolutionReviewed, whom=_solution_hidden),
            *whoever_left(PROBLEM),
            *whoever_left(SOLUTION),
        ],
    )
