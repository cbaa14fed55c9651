"""Where a page of the marketplace ends, as a cursor for the reader: bound to filters, order and words."""

from datetime import datetime
from uuid import UUID

from commonweal import Cursors

from commonweal_missions.filters import ListingFilters
from commonweal_missions.queries.matching import Position
from commonweal_missions.rules.vocabulary import ContentLocale, Sort

_SHAPES: dict[Sort, type] = {
    Sort.RELEVANCE: tuple[int, UUID],
    Sort.NEWEST: tuple[datetime, UUID],
    Sort.REWARD: tuple[int, UUID],
    Sort.DISTANCE: tuple[float, UUID],
}


def write_cursor(
    cursors: Cursors, filters: ListingFilters, reader: ContentLocale, position: Position | None
) -> str | None:
    """Write the cursor of the next page, or None at the end."""
    if position is None:
        return None
    return cursors.write(tuple(position), _bound_to(filters, reader))


def read_cursor(
    cursors: Cursors, filters: ListingFilters, reader: ContentLocale, cursor: str | None
) -> Position | None:
    """Read where a page begins; raises ``Refusal("invalid_cursor")`` for a cursor of another list."""
    if cursor is None:
        return None
    return Position(*cursors.read(cursor, _bound_to(filters, reader), _SHAPES[filters.sort]))


def _bound_to(filters: ListingFilters, reader: ContentLocale) -> dict[str, object]:
    """Name what a cursor works for; the language matters only where words are sought in it."""
    return {"list": "missions", "filters": filters, "reader": reader if filters.words else None}
