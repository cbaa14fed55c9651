"""Problems inside a box on the map, for the lists of other plugins: the newest, where they are, how many."""

from datetime import datetime
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_problems.problems.reading import (
    Bounds,
    ProblemFilters,
    ProblemSummary,
    is_inside,
    list_problems,
)

COUNT_MOST = 1_000
SPOTS_MOST = 300
_STATES = """
SELECT count(*) FILTER (WHERE state IN ('active', 'being_addressed')) AS open,
    count(*) FILTER (WHERE state = 'resolved') AS resolved
FROM (SELECT state FROM problems.problem WHERE review_status = 'approved' AND {inside} LIMIT {most}) AS found
"""
_SPOTS = """
SELECT latitude, longitude FROM problems.problem
WHERE review_status = 'approved' AND state IN ('active', 'being_addressed') AND {inside}
ORDER BY published_at DESC, id DESC LIMIT {most}
"""


class ProblemsInside(msgspec.Struct, frozen=True):
    """How many approved problems inside are open and resolved, and where the newest open ones are.

    They are counted among 1,001 at most; ``spots`` are pairs of latitude and longitude.
    """

    open: int
    resolved: int
    spots: list[tuple[float, float]]


async def list_inside(
    work: UnitOfWork, bounds: Bounds, limit: int, after: tuple[datetime, UUID] | None = None
) -> tuple[list[ProblemSummary], tuple[datetime, UUID] | None]:
    """Return a page of the approved problems inside a box that are not archived, the newest first."""
    return await list_problems(work, ProblemFilters(inside=bounds), limit, after)


async def count_inside(work: UnitOfWork, bounds: Bounds) -> ProblemsInside:
    """Count the approved problems inside a box, and say where the newest open ones are."""
    values: list[object] = []
    inside = is_inside(bounds, values)
    counted = await work.fetch_row(_STATES.format(inside=inside, most=COUNT_MOST + 1), *values)
    spots = await work.fetch(_SPOTS.format(inside=inside, most=SPOTS_MOST), *values)
    return ProblemsInside(
        counted["open"], counted["resolved"], [(row["latitude"], row["longitude"]) for row in spots]
    )
