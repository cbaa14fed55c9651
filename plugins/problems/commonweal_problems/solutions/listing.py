"""Lists of solutions for the API and the pages: in an order of theirs, or by relevance to some words."""

from datetime import datetime
from typing import Any
from uuid import UUID

from commonweal import And, Equal, Filter, OneOf, Visit
from commonweal_vectors import api as vectors

from commonweal_problems.indexed import SOLUTIONS
from commonweal_problems.services import settings_of
from commonweal_problems.solutions.reading import (
    SolutionFilters,
    SolutionSummary,
    Sort,
    list_solutions,
    rankings,
    read_solutions,
)


def usual_sort(q: str | None) -> Sort:
    """Return the order of a list for which none was chosen."""
    return "relevance" if q else "weight"


async def listed(
    visit: Visit, filters: SolutionFilters, limit: int, cursor: str | None
) -> vectors.Listed[SolutionSummary]:
    """Return a part of a list of solutions; raises ``Refusal("invalid_cursor")``."""
    bound = {"list": "solutions", "filters": filters}
    if filters.sort == "relevance" and filters.q:
        sought = _sought(filters, filters.q, settings_of(visit).search_from)
        return await vectors.listed_by_relevance(visit, sought, limit, cursor, bound)
    shape: Any = tuple[datetime, UUID] if filters.sort == "newest" else tuple[int, UUID]
    after = visit.web.cursors.read(cursor, bound, shape) if cursor else None
    async with visit.web.database.read() as work:
        found, position = await list_solutions(work, filters, limit, after)
    return vectors.Listed(found, visit.web.cursors.write(position, bound) if position else None)


def _sought(filters: SolutionFilters, words: str, least: float) -> vectors.Sought[SolutionSummary]:
    return vectors.Sought(
        collection=SOLUTIONS,
        words=words,
        least=least,
        where=_where(filters),
        rankings=lambda work, alike, most, *, some: rankings(work, filters, words, alike, most, some=some),
        read=lambda work, ids: read_solutions(work, ids, filters),
    )


def _where(filters: SolutionFilters) -> Filter | None:
    """Say in the words of the index what the filters let pass."""
    parts: list[Filter] = [
        OneOf(name, chosen) for name in ("domain", "state") if (chosen := getattr(filters, name))
    ]
    if filters.problem_id is not None:
        parts.append(Equal("problem", str(filters.problem_id)))
    if filters.mine is not None:
        parts.append(OneOf("proposer", [str(each) for each in filters.mine]))
    return And(parts) if parts else None
