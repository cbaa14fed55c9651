"""The JSON API of reputation: ``/api/v1/reputation``."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Permission, Visit, needs
from litestar import get
from litestar.params import FromQuery, QueryParameter

from commonweal_reputation import api

READ = Permission("reputation.read", frozenset({"human"}))

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
async def history(
    request: Visit,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Items[Change]:
    """List the changes of one's score, the newest first."""
    bound = {"list": "reputation history", "human": request.principal.id}
    before = request.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with request.web.database.read() as work:
        rows = await work.fetch(_HISTORY, request.principal.account_id, before, limit + 1)
    found = [Change(*row) for row in rows[:limit]]
    more = request.web.cursors.write((found[-1].id,), bound) if len(rows) > limit else None
    return Items(found, more)


ROUTES = [own_standing, history]
