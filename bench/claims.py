"""Claim storms: how many claims a second the database takes in, and how long one takes.

Many people claim at once through one pool: one slot, fifty slots, and missions of their own. Each claim is
a whole unit of work with its locks, rows and events. Run: ``python bench/claims.py [people] [connections]``.
"""

import asyncio
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from statistics import quantiles
from uuid import UUID

import msgspec
from commonweal import Refusal, new_id
from commonweal.storage.database import Database
from commonweal.testing.database import DatabaseServer, installed_sources
from commonweal_missions.claims.making import make_claim, refuse_early

NOW = datetime.now(UTC)
MISSION = """
INSERT INTO missions.mission (
    id, creator_kind, creator_id, creator_name, domain, type, difficulty, step_optional, evidence_kind,
    evidence_required, reward_minor, duration_min, max_claims, source_locale, review_status, published_at,
    expires_at, told_state)
VALUES ($1, 'agent', $1, 'Bench', 'elder_care', 'interview', 'beginner', '{f}', '{photo}', '{t}', 1000, 60,
    $2, 'en', 'approved', now(), $3, 'open')
"""


async def main(people: int, connections: int) -> None:
    """Run each storm on missions of its own and print its figures."""
    async with DatabaseServer.running() as server, server.database(installed_sources()) as settings:
        roomy = msgspec.structs.replace(settings, pool_max=connections)
        database = await Database.connect(roomy, application_name="bench")
        print(f"{people} people, {connections} connections")
        for name, missions, slots in (
            ("one slot", 1, 1),
            ("fifty slots", 1, 50),
            ("a slot for everybody", 1, people),
            ("a mission each", people, 1),
        ):
            await storm(database, name, [await mission(database, slots) for _ in range(missions)], people)
        await database.close()


async def mission(database: Database, slots: int) -> UUID:
    """Make an open mission."""
    mission_id = new_id()
    async with database.write() as work:
        await work.execute(MISSION, mission_id, slots, NOW + timedelta(days=30))
    return mission_id


async def storm(database: Database, name: str, missions: list[UUID], people: int) -> None:
    """Let everybody claim at once, and print how it went; waiting for a connection counts."""
    began = time.perf_counter()
    asked = [claim(database, missions[number % len(missions)]) for number in range(people)]
    ended = await asyncio.gather(*asked)
    seconds = time.perf_counter() - began
    times = quantiles([taken for _, taken in ended], n=20)
    outcomes = ", ".join(f"{count} {code}" for code, count in Counter(code for code, _ in ended).items())
    print(
        f"{name:22} {people / seconds:7.0f} answers/s   median {times[9] * 1000:6.0f} ms   "
        f"p95 {times[18] * 1000:6.0f} ms   {outcomes}"
    )


async def claim(database: Database, mission_id: UUID) -> tuple[str, float]:
    """Claim a slot as somebody new; return how it ended and the seconds it took."""
    began, human = time.perf_counter(), new_id()
    try:
        async with database.write() as work:
            await refuse_early(work, mission_id, human)
            await make_claim(work, mission_id, human, acknowledged=False, most_open=3, at=NOW)
    except Refusal as refusal:
        return refusal.code, time.perf_counter() - began
    return "claimed", time.perf_counter() - began


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    asyncio.run(main(*(numbers + [500, 20][len(numbers) :])))
