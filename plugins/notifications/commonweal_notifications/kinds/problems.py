"""Problems, for whoever reported, follows or works on them."""

from collections.abc import Sequence
from uuid import UUID

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_missions import api as missions
from commonweal_problems import api as problems
from commonweal_review import api as review

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.words import MAKERS, Found, Words, behind, by_text, ids_of, notices

_CONTENT = "problems.problem"


async def updated(
    work: UnitOfWork, recorded: RecordedEvent[problems.ProblemStateChanged | problems.ProblemReviewed]
) -> list[Notice]:
    """Tell that work on a problem began or stopped, or that it is published anew after a change."""
    event = recorded.event
    problem = await problems.find_problem(work, event.problem_id)
    if problem is None:
        return []
    if isinstance(event, problems.ProblemStateChanged):
        if event.state == "resolved":
            return []
        change = event.state
    else:
        is_first = problem.published_at is None or problem.published_at >= recorded.occurred_at
        if event.review_status != "approved" or is_first:
            return []
        change = "published_again"
    about = f"problem:{problem.id}"
    return notices(await concerned(work, problem), about, about, problem=str(problem.id), change=change)


async def resolved(work: UnitOfWork, recorded: RecordedEvent[problems.ProblemStateChanged]) -> list[Notice]:
    """Tell that all missions against a problem are closed, with work that was verified."""
    problem = await problems.find_problem(work, recorded.event.problem_id)
    if problem is None or recorded.event.state != "resolved":
        return []
    return notices(await concerned(work, problem), f"problem:{problem.id}", problem=str(problem.id))


async def challenged(work: UnitOfWork, recorded: RecordedEvent[review.ContentReported]) -> list[Notice]:
    """Tell who answers for a problem that readers doubt it; nobody else sees it until review has looked."""
    event = recorded.event
    if event.kind != _CONTENT:
        return []
    reporter = await problems.find_reporter(work, event.item_id)
    if reporter is None:
        return []
    about = f"problem:{event.item_id}"
    recipients = await behind(work, *reporter)
    return notices(recipients, about, about, problem=str(event.item_id), author=str(reporter[1]))


async def concerned(work: UnitOfWork, problem: problems.ProblemRead) -> set[UUID]:
    """Return who answers for a problem, follows it, contributed to solutions of it, or works on it."""
    return {
        *await behind(work, problem.reporter_kind, problem.reporter_id),
        *await problems.followers_of(work, problem.id),
        *await problems.contributors_to(work, problem.id),
        *await missions.working_on(work, problem_id=problem.id),
    }


async def _problems(work: UnitOfWork, _locale: str, data: Sequence[Data]) -> Found:
    authors = ids_of(data, "author")
    return by_text(await problems.find_problems(work, ids_of(data, "problem"), authors=authors))


def _problem(each: Data, _reader: Translator, found: Found) -> Data | None:
    if (problem := found.get(each["problem"])) is None:
        return None
    change = each.get("change", "")
    return {"problem": problem.title, "change": change, "url": f"/problems/{problem.id}"}


def kinds(words: Words) -> list[Kind]:
    """Return the kinds about problems."""
    describe = words.describer(_problem, _problems)
    sample = {
        "problem": "Half of the public taps in San Telmo are dry",
        "change": "",
        "url": "/problems/0198c0de-0000-7000-8000-000000000004",
    }
    changes = ("being_addressed", "active", "archived", "published_again")
    return [
        Kind(
            name="notifications.problem_updated",
            event_types=[problems.ProblemStateChanged, problems.ProblemReviewed],
            decide=updated,
            describe=describe,
            samples=[{**sample, "change": change} for change in changes],
            audience=MAKERS,
        ),
        Kind(
            name="notifications.problem_challenged",
            event_types=[review.ContentReported],
            decide=challenged,
            describe=describe,
            samples=[sample],
            audience=MAKERS,
        ),
        Kind(
            name="notifications.problem_resolved",
            event_types=[problems.ProblemStateChanged],
            decide=resolved,
            describe=describe,
            samples=[sample],
            email="now",
            audience=MAKERS,
        ),
    ]
