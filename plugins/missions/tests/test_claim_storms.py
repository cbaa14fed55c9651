"""Claims under real concurrency, killed ones too; the tables tell what must hold (DOMAIN §7.2)."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

import asyncpg
import msgspec
import pytest
import pytest_asyncio
from commonweal import Database, DatabaseUnavailable, Refusal, new_id
from commonweal.storage.work import UnitOfWork
from commonweal_missions.claims.acts import submit, verify
from commonweal_missions.claims.ending import archive, release_late_claims
from commonweal_missions.claims.keeping import give_up
from commonweal_missions.claims.making import make_claim

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
UNION ALL
SELECT 'events and state differ', c.id::text FROM missions.claim c
WHERE (SELECT array_agg(split_part(type, '.claim_', 2) ORDER BY sequence)
       FROM kernel.event WHERE subject = c.id)
      IS DISTINCT FROM CASE c.state
          WHEN 'active' THEN ARRAY['made'] WHEN 'submitted' THEN ARRAY['made', 'submitted']
          WHEN 'verified' THEN ARRAY['made', 'submitted', 'verified']
          ELSE ARRAY['made', c.state] END
UNION ALL
SELECT 'the log tells another state', m.id::text FROM missions.mission m
WHERE m.told_state <> 'open' AND (
    SELECT split_part(type, '.mission_', 2) FROM kernel.event
    WHERE subject = m.id ORDER BY sequence DESC LIMIT 1)
    IS DISTINCT FROM CASE m.told_state WHEN 'verified' THEN 'completed' ELSE m.told_state END
UNION ALL
SELECT 'a state told twice', m.id::text FROM missions.mission m
WHERE EXISTS (SELECT FROM (
    SELECT type, lag(type) OVER (ORDER BY sequence) AS before FROM kernel.event WHERE subject = m.id) AS told
    WHERE type = before)
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
    async with database.read() as work:
        return [tuple(row) for row in await work.fetch(BROKEN)]


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


async def test_a_connection_that_dies_between_any_two_steps_leaves_nothing_half_done(
    crowd, market, monkeypatch
):
    """The server ends the session before the n-th statement of claiming, for every n."""
    steps = 0
    for dies_at in range(1, 40):
        human, mission = new_id(), await market.add(told_state="open")
        count = 0
        with monkeypatch.context() as patch:
            for name in ("fetch_row", "fetch_value", "execute"):
                original = getattr(UnitOfWork, name)

                async def stepping(work, sql, *arguments, original=original, last=dies_at):
                    nonlocal count
                    count += 1
                    if count == last:
                        work._connection.terminate()
                    return await original(work, sql, *arguments)

                patch.setattr(UnitOfWork, name, stepping)
            try:
                ended = await claim(crowd, mission, human)
            except (DatabaseUnavailable, asyncpg.PostgresError, asyncpg.InterfaceError):
                ended = "died"
        assert await broken(crowd) == []
        async with crowd.read() as work:
            held = await work.fetch_value("SELECT count(*) FROM missions.claim WHERE human_id = $1", human)
        assert held == (ended == "claimed")
        if ended == "claimed":
            break
        steps += 1
    assert steps >= 6
