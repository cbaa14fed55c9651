"""Peers are asked, and others in place of who does not answer in time (DOMAIN §8.3)."""

from datetime import datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

from commonweal import Database, UnitOfWork, emit, new_id

from commonweal_missions.evidence.deciding import withdraw
from commonweal_missions.evidence.events import ReviewAsked, ReviewTimedOut
from commonweal_missions.evidence.living import DECIDE_WITHIN, LockedEvidence, lock_evidence, step
from commonweal_missions.peers.choosing import strangers
from commonweal_missions.settings import MissionsSettings

ANSWER_WITHIN: Final = timedelta(hours=48)
MOST_TIMEOUTS: Final = 2
OPEN: Final = frozenset({"asked", "opened"})
"""States in which a review waits for its peer."""
_BATCH: Final = 200
_ASK = """
INSERT INTO missions.peer_review (id, evidence_id, reviewer_id, asked_at, due_at) VALUES ($1, $2, $3, $4, $5)
"""
_LATE = """
SELECT DISTINCT evidence_id FROM missions.peer_review
WHERE state IN ('asked', 'opened') AND due_at <= $1 AND evidence_id > $2 ORDER BY evidence_id LIMIT $3
"""
_TIME_OUT = """
UPDATE missions.peer_review SET state = 'timed_out'
WHERE evidence_id = $1 AND state IN ('asked', 'opened') AND due_at <= $2 RETURNING id, reviewer_id
"""


async def ask_peers(work: UnitOfWork, evidence_id: UUID, settings: MissionsSettings, at: datetime) -> None:
    """Ask as many peers as are lacking; without enough strangers, or after two time-outs, an admin decides.

    For evidence that is not with its peers nothing happens.
    """
    evidence = await lock_evidence(work, evidence_id)
    if evidence.state != "peer_review":
        return
    asked: list[Any] = list(
        await work.fetch(
            "SELECT reviewer_id, state FROM missions.peer_review WHERE evidence_id = $1", evidence_id
        )
    )
    missing = settings.reviewers - sum(row["state"] in OPEN | {"given"} for row in asked)
    if missing <= 0:
        return
    late = sum(row["state"] == "timed_out" for row in asked)
    before = {row["reviewer_id"] for row in asked}
    found = [] if late >= MOST_TIMEOUTS else await strangers(work, evidence, before, settings, at)
    if len(found) < missing:
        await withdraw(work, evidence_id)
        by: Literal["peers", "time"] = "peers" if late < MOST_TIMEOUTS else "time"
        await step(work, evidence, "admin_review", by=by, due_at=at + DECIDE_WITHIN)
        return
    for reviewer_id in found[:missing]:
        await _ask(work, evidence, reviewer_id, at)


async def replace_late(database: Database, settings: MissionsSettings, at: datetime) -> int:
    """Let every review that is late time out, ask others, and return how many were late; each on its own."""
    total, last = 0, UUID(int=0)
    while True:
        async with database.read() as work:
            late = [row["evidence_id"] for row in await work.fetch(_LATE, at, last, _BATCH)]
        for evidence_id in late:
            async with database.write() as work:
                total += await time_out(work, evidence_id, settings, at)
        if not late:
            return total
        last = late[-1]


async def time_out(work: UnitOfWork, evidence_id: UUID, settings: MissionsSettings, at: datetime) -> int:
    """Let the late reviews of evidence time out, ask others, and return how many were late."""
    await lock_evidence(work, evidence_id)
    rows = await work.fetch(_TIME_OUT, evidence_id, at)
    for row in rows:
        event = ReviewTimedOut(review_id=row["id"], evidence_id=evidence_id, reviewer_id=row["reviewer_id"])
        await emit(work, event, subject=evidence_id)
    await ask_peers(work, evidence_id, settings, at)
    return len(rows)


async def _ask(work: UnitOfWork, evidence: LockedEvidence, reviewer_id: UUID, at: datetime) -> None:
    review_id = new_id()
    await work.execute(_ASK, review_id, evidence.id, reviewer_id, at, at + ANSWER_WITHIN)
    event = ReviewAsked(review_id=review_id, evidence_id=evidence.id, reviewer_id=reviewer_id)
    await emit(work, event, subject=evidence.id)
