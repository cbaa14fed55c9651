"""Background work on evidence: copies of files, the check, peers and their time, what verdicts count for."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from commonweal import BlobStore, HookExecutor, PluginContext, Schedule, TaskContext, task

from commonweal_missions.checking.running import run_check
from commonweal_missions.evidence.copying import copy
from commonweal_missions.evidence.counting import count
from commonweal_missions.evidence.sweeping import sweep, sweep_bytes, tell_overdue
from commonweal_missions.peers import asking
from commonweal_missions.settings import settings_in


@task("missions.copy_file", time_limit=120)
async def copy_file(context: TaskContext, *, file_id: UUID) -> None:
    """Make the copy of a file for others, and its thumbnail; doing it again changes nothing."""
    await copy(context.database, _blobs(context), file_id, datetime.now(UTC))


@task("missions.check_evidence", time_limit=120)
async def check_evidence(context: TaskContext, *, evidence_id: UUID) -> None:
    """Let the automatic check look at evidence, and take it to where its score leads."""
    executor = _plugin(context).services.get(HookExecutor)
    await run_check(context.database, executor, evidence_id, settings_in(context))


@task("missions.ask_peers", time_limit=60)
async def ask_peers(context: TaskContext, *, evidence_id: UUID) -> None:
    """Ask as many peers as evidence lacks; without enough strangers an admin decides."""
    async with context.database.write() as work:
        await asking.ask_peers(work, evidence_id, settings_in(context), datetime.now(UTC))


@task("missions.count_verdict", time_limit=60)
async def count_verdict(context: TaskContext, *, evidence_id: UUID) -> None:
    """Tell reputation what a verdict means for its human and for the peers; reputation counts each once."""
    await count(context.database, evidence_id)


@task("missions.look_at_reviews", time_limit=300)
async def look_at_reviews(context: TaskContext) -> None:
    """Ask others in place of peers who did not answer in time."""
    await asking.replace_late(context.database, settings_in(context), datetime.now(UTC))


@task("missions.sweep_evidence", time_limit=300)
async def sweep_evidence(context: TaskContext) -> None:
    """Delete files that were taken back or never handed in, and take up what a crash left lying."""
    await sweep(context.database, _blobs(context), datetime.now(UTC), settings_in(context).reviewers)


@task("missions.sweep_bytes", time_limit=3_600)
async def sweep_lost_bytes(context: TaskContext) -> None:
    """Delete the bytes of files that have no row, and say how many there were."""
    gone = await sweep_bytes(context.database, _blobs(context), datetime.now(UTC))
    _plugin(context).log.info("bytes without a row were deleted", blobs=gone)


@task("missions.look_for_overdue_evidence", time_limit=60)
async def look_for_overdue_evidence(context: TaskContext) -> None:
    """Raise an alert for evidence that no admin decided on in time."""
    for evidence_id in await tell_overdue(context.database, datetime.now(UTC)):
        if context.plugin is not None:
            context.plugin.log.warning("evidence overdue", evidence=str(evidence_id))


def _plugin(context: TaskContext) -> PluginContext:
    assert context.plugin is not None  # noqa: S101 - tasks of plugins have one
    return context.plugin


def _blobs(context: TaskContext) -> BlobStore:
    found: BlobStore = _plugin(context).services.get(BlobStore)  # type: ignore[type-abstract]  # a key, not made
    return found


EVIDENCE_TASKS = [
    copy_file,
    check_evidence,
    ask_peers,
    count_verdict,
    look_at_reviews,
    sweep_evidence,
    sweep_lost_bytes,
    look_for_overdue_evidence,
]
EVIDENCE_SCHEDULES = [
    Schedule(name="missions.reviews", task=look_at_reviews, every=timedelta(minutes=5)),
    Schedule(name="missions.evidence", task=sweep_evidence, every=timedelta(hours=1)),
    Schedule(name="missions.bytes", task=sweep_lost_bytes, every=timedelta(days=1)),
    Schedule(name="missions.overdue", task=look_for_overdue_evidence, every=timedelta(minutes=1)),
]
