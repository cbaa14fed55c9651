"""The JSON API of evidence: handing it in, reading it, appeals, and the partner's verdict."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Refusal, UnitOfWork, Visit, limited, needs
from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_missions.appeals.appealing import AppealDraft, appeal
from commonweal_missions.appeals.deciding import HandVerdict, decide_as_partner
from commonweal_missions.evidence.lists import list_made
from commonweal_missions.evidence.living import EvidenceState
from commonweal_missions.evidence.reading import EvidenceView, evidence_of_claim, find_evidence, with_links
from commonweal_missions.evidence.submitting import EvidenceDraft, submit_evidence
from commonweal_missions.evidence.viewing import Viewer, viewer_of
from commonweal_missions.permissions import CLAIM, READ_EVIDENCE
from commonweal_missions.settings import settings_of

HAND_IN = limited("evidence", 10, 3_600)


class EvidenceList(msgspec.Struct, frozen=True):
    """Every submission for a claim, the latest first."""

    items: list[EvidenceView]


@post(
    "/claims/{claim_id:uuid}/evidence",
    guards=[needs(CLAIM), HAND_IN],
    operation_id="submitEvidence",
    summary="Hand evidence in",
)
async def hand_in(request: Visit, claim_id: FromPath[UUID], data: JSONBody[EvidenceDraft]) -> EvidenceView:
    """Hand in all files that were uploaded to an active claim, with text, place and time; ten an hour."""
    async with request.web.database.write() as work:
        evidence_id = await submit_evidence(
            work, claim_id, request.principal.account_id, data, datetime.now(UTC)
        )
    return await show_evidence(request, evidence_id)


@get(
    "/claims/{claim_id:uuid}/evidence",
    guards=[needs(CLAIM)],
    operation_id="listEvidenceOfClaim",
    summary="List what was handed in for a claim",
)
async def list_of_claim(request: Visit, claim_id: FromPath[UUID]) -> EvidenceList:
    """Give every submission for one of one's claims, the latest first, with links that last an hour."""
    async with request.web.database.read() as work:
        await require_own_claim(work, claim_id, request.principal.account_id)
        found = await evidence_of_claim(work, claim_id)
    return EvidenceList([await with_links(view, request.web.blobs, "human") for view in found])


@get("/evidence", guards=[needs(READ_EVIDENCE)], operation_id="listEvidence", summary="List evidence")
async def list_evidence(
    request: Visit,
    creator: FromQuery[UUID | None] = None,
    in_state: Annotated[EvidenceState | None, QueryParameter(name="state")] = None,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Items[EvidenceView]:
    """List what people handed in for missions of one's own, the newest first.

    Agents see what became of evidence for their missions, owners for those of their agents; members of an
    organisation see the evidence itself when they name it as ``creator``.
    """
    bound = {"list": "evidence", "creator": creator, "state": in_state, "who": request.principal.key}
    after = request.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with request.web.database.read() as work:
        creators = await creators_of(work, request, creator)
        viewer: Viewer = "partner" if creator and await is_member(work, request, creator) else "maker"
        found = await list_made(work, creators, viewer, state=in_state, after=after, limit=limit + 1)
    more = request.web.cursors.write((found[limit - 1].id,), bound) if len(found) > limit else None
    return Items([await with_links(view, request.web.blobs, viewer) for view in found[:limit]], more)


@get(
    "/evidence/{evidence_id:uuid}",
    guards=[needs(READ_EVIDENCE)],
    operation_id="readEvidence",
    summary="Read evidence",
)
async def read_evidence(request: Visit, evidence_id: FromPath[UUID]) -> EvidenceView:
    """Give evidence to whoever has a part in it, each with what is theirs to see; files by links of an hour.

    What a peer reads is at ``/reviews/{id}``.
    """
    return await show_evidence(request, evidence_id)


@post(
    "/evidence/{evidence_id:uuid}/appeal",
    guards=[needs(CLAIM)],
    operation_id="appealEvidence",
    summary="Appeal against a rejection",
)
async def make_appeal(
    request: Visit, evidence_id: FromPath[UUID], data: JSONBody[AppealDraft]
) -> EvidenceView:
    """Appeal once against the rejection of one's evidence while the claim is active; three times a day."""
    async with request.web.database.write() as work:
        await appeal(
            work,
            evidence_id,
            request.principal.account_id,
            data,
            settings_of(request),
            datetime.now(UTC),
        )
    return await show_evidence(request, evidence_id)


@post(
    "/evidence/{evidence_id:uuid}/verdict",
    guards=[needs(CLAIM)],
    opt={"idempotency": "required"},
    operation_id="verifyEvidence",
    summary="Give the partner's verdict",
)
async def partner_verdict(
    request: Visit, evidence_id: FromPath[UUID], data: JSONBody[HandVerdict]
) -> EvidenceView:
    """Verify or reject evidence for one's organisation's mission, as its owner or verifier; paid as usual."""
    async with request.web.database.write() as work:
        await decide_as_partner(
            work, request.principal, evidence_id, data, settings_of(request), datetime.now(UTC)
        )
    return await show_evidence(request, evidence_id)


async def show_evidence(visit: Visit, evidence_id: UUID) -> EvidenceView:
    """Read evidence as whoever makes the request; raises ``Refusal("not_found")`` for others.

    A peer's way to it is the review, where opening is noted.
    """
    async with visit.web.database.read() as work:
        viewer = await viewer_of(work, visit.principal, evidence_id)
        view = await find_evidence(work, evidence_id, viewer) if viewer not in {None, "peer"} else None
    if view is None or viewer is None:
        raise Refusal("not_found")
    return await with_links(view, visit.web.blobs, viewer)


async def require_own_claim(work: UnitOfWork, claim_id: UUID, human_id: UUID) -> None:
    """Raise ``Refusal("not_found")`` for a claim of somebody else."""
    if not await work.fetch_value(
        "SELECT 1 FROM missions.claim WHERE id = $1 AND human_id = $2", claim_id, human_id
    ):
        raise Refusal("not_found")


async def creators_of(work: UnitOfWork, visit: Visit, creator: UUID | None) -> list[UUID]:
    """Return whose missions are listed: all of one's own creators, or the one that is named."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    principal = visit.principal
    own = {principal.account_id}
    if principal.kind == "human":
        own = set(await identity.agents_of(work, principal.account_id))
        own |= {each.organisation_id for each in await identity.memberships_of(work, principal.account_id)}
    if creator is None:
        return sorted(own)
    if creator not in own:
        raise Refusal("not_found")
    return [creator]


async def is_member(work: UnitOfWork, visit: Visit, organisation_id: UUID) -> bool:
    """Say whether whoever makes the request is an active member of an organisation."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    if visit.principal.kind != "human":
        return False
    memberships = await identity.memberships_of(work, visit.principal.account_id)
    return any(each.organisation_id == organisation_id for each in memberships)


EVIDENCE_ROUTES = [hand_in, list_of_claim, list_evidence, read_evidence, make_appeal, partner_verdict]
