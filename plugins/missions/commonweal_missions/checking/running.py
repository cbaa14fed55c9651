"""Runs the automatic check and takes evidence to where its score leads (DOMAIN §8.1).

Two transactions with the check between them: whoever dies in between leaves evidence that is checked again.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from commonweal import Database, HookExecutor, HookOutcome, UnitOfWork, enqueue

from commonweal_missions.checking.facts import CheckedEvidence, read_for_check
from commonweal_missions.checking.scoring import Score
from commonweal_missions.evidence.deciding import decide
from commonweal_missions.evidence.living import LockedEvidence, Verdict, lock_evidence, step
from commonweal_missions.peers.verdict import after_check
from commonweal_missions.settings import MissionsSettings

_CHECKED = """
UPDATE missions.evidence SET automatic_score = $2, automatic_reasons = $3, checked_at = $4 WHERE id = $1
"""


async def run_check(
    database: Database, executor: HookExecutor, evidence_id: UUID, settings: MissionsSettings
) -> None:
    """Check evidence that waits for it; for any other nothing happens."""
    async with database.write() as work:
        evidence = await begin(work, evidence_id)
    if evidence is None:
        return
    outcomes = await executor.call("commonweal_check_evidence", evidence=evidence)
    async with database.write() as work:
        await conclude(work, evidence_id, lowest(outcomes), settings, datetime.now(UTC))


async def begin(work: UnitOfWork, evidence_id: UUID) -> CheckedEvidence | None:
    """Begin a check, or begin it again; None when there is nothing to check any more."""
    evidence = await lock_evidence(work, evidence_id)
    if evidence.state == "pending":
        evidence = await step(work, evidence, "checking", by="check")
    return await read_for_check(work, evidence_id) if evidence.state == "checking" else None


def lowest(outcomes: Sequence[HookOutcome]) -> Score | None:
    """Return the lowest score with the reasons of all; None when one failed or none had an opinion."""
    if any(outcome.error is not None for outcome in outcomes):
        return None
    given = [outcome.value for outcome in outcomes if outcome.value is not None]
    if not given or not all(isinstance(each, Score) and 0 <= each.score <= 1 for each in given):
        return None
    reasons = dict.fromkeys(str(reason) for each in given for reason in each.reasons)
    return Score(min(each.score for each in given), tuple(reasons))


async def conclude(
    work: UnitOfWork, evidence_id: UUID, found: Score | None, settings: MissionsSettings, at: datetime
) -> None:
    """Keep the score and take evidence onwards, unless a partner was quicker; None: peers decide."""
    evidence = await lock_evidence(work, evidence_id)
    if evidence.state != "checking":
        return
    reasons = list(found.reasons) if found else []
    await work.execute(_CHECKED, evidence_id, found.score if found else None, reasons, at)
    evidence = await lock_evidence(work, evidence_id)
    state = after_check(
        evidence.automatic_score,
        always_peers=evidence.claim.mission.peer_review == "always",
        verified_at=settings.verified_score,
        peers_at=settings.peers_score,
    )
    if state == "peer_review":
        await _ask_peers(work, evidence)
    else:
        verdict = Verdict(
            verified=state == "verified", by="check", confidence=evidence.automatic_score or 0.0, at=at
        )
        await decide(work, evidence, verdict, settings)


async def _ask_peers(work: UnitOfWork, evidence: LockedEvidence) -> None:
    from commonweal_missions.evidence.tasks import ask_peers  # noqa: PLC0415 - the task needs this package

    await step(work, evidence, "peer_review", by="check")
    await enqueue(work, ask_peers, evidence_id=evidence.id)
