"""What a verdict means for reputations: the quality of a mission, and how well peers judged (DOMAIN §9)."""

from typing import Any
from uuid import UUID

from commonweal import Database, UnitOfWork

_DECIDED = """
SELECT e.claim_id, e.human_id, e.state, e.final_confidence, e.decided_at, m.domain
FROM missions.evidence e
    JOIN missions.claim c ON c.id = e.claim_id
    JOIN missions.mission m ON m.id = c.mission_id
WHERE e.id = $1 AND e.decided_at IS NOT NULL
"""
_GIVEN = """
SELECT id, reviewer_id, verdict FROM missions.peer_review
WHERE evidence_id = $1 AND state = 'given' ORDER BY id
"""


async def count(database: Database, evidence_id: UUID) -> None:
    """Count a verdict for its human and for each peer, each in a unit of work of its own.

    Reputation counts each once, so that a task that is run again changes nothing. A verdict that an appeal
    has overturned is counted as it stands: peers are measured by the last word.
    """
    async with database.read() as work:
        row: Any = await work.fetch_row(_DECIDED, evidence_id)
        given: list[Any] = list(await work.fetch(_GIVEN, evidence_id))
    if row is None:
        return
    verified = row["state"] == "verified"
    if verified:
        async with database.write() as work:
            await _count_mission(work, row)
    for each in given:
        async with database.write() as work:
            await _count_review(work, each, verified, row)


async def _count_mission(work: UnitOfWork, row: Any) -> None:
    from commonweal_reputation import api as reputation  # noqa: PLC0415 - only this task needs it

    await reputation.record_mission(
        work,
        row["human_id"],
        claim_id=row["claim_id"],
        quality=row["final_confidence"],
        at=row["decided_at"],
        domain=row["domain"],
    )


async def _count_review(work: UnitOfWork, review: Any, verified: bool, row: Any) -> None:  # noqa: FBT001 - private
    from commonweal_reputation import api as reputation  # noqa: PLC0415 - only this task needs it

    await reputation.record_review(
        work,
        review["reviewer_id"],
        review_id=review["id"],
        agreed=(review["verdict"] == "approve") == verified,
        at=row["decided_at"],
    )
