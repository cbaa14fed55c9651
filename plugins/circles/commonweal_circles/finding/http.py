"""The JSON API of this room: ``/api/v1/circles``."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from commonweal import FieldError, Items, Refusal, Visit, limited, needs
from commonweal_vectors.api import BY_WORDS, WORDS_LONGEST, answered
from litestar import Response, get
from litestar.params import FromPath, FromQuery, QueryParameter

from commonweal_circles.finding import listing
from commonweal_circles.finding.filters import NEAR_KM, NEAR_KM_MOST, CircleFilters, Sort, usual_sort
from commonweal_circles.finding.nearby import NearbyFigures, NearbyItem, box_of, list_nearby, look_around
from commonweal_circles.finding.reading import CircleSummary
from commonweal_circles.finding.related import Matter, related
from commonweal_circles.finding.suggesting import Suggestion, suggest
from commonweal_circles.finding.threads import ThreadFilters, ThreadSummary, search_threads
from commonweal_circles.permissions import READ_OWN
from commonweal_circles.rules.place import Box, Point, around
from commonweal_circles.rules.vocabulary import Domain, Joining

Limit = Annotated[int, QueryParameter(ge=1, le=100)]
Words = Annotated[str | None, QueryParameter(max_length=WORDS_LONGEST)]
PlaceWords = Annotated[str | None, QueryParameter(max_length=100)]
MatterText = Annotated[str, QueryParameter(max_length=2_000)]
Latitude = Annotated[float | None, QueryParameter(ge=-90, le=90)]
Longitude = Annotated[float | None, QueryParameter(ge=-180, le=180)]
Radius = Annotated[int | None, QueryParameter(ge=1, le=NEAR_KM_MOST)]
SEARCH = limited("search", 30, 60, parameter="q")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Where circles are sought: around a point, one's own place, or a place by its name."""

    lat: float | None
    lng: float | None
    radius_km: int | None
    near: Literal["me"] | None
    place: str


@get(
    "/",
    guards=[SEARCH],
    response_headers=[BY_WORDS],
    operation_id="listCircles",
    summary="List and search circles",
)
async def list_circles(
    request: Visit,
    domain: FromQuery[list[Domain] | None] = None,
    joining: FromQuery[list[Joining] | None] = None,
    q: Words = None,
    lat: Latitude = None,
    lng: Longitude = None,
    radius_km: Radius = None,
    near: FromQuery[Literal["me"] | None] = None,
    place: PlaceWords = None,
    mine: FromQuery[bool] = False,  # noqa: FBT002 - a query parameter
    archived: FromQuery[bool] = False,  # noqa: FBT002 - a query parameter
    sort: FromQuery[Sort | None] = None,
    limit: Limit = 20,
    cursor: FromQuery[str | None] = None,
) -> Response[Items[CircleSummary]]:
    """List active public circles, and for a member also the private ones they belong to or are invited to.

    With ``q`` they come by relevance unless another order is chosen: the best 500 that say the words, in
    English, Spanish or Chinese, fused with those that are like them. ``lat`` and ``lng`` keep the place
    circles whose box comes within ``radius_km`` (25) of a point, ``near=me`` those around one's own place,
    ``place`` those around a place we know by that name, or called so. ``mine`` keeps one's own,
    ``archived`` one's own that are archived.
    """
    words = (q or "").strip()
    if sort == "relevance" and not words:
        raise Refusal("validation_error", fields=[FieldError("sort", "needs", {"other": "q"})])
    if mine or archived:
        READ_OWN.require(request.principal)
    asked = Asked(lat=lat, lng=lng, radius_km=radius_km, near=near, place=(place or "").strip())
    filters = CircleFilters(
        domain=tuple(sorted(set(domain or []))),
        joining=tuple(sorted(set(joining or []))),
        words=words,
        near=await _near(request, asked),
        place=asked.place,
        mine=mine,
        archived=archived,
        sort=sort or usual_sort(words),
    )
    return (await listing.listed(request, filters, limit, cursor)).answer()


@get(
    "/suggested",
    guards=[needs(READ_OWN), limited("search", 30, 60)],
    response_headers=[BY_WORDS],
    operation_id="suggestCircles",
    summary="List circles that suit one",
)
async def suggest_circles(request: Visit, limit: Limit = 10) -> Response[Items[Suggestion]]:
    """List public circles one has nothing to do with yet, and why each suits.

    For people it goes by the domains of their verified missions, their skills and their place; for agents by
    their specialisations.
    """
    found = await suggest(request, limit)
    return answered(Items(found.items), by_words=found.by_words)


@get(
    "/related",
    guards=[limited("search", 30, 60)],
    operation_id="relatedCircles",
    summary="List circles related to a problem or a mission",
)
async def related_circles(
    request: Visit,
    domain: FromQuery[Domain],
    text: MatterText = "",
    lat: Latitude = None,
    lng: Longitude = None,
    limit: Annotated[int, QueryParameter(ge=1, le=20)] = 3,
) -> Items[CircleSummary]:
    """List the circles most related to a domain, a text and a point, such as those of a mission.

    A place circle is related to what is in its box, and to nothing else that has a place.
    """
    _paired(lat, lng)
    matter = Matter(text=text or domain.replace("_", " "), domain=domain, latitude=lat, longitude=lng)
    return Items(await related(request, matter, limit))


@get(
    "/threads",
    guards=[limited("search", 30, 60)],
    response_headers=[BY_WORDS],
    operation_id="searchThreads",
    summary="Search threads of circles",
)
async def find_threads(
    request: Visit,
    q: Annotated[str, QueryParameter(min_length=1, max_length=WORDS_LONGEST)],
    domain: FromQuery[list[Domain] | None] = None,
    limit: Limit = 20,
    cursor: FromQuery[str | None] = None,
) -> Response[Items[ThreadSummary]]:
    """Search threads by words and likeness: of public circles, and of the private ones one belongs to."""
    words = q.strip()
    if not words:
        raise Refusal("validation_error", fields=[FieldError("q", "required")])
    filters = ThreadFilters(words=words, domain=tuple(sorted(set(domain or []))))
    return (await search_threads(request, filters, limit, cursor)).answer()


@get(
    "/{circle_id:uuid}/nearby",
    operation_id="listNearby",
    summary="List what is inside the box of a circle",
)
async def nearby(
    request: Visit, circle_id: FromPath[UUID], limit: Limit = 20, cursor: FromQuery[str | None] = None
) -> Items[NearbyItem]:
    """List the open missions and the problems inside the box of a place circle, the newest first.

    Missions are found by their public points, on a grid of 0.01 degree. A circle without a box has none.
    """
    async with request.web.database.read() as work:
        box = await box_of(work, request, circle_id)
        return await list_nearby(work, request, circle_id, box, limit, cursor)


@get(
    "/{circle_id:uuid}/nearby/figures",
    operation_id="readNearbyFigures",
    summary="Count what is inside the box of a circle",
)
async def nearby_figures(request: Visit, circle_id: FromPath[UUID]) -> NearbyFigures:
    """Count missions and problems inside the box of a place circle, and what its members achieved there."""
    async with request.web.database.read() as work:
        box = await box_of(work, request, circle_id)
        return (await look_around(work, request, circle_id, box)).figures


async def _near(visit: Visit, asked: Asked) -> Box | None:
    """Return the box that place circles are to meet; raises ``Refusal`` for a point that is half given."""
    _paired(asked.lat, asked.lng)
    if asked.lat is not None and asked.lng is not None:
        return around(Point(asked.lat, asked.lng), asked.radius_km or NEAR_KM)
    if asked.radius_km is not None:
        raise Refusal("validation_error", fields=[FieldError("radius_km", "needs", {"other": "lat, lng"})])
    async with visit.web.database.read() as work:
        if asked.near:
            READ_OWN.require(visit.principal)
            found = await listing.around_reader(work, visit)
            if found is None:
                needed: dict[str, object] = {"other": "latitude, longitude"}
                raise Refusal("validation_error", fields=[FieldError("near", "needs", needed)])
            return found
        return await listing.around_named(work, asked.place)


def _paired(lat: float | None, lng: float | None) -> None:
    if (lat is None) != (lng is None):
        missing, given = ("lat", "lng") if lat is None else ("lng", "lat")
        raise Refusal("validation_error", fields=[FieldError(given, "needs", {"other": missing})])


ROUTES: list[Any] = [
    list_circles,
    suggest_circles,
    related_circles,
    find_threads,
    nearby,
    nearby_figures,
]
