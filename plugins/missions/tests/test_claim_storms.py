"""Claims under real concurrency, killed ones too; the tables tell what must hold (DOMAIN §7.2)."""

import asyncio
import itertools
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import asyncpg
import msgspec
import pytest
import pytest_asyncio
from commonweal import Database, DatabaseUnavailable, Refusal, new_id
from commonweal.storage.work import UnitOfWork
from commonweal_missions.claims.acts import reject, submit, verify
from commonweal_missions.claims.ending import archive, release_late_claims
from commonweal_missions.claims.keeping import give_up
from commonweal_missions.claims.making import make_claim

from .replay import mismatches

NOW = datetime.now(UTC)
CONNECTIONS = 40
PEOPLE = 500
BROKEN = """
SELECT 'slots exceeded' AS broken, m.id::text AS where FROM missions.mission m
WHERE (SELECT count(*) FROM missions.claim WHERE mission_id = m.id
       AND state IN ('active', 'submitted', 'verified')) > m.max_claims
UNION ALL
SELECT 'slots miscounted', m.id::text FROM missions.mission m
WHERE (SELECT count(*) FROM missions.claim WHERE mission_id = m.id
       AND state IN ('active', 'submitted', 'verified')) <> m.slots_taken
UNION ALL
SELECT 'more than three open', human_id::text FROM missions.claim
WHERE state IN ('active', 'submitted') GROUP BY human_id HAVING count(*) > 3
UNION ALL
SELECT 'open claims miscounted', human_id::text FROM missions.claimer AS c
WHERE open_claims <> (SELECT count(*) FROM missions.claim
                      WHERE human_id = c.human_id AND state IN ('active', 'submitted'))
UNION ALL
SELECT 'twice on one mission', mission_id::text FROM missions.claim
WHERE state IN ('active', 'submitted', 'verified') GROUP BY mission_id, human_id HAVING count(*) > 1
UNION ALL
SELECT 'a deadline after the end', c.id::text
FROM missions.claim c JOIN missions.mission m ON m.id = c.mission_id
WHERE c.submitted_at IS NULL AND c.deadline > m.expires_at
"""


@pytest_asyncio.fixture
async def crowd(database_settings):
    """A database with many connections of its own."""
    settings = msgspec.structs.replace(database_settings, pool_max=CONNECTIONS)
    database = await Database.connect(settings, application_name="crowd")
    yield database
    await database.close()


async def claim(database, mission_id, human_id=None):
    """Claim a slot and say how it ended."""
    try:
        async with database.write() as work:
            await make_claim(work, mission_id, human_id or new_id(), acknowledged=False, most_open=3, at=NOW)
    except Refusal as refusal:
        return refusal.code
    return "claimed"


async def broken(database):
    """Return what does not hold in the tables, and where events and tables differ."""
    async with database.read() as work:
        rows = [tuple(row) for row in await work.fetch(BROKEN)]
    return rows + await mismatches(database, NOW)


@pytest.mark.parametrize("slots", [1, 50])
async def test_five_hundred_people_storm_the_slots_of_one_mission(crowd, market, slots):
    mission = await market.add(max_claims=slots, told_state="open")

    ended = Counter(await asyncio.gather(*(claim(crowd, mission) for _ in range(PEOPLE))))

    assert ended == {"claimed": slots, "mission_full": PEOPLE - slots}
    assert await broken(crowd) == []
    async with crowd.read() as work:
        told = await work.fetch("SELECT type FROM kernel.event WHERE subject = $1", mission)
    assert [row["type"] for row in told] == ["missions.mission_claimed"]


async def test_one_person_claims_ten_missions_at_once(crowd, market):
    human = new_id()
    missions = [await market.add(told_state="open") for _ in range(10)]

    ended = Counter(await asyncio.gather(*(claim(crowd, mission, human) for mission in missions)))

    assert ended == {"claimed": 3, "claim_limit_reached": 7}
    assert await broken(crowd) == []


async def test_one_person_claims_one_mission_many_times_at_once(crowd, market):
    human, mission = new_id(), await market.add(max_claims=20, told_state="open")

    ended = Counter(await asyncio.gather(*(claim(crowd, mission, human) for _ in range(20))))

    assert ended == {"claimed": 1, "already_claimed": 19}
    assert await broken(crowd) == []


async def test_people_claim_while_an_admin_archives(crowd, market):
    mission = await market.add(max_claims=50, told_state="open")

    async def archive_it():
        async with crowd.write() as work:
            await archive(work, mission, by_admin=True, at=NOW)

    people = [claim(crowd, mission) for _ in range(60)]
    ended = Counter(await asyncio.gather(*people[:30], archive_it(), *people[30:]))

    assert set(ended) <= {"claimed", "gone", "mission_full", None}
    assert await broken(crowd) == []
    async with crowd.read() as work:
        states = await work.fetch("SELECT DISTINCT state FROM missions.claim WHERE mission_id = $1", mission)
    assert {row["state"] for row in states} <= {"released"}


async def test_people_hand_in_and_give_up_while_two_workers_release_late_claims(crowd, market):
    late = NOW + timedelta(days=8)
    held = []
    for _ in range(20):
        human, mission = new_id(), await market.add(told_state="open")
        async with crowd.write() as work:
            made = await make_claim(work, mission, human, acknowledged=False, most_open=3, at=NOW)
        held.append((made.id, human))

    async def end(function, claim_id, human, **named):
        try:
            async with crowd.write() as work:
                await function(work, claim_id, **named)
        except Refusal as refusal:
            assert refusal.code == "invalid_transition"

    before = late - timedelta(days=2)
    acts = [end(submit, each, human, human_id=human, at=before) for each, human in held]
    acts += [end(give_up, each, human, human_id=human, at=before) for each, human in held]
    await asyncio.gather(*acts, release_late_claims(crowd, late), release_late_claims(crowd, late))

    assert await broken(crowd) == []


async def test_two_verdicts_at_once_verify_once(crowd, market):
    human, mission = new_id(), await market.add(told_state="open")
    async with crowd.write() as work:
        made = await make_claim(work, mission, human, acknowledged=False, most_open=3, at=NOW)
        await submit(work, made.id, human_id=human, at=NOW)

    async def decide():
        try:
            async with crowd.write() as work:
                await verify(work, made.id, NOW)
        except Refusal as refusal:
            return refusal.code
        return "verified"

    assert Counter(await asyncio.gather(decide(), decide())) == {"verified": 1, "invalid_transition": 1}
    assert await broken(crowd) == []


async def made(database, market, **columns):
    """Let somebody claim a new mission; returns the claim, the human and the mission."""
    human, mission = new_id(), await market.add(told_state="open", **columns)
    async with database.write() as work:
        claim = await make_claim(work, mission, human, acknowledged=False, most_open=3, at=NOW)
    return claim.id, human, mission


async def claiming(database, market):
    human, mission = new_id(), await market.add(told_state="open")
    return (lambda work: make_claim(work, mission, human, acknowledged=False, most_open=3, at=NOW)), mission


async def giving_up(database, market):
    claim_id, human, mission = await made(database, market)
    return (lambda work: give_up(work, claim_id, human, NOW + timedelta(days=2))), mission


async def handing_in(database, market):
    claim_id, human, mission = await made(database, market)
    return (lambda work: submit(work, claim_id, human_id=human, at=NOW)), mission


async def a_rejection(database, market):
    claim_id, human, mission = await made(database, market)
    async with database.write() as work:
        await submit(work, claim_id, human_id=human, at=NOW)
    return (lambda work: reject(work, claim_id, NOW)), mission


async def archiving(database, market):
    _, _, mission = await made(database, market, max_claims=2)
    return (lambda work: archive(work, mission, by_admin=True, at=NOW)), mission


async def standing(database, mission_id):
    """Read all that an act on a claim changes."""
    async with database.read() as work:
        claims = await work.fetch("SELECT * FROM missions.claim WHERE mission_id = $1", mission_id)
        mission = await work.fetch_row("SELECT * FROM missions.mission WHERE id = $1", mission_id)
        told = await work.fetch_value("SELECT count(*) FROM kernel.event")
        asked = await work.fetch_value("SELECT count(*) FROM kernel.task_request")
    return [tuple(row) for row in claims], tuple(mission), told, asked


@contextmanager
def cut(monkeypatch, at):
    """End the session before the n-th statement that a unit of work runs."""
    count = 0
    with monkeypatch.context() as patch:
        for name in ("fetch", "fetch_row", "fetch_value", "execute"):
            original = getattr(UnitOfWork, name)

            async def stepping(work, sql, *arguments, original=original):
                nonlocal count
                count += 1
                if count == at:
                    work._connection.terminate()
                return await original(work, sql, *arguments)

            patch.setattr(UnitOfWork, name, stepping)
        yield


@pytest.mark.parametrize("begin", [claiming, giving_up, handing_in, a_rejection, archiving])
async def test_a_connection_that_dies_between_any_two_steps_leaves_nothing_half_done(
    crowd, market, monkeypatch, begin
):
    """The server ends the session before the n-th statement of an act, for every n."""
    steps = 0
    for dies_at in itertools.count(1):
        act, mission = await begin(crowd, market)
        before = await standing(crowd, mission)
        try:
            with cut(monkeypatch, dies_at):
                async with crowd.write() as work:
                    await act(work)
        except (DatabaseUnavailable, asyncpg.PostgresError, asyncpg.InterfaceError):
            assert await standing(crowd, mission) == before
        else:
            assert await standing(crowd, mission) != before
            break
        finally:
            assert await broken(crowd) == []
        steps += 1
    assert steps >= 6


async def test_a_worker_that_dies_between_any_two_steps_releases_each_late_claim_once(
    crowd, market, monkeypatch
):
    late = NOW + timedelta(days=8)
    held = [await made(crowd, market) for _ in range(3)]
    for dies_at in range(1, 60, 2):
        try:
            with cut(monkeypatch, dies_at):
                await release_late_claims(crowd, late)
        except (DatabaseUnavailable, asyncpg.PostgresError, asyncpg.InterfaceError):
            assert await broken(crowd) == []

    assert await release_late_claims(crowd, late) == 0
    assert await broken(crowd) == []
    async with crowd.read() as work:
        states = await work.fetch("SELECT id, state FROM missions.claim")
        misses = await work.fetch("SELECT arguments FROM kernel.task_request WHERE task LIKE '%count_miss'")
    assert {row["id"]: row["state"] for row in states} == {claim: "released" for claim, *_ in held}
    assert len(misses) == len(held)
