"""The JSON API of evaluations: ``/api/v1/vectors``, for admins and for programs that watch."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Refusal, Visit, enqueue, needs
from litestar import get, post
from litestar.params import FromQuery, QueryParameter
from litestar.status_codes import HTTP_202_ACCEPTED

from commonweal_vectors.evaluating.figures import Evaluation
from commonweal_vectors.evaluating.history import newest
from commonweal_vectors.evaluating.judging import Judgement
from commonweal_vectors.evaluating.reading import judgements
from commonweal_vectors.permissions import EVALUATE, READ_INDEXES
from commonweal_vectors.services import vectors_of
from commonweal_vectors.tasks import evaluate_indexes


class EvaluationAsked(msgspec.Struct, frozen=True):
    """An evaluation of every collection that a worker will do."""

    id: UUID


@get(
    "/collections",
    guards=[needs(READ_INDEXES)],
    operation_id="listVectorCollections",
    summary="List how the vector collections fare",
)
async def collections(request: Visit) -> Items[Judgement]:
    """Give the last figures of each collection, how its thresholds stand, and what helps, cheapest first."""
    async with request.web.database.read() as work:
        return Items(await judgements(work, names_of(request)))


@get(
    "/evaluations",
    guards=[needs(READ_INDEXES)],
    operation_id="listVectorEvaluations",
    summary="List the evaluations of vector collections",
)
async def evaluations(
    request: Visit,
    collection: FromQuery[str | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Items[Evaluation]:
    """List the evaluations of a year, the newest first: of every collection, or of one."""
    names = names_of(request)
    if collection is not None and collection not in names:
        raise Refusal("not_found")
    bound = {"list": "evaluations", "collection": collection}
    before = request.web.cursors.read(cursor, bound, tuple[datetime, UUID]) if cursor else None
    async with request.web.database.read() as work:
        found = await newest(work, [collection] if collection else names, before, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    more = request.web.cursors.write((last.evaluated_at, last.id), bound) if last else None
    return Items(found[:limit], more)


@post(
    "/evaluations",
    guards=[needs(EVALUATE)],
    status_code=HTTP_202_ACCEPTED,
    operation_id="evaluateVectors",
    summary="Evaluate the vector collections",
)
async def evaluate_now(request: Visit) -> EvaluationAsked:
    """Ask for every collection to be evaluated now, by a worker; the list of evaluations then has it."""
    return EvaluationAsked(await ask_for_evaluation(request))


async def ask_for_evaluation(visit: Visit) -> UUID:
    """Have a worker evaluate every collection, and return the id of the request."""
    async with visit.web.database.write() as work:
        return await enqueue(work, evaluate_indexes)


def names_of(visit: Visit) -> list[str]:
    """Return the names of the collections that there are now."""
    return sorted(each.name for each in vectors_of(visit).present())


ROUTES = [collections, evaluations, evaluate_now]
