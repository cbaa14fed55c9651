"""The front page: what this is, in real numbers, and the ways into the marketplace."""

from collections.abc import Sequence
from datetime import UTC, datetime

from commonweal import Page, Visit
from litestar import get

from commonweal_missions.filters import ListingFilters
from commonweal_missions.maps.drawing import INHABITED
from commonweal_missions.maps.land import land_path
from commonweal_missions.maps.view import View
from commonweal_missions.queries.figures import board_of
from commonweal_missions.queries.listing import list_missions
from commonweal_missions.queries.overview import Spot, overview
from commonweal_missions.reader import reader_of
from commonweal_missions.rules.vocabulary import Domain

NEWEST = 6
_ART = View.fitting(INHABITED, 760, 330, margin=0.02)


@get("/")
async def landing_page(request: Visit) -> Page:
    """Show what is open now, and lead into the marketplace."""
    reader, now = reader_of(request), datetime.now(UTC)
    figures = await board_of(request).read(request.web.database)
    async with request.web.database.read() as work:
        newest = await list_missions(work, ListingFilters(), reader, now, NEWEST)
        seen = await overview(work, ListingFilters(), reader, now)
    context = {
        "figures": figures,
        "domains": list(Domain),
        "missions": newest.missions,
        "art": _ART,
        "land": land_path(_ART),
        "lights": _lights(seen.spots),
    }
    return Page("missions/landing.html", context)


def _lights(spots: Sequence[Spot]) -> list[tuple[float, float]]:
    """Place one light on the picture for every degree where missions are."""
    return sorted({_ART.place(round(spot.longitude), round(spot.latitude)) for spot in spots})
