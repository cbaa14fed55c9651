"""Who sees what of evidence: one predicate for reading, lists, files and pages (DOMAIN §8).

Its human and admins see everything; the members of the organisation whose mission it is everything but the
originals; a peer who is asked what there is to judge, and nothing about the human; the mission's agent and
the agent's owner what became of it. Nobody else knows of it.
"""

from typing import Any, Literal
from uuid import UUID

from commonweal import Principal, Refusal, UnitOfWork

from commonweal_missions.permissions import ADMIN_EVIDENCE

Viewer = Literal["human", "admin", "partner", "peer", "maker"]
_FACTS = """
SELECT e.human_id, m.creator_kind, m.creator_id, EXISTS (
    SELECT FROM missions.peer_review AS r
    WHERE r.evidence_id = e.id AND r.reviewer_id = $2 AND r.state IN ('asked', 'opened', 'given')
) AS is_peer
FROM missions.evidence AS e
JOIN missions.claim AS c ON c.id = e.claim_id
JOIN missions.mission AS m ON m.id = c.mission_id
WHERE e.id = $1
"""


async def viewer_of(work: UnitOfWork, principal: Principal, evidence_id: UUID) -> Viewer | None:
    """Return as what somebody may see evidence, the most telling first; None when not at all."""
    if principal.kind not in {"human", "agent"}:
        return None
    row: Any = await work.fetch_row(_FACTS, evidence_id, principal.account_id)
    if row is None:
        return None
    if row["human_id"] == principal.account_id:
        return "human"
    if row["is_peer"]:
        return "peer"  # an admin, too, judges as a peer without knowing whom
    if ADMIN_EVIDENCE.allows(principal):
        return "admin"
    return await _as_maker(work, principal, row["creator_kind"], row["creator_id"])


async def claim_of(work: UnitOfWork, evidence_id: UUID, human_id: UUID) -> UUID:
    """Return the claim of one's own evidence; raises ``Refusal("not_found")`` for any other."""
    claim_id: UUID | None = await work.fetch_value(
        "SELECT claim_id FROM missions.evidence WHERE id = $1 AND human_id = $2", evidence_id, human_id
    )
    if claim_id is None:
        raise Refusal("not_found")
    return claim_id


async def _as_maker(
    work: UnitOfWork, principal: Principal, creator_kind: str, creator_id: UUID
) -> Viewer | None:
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    if principal.kind == "agent":
        return "maker" if creator_id == principal.account_id else None
    if creator_kind == "agent":
        return "maker" if creator_id in await identity.agents_of(work, principal.account_id) else None
    memberships = await identity.memberships_of(work, principal.account_id)
    return "partner" if any(each.organisation_id == creator_id for each in memberships) else None
