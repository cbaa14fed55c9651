"""The lists for people: the board of problems, and the solutions, with filters that need no JavaScript."""

from typing import Annotated, Any, TypeVar

import msgspec
from commonweal import Form, Page, Visit, empty_form, limited
from commonweal_identity.api import DOMAINS, Domain
from commonweal_vectors.api import WORDS_LONGEST, Listed
from litestar import get
from litestar.params import FromQuery, QueryParameter

from commonweal_problems.problems import listing as problem_lists
from commonweal_problems.problems import reading as problems
from commonweal_problems.rules.vocabulary import (
    PROBLEM_STATES,
    SEVERITIES,
    SOLUTION_STATES,
    ProblemState,
    Severity,
    SolutionState,
)
from commonweal_problems.solutions import listing as solution_lists
from commonweal_problems.solutions import reading as solutions

PAGE_SIZE = 12
SEARCH = limited("search", 30, 60, parameter="q")
Choice = FromQuery[str | None]
StateChoice = Annotated[str | None, QueryParameter(name="state")]
WordsEntry = Annotated[str | None, QueryParameter(max_length=WORDS_LONGEST)]
C = TypeVar("C", bound=msgspec.Struct)


class ChosenProblems(msgspec.Struct):
    """The filters of the board, as its form sends them; an empty entry is no filter."""

    domain: Domain | None = None
    severity: Severity | None = None
    state: ProblemState | None = None
    q: str = ""
    sort: problems.Sort = "relevance"


class ChosenSolutions(msgspec.Struct):
    """The filters of the list of solutions."""

    domain: Domain | None = None
    state: SolutionState | None = None
    q: str = ""
    sort: solutions.Sort = "relevance"


@get("/problems", guards=[SEARCH])
async def board(
    request: Visit,
    domain: Choice = None,
    severity: Choice = None,
    chosen_state: StateChoice = None,
    q: WordsEntry = None,
    sort: Choice = None,
    cursor: Choice = None,
) -> Page:
    """List problems; a wrong filter is told and left out."""
    entries = {"domain": domain, "severity": severity, "state": chosen_state, "q": q, "sort": sort}
    form, chosen = _chosen(request, ChosenProblems, entries)
    words = chosen.q.strip() or None
    filters = problems.ProblemFilters(
        domain=[chosen.domain] if chosen.domain else [],
        severity=[chosen.severity] if chosen.severity else [],
        state=[chosen.state] if chosen.state else [],
        q=words,
        sort=problem_lists.usual_sort(words) if chosen.sort == "relevance" else chosen.sort,
    )
    found = await problem_lists.listed(request, filters, PAGE_SIZE, cursor)
    context = {
        "problems": found.items,
        "domains": DOMAINS,
        "severities": SEVERITIES,
        "states": PROBLEM_STATES,
        "is_filtered": bool(chosen.domain or chosen.severity or chosen.state or words),
    }
    return _page(request, "problems/board.html", form, context, found, cursor)


@get("/solutions", guards=[SEARCH])
async def solutions_page(
    request: Visit,
    domain: Choice = None,
    chosen_state: StateChoice = None,
    q: WordsEntry = None,
    sort: Choice = None,
    cursor: Choice = None,
) -> Page:
    """List solutions; a wrong filter is told and left out."""
    entries = {"domain": domain, "state": chosen_state, "q": q, "sort": sort}
    form, chosen = _chosen(request, ChosenSolutions, entries)
    words = chosen.q.strip() or None
    filters = solutions.SolutionFilters(
        domain=[chosen.domain] if chosen.domain else [],
        state=[chosen.state] if chosen.state else [],
        q=words,
        sort=solution_lists.usual_sort(words) if chosen.sort == "relevance" else chosen.sort,
    )
    found = await solution_lists.listed(request, filters, PAGE_SIZE, cursor)
    context = {
        "solutions": found.items,
        "domains": DOMAINS,
        "states": SOLUTION_STATES,
        "is_filtered": bool(chosen.domain or chosen.state or words),
    }
    return _page(request, "problems/solutions.html", form, context, found, cursor)


def _page(
    visit: Visit,
    template: str,
    form: Form[Any],
    context: dict[str, Any],
    found: Listed[Any],
    cursor: str | None,
) -> Page:
    shared = {
        "form": form,
        "by_words": found.by_words,
        "next_url": visit.here(cursor=found.next_cursor) if found.next_cursor else "",
        "first_url": visit.here(cursor=None) if cursor else "",
    }
    return Page(template, {**context, **shared}, status=422 if form.is_wrong else 200)


def _chosen(visit: Visit, shape: type[C], entries: dict[str, str | None]) -> tuple[Form[C], C]:
    form: Form[C] = empty_form(visit, **{name: value for name, value in entries.items() if value})
    kept: dict[str, object] = {}
    for field in msgspec.structs.fields(shape):
        if not entries.get(field.name):
            continue
        try:
            kept[field.name] = msgspec.convert(entries[field.name], field.type)
        except msgspec.ValidationError:
            form.fail(field.name, "invalid")
    form.value = msgspec.convert(kept, shape)
    return form, form.value


LISTS = [board, solutions_page]
