"""Claim storms: how many claims a second the rules take in, and how long one takes, beside bare asyncpg.

Many people claim at once through one pool: one slot, fifty slots, a slot for each, and missions of their
own. Each claim is a whole unit of work as behind the API: early refusal, strangers, locks, limits, rows and
events. The floor writes the same rows in the same transactions and asks nothing but whether a slot is free.
Both take turns on missions of their own. In the end the same claims are made with the log of events and with
one that keeps nothing, to see what it costs. Run: ``python bench/claims.py [people] [connections] [rounds]``.
"""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles
from typing import NamedTuple
from uuid import UUID

import asyncpg
import msgspec
from commonweal import Refusal, new_id
from commonweal.storage.connecting import dsn_of
from commonweal.storage.database import Database
from commonweal.testing.database import DatabaseServer, installed_sources
from commonweal_missions.claims.making import make_claim, refuse_early
from commonweal_missions.claims.strangers import require_stranger

NOW = datetime.now(UTC)
MISSION = """
INSERT INTO missions.mission (
    id, creator_kind, creator_id, creator_name, domain, type, difficulty, step_optional, evidence_kind,
    evidence_required, reward_minor, duration_min, max_claims, source_locale, review_status, published_at,
    expires_at, told_state)
VALUES ($1, 'agent', $1, 'Bench', 'elder_care', 'interview', 'beginner', '{f}', '{photo}', '{t}', 1000, 60,
    $2, 'en', 'approved', now(), $3, 'open')
"""
FREE = "SELECT max_claims - slots_taken FROM missions.mission WHERE id = $1"
LOCKED = f"{FREE} FOR NO KEY UPDATE"
CLAIM = (
    "INSERT INTO missions.claim (id, mission_id, human_id, claimed_at, deadline) VALUES ($1, $2, $3, $4, $5)"
)
TOLD = "UPDATE missions.mission SET told_state = 'claimed' WHERE id = $1"
EVENT = "INSERT INTO kernel.event (id, type, version, subject, data) VALUES ($1, $2, 1, $3, '{}')"
EXCEEDED = """
SELECT count(*) FROM missions.mission AS m WHERE slots_taken <> (
    SELECT count(*) FROM missions.claim WHERE mission_id = m.id) OR slots_taken > max_claims
"""

EVENTS = "SELECT count(*) FROM kernel.event"
TURNS_OF_A_ROUND, CLAIMS_OF_A_TURN = 10, 60
MOST_FOR_EVENTS = 5  # percent

Claiming = Callable[[UUID], Awaitable[str]]


class Storm(NamedTuple):
    """What a storm took: answers a second, the seconds of each answer, and how they ended."""

    rate: float
    seconds: list[float]
    outcomes: Counter[str]


async def main(people: int, connections: int, rounds: int) -> None:
    """Run each storm on missions of its own, product and floor in turns, and print the figures."""
    async with DatabaseServer.running() as server, server.database(installed_sources()) as settings:
        roomy = msgspec.structs.replace(settings, pool_max=connections)
        database = await Database.connect(roomy, application_name="bench")
        async with asyncpg.create_pool(dsn_of(settings), min_size=connections, max_size=connections) as pool:
            print(f"{people} people at once, {connections} connections, {rounds} rounds; milliseconds")
            print(f"{'':22} {'the rules':^27} {'bare asyncpg':^27}  ratio")
            print(f"{'':22}" + f"{'/s':>9} {'p50':>8} {'p95':>8} " * 2)
            for name, missions, slots in (
                ("one slot", 1, 1),
                ("fifty slots", 1, 50),
                ("a slot for everybody", 1, people),
                ("a mission each", people, 1),
            ):
                await compare(database, pool, name, (missions, slots), people, rounds)
            if wrong := await pool.fetchval(EXCEEDED):
                raise SystemExit(f"{wrong} missions have more or fewer claims than slots taken")
            await weigh_events(database, pool, rounds)
        await database.close()


async def compare(
    database: Database,
    pool: asyncpg.Pool,
    name: str,
    shape: tuple[int, int],
    people: int,
    rounds: int,
) -> None:
    """Let both sides weather the same storm in turns, and print how it went; one round warms up."""
    sides: tuple[Claiming, Claiming] = (
        lambda mission_id: by_rules(database, mission_id),
        lambda mission_id: bare(pool, mission_id),
    )
    taken: tuple[list[Storm], list[Storm]] = ([], [])
    for _ in range(rounds + 1):
        for side, storms in zip(sides, taken, strict=True):
            missions = [await mission(pool, shape[1]) for _ in range(shape[0])]
            storms.append(await storm(side, missions, people))
    if (ours := taken[0][-1].outcomes) != (floor := taken[1][-1].outcomes):
        raise SystemExit(f"{name}: the rules answer {ours}, the floor {floor}")
    figures = ""
    for storms in taken:
        times = quantiles([each for one in storms[1:] for each in one.seconds], n=20)
        rate = median(each.rate for each in storms[1:])
        figures += f"{rate:9.0f} {times[9] * 1000:8.0f} {times[18] * 1000:8.0f} "
    ratio = median(one.rate / other.rate for one, other in zip(taken[0][1:], taken[1][1:], strict=True))
    outcomes = ", ".join(f"{count} {code}" for code, count in ours.items())
    print(f"{name:22}{figures} {ratio:5.2f}   {outcomes}")


async def weigh_events(database: Database, pool: asyncpg.Pool, rounds: int) -> None:
    """Claim one by one, in short turns with the log of events and with one that keeps nothing; print both."""
    keeping = await pool.fetchval("SELECT pg_get_functiondef('kernel.emit'::regproc)")
    head, _, tail = keeping.split("$function$")
    forgetting = f"{head}$function$ BEGIN END; $function${tail}"
    turns: dict[str, list[float]] = {keeping: [], forgetting: []}
    for _ in range(rounds * TURNS_OF_A_ROUND):
        for way, medians in turns.items():
            await pool.execute(way)
            before, times = await pool.fetchval(EVENTS), []
            for mission_id in [await mission(pool, 1) for _ in range(CLAIMS_OF_A_TURN)]:
                began = time.perf_counter()
                await by_rules(database, mission_id)
                times.append(time.perf_counter() - began)
            medians.append(median(times[CLAIMS_OF_A_TURN // 4 :]))  # the first plan their statements anew
            if (await pool.fetchval(EVENTS) > before) != (way == keeping):
                raise SystemExit("events were kept or left out where they should not be")
    with_log, without = (median(medians) * 1_000 for medians in turns.values())
    cost = 100 * (median(one / other for one, other in zip(*turns.values(), strict=True)) - 1)
    print(
        f"a claim takes {with_log:.2f} ms with its events and {without:.2f} ms when they are not written: "
        f"{cost:.1f} % at the median of {rounds * TURNS_OF_A_ROUND} turns; aim of at most {MOST_FOR_EVENTS} %"
    )


async def mission(pool: asyncpg.Pool, slots: int) -> UUID:
    """Make an open mission."""
    mission_id = new_id()
    await pool.execute(MISSION, mission_id, slots, NOW + timedelta(days=30))
    return mission_id


async def storm(claiming: Claiming, missions: list[UUID], people: int) -> Storm:
    """Let everybody claim at once; waiting for a connection counts."""

    async def one(mission_id: UUID) -> tuple[str, float]:
        began = time.perf_counter()
        return await claiming(mission_id), time.perf_counter() - began

    began = time.perf_counter()
    ended = await asyncio.gather(*(one(missions[number % len(missions)]) for number in range(people)))
    rate = people / (time.perf_counter() - began)
    return Storm(rate, [seconds for _, seconds in ended], Counter(code for code, _ in ended))


async def by_rules(database: Database, mission_id: UUID) -> str:
    """Claim a slot as somebody new, as the API does, and say how it ended."""
    human = new_id()
    try:
        async with database.write() as work:
            await refuse_early(work, mission_id, human)
            await require_stranger(work, mission_id, human)
            await make_claim(work, mission_id, human, acknowledged=False, most_open=3, at=NOW)
    except Refusal as refusal:
        return refusal.code
    return "claimed"


async def bare(pool: asyncpg.Pool, mission_id: UUID) -> str:
    """Write the same rows, and ask only for a free slot: first without the lock, then with it."""
    claim, human = new_id(), new_id()
    async with pool.acquire() as connection, connection.transaction():
        if not await connection.fetchval(FREE, mission_id):
            return "mission_full"
        free = await connection.fetchval(LOCKED, mission_id)
        if not free:
            return "mission_full"
        await connection.execute(CLAIM, claim, mission_id, human, NOW, NOW + timedelta(days=7))
        await connection.execute(EVENT, new_id(), "missions.claim_made", claim)
        if free == 1:
            await connection.execute(TOLD, mission_id)
            await connection.execute(EVENT, new_id(), "missions.mission_claimed", mission_id)
    return "claimed"


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    asyncio.run(main(*(numbers + [500, 20, 5][len(numbers) :])))
