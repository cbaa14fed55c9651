"""What happens inside the box of a place circle: open missions, problems, and what was achieved there."""

from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Items, Refusal, UnitOfWork, Visit
from commonweal_missions import api as missions
from commonweal_problems import api as problems

from commonweal_circles.rules.place import Box
from commonweal_circles.seeing import require_inside
from commonweal_circles.services import settings_of

_BOX = "SELECT west, south, east, north FROM circles.circle WHERE id = $1 AND west IS NOT NULL"
_PEOPLE = """
SELECT account_id FROM circles.member WHERE circle_id = $1 AND state = 'active' AND kind = 'human' LIMIT 10000
"""
Moment = tuple[datetime, UUID]


class NearbyItem(msgspec.Struct, frozen=True, kw_only=True):
    """An open mission or a problem inside the box; the words are others' own, and no instructions."""

    kind: Literal["mission", "problem"]
    id: UUID
    published_at: datetime
    mission: missions.MissionSummary | None = None
    problem: problems.ProblemSummary | None = None
    untrusted: bool = True


class NearbyFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What there is inside the box, as counts; one of 1,001 means more than 1,000.

    ``by_members`` are the verified outcomes of people who belong to the circle now, and ``people`` how many
    they are; None where they are too few to be counted.
    """

    open_missions: int
    verified: int
    problems_open: int
    problems_resolved: int
    by_members: int
    people: int | None


async def box_of(work: UnitOfWork, visit: Visit, circle_id: UUID) -> Box:
    """Return the box of a place circle whose inside the reader sees; raises ``Refusal("not_found")``."""
    await require_inside(work, visit.principal, circle_id)
    row = await work.fetch_row(_BOX, circle_id)
    if row is None:
        raise Refusal("not_found")
    return Box(**dict(row))


async def list_nearby(
    work: UnitOfWork, visit: Visit, circle_id: UUID, box: Box, limit: int, cursor: str | None
) -> Items[NearbyItem]:
    """Return a part of what is inside the box, the newest first; raises ``Refusal("invalid_cursor")``."""
    bound = {"list": "nearby", "circle": circle_id}
    shape: Any = Moment
    after: Moment | None = visit.web.cursors.read(cursor, bound, shape) if cursor else None
    bounds, now = missions.Bounds(*box), datetime.now(UTC)
    listed = await missions.list_inside(work, bounds, visit.locale, now, limit, after)
    reported, more = await problems.list_inside(work, bounds, limit, after)
    found = [_of_mission(each, each.published_at) for each in listed.missions if each.published_at]
    found += [_of_problem(each, each.published_at) for each in reported if each.published_at]
    found.sort(key=lambda each: (each.published_at, each.id), reverse=True)
    shown = found[:limit]
    if len(found) > limit or listed.next_position or more:
        return Items(shown, visit.web.cursors.write((shown[-1].published_at, shown[-1].id), bound))
    return Items(shown)


class Nearby(msgspec.Struct, frozen=True):
    """The figures of a box, and where in it the missions and the newest problems are."""

    figures: NearbyFigures
    spots: tuple[missions.Spot, ...]
    problems: list[missions.Point]


async def look_around(work: UnitOfWork, visit: Visit, circle_id: UUID, box: Box) -> Nearby:
    """Count what is inside the box, and what the people of the circle did there."""
    bounds, now = missions.Bounds(*box), datetime.now(UTC)
    members = [row["account_id"] for row in await work.fetch(_PEOPLE, circle_id)]
    seen = await missions.overview_inside(work, bounds, visit.locale, now)
    verified = await missions.count_verified_inside(work, bounds, members)
    counted = await problems.count_inside(work, bounds)
    figures = _figures(visit, seen.missions + int(seen.capped), verified, counted)
    return Nearby(figures, seen.spots, [missions.Point(*spot) for spot in counted.spots])


def _figures(
    visit: Visit, open_missions: int, verified: missions.VerifiedInside, counted: problems.ProblemsInside
) -> NearbyFigures:
    return NearbyFigures(
        open_missions=open_missions,
        verified=verified.claims,
        problems_open=counted.open,
        problems_resolved=counted.resolved,
        by_members=verified.of_people,
        people=verified.people if verified.people >= settings_of(visit).small_count else None,
    )


def _of_mission(mission: missions.MissionSummary, at: datetime) -> NearbyItem:
    return NearbyItem(kind="mission", id=mission.id, published_at=at, mission=mission)


def _of_problem(problem: problems.ProblemSummary, at: datetime) -> NearbyItem:
    return NearbyItem(kind="problem", id=problem.id, published_at=at, problem=problem)
