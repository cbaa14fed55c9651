"""Missions that a circle may want to adopt: open ones inside its box, then open ones of its domain."""

from datetime import datetime

from commonweal import UnitOfWork
from commonweal_missions import api as missions

from commonweal_circles.board.reading import on_board
from commonweal_circles.opening.reading import CircleRead

MOST = 6


async def suggest(
    work: UnitOfWork, circle: CircleRead, locale: str, now: datetime
) -> list[missions.MissionSummary]:
    """Return a few missions that everybody may read and that were never proposed to the circle."""
    left_out = set(await on_board(work, circle.id))
    found: list[missions.MissionSummary] = []
    if circle.west is not None and circle.south is not None and circle.east is not None:
        bounds = missions.Bounds(circle.west, circle.south, circle.east, circle.north or 0.0)
        inside = await missions.list_inside(work, bounds, locale, now, limit=MOST + len(left_out))
        found = [each for each in inside.missions if each.id not in left_out][:MOST]
    if circle.domain is not None and len(found) < MOST:
        found += await missions.newest_open_missions(
            work,
            locale,
            now,
            domain=circle.domain,
            leave_out=[*left_out, *(each.id for each in found)],
            limit=MOST - len(found),
        )
    return found
