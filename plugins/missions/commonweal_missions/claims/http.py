"""The JSON API of claims: ``/api/v1/missions/{id}/claims`` and ``/api/v1/missions/claims``."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Refusal, Visit, needs
from litestar import delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_missions.claims.keeping import give_up, report_progress
from commonweal_missions.claims.making import make_claim, refuse_early
from commonweal_missions.claims.strangers import require_stranger
from commonweal_missions.permissions import CLAIM
from commonweal_missions.queries.claims import Group, OwnClaim, find_own_claim, list_own_claims
from commonweal_missions.reader import reader_of
from commonweal_missions.settings import settings_of


class NewClaim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a claim needs: that the risk of a yellow or red mission was read and accepted."""

    acknowledged: bool = False


class ClaimChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Progress 0-100 and notes; what is left out stays."""

    progress: Annotated[int, msgspec.Meta(ge=0, le=100)] | None = None
    notes: Annotated[str, msgspec.Meta(max_length=2000)] | None = None


@post(
    "/{mission_id:uuid}/claims",
    guards=[needs(CLAIM)],
    operation_id="claimMission",
    summary="Claim a slot of a mission",
)
async def claim_mission(request: Visit, mission_id: FromPath[UUID], data: JSONBody[NewClaim]) -> OwnClaim:
    """Claim a free slot of an open mission; at most three claims may be open at once (a setting)."""
    claim_id = await claim_as(request, mission_id, acknowledged=data.acknowledged)
    return await _found(request, claim_id)


@get("/claims", guards=[needs(CLAIM)], operation_id="listMyClaims", summary="List one's own claims")
async def list_claims(
    request: Visit,
    group: FromQuery[Group | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Items[OwnClaim]:
    """List one's claims, the newest first: all, or those ``active``, ``waiting`` or ``finished``."""
    bound = {"list": "claims", "group": group, "human": request.principal.id}
    after = request.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with request.web.database.read() as work:
        found = await list_own_claims(
            work,
            request.principal.account_id,
            reader_of(request),
            group=group,
            after=after,
            limit=limit + 1,
        )
    more = request.web.cursors.write((found[limit - 1].id,), bound) if len(found) > limit else None
    return Items(found[:limit], more)


@get(
    "/claims/{claim_id:uuid}",
    guards=[needs(CLAIM)],
    operation_id="readClaim",
    summary="Read one of one's claims",
)
async def read_claim(request: Visit, claim_id: FromPath[UUID]) -> OwnClaim:
    """Give a claim with the exact position of its mission while the claim is open."""
    return await _found(request, claim_id)


@patch(
    "/claims/{claim_id:uuid}",
    guards=[needs(CLAIM)],
    operation_id="updateClaim",
    summary="Report progress on a claim",
)
async def change_claim(request: Visit, claim_id: FromPath[UUID], data: JSONBody[ClaimChange]) -> OwnClaim:
    """Set progress and notes of an active claim."""
    async with request.web.database.write() as work:
        await report_progress(
            work,
            claim_id,
            request.principal.account_id,
            progress=data.progress,
            notes=data.notes,
            at=datetime.now(UTC),
        )
    return await _found(request, claim_id)


@delete(
    "/claims/{claim_id:uuid}", guards=[needs(CLAIM)], operation_id="giveClaimUp", summary="Give a claim up"
)
async def leave_claim(request: Visit, claim_id: FromPath[UUID]) -> None:
    """Give an active claim up: free within 24 hours of claiming, later it counts with quality 0."""
    async with request.web.database.write() as work:
        await give_up(work, claim_id, request.principal.account_id, datetime.now(UTC))


async def claim_as(visit: Visit, mission_id: UUID, *, acknowledged: bool) -> UUID:
    """Claim a slot for whoever makes the request, in one unit of work; raises as ``make_claim`` does."""
    human_id = visit.principal.account_id
    most_open = settings_of(visit).max_open_claims
    async with visit.web.database.write() as work:
        await refuse_early(work, mission_id, human_id)
        await require_stranger(work, mission_id, human_id)
        made = await make_claim(
            work,
            mission_id,
            human_id,
            acknowledged=acknowledged,
            most_open=most_open,
            at=datetime.now(UTC),
        )
    return made.id


async def _found(visit: Visit, claim_id: UUID) -> OwnClaim:
    async with visit.web.database.read() as work:
        claim = await find_own_claim(work, claim_id, visit.principal.account_id, reader_of(visit))
    if claim is None:
        raise Refusal("not_found")
    return claim


CLAIM_ROUTES = [claim_mission, list_claims, read_claim, change_claim, leave_claim]
