"""The JSON API of admins who decide on evidence: ``/api/v1/missions/evidence/queue``."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Visit, needs
from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_missions.appeals.deciding import HandVerdict, decide_as_admin, take
from commonweal_missions.evidence.http import show_evidence
from commonweal_missions.evidence.lists import WaitingEvidence, list_waiting
from commonweal_missions.evidence.reading import EvidenceView
from commonweal_missions.permissions import ADMIN_EVIDENCE
from commonweal_missions.reader import reader_of
from commonweal_missions.settings import settings_of


class Held(msgspec.Struct, frozen=True):
    """Until when evidence is held for the admin who took it."""

    id: UUID
    held_until: datetime


@get(
    "/evidence/queue",
    guards=[needs(ADMIN_EVIDENCE)],
    operation_id="listEvidenceQueue",
    summary="List evidence that waits for an admin",
)
async def evidence_queue(
    request: Visit,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Items[WaitingEvidence]:
    """List appeals, and evidence that reviewers are lacking for; what is due first comes first."""
    bound = {"list": "evidence-queue"}
    after = request.web.cursors.read(cursor, bound, tuple[datetime, UUID]) if cursor else None
    async with request.web.database.read() as work:
        found = await list_waiting(work, reader_of(request), after, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    more = request.web.cursors.write((last.due_at, last.id), bound) if last else None
    return Items(found[:limit], more)


@post(
    "/evidence/{evidence_id:uuid}/take",
    guards=[needs(ADMIN_EVIDENCE)],
    operation_id="takeEvidence",
    summary="Take evidence",
    status_code=200,
)
async def take_evidence(request: Visit, evidence_id: FromPath[UUID]) -> Held:
    """Hold evidence for 30 minutes; 409 while another admin does, 403 for who has a part in it."""
    async with request.web.database.write() as work:
        until = await take(work, request.principal, evidence_id, datetime.now(UTC))
    return Held(evidence_id, until)


@post(
    "/evidence/{evidence_id:uuid}/decision",
    guards=[needs(ADMIN_EVIDENCE)],
    opt={"idempotency": "required"},
    operation_id="decideEvidence",
    summary="Decide on evidence as an admin",
)
async def decide_evidence(
    request: Visit, evidence_id: FromPath[UUID], data: JSONBody[HandVerdict]
) -> EvidenceView:
    """Verify or reject evidence in admin review: final, audited, and paid as usual."""
    async with request.web.database.write() as work:
        await decide_as_admin(
            work, request.principal, evidence_id, data, settings_of(request), datetime.now(UTC)
        )
    return await show_evidence(request, evidence_id)


DECIDING_ROUTES = [evidence_queue, take_evidence, decide_evidence]
