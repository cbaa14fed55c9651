"""The marketplace page: the form, the map, and one page of the list."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

from commonweal import Page, Translator, Visit, limited
from litestar import get

from commonweal_missions.asking import point_of
from commonweal_missions.filters import RADIUS_KM_DEFAULT, ListingFilters, Near, usual_sort
from commonweal_missions.finding.ranking import ranking_of
from commonweal_missions.finding.suiting import Suiting, find_suiting
from commonweal_missions.maps.circles import Circle
from commonweal_missions.maps.drawing import COMPACT, WIDE, Drawing, draw
from commonweal_missions.pages.address import MARKET, Address
from commonweal_missions.pages.chips import PLACE, active_chips
from commonweal_missions.pages.form import LABELS, MORE_FIELDS, QUERY_NAMES, Asked, describe_errors, read_form
from commonweal_missions.pages.options import form_options
from commonweal_missions.paging import read_cursor, write_cursor
from commonweal_missions.permissions import CLAIM
from commonweal_missions.queries.figures import board_of
from commonweal_missions.queries.listing import Listed, list_missions
from commonweal_missions.queries.matching import Position
from commonweal_missions.queries.overview import Overview, overview
from commonweal_missions.queries.places import City, cities
from commonweal_missions.reader import reader_of
from commonweal_missions.rules.vocabulary import Sort
from commonweal_missions.skills import skill_name

PAGE_SIZE = 24  # fills rows of two and of three cards
SUITING = 3


@get(MARKET, opt={"query_names": QUERY_NAMES}, guards=[limited("search", 30, 60, parameter="q")])
async def market_page(request: Visit) -> Page:
    """Show the missions that the reader asked for, and the form to ask with."""
    reader, now = reader_of(request), datetime.now(UTC)
    skills = (await board_of(request).read(request.web.database)).skills
    async with request.web.database.read() as work:
        known = await cities(work, reader)
        own = await point_of(work, request) if CLAIM.allows(request.principal) else None
        asked = read_form(request.parameters, known, own)
        if asked.errors:
            return _page(request, asked, known, skills, own=own, status=422)
    position = read_cursor(request.web.cursors, asked.filters, reader, asked.cursor)
    ranking = await ranking_of(request, asked.filters, reader, now)
    suiting = await _suiting(request, position)
    async with request.web.database.read() as work:
        listed = await list_missions(work, asked.filters, reader, now, PAGE_SIZE, position, ranking)
        seen = await overview(work, asked.filters, reader, now, ranking)
    if ranking is not None and ranking.cut:  # more say the words than were ranked
        seen = seen._replace(capped=True)
    found = _Found(listed, seen, position, suiting, by_words=ranking is not None and ranking.by_words)
    return _page(request, asked, known, skills, own=own, found=found)


class _Found(NamedTuple):
    """What stands on the page below the form; ``suiting`` is for the first page before anything is asked."""

    listed: Listed
    seen: Overview
    position: Position | None
    suiting: Suiting | None
    by_words: bool


async def _suiting(request: Visit, position: Position | None) -> Suiting | None:
    """Find what suits a human who has not asked for anything yet."""
    if position or Address(request.parameters).pairs or not CLAIM.allows(request.principal):
        return None
    return await find_suiting(request, reader_of(request), datetime.now(UTC), SUITING)


def _page(
    request: Visit,
    asked: Asked,
    known: Sequence[City],
    skills: Sequence[str],
    *,
    own: Near | None = None,
    found: _Found | None = None,
    status: int = 200,
) -> Page:
    """Put the page together: the form as it was sent, and what it found unless that has to be corrected."""
    address, filters = Address(request.parameters), asked.filters
    listed, seen = (found.listed, found.seen) if found else (None, None)
    position = found.position if found else None
    words = request.translator
    errors = describe_errors(words, asked.errors)
    context: dict[str, Any] = {
        "asked": asked,
        "filters": filters,
        "address": address,
        "errors": errors,
        "field_labels": {name: words.text(label) for name, label in LABELS.items()},
        "filters_open": bool(errors.keys() - {"q"}),
        "more_open": bool(errors.keys() & MORE_FIELDS or _uses_more(filters)),
        "chips": active_chips(words, address, asked),
        "sent": _sent(address),
        "cities": known,
        "own": own,
        "near_me": (own is not None and ("place", "me") in address.pairs) or ("near", "me") in address.pairs,
        **form_options(words, filters, skills),
        "sorts": [sort for sort in Sort if _has_meaning(sort, filters)],
        "usual_sort": usual_sort(filters.words),
        "by_words": found is not None and found.by_words,
        "suiting": found.suiting if found else None,
        "skill_name": partial(skill_name, words),
        "count_text": _count_text(words, seen),
        "listed": listed,
        "seen": seen,
        "maps": [] if position else _maps(seen, filters.near),
        "link": _circle_link(address),
        "next_url": _next_url(request, filters, listed, address),
        "first_url": address.without() if position else "",
    }
    return Page("missions/market.html", context, status=status)


def _has_meaning(sort: Sort, filters: ListingFilters) -> bool:
    """Say whether the list can be in an order: by distance from a point, by how well it fits words."""
    needed = {Sort.DISTANCE: filters.near is not None, Sort.RELEVANCE: bool(filters.words)}
    return needed.get(sort, True)


def _sent(address: Address) -> dict[str, str]:
    """Return what the form was sent with; the usual radius is what an empty one means."""
    sent = dict(address.pairs)
    return sent | ({"radius_km": ""} if sent.get("radius_km") == str(RADIUS_KM_DEFAULT) else {})


def _uses_more(filters: ListingFilters) -> bool:
    """Say whether a filter is set that the form folds away."""
    return bool(filters.types or filters.risks or filters.skills or filters.languages)


def _maps(seen: Overview | None, near: Near | None) -> list[tuple[str, Drawing]]:
    """Draw the map for wide screens and for phones."""
    if seen is None or not seen.spots:
        return []
    return [(name, draw(seen.spots, near, shape)) for name, shape in (("wide", WIDE), ("compact", COMPACT))]


def _circle_link(address: Address) -> Callable[[Circle], str]:
    """Return what gives the address of the list around a circle."""
    others = address.with_(**dict.fromkeys(PLACE))
    query = f"{others}{'&' if '?' in others else '?'}"

    def link(circle: Circle) -> str:
        latitude, longitude = circle.center
        return f"{query}lat={latitude}&lng={longitude}&radius_km={circle.radius_km}"

    return link


def _count_text(words: Translator, seen: Overview | None) -> str:
    if seen is None:
        return ""
    return words.text("missions-count-capped" if seen.capped else "missions-count", count=seen.missions)


def _next_url(request: Visit, filters: ListingFilters, listed: Listed | None, address: Address) -> str:
    if listed is None or listed.next_position is None:
        return ""
    cursor = write_cursor(request.web.cursors, filters, reader_of(request), listed.next_position)
    return address.with_(cursor=cursor)
