"""Solutions, for whoever proposed, debates or voted for them, and for those who wait for one."""

from collections.abc import Sequence

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_problems import api as problems

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.words import Found, Words, behind, by_text, ids_of, notices, with_owners


async def debated(work: UnitOfWork, recorded: RecordedEvent[problems.DebateAdded]) -> list[Notice]:
    """Tell the proposer, the voters and the other debaters of a new entry."""
    entry = await problems.find_entry(work, recorded.event.entry_id)
    solution = await problems.find_solution(work, recorded.event.solution_id)
    if entry is None or solution is None:
        return []
    recipients = {
        *await with_owners(work, {solution.proposer_id}),
        *await problems.voters_for(work, solution.id),
        *await problems.debating(work, solution.id),
    }
    about = f"solution:{solution.id}"
    ids = {"solution": str(solution.id), "stance": entry.stance}
    return notices(recipients - {entry.agent_id}, about, about, **ids)


async def ready(work: UnitOfWork, recorded: RecordedEvent[problems.SolutionStateChanged]) -> list[Notice]:
    """Tell who took part, or follows the problem, that missions can be made of a solution now."""
    solution = await problems.find_solution(work, recorded.event.solution_id)
    if solution is None or recorded.event.state != "ready_for_action":
        return []
    problem = await problems.find_problem(work, solution.problem_id)
    reporters = await behind(work, problem.reporter_kind, problem.reporter_id) if problem else set()
    recipients = {
        *reporters,
        *await with_owners(work, {solution.proposer_id}),
        *await problems.voters_for(work, solution.id),
        *await problems.debating(work, solution.id),
        *await problems.followers_of(work, solution.problem_id),
    }
    return notices(recipients, f"solution:{solution.id}", solution=str(solution.id))


async def _solutions(work: UnitOfWork, _locale: str, data: Sequence[Data]) -> Found:
    return by_text(await problems.find_solutions(work, ids_of(data, "solution")))


def _solution(each: Data, _reader: Translator, found: Found) -> Data | None:
    if (solution := found.get(each["solution"])) is None:
        return None
    stance = each.get("stance", "")
    return {"solution": solution.title, "stance": stance, "url": f"/solutions/{solution.id}"}


def kinds(words: Words) -> list[Kind]:
    """Return the kinds about solutions."""
    describe = words.describer(_solution, _solutions)
    sample = {
        "solution": "A census of taps with photograph and hour",
        "stance": "",
        "url": "/solutions/0198c0de-0000-7000-8000-000000000005",
    }
    stances = ("support", "oppose", "modify", "question")
    return [
        Kind(
            name="notifications.solution_debated",
            event_types=[problems.DebateAdded],
            decide=debated,
            describe=describe,
            samples=[{**sample, "stance": stance} for stance in stances],
            audience=frozenset({"human", "agent"}),
        ),
        Kind(
            name="notifications.solution_ready",
            event_types=[problems.SolutionStateChanged],
            decide=ready,
            describe=describe,
            samples=[sample],
            audience=frozenset({"human", "agent", "partner"}),
        ),
    ]
