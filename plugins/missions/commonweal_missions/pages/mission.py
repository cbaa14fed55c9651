"""The page of one mission."""

from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from commonweal import Form, Page, Refusal, UnitOfWork, Visit, empty_form
from litestar import get
from litestar.params import FromPath

from commonweal_missions.claims.strangers import is_stranger
from commonweal_missions.finding.similar import find_similar
from commonweal_missions.maps.land import land_path
from commonweal_missions.maps.view import View
from commonweal_missions.missions.making import MAKING
from commonweal_missions.pages.address import MARKET
from commonweal_missions.permissions import CLAIM
from commonweal_missions.queries.claims import held_claim
from commonweal_missions.queries.mission import MissionDetail, find_mission
from commonweal_missions.queries.summary import Location
from commonweal_missions.reader import reader_of
from commonweal_missions.reading import rights_of
from commonweal_missions.rules.geography import Point
from commonweal_missions.rules.vocabulary import GOALS
from commonweal_missions.skills import skill_name

SIMILAR = 3
_SURROUNDINGS_KM = 2_200  # how much of the continent the small map shows around a mission


@get(MARKET + "/{mission_id:uuid}")
async def mission_page(request: Visit, mission_id: FromPath[UUID]) -> Page:
    """Show what a mission asks for and gives, in the reader's language."""
    return await show_mission(request, mission_id)


async def show_mission(
    request: Visit, mission_id: UUID, form: Form[Any] | None = None, *, status: int = 200
) -> Page:
    """Make the page of a mission; ``form`` is the form of claiming, sent before."""
    reader, now = reader_of(request), datetime.now(UTC)
    may_claim = CLAIM.allows(request.principal)
    async with request.web.database.read() as work:
        rights = await rights_of(work, request.principal)
        mission = await find_mission(work, mission_id, reader, now, rights)
        if mission is None:
            raise Refusal("not_found")
        parts = await _parts(work, request, mission) if may_claim else _Parts()
    similar = await find_similar(request, mission, reader, now, SIMILAR)
    context: dict[str, Any] = {
        "mission": mission,
        "form": form or empty_form(request),
        "held": parts.held,
        "stranger": parts.stranger,
        "keeps": parts.keeps,
        "admin": rights.admin,
        "source_locale": next(each.locale for each in mission.languages if each.provenance == "author"),
        "may_claim": may_claim,
        "skill_name": partial(skill_name, request.translator),
        "goals": GOALS[mission.domain],
        "similar": similar,
        "map": _map(mission.location),
    }
    slots = {"missions.mission.aside": {"mission": mission}}
    return Page("missions/mission.html", context, status=status, slots=slots)


class _Parts(NamedTuple):
    """What a human has to do with a mission: the claim they hold, no part in its making, or its keeping."""

    held: Any = None
    stranger: bool = False
    keeps: bool = False


async def _parts(work: UnitOfWork, visit: Visit, mission: MissionDetail) -> _Parts:
    """Look at what whoever reads the page may do with the mission."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    human_id, creator = visit.principal.account_id, mission.creator
    made = await identity.memberships_of(work, human_id, roles=MAKING)
    return _Parts(
        held=await held_claim(work, mission.id, human_id),
        stranger=await is_stranger(work, creator.kind, creator.id, human_id),
        keeps=any(each.organisation_id == creator.id for each in made),
    )


def _map(location: Location | None) -> dict[str, Any] | None:
    """Draw where in the world a mission is; from so far away, the public grid hides in one pixel."""
    if location is None:
        return None
    view = View.around(Point(location.latitude, location.longitude), _SURROUNDINGS_KM, 400, 240)
    x, y = view.place(location.longitude, location.latitude)
    return {"view": view, "land": land_path(view), "x": x, "y": y}
