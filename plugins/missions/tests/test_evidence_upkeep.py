"""What is left lying is taken up: files nobody handed in, what a crash left, and what waits too long."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from commonweal import BlobMissing, new_id
from commonweal.storage.blobs import BlobSettings, LocalBlobStore
from commonweal_missions.appeals.appealing import AppealDraft, appeal
from commonweal_missions.checking.running import begin, conclude
from commonweal_missions.evidence import lost
from commonweal_missions.evidence.copying import copy
from commonweal_missions.evidence.lists import list_waiting
from commonweal_missions.evidence.naming import keys_of, original_key
from commonweal_missions.evidence.sweeping import sweep, sweep_bytes, tell_overdue
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


async def claimed(world, at=NOW):
    mission = await world.market.add(evidence_kind=["photo"])
    return await world.claimed(mission_id=mission, at=at)


async def uploaded(world, blobs, at=NOW):
    human, claim = await claimed(world, at)
    return human, claim, await sent(world, blobs, human, claim, at)


async def sent(world, blobs, human, claim, at=NOW):
    new = NewFile(content=picture("JPEG"), name="a.jpg")
    return await upload(world.database, blobs, claim, human, new, settings=SETTINGS, at=at)


async def keys_in(blobs):
    return {blob.key async for blob in blobs.list()}


class Crash(Exception):
    """The process ends here."""


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


async def test_bytes_that_a_crash_left_without_a_row_go_once_no_upload_can_be_under_way(world, blobs):
    _, _, kept = await uploaded(world, blobs)
    await copy(world.database, blobs, kept, NOW)
    human, claim = await claimed(world)
    for _ in range(3):
        with pytest.raises(Crash):
            async with world.database.write():  # as around a whole request that happens once
                await sent(world, blobs, human, claim)
                raise Crash
    assert len(await keys_in(blobs)) == 3 + 3

    stored = datetime.now(UTC)
    assert await sweep_bytes(world.database, blobs, stored + timedelta(hours=23)) == 0
    assert await sweep_bytes(world.database, blobs, stored + timedelta(hours=25)) == 3
    assert await keys_in(blobs) == set(keys_of(kept, "image/jpeg"))
    assert await sweep_bytes(world.database, blobs, stored + timedelta(hours=25)) == 0


async def test_a_look_for_lost_bytes_takes_all_of_a_file_and_nothing_young_or_foreign(
    world, blobs, tmp_path, monkeypatch
):
    monkeypatch.setattr(lost, "_BATCH", 4)
    kinds = ("image/heic", "application/pdf", "video/mp4")
    old = {key for media_type in kinds for key in keys_of(new_id(), media_type)}
    young = keys_of(new_id(), "image/jpeg")
    id_ = new_id()
    foreign = {
        f"circles/files/{id_}",
        f"missions/evidence/original/{id_}",
        f"missions/evidence/original/{id_}.jpg/part",
        f"missions/evidence/other/{id_}.jpg",
        f"missions/evidence/{id_}.jpg",
        f"missions/evidences/original/{id_}.jpg",
        "missions/evidence/original/readme.txt",
    }
    for key in old | foreign:
        await blobs.put(key, b"bytes")
        day_before = (NOW - timedelta(days=1, minutes=1)).timestamp()
        os.utime(tmp_path / "blobs" / "content" / key, (day_before, day_before))
    for key in young:
        await blobs.put(key, b"bytes")

    assert await sweep_bytes(world.database, blobs, NOW) == 9
    assert await keys_in(blobs) == {*young, *foreign}


async def test_where_much_has_no_row_nothing_is_deleted(world, blobs, monkeypatch, caplog):
    """The store of another deployment, or an older copy of the database."""
    monkeypatch.setattr(lost, "MOST_LOST", 5)
    foreign = {key for _ in range(2) for key in keys_of(new_id(), "image/jpeg")}
    for key in foreign:
        await blobs.put(key, b"bytes")
    later = datetime.now(UTC) + timedelta(days=2)
    assert await sweep_bytes(world.database, blobs, later) == 0
    assert await keys_in(blobs) == foreign
    assert "6 of 6 blobs below missions/evidence have no row" in caplog.text
    await blobs.delete(foreign.pop())
    assert await sweep_bytes(world.database, blobs, later) == 5


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
