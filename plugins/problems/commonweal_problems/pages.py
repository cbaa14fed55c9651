"""The pages of one problem, and of one solution with its debate and its votes."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, limited, needs, read_form
from commonweal_ledger import api as ledger
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from commonweal_problems.pages_lists import LISTS
from commonweal_problems.permissions import ADMIN_PROBLEMS, VOTE
from commonweal_problems.problems import reading as problems
from commonweal_problems.problems.making import archive_problem
from commonweal_problems.problems.upvoting import take_back, upvote
from commonweal_problems.rules.drafting import ScoresDraft
from commonweal_problems.services import rights_of, settings_of
from commonweal_problems.solutions import reading as solutions
from commonweal_problems.solutions.debating import read_thread
from commonweal_problems.solutions.making import abandon
from commonweal_problems.solutions.scoring import SCORABLE, replace_scores
from commonweal_problems.solutions.voting import VOTABLE, vote

MOST_SOLUTIONS = 50


class BallotEntry(msgspec.Struct):
    """The form of a vote."""

    weight: Annotated[int, msgspec.Meta(ge=1, le=5)]


class ReasonEntry(msgspec.Struct):
    """The form of an admin's act."""

    reason: Annotated[str, msgspec.Meta(min_length=10, max_length=2000)]


@get("/problems/{problem_id:uuid}")
async def problem_page(request: Visit, problem_id: FromPath[UUID]) -> Page:
    """Show a problem with its solutions."""
    return await _problem(request, problem_id, empty_form(request))


@post("/problems/{problem_id:uuid}/upvote", guards=[needs(VOTE), limited("upvote", 60, 3_600)])
async def upvote_by_form(request: Visit, problem_id: FromPath[UUID]) -> Redirect:
    """Count oneself for a problem, or no longer."""
    human_id = request.principal.account_id
    async with request.web.database.write() as work:
        if await _has_upvoted(work, problem_id, human_id):
            await take_back(work, problem_id, human_id)
        else:
            await upvote(work, problem_id, human_id)
    return Redirect(f"/problems/{problem_id}", status_code=303)


@post("/problems/{problem_id:uuid}/archive", guards=[needs(ADMIN_PROBLEMS)])
async def archive_by_form(request: Visit, problem_id: FromPath[UUID]) -> Page | Redirect:
    """Archive a problem, as an admin."""
    form = await read_form(request, ReasonEntry)
    if form.value is None:
        return await _problem(request, problem_id, form)
    async with request.web.database.write() as work:
        await archive_problem(work, request.principal, problem_id, form.value.reason)
    answer = Redirect(f"/problems/{problem_id}", status_code=303)
    flash(answer, "problems-flash-archived")
    return answer


@get("/solutions/{solution_id:uuid}")
async def solution_page(request: Visit, solution_id: FromPath[UUID]) -> Page:
    """Show a solution with its debate and its votes."""
    return await _solution(request, solution_id, empty_form(request, weight=1))


@post("/solutions/{solution_id:uuid}/vote", guards=[needs(VOTE), limited("vote", 30, 3_600)])
async def vote_by_form(request: Visit, solution_id: FromPath[UUID]) -> Page | Redirect:
    """Vote for a solution."""
    form = await read_form(request, BallotEntry)
    if form.value is None:
        return await _solution(request, solution_id, form)
    try:
        async with request.web.database.write() as work:
            await vote(
                work, settings_of(request), solution_id, request.principal.account_id, form.value.weight
            )
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        form.refuse(refusal)
        return await _solution(request, solution_id, form)
    answer = Redirect(f"/solutions/{solution_id}", status_code=303)
    flash(answer, "problems-flash-voted")
    return answer


@post("/solutions/{solution_id:uuid}/abandon", guards=[needs(ADMIN_PROBLEMS)])
async def abandon_by_form(request: Visit, solution_id: FromPath[UUID]) -> Page | Redirect:
    """Abandon a solution, as an admin."""
    form = await read_form(request, ReasonEntry)
    if form.value is None:
        return await _solution(request, solution_id, form)
    async with request.web.database.write() as work:
        await abandon(work, request.principal, solution_id, form.value.reason)
    answer = Redirect(f"/solutions/{solution_id}", status_code=303)
    flash(answer, "problems-flash-abandoned")
    return answer


@post("/solutions/{solution_id:uuid}/scores", guards=[needs(ADMIN_PROBLEMS)])
async def score_by_form(request: Visit, solution_id: FromPath[UUID]) -> Page | Redirect:
    """Replace the scores of a solution, as an admin."""
    form = await read_form(request, ScoresDraft)
    if form.value is None:
        return await _solution(request, solution_id, form)
    try:
        async with request.web.database.write() as work:
            await replace_scores(work, settings_of(request), request.principal, solution_id, form.value)
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        form.refuse(refusal)
        return await _solution(request, solution_id, form)
    answer = Redirect(f"/solutions/{solution_id}", status_code=303)
    flash(answer, "problems-flash-scored")
    return answer


async def _problem(visit: Visit, problem_id: UUID, form: Form[Any]) -> Page:
    async with visit.web.database.read() as work:
        problem = await problems.find_detail(work, problem_id, await rights_of(work, visit.principal))
        if problem is None:
            raise Refusal("not_found")
        filters = solutions.SolutionFilters(problem_id=problem_id)
        found, _ = await solutions.list_solutions(work, filters, MOST_SOLUTIONS, None)
        is_human = visit.principal.kind == "human"
        upvoted = is_human and await _has_upvoted(work, problem_id, visit.principal.account_id)
    context = {
        "problem": problem,
        "solutions": found,
        "upvoted": upvoted,
        "form": form,
        "may_vote": VOTE.allows(visit.principal),
        "may_archive": ADMIN_PROBLEMS.allows(visit.principal) and problem.state != "archived",
    }
    slots = {"problems.problem": {"problem": problem}}
    return Page("problems/problem.html", context, slots=slots, status=422 if form.is_wrong else 200)


async def _solution(visit: Visit, solution_id: UUID, form: Form[Any]) -> Page:
    human_id = visit.principal.account_id if visit.principal.kind == "human" else None
    settings = settings_of(visit)
    async with visit.web.database.read() as work:
        rights = await rights_of(work, visit.principal)
        solution = await solutions.find_detail(work, solution_id, rights, human_id)
        if solution is None:
            raise Refusal("not_found")
        thread = await read_thread(work, solution_id, rights)
        balance = await ledger.balance(work, human_id) if human_id else None
    context = {
        "solution": solution,
        "thread": thread,
        "form": form,
        "settings": settings,
        "balance": balance,
        "may_vote": VOTE.allows(visit.principal) or visit.principal.kind == "guest",
        "votable": solution.review_status == "approved" and solution.state in VOTABLE,
        "may_abandon": ADMIN_PROBLEMS.allows(visit.principal)
        and solution.state not in ("completed", "abandoned"),
        "may_score": ADMIN_PROBLEMS.allows(visit.principal) and solution.state in SCORABLE,
    }
    slots = {"problems.solution": {"solution": solution}}
    return Page("problems/solution.html", context, slots=slots, status=422 if form.is_wrong else 200)


async def _has_upvoted(work: Any, problem_id: UUID, human_id: UUID) -> bool:
    return bool(
        await work.fetch_value(
            "SELECT 1 FROM problems.upvote WHERE problem_id = $1 AND human_id = $2", problem_id, human_id
        )
    )


PAGES = [
    *LISTS,
    problem_page,
    upvote_by_form,
    archive_by_form,
    solution_page,
    vote_by_form,
    abandon_by_form,
    score_by_form,
]
