"""What is left lying is taken up: files nobody handed in, what a crash left, and what waits too long."""

from datetime import UTC, datetime, timedelta

import pytest
from commonweal import BlobMissing
from commonweal.storage.blobs import BlobSettings, LocalBlobStore
from commonweal_missions.appeals.appealing import AppealDraft, appeal
from commonweal_missions.checking.running import begin, conclude
from commonweal_missions.evidence.lists import list_waiting
from commonweal_missions.evidence.naming import original_key
from commonweal_missions.evidence.sweeping import forget_lost, sweep, tell_overdue
from commonweal_missions.evidence.uploading import NewFile, take_back, upload
from commonweal_missions.peers.asking import replace_late
from commonweal_missions.rules.vocabulary import ContentLocale

from .world import NOW, SETTINGS, World, broken, checked, state_of
from .zoo import picture

REVIEWERS = SETTINGS.reviewers
DUE = timedelta(hours=24)


@pytest.fixture
def world(database, market):
    return World(database, market)


@pytest.fixture
def blobs(tmp_path):
    return LocalBlobStore(BlobSettings(), tmp_path)


async def uploaded(world, blobs, at=NOW):
    mission = await world.market.add(evidence_kind=["photo"])
    human, claim = await world.claimed(mission_id=mission, at=at)
    new = NewFile(content=picture("JPEG"), name="a.jpg")
    file = await upload(world.database, blobs, claim, human, new, settings=SETTINGS, at=at)
    return human, claim, file


async def is_kept(blobs, file):
    try:
        return bool(await (await blobs.get(original_key(file, "image/jpeg"))).read())
    except BlobMissing:
        return False


async def test_a_file_that_was_taken_back_goes_after_a_day(world, blobs):
    human, claim, file = await uploaded(world, blobs)
    async with world.database.write() as work:
        await take_back(work, claim, file, human, NOW)
    for hours, kept in ((23, True), (25, False)):
        await sweep(world.database, blobs, NOW + timedelta(hours=hours), REVIEWERS)
        assert await is_kept(blobs, file) is kept
        assert len(await world.rows("SELECT id FROM missions.evidence_file")) == kept


@pytest.mark.parametrize(("state", "kept"), [("active", True), ("submitted", True), ("abandoned", False)])
async def test_files_that_were_never_handed_in_go_when_their_claim_is_over(world, blobs, state, kept):
    _, claim, file = await uploaded(world, blobs)
    async with world.database.write() as work:
        await work.execute(
            "UPDATE missions.claim SET state = $2, finished_at = $3, ended_by = $4 WHERE id = $1",
            *(claim, state, *((NOW, "human") if state == "abandoned" else (None, None))),
        )
    await sweep(world.database, blobs, NOW + timedelta(days=6), REVIEWERS)
    assert await is_kept(blobs, file)
    await sweep(world.database, blobs, NOW + timedelta(days=8), REVIEWERS)
    assert await is_kept(blobs, file) is kept


async def test_bytes_without_a_row_are_deleted_and_those_with_one_stay(world, blobs):
    _, claim, file = await uploaded(world, blobs)
    assert not await forget_lost(world.database, blobs, file, "image/jpeg")
    assert await is_kept(blobs, file)
    async with world.database.write() as work:  # as if the process had ended between bytes and row
        await work.execute("DELETE FROM missions.evidence_file WHERE claim_id = $1", claim)
    assert await forget_lost(world.database, blobs, file, "image/jpeg")
    assert not await is_kept(blobs, file)


async def test_an_upload_asks_for_the_copy_and_for_a_look_at_lost_bytes(world, blobs):
    _, _, file = await uploaded(world, blobs)
    asked = await world.rows("SELECT task, arguments->>'file_id' FROM kernel.task_request ORDER BY task")
    assert ("missions.copy_file", str(file)) in asked
    assert ("missions.forget_upload", str(file)) in asked


async def requests(world, task):
    return await world.rows("SELECT arguments->>'evidence_id' FROM kernel.task_request WHERE task = $1", task)


@pytest.mark.parametrize("begun", [False, True])
async def test_evidence_that_a_crash_left_unchecked_is_checked_again(world, blobs, begun):
    _, _, evidence = await world.submitted()
    if begun:
        async with world.database.write() as work:
            await begin(work, evidence)
    before = await requests(world, "missions.check_evidence")
    await sweep(world.database, blobs, NOW + timedelta(minutes=14), REVIEWERS)
    assert await requests(world, "missions.check_evidence") == before
    await sweep(world.database, blobs, NOW + timedelta(minutes=16), REVIEWERS)
    assert await requests(world, "missions.check_evidence") == [*before, (str(evidence),)]


async def test_peers_are_asked_again_when_a_crash_left_nobody_asked(world, blobs):
    await world.peers(3)
    _, _, lost = await world.submitted()
    async with world.database.write() as work:
        await begin(work, lost)
    async with world.database.write() as work:
        await conclude(work, lost, None, SETTINGS, NOW)
    await world.peers(3)
    _, _, asked = await world.submitted()
    await checked(world, asked, 0.6)
    before = await requests(world, "missions.ask_peers")
    await sweep(world.database, blobs, NOW + timedelta(minutes=14), REVIEWERS)
    assert await requests(world, "missions.ask_peers") == before
    await sweep(world.database, blobs, NOW + timedelta(minutes=16), REVIEWERS)
    assert await requests(world, "missions.ask_peers") == [*before, (str(lost),)]


async def overdue(world):
    return await world.rows("SELECT subject FROM kernel.event WHERE type = 'missions.evidence_overdue'")


async def test_an_appeal_nobody_decides_on_in_a_day_raises_one_alert(world, database):
    human, _, evidence = await world.submitted()
    await checked(world, evidence, 0.2)
    async with database.write() as work:
        await appeal(work, evidence, human, AppealDraft("It shows what was asked for."), SETTINGS, NOW)
    assert await tell_overdue(database, NOW + DUE) == []
    for _ in range(2):
        await tell_overdue(database, NOW + DUE + timedelta(seconds=1))
    assert await overdue(world) == [(evidence,)]
    assert await broken(database) == {}


async def test_what_peers_are_lacking_for_is_due_a_day_after_that_was_found(world, database):
    await world.peers(3)
    _, _, evidence = await world.submitted()
    await checked(world, evidence, 0.6)
    late = NOW + timedelta(hours=49)
    assert await replace_late(database, SETTINGS, late) == 3
    assert await state_of(world, evidence) == "admin_review"
    async with database.read() as work:
        [waiting] = await list_waiting(work, ContentLocale("en"), None, 10)
    assert waiting.due_at == late + DUE
    assert await tell_overdue(database, late + DUE) == []
    assert await tell_overdue(database, late + DUE + timedelta(seconds=1)) == [evidence]


async def test_what_was_decided_in_time_raises_none(world, database):
    _, _, evidence = await world.submitted()
    await checked(world, evidence, 0.9)
    assert await tell_overdue(database, datetime.now(UTC) + timedelta(days=9)) == []
    assert await state_of(world, evidence) == "verified"
