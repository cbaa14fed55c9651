"""Lists of problems for the API and the pages: in an order of theirs, or by relevance to some words."""

from datetime import datetime
from typing import Any
from uuid import UUID

from commonweal import And, Equal, Filter, Not, OneOf, Visit
from commonweal_vectors import api as vectors

from commonweal_problems.indexed import PROBLEMS
from commonweal_problems.problems.reading import (
    ProblemFilters,
    ProblemSummary,
    Sort,
    list_problems,
    rankings,
    read_problems,
)
from commonweal_problems.services import settings_of


def usual_sort(q: str | None) -> Sort:
    """Return the order of a list for which none was chosen."""
    return "relevance" if q else "newest"


async def listed(
    visit: Visit, filters: ProblemFilters, limit: int, cursor: str | None
) -> vectors.Listed[ProblemSummary]:
    """Return a part of a list of problems; raises ``Refusal("invalid_cursor")``."""
    bound = {"list": "problems", "filters": filters}
    if filters.sort == "relevance" and filters.q:
        sought = _sought(filters, filters.q, settings_of(visit).search_from)
        return await vectors.listed_by_relevance(visit, sought, limit, cursor, bound)
    shape: Any = tuple[datetime, UUID] if filters.sort == "newest" else tuple[int, UUID]
    after = visit.web.cursors.read(cursor, bound, shape) if cursor else None
    async with visit.web.database.read() as work:
        found, position = await list_problems(work, filters, limit, after)
    return vectors.Listed(found, visit.web.cursors.write(position, bound) if position else None)


def _sought(filters: ProblemFilters, words: str, least: float) -> vectors.Sought[ProblemSummary]:
    return vectors.Sought(
        collection=PROBLEMS,
        words=words,
        least=least,
        where=_where(filters),
        rankings=lambda work, alike, most, *, some: rankings(work, filters, words, alike, most, some=some),
        read=lambda work, ids: read_problems(work, ids, filters),
    )


def _where(filters: ProblemFilters) -> Filter:
    """Say in the words of the index what the filters let pass."""
    parts: list[Filter] = [
        OneOf(name, chosen) for name in ("domain", "severity", "state") if (chosen := getattr(filters, name))
    ]
    if not filters.state and filters.mine is None:
        parts.append(Not(Equal("state", "archived")))
    if filters.mine is not None:
        parts.append(OneOf("reporter", [str(each) for each in filters.mine]))
    return And(parts)
