"""The pages of this room: the directory, the search of threads, the map to choose on, and what is nearby."""

from typing import Annotated, Any
from uuid import UUID

from commonweal import Form, Page, Refusal, Visit, empty_form, limited, needs, read_form
from commonweal_missions import api as missions
from commonweal_vectors.api import WORDS_LONGEST, Listed
from litestar import get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from commonweal_circles.finding import choosing
from commonweal_circles.finding.choosing import PlaceEntries
from commonweal_circles.finding.directory import directory_page
from commonweal_circles.finding.nearby import box_of, list_nearby, look_around
from commonweal_circles.finding.threads import ThreadFilters, ThreadSummary, search_threads
from commonweal_circles.opening import pages as opening
from commonweal_circles.opening.frame import frame
from commonweal_circles.permissions import TAKE_PART
from commonweal_circles.rules.place import Box

PAGE_SIZE = 12
NEARBY_SHAPE, NEARBY_MARGIN = (640, 360), 0.12
SEARCH = limited("search", 30, 60, parameter="q")
Choice = FromQuery[str | None]
Words = Annotated[str | None, QueryParameter(max_length=WORDS_LONGEST)]
PlaceWords = Annotated[str | None, QueryParameter(max_length=100)]


@get("/circles", guards=[SEARCH])
async def directory(
    request: Visit,
    domain: Choice = None,
    joining: Choice = None,
    q: Words = None,
    place: PlaceWords = None,
    near: Choice = None,
    mine: Choice = None,
    archived: Choice = None,
    sort: Choice = None,
    cursor: Choice = None,
) -> Page:
    """Show the directory of circles."""
    entries = {
        "domain": domain,
        "joining": joining,
        "q": q,
        "place": place,
        "near": near,
        "mine": mine,
        "archived": archived,
        "sort": sort,
    }
    return await directory_page(request, entries, cursor)


@get("/circles/threads", guards=[SEARCH])
async def threads_page(request: Visit, q: Words = None, cursor: Choice = None) -> Page:
    """Show the threads that fit some words, of the circles whose inside the reader sees."""
    words = (q or "").strip()
    found: Listed[ThreadSummary] = Listed([])
    if words:
        found = await search_threads(request, ThreadFilters(words=words), PAGE_SIZE, cursor)
    context = {
        "form": empty_form(request, q=words or None),
        "sought": words,
        "threads": found.items,
        "by_words": found.by_words,
        "next_url": request.here(cursor=found.next_cursor) if found.next_cursor else "",
        "first_url": request.here(cursor=None) if cursor else "",
    }
    return Page("circles/finding_threads.html", context)


@get("/circles/place", guards=[needs(TAKE_PART)])
async def place_page(
    request: Visit, west: Choice = None, south: Choice = None, east: Choice = None, north: Choice = None
) -> Page:
    """Show the map to choose a box on, with the box in the address if there is one."""
    sides = {"west": west, "south": south, "east": east, "north": north}
    form: Form[PlaceEntries] = empty_form(request, **sides)
    form.value = PlaceEntries(**{name: value or "" for name, value in sides.items()})
    return await _choose(request, form, form.value)


@post("/circles/place", guards=[needs(TAKE_PART)], opt={"idempotency": "never"})
async def choose_place(request: Visit) -> Page:
    """Take a step on the map; what was entered into the form of the circle comes along and goes back."""
    form = await read_form(request, PlaceEntries)
    return await _choose(request, form, form.value or PlaceEntries())


@get("/circles/{circle_id:uuid}/nearby")
async def nearby_page(request: Visit, circle_id: FromPath[UUID], cursor: Choice = None) -> Page:
    """Show what there is inside the box of a place circle."""
    async with request.web.database.read() as work:
        around = await frame(request, work, circle_id, "nearby")
        box = await box_of(work, request, circle_id)
        found = await list_nearby(work, request, circle_id, box, PAGE_SIZE, cursor)
        seen = await look_around(work, request, circle_id, box)
    bounds = missions.Bounds(*box)
    view = missions.view_of(bounds, NEARBY_SHAPE, NEARBY_MARGIN)
    context = {
        "frame": around,
        "found": found.items,
        "figures": seen.figures,
        "most": missions.COUNT_MOST,
        "drawing": missions.draw_box(view, bounds, spots=seen.spots, marks=seen.problems),
        "next_url": request.here(cursor=found.next_cursor) if found.next_cursor else "",
        "first_url": request.here(cursor=None) if cursor else "",
    }
    return Page("circles/finding_nearby.html", context)


async def _choose(visit: Visit, form: Form[PlaceEntries], entries: PlaceEntries) -> Page:
    box = None
    try:
        box = choosing.stepped(choosing.box_in(entries), entries.do)
    except ValueError:
        form.fail("box", "invalid", "circles-finding-no-box")
    if entries.do == "use" and not form.is_wrong:
        return await _back(visit, form, entries, box)
    async with visit.web.database.read() as work:
        if entries.do == "find":
            found = await choosing.named(work, entries.sought)
            if found is None:
                form.fail("sought", "invalid", "circles-finding-unknown-place")
            box = found or box
        picture = await choosing.picture(work, visit, box)
    context = {
        "form": form,
        "kept": choosing.kept(form.entries),
        "box": choosing.entered(box) if box else {},
        "back": entries.back,
        "picture": picture,
        "columns": choosing.COLUMNS,
        "rows": choosing.ROWS,
    }
    return Page("circles/finding_place.html", context, status=422 if form.is_wrong else 200)


async def _back(visit: Visit, form: Form[PlaceEntries], entries: PlaceEntries, box: Box | None) -> Page:
    """Show the form that the map was called from, with the box in it; nothing is changed by that."""
    filled = {**choosing.kept(form.entries), **(choosing.entered(box) if box else {})}
    if entries.sought and not "".join(filled.get("place_name", ())).strip():
        filled["place_name"] = entries.sought
    known = empty_form(visit, **filled)
    if not entries.back:
        return await opening.show_new(visit, known)
    try:
        circle_id = UUID(entries.back)
    except ValueError as error:
        raise Refusal("not_found") from error
    return await opening.show_settings(visit, circle_id, known)


PAGES: list[Any] = [directory, threads_page, place_page, choose_place, nearby_page]
