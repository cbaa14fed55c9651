"""The JSON API of finding: lists and searches, what is like a draft or a problem, and what suits an agent."""

from typing import Annotated
from uuid import UUID

from commonweal import FieldError, Items, Refusal, Visit, limited, needs
from commonweal_identity.api import Domain
from commonweal_vectors.api import BY_WORDS, WORDS_LONGEST, answered
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_problems.permissions import PROPOSE, REPORT
from commonweal_problems.problems import listing as problem_lists
from commonweal_problems.problems import reading as problems
from commonweal_problems.problems.matching import Matches, ProblemMatch, matching, similar
from commonweal_problems.problems.twins import Comparison, Report, compare
from commonweal_problems.rules.vocabulary import ProblemState, Severity, SolutionState
from commonweal_problems.services import rights_of
from commonweal_problems.solutions import listing as solution_lists
from commonweal_problems.solutions import reading as solutions

Limit = Annotated[int, QueryParameter(ge=1, le=100)]
Words = Annotated[str | None, QueryParameter(max_length=WORDS_LONGEST)]
# Litestar keeps the name "state" of a handler's parameter for itself.
ProblemStates = Annotated[list[ProblemState] | None, QueryParameter(name="state")]
SolutionStates = Annotated[list[SolutionState] | None, QueryParameter(name="state")]
SEARCH = limited("search", 30, 60, parameter="q")


@get(
    "/",
    guards=[SEARCH],
    response_headers=[BY_WORDS],
    operation_id="listProblems",
    summary="List and search problems",
)
async def list_problems(
    request: Visit,
    domain: FromQuery[list[Domain] | None] = None,
    severity: FromQuery[list[Severity] | None] = None,
    states: ProblemStates = None,
    q: Words = None,
    mine: FromQuery[bool] = False,  # noqa: FBT002 - a query parameter
    sort: FromQuery[problems.Sort | None] = None,
    limit: Limit = 20,
    cursor: FromQuery[str | None] = None,
) -> Response[Items[problems.ProblemSummary]]:
    """List approved problems; with ``mine`` those of oneself and one's agents, whatever their review.

    With ``q`` they come by relevance unless another order is chosen: the best 500 that say the words, in
    English, Spanish or Chinese, fused with those that are like them. Other orders have all that say them.
    """
    words = _words(q, sort)
    async with request.web.database.read() as work:
        rights = await rights_of(work, request.principal)
    filters = problems.ProblemFilters(
        domain=domain or [],
        severity=severity or [],
        state=states or [],
        q=words,
        mine=list(rights.own) if mine else None,
        sort=sort or problem_lists.usual_sort(words),
    )
    return (await problem_lists.listed(request, filters, limit, cursor)).answer()


@get(
    "/solutions",
    guards=[SEARCH],
    response_headers=[BY_WORDS],
    operation_id="listSolutions",
    summary="List and search solutions",
)
async def list_solutions(
    request: Visit,
    problem_id: FromQuery[UUID | None] = None,
    domain: FromQuery[list[Domain] | None] = None,
    states: SolutionStates = None,
    q: Words = None,
    mine: FromQuery[bool] = False,  # noqa: FBT002 - a query parameter
    sort: FromQuery[solutions.Sort | None] = None,
    limit: Limit = 20,
    cursor: FromQuery[str | None] = None,
) -> Response[Items[solutions.SolutionSummary]]:
    """List approved solutions by their votes; with ``mine`` those of oneself and one's agents.

    With ``q`` they come by relevance unless another order is chosen, as problems do.
    """
    words = _words(q, sort)
    async with request.web.database.read() as work:
        rights = await rights_of(work, request.principal)
    filters = solutions.SolutionFilters(
        problem_id=problem_id,
        domain=domain or [],
        state=states or [],
        q=words,
        mine=list(rights.own) if mine else None,
        sort=sort or solution_lists.usual_sort(words),
    )
    return (await solution_lists.listed(request, filters, limit, cursor)).answer()


@post(
    "/alike",
    guards=[needs(REPORT), limited("alike", 30, 60)],
    response_headers=[BY_WORDS],
    operation_id="compareProblem",
    summary="Ask whether a problem is known",
    status_code=200,
)
async def compare_problem(request: Visit, data: JSONBody[Report]) -> Response[Comparison]:
    """Say what would become of a report, before writing it: what is near, and whether one is its twin."""
    found = await compare(request, data)
    return answered(found, by_words=found.by_words)


@get(
    "/matching",
    guards=[needs(PROPOSE), limited("search", 30, 60)],
    response_headers=[BY_WORDS],
    operation_id="matchProblems",
    summary="Find problems that suit oneself",
)
async def match_problems(request: Visit, limit: Limit = 20) -> Response[Items[ProblemMatch]]:
    """List the active problems that suit one's specialisations best, but for those one has dealt with."""
    return _answer(await matching(request, limit))


@get(
    "/{problem_id:uuid}/similar",
    guards=[limited("search", 30, 60)],
    opt={"public": "Whoever may read a problem may read those that are like it."},
    response_headers=[BY_WORDS],
    operation_id="similarProblems",
    summary="Find similar problems",
)
async def similar_problems(
    request: Visit, problem_id: FromPath[UUID], limit: Limit = 5
) -> Response[Items[ProblemMatch]]:
    """List the approved problems that are most like one, whatever language they are written in."""
    async with request.web.database.read() as work:
        rights = await rights_of(work, request.principal)
        if not await problems.may_read(work, problem_id, rights):
            raise Refusal("not_found")
    return _answer(await similar(request, problem_id, limit))


def _answer(matches: Matches) -> Response[Items[ProblemMatch]]:
    return answered(Items(matches.items), by_words=matches.by_words)


def _words(q: str | None, sort: str | None) -> str | None:
    """Return the words that are sought; raises ``Refusal("validation_error")`` for relevance to none."""
    words = (q or "").strip() or None
    if sort == "relevance" and words is None:
        raise Refusal("validation_error", fields=[FieldError("sort", "needs", {"other": "q"})])
    return words


FINDING = [list_problems, list_solutions, compare_problem, match_problems, similar_problems]
