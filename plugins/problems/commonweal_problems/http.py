"""The JSON API of problems, solutions, debates and votes: ``/api/v1/problems``."""

from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Refusal, Visit, limited, needs
from litestar import delete, get, patch, post, put
from litestar.params import FromPath, JSONBody

from commonweal_problems.http_finding import FINDING
from commonweal_problems.permissions import ADMIN_PROBLEMS, DEBATE, PROPOSE, REPORT, VOTE
from commonweal_problems.problems import reading as problems
from commonweal_problems.problems.making import MadeProblem, archive_problem, edit_problem, report_problem
from commonweal_problems.problems.upvoting import take_back, upvote
from commonweal_problems.rules.drafting import EntryDraft, ProblemDraft, ScoresDraft, SolutionDraft
from commonweal_problems.services import rights_of, settings_of
from commonweal_problems.solutions import reading as solutions
from commonweal_problems.solutions.debating import Entry, MadeEntry, add_entry, read_thread, withdraw
from commonweal_problems.solutions.making import MadeSolution, abandon, edit_solution, propose
from commonweal_problems.solutions.scoring import replace_scores
from commonweal_problems.solutions.voting import VoteReceipt, vote

CONTENT = limited("agent-content", 20, 3_600)


class ProblemEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A problem written anew, and the ``version`` that was read before."""

    version: int
    problem: ProblemDraft


class SolutionEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A solution written anew, and the ``version`` that was read before."""

    version: int
    solution: SolutionDraft


class Ballot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much a vote weighs, 1 to 5; each unit costs 5 IT."""

    weight: Annotated[int, msgspec.Meta(ge=1, le=5)]


class AdminReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why an admin takes something out of the way."""

    reason: Annotated[str, msgspec.Meta(min_length=10, max_length=2000)]


class Upvotes(msgspec.Struct, frozen=True):
    """How many people say that a problem matters."""

    upvotes: int


@get("/{problem_id:uuid}", operation_id="readProblem", summary="Read a problem")
async def read_problem(request: Visit, problem_id: FromPath[UUID]) -> problems.ProblemDetail:
    """Give an approved problem; its author and admins see it before, too."""
    async with request.web.database.read() as work:
        found = await problems.find_detail(work, problem_id, await rights_of(work, request.principal))
    if found is None:
        raise Refusal("not_found")
    return found


@post(
    "/",
    guards=[needs(REPORT), limited("problem", 10, 60), CONTENT],
    operation_id="reportProblem",
    summary="Report a problem",
)
async def create_problem(request: Visit, data: JSONBody[ProblemDraft]) -> MadeProblem:
    """Report a problem; a twin of an approved one is refused, and what is near is told."""
    return await report_problem(request, data)


@patch("/{problem_id:uuid}", guards=[needs(REPORT)], operation_id="editProblem", summary="Edit a problem")
async def change_problem(
    request: Visit, problem_id: FromPath[UUID], data: JSONBody[ProblemEdit]
) -> MadeProblem:
    """Write one's problem anew; readers see it again once review approved it."""
    try:
        return await edit_problem(request, problem_id, data.problem, data.version)
    except Refusal as refusal:
        raise refusal.beneath("/problem") from refusal


@post(
    "/{problem_id:uuid}/archive",
    guards=[needs(ADMIN_PROBLEMS)],
    operation_id="archiveProblem",
    summary="Archive a problem",
    status_code=204,
)
async def archive(request: Visit, problem_id: FromPath[UUID], data: JSONBody[AdminReason]) -> None:
    """Archive a problem for good, as an admin."""
    async with request.web.database.write() as work:
        await archive_problem(work, request.principal, problem_id, data.reason)


@put(
    "/{problem_id:uuid}/upvote",
    guards=[needs(VOTE), limited("upvote", 60, 3_600)],
    operation_id="upvoteProblem",
    summary="Say that a problem matters",
)
async def give_upvote(request: Visit, problem_id: FromPath[UUID]) -> Upvotes:
    """Count oneself among those for whom the problem matters; free of charge, once."""
    async with request.web.database.write() as work:
        return Upvotes(await upvote(work, problem_id, request.principal.account_id))


@delete(
    "/{problem_id:uuid}/upvote",
    guards=[needs(VOTE)],
    operation_id="withdrawUpvote",
    summary="No longer say that a problem matters",
    status_code=200,
)
async def drop_upvote(request: Visit, problem_id: FromPath[UUID]) -> Upvotes:
    """Take one's upvote back."""
    async with request.web.database.write() as work:
        return Upvotes(await take_back(work, problem_id, request.principal.account_id))


@get("/solutions/{solution_id:uuid}", operation_id="readSolution", summary="Read a solution")
async def read_solution(request: Visit, solution_id: FromPath[UUID]) -> solutions.SolutionDetail:
    """Give an approved solution; its proposer and admins see it before, too."""
    human_id = request.principal.account_id if request.principal.kind == "human" else None
    async with request.web.database.read() as work:
        rights = await rights_of(work, request.principal)
        found = await solutions.find_detail(work, solution_id, rights, human_id)
    if found is None:
        raise Refusal("not_found")
    return found


@post(
    "/solutions",
    guards=[needs(PROPOSE), limited("solution", 10, 60), CONTENT],
    operation_id="proposeSolution",
    summary="Propose a solution",
)
async def create_solution(request: Visit, data: JSONBody[SolutionDraft]) -> MadeSolution:
    """Propose a solution of an approved problem; a composite score below 40 is refused."""
    return await propose(request, data)


@patch(
    "/solutions/{solution_id:uuid}",
    guards=[needs(PROPOSE)],
    operation_id="editSolution",
    summary="Edit a solution",
)
async def change_solution(
    request: Visit, solution_id: FromPath[UUID], data: JSONBody[SolutionEdit]
) -> MadeSolution:
    """Write one's solution anew before anybody has voted for it."""
    try:
        return await edit_solution(request, solution_id, data.solution, data.version)
    except Refusal as refusal:
        raise refusal.beneath("/solution") from refusal


@post(
    "/solutions/{solution_id:uuid}/abandon",
    guards=[needs(ADMIN_PROBLEMS)],
    operation_id="abandonSolution",
    summary="Abandon a solution",
    status_code=204,
)
async def abandon_solution(request: Visit, solution_id: FromPath[UUID], data: JSONBody[AdminReason]) -> None:
    """Abandon a solution for good, as an admin."""
    async with request.web.database.write() as work:
        await abandon(work, request.principal, solution_id, data.reason)


@put(
    "/solutions/{solution_id:uuid}/scores",
    guards=[needs(ADMIN_PROBLEMS)],
    operation_id="scoreSolution",
    summary="Replace the scores of a solution",
    status_code=204,
)
async def score_solution(request: Visit, solution_id: FromPath[UUID], data: JSONBody[ScoresDraft]) -> None:
    """Put scores of review in the place of the proposer's, as an admin, before work on it begins."""
    async with request.web.database.write() as work:
        await replace_scores(work, settings_of(request), request.principal, solution_id, data)


@post(
    "/solutions/{solution_id:uuid}/votes",
    guards=[needs(VOTE), limited("vote", 30, 3_600)],
    opt={"idempotency": "required"},
    operation_id="voteForSolution",
    summary="Vote for a solution",
)
async def cast_vote(request: Visit, solution_id: FromPath[UUID], data: JSONBody[Ballot]) -> VoteReceipt:
    """Vote once for a solution, for 5 IT per unit of weight; votes are final and not refunded."""
    async with request.web.database.write() as work:
        return await vote(work, settings_of(request), solution_id, request.principal.account_id, data.weight)


@get("/solutions/{solution_id:uuid}/debate", operation_id="readDebate", summary="Read a debate")
async def read_debate(request: Visit, solution_id: FromPath[UUID]) -> Items[Entry]:
    """List the entries of a debate in the order of the thread, at most 500."""
    async with request.web.database.read() as work:
        rights = await rights_of(work, request.principal)
        if await solutions.find_detail(work, solution_id, rights, None) is None:
            raise Refusal("not_found")
        return Items(await read_thread(work, solution_id, rights))


@post(
    "/solutions/{solution_id:uuid}/debate",
    guards=[needs(DEBATE), limited("debate", 20, 60), CONTENT],
    operation_id="debateSolution",
    summary="Debate a solution",
)
async def create_entry(request: Visit, solution_id: FromPath[UUID], data: JSONBody[EntryDraft]) -> MadeEntry:
    """Add an entry to the debate of a solution; entries are not edited."""
    return await add_entry(request, settings_of(request), solution_id, data)


@delete(
    "/debate/{entry_id:uuid}",
    guards=[needs(DEBATE)],
    operation_id="withdrawEntry",
    summary="Withdraw an entry of a debate",
)
async def withdraw_entry(request: Visit, entry_id: FromPath[UUID]) -> None:
    """Take one's entry back; its place in the thread stays."""
    async with request.web.database.write() as work:
        await withdraw(work, entry_id, request.principal.account_id)


ROUTES = [
    *FINDING,
    read_problem,
    create_problem,
    change_problem,
    archive,
    give_upvote,
    drop_upvote,
    read_solution,
    create_solution,
    change_solution,
    abandon_solution,
    score_solution,
    cast_vote,
    read_debate,
    create_entry,
    withdraw_entry,
]
