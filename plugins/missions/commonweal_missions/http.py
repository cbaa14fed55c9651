"""The JSON API of the marketplace: ``/api/v1/missions``."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from commonweal import Items, Refusal, Visit, limited
from litestar import Response, get
from litestar.openapi.spec import Operation
from litestar.params import FromPath

from commonweal_missions.asking import ask_as
from commonweal_missions.filters import FilterReader
from commonweal_missions.finding.notes import Note, answered, described
from commonweal_missions.finding.ranking import ranking_of
from commonweal_missions.paging import read_cursor, write_cursor
from commonweal_missions.parameters import LIMIT_DEFAULT, LIMIT_MOST, LISTING_PARAMETERS
from commonweal_missions.queries.listing import list_missions
from commonweal_missions.queries.mission import MissionDetail, find_mission
from commonweal_missions.queries.summary import MissionSummary
from commonweal_missions.reader import reader_of
from commonweal_missions.reading import rights_of


@dataclass
class ListingOperation(Operation):
    """Documents the query parameters of the list, which the handler reads by itself."""

    def __post_init__(self) -> None:
        """Add the parameters."""
        self.parameters = [*(self.parameters or []), *LISTING_PARAMETERS]


@get(
    "/",
    operation_class=ListingOperation,
    operation_id="listMissions",
    summary="List open missions",
    guards=[limited("search", 30, 60, parameter="q")],
    response_headers=[described(Note.WORDS)],
    opt={"query_names": frozenset(parameter.name for parameter in LISTING_PARAMETERS)},
)
async def list_open_missions(request: Visit) -> Response[Items[MissionSummary]]:
    """List approved missions that are open, in the reader's language; with ``mine`` all of one's own.

    Several values of a filter mean any of them; a mission must ask for every ``skill`` given. Positions are
    snapped to a grid of 0.01 degree, and distances are measured to the snapped point.
    """
    values: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in request.parameters:
        values[name].append(value)
    asked = FilterReader(values)
    filters = asked.read()
    limit = asked.number("limit", int, 1, LIMIT_MOST) or LIMIT_DEFAULT
    cursor = asked.single("cursor")
    if asked.errors:
        raise Refusal("validation_error", fields=asked.errors)
    reader, now = reader_of(request), datetime.now(UTC)
    async with request.web.database.read() as work:
        filters = await ask_as(work, request, asked, filters)
    if asked.errors:
        raise Refusal("validation_error", fields=asked.errors)
    position = read_cursor(request.web.cursors, filters, reader, cursor)
    ranking = await ranking_of(request, filters, reader, now)
    async with request.web.database.read() as work:
        listed = await list_missions(work, filters, reader, now, limit, position, ranking)
    more = write_cursor(request.web.cursors, filters, reader, listed.next_position)
    return answered(Items(listed.missions, more), Note.WORDS if ranking and ranking.by_words else None)


@get("/{mission_id:uuid}", operation_id="readMission", summary="Read one mission")
async def read_mission(request: Visit, mission_id: FromPath[UUID]) -> MissionDetail:
    """Give an approved mission, whatever its state, with its words in the reader's language.

    Its author and admins see it before it is approved, too.

    ``origins`` name language and provenance of each text; where a translation is shown, ``original`` holds
    the author's words beside it.
    """
    async with request.web.database.read() as work:
        rights = await rights_of(work, request.principal)
        mission = await find_mission(work, mission_id, reader_of(request), datetime.now(UTC), rights)
    if mission is None:
        raise Refusal("not_found")
    return mission
