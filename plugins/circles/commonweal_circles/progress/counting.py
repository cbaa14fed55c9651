"""Verified claims become outcomes of circles, once each, and stop being that if a verdict is taken back.

Whatever is told of a claim, what a circle counts is made to agree with the claim as it stands: one that is
verified counts in every circle whose board had adopted its mission by then, and of which its human was an
active member then. It goes on counting after its human left. In an archived circle it counts as well: the
work was done for it.
"""

from typing import Any
from uuid import UUID

import msgspec
from commonweal import UnitOfWork, emit
from commonweal_missions import api as missions

from commonweal_circles.events import OutcomeCounted, OutcomeTakenBack
from commonweal_circles.progress import advancing, tallying
from commonweal_circles.progress.outcome import Outcome
from commonweal_circles.progress.weighing import take_turn, weigh

# Of a member who is not active any more, the row says until when: since joined_at they left, or were banned.
_COUNTING = """
SELECT p.circle_id FROM circles.proposal AS p
JOIN circles.member AS m ON m.circle_id = p.circle_id AND m.account_id = $2 AND m.joined_at <= $3
WHERE p.mission_id = $1 AND p.state IN ('adopted', 'done') AND p.adopted_at <= $3
    AND (m.state = 'active' OR $3 < least(
        CASE WHEN m.left_at >= m.joined_at THEN m.left_at END,
        CASE WHEN m.banned_at >= m.joined_at THEN m.banned_at END))
"""
_LOCK = "SELECT id FROM circles.circle WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE"
_KNOWN = """
SELECT circle_id, claim_id, mission_id, human_id, domain, minutes, earned_minor, verified_at
FROM circles.outcome WHERE claim_id = $1
"""
_INSERT = """
INSERT INTO circles.outcome
    (circle_id, claim_id, mission_id, human_id, domain, minutes, earned_minor, verified_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
_DELETE = "DELETE FROM circles.outcome WHERE circle_id = $1 AND claim_id = $2"
_VERIFIED = "UPDATE circles.circle SET verified = verified + $2 WHERE id = $1 RETURNING verified"


async def count_claim(work: UnitOfWork, claim_id: UUID) -> None:
    """Make what circles count of a claim agree with it; again, nothing changes."""
    claim = (await missions.find_verified(work, [claim_id])).get(claim_id)
    known = {row["circle_id"] for row in await work.fetch(_KNOWN, claim_id)}
    counting = await _circles_of(work, claim) if claim else set()
    if not known and not counting:
        return
    await take_turn(work)
    await work.execute(_LOCK, sorted(known | counting))
    before = {row["circle_id"]: _outcome(row) for row in await work.fetch(_KNOWN, claim_id)}
    for circle_id in sorted(before.keys() | counting):
        await _settle(work, circle_id, before.get(circle_id), _of(claim) if claim else None)


async def _circles_of(work: UnitOfWork, claim: missions.VerifiedRead) -> set[UUID]:
    rows = await work.fetch(_COUNTING, claim.mission_id, claim.human_id, claim.verified_at)
    return {row["circle_id"] for row in rows}


async def _settle(work: UnitOfWork, circle_id: UUID, before: Outcome | None, after: Outcome | None) -> None:
    """Put one outcome in the place of another in a circle that is locked; None stands for none."""
    shown = before or after
    if before == after or shown is None:
        return
    open_before = await advancing.read_open(work, circle_id)
    if before is not None:
        await work.execute(_DELETE, circle_id, before.claim_id)
        await _add_up(work, circle_id, before, -1)
    if after is not None:
        await _add_up(work, circle_id, after, 1)
        await work.execute(_INSERT, circle_id, *msgspec.structs.astuple(after))
    verified = await work.fetch_value(_VERIFIED, circle_id, (after is not None) - (before is not None))
    await weigh(work, [circle_id], shown.human_id)
    await _tell(work, circle_id, shown, verified, is_new=before is None, is_gone=after is None)
    await advancing.tell(work, circle_id, open_before)


async def _add_up(work: UnitOfWork, circle_id: UUID, outcome: Outcome, by: int) -> None:
    """Add an outcome to the sums, or take it from them; its own row is not there meanwhile."""
    await tallying.add(work, circle_id, outcome, by)
    await advancing.advance(work, circle_id, outcome, by)


async def _tell(
    work: UnitOfWork, circle_id: UUID, outcome: Outcome, verified: int, *, is_new: bool, is_gone: bool
) -> None:
    kind = OutcomeCounted if is_new else OutcomeTakenBack if is_gone else None
    if kind is not None:
        event = kind(
            circle_id=circle_id,
            mission_id=outcome.mission_id,
            claim_id=outcome.claim_id,
            human_id=outcome.human_id,
            verified=verified,
        )
        await emit(work, event, subject=circle_id)


def _of(claim: missions.VerifiedRead) -> Outcome:
    return Outcome(
        claim_id=claim.id,
        mission_id=claim.mission_id,
        human_id=claim.human_id,
        domain=str(claim.domain),
        minutes=claim.minutes,
        earned_minor=claim.earned_minor,
        verified_at=claim.verified_at,
    )


def _outcome(row: Any) -> Outcome:
    return Outcome(**{name: row[name] for name in Outcome.__struct_fields__})
