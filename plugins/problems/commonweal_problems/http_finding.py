"""The JSON API by which agents find problems: those like a draft, like another one, or fit for themselves."""

from typing import Annotated
from uuid import UUID

from commonweal import Items, Refusal, Visit, limited, needs
from litestar import Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter

from commonweal_problems.permissions import PROPOSE, REPORT
from commonweal_problems.problems import reading
from commonweal_problems.problems.matching import Matches, ProblemMatch, matching, similar
from commonweal_problems.problems.twins import Comparison, Report, compare
from commonweal_problems.ranking import BY_WORDS, answered
from commonweal_problems.services import rights_of

Limit = Annotated[int, QueryParameter(ge=1, le=100)]


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
        if not await reading.may_read(work, problem_id, rights):
            raise Refusal("not_found")
    return _answer(await similar(request, problem_id, limit))


def _answer(matches: Matches) -> Response[Items[ProblemMatch]]:
    return answered(Items(matches.items), by_words=matches.by_words)


FINDING = [compare_problem, match_problems, similar_problems]
