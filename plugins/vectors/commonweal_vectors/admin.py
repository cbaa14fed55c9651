"""The pages of admins: how every index fares at a glance, one of them in full, and evaluating now."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from commonweal import Page, Refusal, UnitOfWork, Visit, flash, needs
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from commonweal_vectors.evaluating.charting import Chart, draw_chart
from commonweal_vectors.evaluating.figures import Changes, Coming
from commonweal_vectors.evaluating.history import days
from commonweal_vectors.evaluating.http import ask_for_evaluation, names_of
from commonweal_vectors.evaluating.judging import Judgement
from commonweal_vectors.evaluating.measuring import changes_of, coming_of
from commonweal_vectors.evaluating.reading import judgements
from commonweal_vectors.evaluating.spending import spending
from commonweal_vectors.evaluating.triggers import ITEMS, SLOW
from commonweal_vectors.evaluating.wording import Wording
from commonweal_vectors.permissions import EVALUATE, READ_INDEXES
from commonweal_vectors.services import vectors_of

ADMIN, EVALUATIONS = "/admin/vectors", "/admin/vectors/evaluations"
HISTORY = timedelta(days=90)


class Shown(msgspec.Struct, frozen=True):
    """A collection on a page: how it stands by its figures, and what is going on in it at this moment."""

    judged: Judgement
    changes: Changes
    coming: list[Coming]

    @property
    def url(self) -> str:
        """The page of the collection."""
        return f"{ADMIN}/{self.judged.collection}"


@get(ADMIN, guards=[needs(READ_INDEXES)])
async def indexes_page(request: Visit) -> Page:
    """Show every collection at a glance, what embedding cost, and how many need somebody to decide."""
    vectors = vectors_of(request)
    async with request.web.database.read() as work:
        shown = await _shown(work, names_of(request))
        spent = await spending(work)
    context = {
        "shown": shown,
        "acting": sum(each.judged.outlook == "act" for each in shown),
        "spent": spent,
        "budget": vectors.drivers.settings.embedder_budget,
    }
    return _page(request, "vectors/indexes.html", context)


@get(f"{ADMIN}/{{collection:str}}", guards=[needs(READ_INDEXES)])
async def index_page(request: Visit, collection: FromPath[str]) -> Page:
    """Show one collection: thresholds, what helps, its history and every figure."""
    if collection not in names_of(request):
        raise Refusal("not_found")
    async with request.web.database.read() as work:
        [shown] = await _shown(work, [collection])
        charts, evaluated = await _history(work, collection)
    return _page(request, "vectors/index.html", {"each": shown, "charts": charts, "days": evaluated})


@post(EVALUATIONS, guards=[needs(EVALUATE)])
async def evaluate_form(request: Visit) -> Redirect:
    """Have every collection evaluated now."""
    await ask_for_evaluation(request)
    answer = Redirect(ADMIN, status_code=303)
    flash(answer, "vectors-flash-evaluation-asked")
    return answer


async def _shown(work: UnitOfWork, names: list[str]) -> list[Shown]:
    return [
        Shown(judged, await changes_of(work, judged.collection), await coming_of(work, judged.collection))
        for judged in await judgements(work, names)
    ]


async def _history(work: UnitOfWork, collection: str) -> tuple[dict[str, Chart | None], int]:
    points = await days(work, collection, datetime.now(UTC) - HISTORY)
    timed = [(each.at, each.p95) for each in points if each.p95 is not None]
    charts = {
        "items": draw_chart([(each.at, float(each.items)) for each in points], ITEMS.enter),
        "p95": draw_chart(timed, SLOW.enter),
    }
    return charts, len(points)


def _page(request: Visit, template: str, context: dict[str, Any]) -> Page:
    shared = {
        "say": Wording(request.translator),
        "evaluations_url": EVALUATIONS,
        "admin_url": ADMIN,
        "may_evaluate": EVALUATE.allows(request.principal),
    }
    return Page(template, {**shared, **context})


PAGES = [indexes_page, index_page, evaluate_form]
