"""Peers open evidence and give their verdict; the last one decides (DOMAIN §8.3)."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Final, Literal
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, emit

from commonweal_missions.evidence.deciding import decide
from commonweal_missions.evidence.events import ReviewGiven, ReviewOpened
from commonweal_missions.evidence.living import LockedEvidence, Verdict, lock_evidence
from commonweal_missions.evidence.states import PEER_REVIEW
from commonweal_missions.peers.links import no_strangers
from commonweal_missions.peers.verdict import Vote, final_confidence, verified_by_peers
from commonweal_missions.settings import MissionsSettings

LEAST_TIME: Final = timedelta(seconds=30)
PEER_REVIEW_MINOR: Final = 3_00
LEAST_WORDS: Final = 20
_DAY: Final = timedelta(days=1)
_REVIEW = """
SELECT id, evidence_id, reviewer_id, state, opened_at, due_at FROM missions.peer_review
WHERE id = $1 FOR UPDATE
"""
_GIVE = """
UPDATE missions.peer_review SET state = 'given', given_at = $2, verdict = $3, confidence = $4, reasoning = $5
WHERE id = $1
"""
_GIVEN = """
SELECT verdict, confidence FROM missions.peer_review WHERE evidence_id = $1 AND state = 'given'
"""
_TODAY = """
SELECT count(*) AS given, min(given_at) AS first FROM missions.peer_review
WHERE reviewer_id = $1 AND given_at > $2
"""


class ReviewDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A peer's verdict, how sure the peer is (0 to 1), and why."""

    verdict: Literal["approve", "reject"]
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)]
    reasoning: Annotated[str, msgspec.Meta(min_length=LEAST_WORDS, max_length=2000)]


class LockedReview(msgspec.Struct, frozen=True, kw_only=True):
    """A review whose row is locked until the unit of work ends, with its evidence, claim and mission."""

    id: UUID
    evidence_id: UUID
    reviewer_id: UUID
    state: str
    opened_at: datetime | None
    due_at: datetime
    evidence: LockedEvidence


async def open_review(work: UnitOfWork, review_id: UUID, reviewer_id: UUID, at: datetime) -> datetime:
    """Note that a peer looks at evidence and return since when; a second time changes nothing.

    Raises ``Refusal``: ``not_found`` for another's, ``invalid_transition`` when it is over,
    ``not_a_stranger`` when a link has come up since the peer was asked.
    """
    review = await lock_review(work, review_id, reviewer_id)
    if review.state == "opened" and review.opened_at is not None and review.due_at > at:
        return review.opened_at
    _require_time(review, "opened", at)
    await _require_stranger(work, review, at)
    await work.execute(
        "UPDATE missions.peer_review SET state = 'opened', opened_at = $2 WHERE id = $1", review_id, at
    )
    event = ReviewOpened(review_id=review_id, evidence_id=review.evidence_id, reviewer_id=reviewer_id)
    await emit(work, event, subject=review.evidence_id)
    return at


async def give_review(
    work: UnitOfWork,
    review_id: UUID,
    reviewer_id: UUID,
    draft: ReviewDraft,
    settings: MissionsSettings,
    at: datetime,
) -> None:
    """Give a verdict, once; it is paid, and with the last one the evidence is decided, all in one unit.

    Raises ``Refusal``: ``not_found`` for another's review, ``invalid_transition`` when it was given, never
    opened, or its time or its evidence's is over, ``conflict`` within 30 seconds of opening,
    ``not_a_stranger``, ``rate_limited`` beyond the reviews of a day.
    """
    review = await lock_review(work, review_id, reviewer_id)
    _require_time(review, "given", at)
    if review.opened_at is None or at - review.opened_at < LEAST_TIME:
        raise too_early(review.opened_at, at)
    if len(draft.reasoning.strip()) < LEAST_WORDS:
        raise Refusal(
            "validation_error", fields=[FieldError("/reasoning", "too_short", {"minimum": LEAST_WORDS})]
        )
    await _require_stranger(work, review, at)
    await _require_room(work, reviewer_id, settings, at)
    await work.execute(_GIVE, review_id, at, draft.verdict, draft.confidence, draft.reasoning.strip())
    event = ReviewGiven(review_id=review_id, evidence_id=review.evidence_id, reviewer_id=reviewer_id)
    await emit(work, event, subject=review.evidence_id)
    await _reward(work, review, at)
    await _conclude(work, review.evidence, settings, at)


def too_early(opened_at: datetime | None, at: datetime) -> Refusal:
    """Return the refusal of a verdict that comes too soon after opening, or before it."""
    left = LEAST_TIME if opened_at is None else LEAST_TIME - (at - opened_at)
    seconds = max(1, int(left.total_seconds() + 0.999))
    fault = FieldError("/verdict", "too_early", {"seconds": seconds}, "missions-review-too-early")
    return Refusal("conflict", fields=[fault])


async def lock_review(work: UnitOfWork, review_id: UUID, reviewer_id: UUID) -> LockedReview:
    """Lock a peer's review after its evidence; another's is not found."""
    evidence_id = await work.fetch_value(
        "SELECT evidence_id FROM missions.peer_review WHERE id = $1 AND reviewer_id = $2",
        review_id,
        reviewer_id,
    )
    if evidence_id is None:
        raise Refusal("not_found")
    evidence = await lock_evidence(work, evidence_id)
    row: Any = await work.fetch_row(_REVIEW, review_id)
    return LockedReview(**dict(row), evidence=evidence)


def _require_time(review: LockedReview, target: str, at: datetime) -> None:
    PEER_REVIEW.step(review.state, target)
    if review.due_at <= at or review.evidence.state != "peer_review":  # nobody has taken it back yet
        raise Refusal("invalid_transition", source="timed_out", target=target)


async def _require_stranger(work: UnitOfWork, review: LockedReview, at: datetime) -> None:
    if review.reviewer_id in await no_strangers(work, review.evidence.human_id, at, review.evidence_id):
        raise Refusal("not_a_stranger")


async def _require_room(
    work: UnitOfWork, reviewer_id: UUID, settings: MissionsSettings, at: datetime
) -> None:
    """Count the reviews of a day, one at a time for each peer."""
    await work.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"missions.reviewer {reviewer_id}"
    )
    row: Any = await work.fetch_row(_TODAY, reviewer_id, at - _DAY)
    if row["given"] >= settings.reviews_per_day:
        wait = row["first"] + _DAY - at
        raise Refusal("rate_limited", seconds=max(1, int(wait.total_seconds())))


async def _reward(work: UnitOfWork, review: LockedReview, at: datetime) -> None:
    """Pay the peer, whatever the verdict, and count the day for the streak."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it
    from commonweal_ledger import api as ledger  # noqa: PLC0415
    from commonweal_reputation import api as reputation  # noqa: PLC0415

    await ledger.open_account(work, review.reviewer_id, "human")
    await ledger.reward(
        work,
        key=f"earn_peer_review:{review.id}",
        type="earn_peer_review",
        human_id=review.reviewer_id,
        amount_minor=PEER_REVIEW_MINOR,
        reference=review.id,
    )
    human = await identity.find_human(work, review.reviewer_id)
    zone = human.time_zone if human else ""
    await reputation.record_activity(work, review.reviewer_id, at=at, time_zone=zone)


async def _conclude(
    work: UnitOfWork, evidence: LockedEvidence, settings: MissionsSettings, at: datetime
) -> None:
    """Decide when all reviews are in."""
    given = await work.fetch(_GIVEN, evidence.id)
    if len(given) < settings.reviewers:
        return
    votes = [Vote(row["verdict"], row["confidence"]) for row in given]
    confidence = final_confidence(evidence.automatic_score, votes)
    verdict = Verdict(verified=verified_by_peers(confidence), by="peers", confidence=confidence, at=at)
    await decide(work, evidence, verdict, settings)
