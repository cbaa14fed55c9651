"""What the directory of circles is narrowed to, and in which order it stands."""

from typing import Literal, LiteralString

import msgspec

from commonweal_circles.rules.place import HALF_TURN, TURN, Box
from commonweal_circles.rules.vocabulary import Domain, Joining

Sort = Literal["relevance", "activity", "members", "verified"]
ORDER: dict[Sort, LiteralString] = {"activity": "active_at", "members": "members", "verified": "verified"}
SPOT: LiteralString = "circles.box_of(c.west, c.south, c.east, c.north)"  # as the index circle_place has it
NEAR_KM = 25
NEAR_KM_MOST = 1_000


class CircleFilters(msgspec.Struct, frozen=True, kw_only=True):
    """Which circles are listed, and in which order.

    Several domains or ways of joining mean any of them. ``near`` keeps the place circles whose box meets this
    one; ``place`` those whose place is called so, or with ``near`` either. ``mine`` keeps the circles that
    the reader belongs to, ``archived`` those among them that are archived.
    """

    domain: tuple[Domain, ...] = ()
    joining: tuple[Joining, ...] = ()
    words: str = ""
    near: Box | None = None
    place: str = ""
    mine: bool = False
    archived: bool = False
    sort: Sort = "activity"

    @property
    def is_own(self) -> bool:
        """Whether only the reader's own circles can be in the list."""
        return self.mine or self.archived


def usual_sort(words: str) -> Sort:
    """Return the order of a list for which none was chosen."""
    return "relevance" if words else "activity"


def conditions(filters: CircleFilters, values: list[object]) -> list[LiteralString]:
    """Write what a list over ``circles.circle c`` keeps to, but for words; ``values`` get the parameters."""
    where: list[LiteralString] = ["c.state = 'archived'" if filters.archived else "c.state = 'active'"]

    def add(value: object) -> LiteralString:
        values.append(value)
        return f"${len(values)}"

    if filters.domain:
        where.append(f"c.domain = ANY ({add(list(filters.domain))}::text[])")
    if filters.joining:
        where.append(f"c.joining = ANY ({add(list(filters.joining))}::text[])")
    places: list[LiteralString] = []
    if filters.near is not None:
        places.append(meeting(filters.near, values))
    if filters.place:
        places.append(f"position(lower({add(filters.place)}) IN lower(c.place_name)) > 0")
    if places:
        where.append(f"({' OR '.join(places)})")
    return where


def meeting(box: Box, values: list[object]) -> LiteralString:
    """Write the condition that the box of ``circles.circle c`` meets another one, or holds one of no size.

    Boxes are kept with an east beyond 180 degrees where they cross; so they meet what lies a turn farther.
    """
    west, east = box.west, box.east + (TURN if box.crosses else 0.0)
    shifts = [0.0, TURN, *([-TURN] if east >= HALF_TURN else [])]
    written: list[LiteralString] = []
    for shift in shifts:
        values += [west + shift, box.south, east + shift, box.north]
        first = len(values) - 3
        written.append(
            f"{SPOT} && box(point(${first}::float8, ${first + 1}::float8),"
            f" point(${first + 2}::float8, ${first + 3}::float8))"
        )
    return f"(c.west IS NOT NULL AND ({' OR '.join(written)}))"
