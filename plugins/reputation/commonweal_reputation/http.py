"""The JSON API of reputation: ``/api/v1/reputation``."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Visit, needs
from commonweal_identity.api import Domain
from litestar import delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_reputation import api, boards, endorsements
from commonweal_reputation.endorsing import EndorsementDraft, MadeEndorsement, endorse_as, revoke
from commonweal_reputation.explaining import Explained, explain
from commonweal_reputation.people import require_visible
from commonweal_reputation.permissions import ENDORSE, READ
from commonweal_reputation.services import reader_of, settings_of

Limit = Annotated[int, QueryParameter(ge=1, le=100)]
Cursor = FromQuery[str | None]

_HISTORY = """
    SELECT id, changed_at, before, after, difference, reason, reference FROM reputation.change
    WHERE human_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""


class Change(msgspec.Struct, frozen=True):
    """A change of one's score: before, after, the difference, why, and what it refers to."""

    id: UUID
    changed_at: datetime
    before: int
    after: int
    difference: int
    reason: str
    reference: UUID | None


@get("/standing", guards=[needs(READ)], operation_id="readStanding", summary="Read one's own standing")
async def own_standing(request: Visit) -> api.Standing:
    """Give one's score, tier, streak and multiplier."""
    async with request.web.database.read() as work:
        return await api.standing(work, request.principal.account_id)


@get("/history", guards=[needs(READ)], operation_id="listReputationHistory", summary="List score changes")
async def history(request: Visit, cursor: Cursor = None, limit: Limit = 20) -> Items[Change]:
    """List the changes of one's score, the newest first."""
    return await history_of(request, cursor, limit)


async def history_of(request: Visit, cursor: str | None, limit: int) -> Items[Change]:
    """Return a part of the history of whoever makes the request."""
    bound = {"list": "reputation history", "human": request.principal.id}
    before = request.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with request.web.database.read() as work:
        rows = await work.fetch(_HISTORY, request.principal.account_id, before, limit + 1)
    found = [Change(*row) for row in rows[:limit]]
    more = request.web.cursors.write((found[-1].id,), bound) if len(rows) > limit else None
    return Items(found, more)


@get(
    "/people/{human_id:uuid}/standing",
    operation_id="readStandingOf",
    summary="Read a person's standing",
)
async def standing_of(request: Visit, human_id: FromPath[UUID]) -> Explained:
    """Give a person's score, what it is made of, and their badges; private portfolios are not found."""
    async with request.web.database.read() as work:
        await require_visible(work, request.principal, human_id)
        return await explain(work, human_id)


@get(
    "/people/{human_id:uuid}/endorsements",
    operation_id="listEndorsementsOf",
    summary="List a person's endorsements",
)
async def endorsements_of(
    request: Visit, human_id: FromPath[UUID], cursor: Cursor = None, limit: Limit = 20
) -> Items[endorsements.Endorsement]:
    """List who endorsed a person and why, the newest first; private portfolios are not found."""
    reader = reader_of(request)
    bound = {"list": "endorsements", "human": str(human_id), "reader": str(reader)}
    before = request.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with request.web.database.read() as work:
        await require_visible(work, request.principal, human_id)
        found = await endorsements.received(work, human_id, reader, before=before, limit=limit + 1)
    more = request.web.cursors.write((found[limit - 1].id,), bound) if len(found) > limit else None
    return Items(found[:limit], more)


@post(
    "/people/{human_id:uuid}/endorsements",
    guards=[needs(ENDORSE)],
    operation_id="endorsePerson",
    summary="Endorse a person",
)
async def give(request: Visit, human_id: FromPath[UUID], data: JSONBody[EndorsementDraft]) -> MadeEndorsement:
    """Endorse a person once, with a reason; from the tier Contributor on, at most five in 24 hours."""
    return await endorse_as(request, settings_of(request), human_id, data.reason)


@delete(
    "/people/{human_id:uuid}/endorsements",
    guards=[needs(ENDORSE)],
    operation_id="revokeEndorsement",
    summary="Take one's endorsement back",
)
async def take_back(request: Visit, human_id: FromPath[UUID]) -> None:
    """Take one's endorsement of a person back; it cannot be given again."""
    async with request.web.database.write() as work:
        await revoke(work, request.principal.account_id, human_id)


@get("/endorsements", guards=[needs(READ)], operation_id="listEndorsementsGiven", summary="List those given")
async def endorsements_given(
    request: Visit, cursor: Cursor = None, limit: Limit = 20
) -> Items[endorsements.Endorsement]:
    """List the endorsements one gave and did not take back, the newest first."""
    bound = {"list": "endorsements given", "human": request.principal.id}
    before = request.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with request.web.database.read() as work:
        mine = request.principal.account_id
        found = await endorsements.given(work, mine, before=before, limit=limit + 1)
    more = request.web.cursors.write((found[limit - 1].id,), bound) if len(found) > limit else None
    return Items(found[:limit], more)


@get("/leaderboards", operation_id="readLeaderboard", summary="Read a leaderboard")
async def leaderboard(
    request: Visit,
    by: FromQuery[boards.By] = "score",
    period: FromQuery[boards.Period] = "all",
    domain: FromQuery[Domain | None] = None,
    cursor: Cursor = None,
    limit: Limit = 20,
) -> Items[boards.Ranked]:
    """Rank people with a public portfolio, the best first, ties by id.

    ``by`` is ``score`` (over a week or month: the points gained), ``missions`` (verified ones, in a
    ``domain`` if asked) or ``tokens`` (minor units earned); a week is 7 days and a month 30, with today.
    """
    return await board_of(request, boards.Asked(by=by, period=period, domain=domain), cursor, limit)


async def board_of(
    request: Visit, asked: boards.Asked, cursor: str | None, limit: int
) -> Items[boards.Ranked]:
    """Return a part of a leaderboard."""
    bound = {"list": "leaderboard", "asked": asked}
    after = request.web.cursors.read(cursor, bound, boards.Place) if cursor else None
    async with request.web.database.read() as work:
        found, ended = await boards.read_board(work, asked, datetime.now(UTC), limit, after)
    if ended is None:
        return Items(found)
    place = (ended.rank, ended.value, ended.human_id, ended.since)
    return Items(found, request.web.cursors.write(place, bound))


ROUTES = [
    own_standing,
    history,
    standing_of,
    endorsements_of,
    give,
    take_back,
    endorsements_given,
    leaderboard,
]
