"""The JSON API of finding missions: those like one, and those that suit whoever asks."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from commonweal import Items, Refusal, Visit, limited, needs
from litestar import Response, get
from litestar.params import FromPath, QueryParameter

from commonweal_missions.finding.notes import Note, answered, described
from commonweal_missions.finding.similar import SimilarMission, find_similar
from commonweal_missions.finding.suiting import SuitingMission, find_suiting
from commonweal_missions.permissions import MATCH
from commonweal_missions.queries.mission import find_mission
from commonweal_missions.reader import reader_of
from commonweal_missions.reading import rights_of


@get(
    "/{mission_id:uuid}/similar",
    operation_id="listSimilarMissions",
    summary="List open missions like one",
    response_headers=[described(Note.DOMAIN)],
)
async def similar_missions(
    request: Visit, mission_id: FromPath[UUID], limit: Annotated[int, QueryParameter(ge=1, le=20)] = 5
) -> Response[Items[SimilarMission]]:
    """List the open missions most like one, whatever its state; ``score`` is the cosine of both texts.

    While likeness cannot be asked for, the newest of the same domain are given, without a score.
    """
    reader, now = reader_of(request), datetime.now(UTC)
    async with request.web.database.read() as work:
        rights = await rights_of(work, request.principal)
        mission = await find_mission(work, mission_id, reader, now, rights)
    if mission is None:
        raise Refusal("not_found")
    found = await find_similar(request, mission, reader, now, limit)
    return answered(Items(found.missions), found.note)


@get(
    "/matching",
    guards=[needs(MATCH), limited("search", 30, 60)],
    operation_id="listMatchingMissions",
    summary="List open missions that suit one",
    response_headers=[described(Note.WORDS, Note.NO_SKILLS)],
)
async def matching_missions(
    request: Visit, limit: Annotated[int, QueryParameter(ge=1, le=50)] = 20
) -> Response[Items[SuitingMission]]:
    """List the open missions that suit one's profile: a human's skills, languages and place with its radius.

    For agents it goes by their specialisations. Missions of one's own, and those one has a claim of, are left
    out. ``because`` names what is shared; while likeness cannot be asked for, it goes by that alone.
    """
    found = await find_suiting(request, reader_of(request), datetime.now(UTC), limit)
    return answered(Items(found.missions), found.note)


FINDING_ROUTES = [similar_missions, matching_missions]
