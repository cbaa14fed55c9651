"""What it costs that each plugin's statements have the rights of that plugin only.

The same work through two pools on one database, with and without ``database.plugin_roles``, in turns, so that
a busy machine treats both alike: claims (one plugin, one event), postings (one plugin asks another), rewards
(a claim, the human's streak and a payment in one unit: missions, reputation and ledger), and reads by two
plugins in turn.
"""

import asyncio
import itertools
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import psutil
import uvloop
from commonweal import Database, new_id
from commonweal.plugin.acting import acting_as
from commonweal.plugin.discovery import GROUP, find_plugins
from commonweal.plugin.published import watch
from commonweal.testing.database import DatabaseServer, installed_sources
from commonweal_ledger import api as ledger
from commonweal_missions.claims.making import make_claim, refuse_early
from commonweal_reputation import api as reputation

CLIENTS, SECONDS, ROUNDS, HUMANS = 8, 0.25, 40, 2_000
NOW = datetime.now(UTC)
MISSION = """
INSERT INTO missions.mission (
    id, creator_kind, creator_id, creator_name, domain, type, difficulty, step_optional, evidence_kind,
    evidence_required, reward_minor, duration_min, max_claims, source_locale, review_status, published_at,
    expires_at, told_state)
SELECT gen_random_uuid(), 'agent', gen_random_uuid(), 'Bench', 'elder_care', 'interview', 'beginner', '{f}',
    '{photo}', '{t}', 1000, 60, 1000000, 'en', 'approved', now(), $1, 'open' FROM generate_series(1, 200)
RETURNING id
"""
Pairs = Iterator[tuple[UUID, UUID]]
Act = Callable[[Database, UUID, UUID], Awaitable[None]]


async def claim(database: Database, mission: UUID, _known: UUID) -> None:
    """Claim a slot as somebody new."""
    async with database.write() as work:
        human = new_id()
        await refuse_early(work, mission, human)
        await make_claim(work, mission, human, acknowledged=False, most_open=3, at=NOW)


async def post(database: Database, _mission: UUID, human: UUID) -> None:
    """Pay somebody: one statement of missions, and the ledger's."""
    async with database.write() as work:
        await work.fetch_value("SELECT count(*) FROM missions.payment WHERE claim_id = $1", human)
        await reward(work, human)


async def reward(work: object, human: UUID) -> None:
    """Ask the ledger to pay."""
    key, paid = new_id(), {"human_id": human, "amount_minor": 100}
    await ledger.reward(work, key=f"r:{key}", type="earn_mission", reference=key, **paid)


async def claim_and_reward(database: Database, mission: UUID, known: UUID) -> None:
    """Claim, keep a streak and be paid, in one unit of work of three plugins."""
    async with database.write() as work:
        human = new_id()
        await refuse_early(work, mission, human)
        await make_claim(work, mission, human, acknowledged=False, most_open=3, at=NOW)
        await reputation.record_activity(work, human, at=NOW, time_zone="UTC")
        await reward(work, known)


async def read(database: Database, mission: UUID, human: UUID) -> None:
    """Read as one plugin, then as another, as a page with a slot does."""
    async with database.read() as work:
        await work.fetch_row("SELECT * FROM missions.mission WHERE id = $1", mission)
    with acting_as("reputation"):
        async with database.read() as work:
            await reputation.standing(work, human)


def processor_seconds(server: psutil.Process) -> float:
    """Return the processor time that this process and the server have taken so far."""
    times = [each.cpu_times() for each in (psutil.Process(), server, *server.children())]
    return sum(each.user + each.system for each in times)


async def measured(act: Act, database: Database, server: psutil.Process, pairs: Pairs) -> tuple[float, float]:
    """Let clients do it side by side, acting as missions; return how often a second, and its processor time.

    The latter, in microseconds for each, says the same on a machine that others use too.
    """
    done, spent, began = 0, processor_seconds(server), time.perf_counter()

    async def client() -> None:
        nonlocal done
        while time.perf_counter() < began + SECONDS:
            await act(database, *next(pairs))
            done += 1

    with acting_as("missions"):
        await asyncio.gather(*(client() for _ in range(CLIENTS)))
    seconds, spent = time.perf_counter() - began, processor_seconds(server) - spent
    return done / seconds, spent / done * 1e6


async def main() -> None:
    """Measure in turns and print medians."""
    watch(find_plugins(GROUP))
    async with DatabaseServer.running() as server, server.database(installed_sources()) as settings:
        with_roles, without = [
            await Database.connect(
                msgspec.structs.replace(settings, plugin_roles=on, pool_max=CLIENTS), application_name="bench"
            )
            for on in (True, False)
        ]
        humans = [new_id() for _ in range(HUMANS)]
        async with without.write() as work:
            missions = [row["id"] for row in await work.fetch(MISSION, NOW + timedelta(days=30))]
            for human in humans:
                await ledger.open_account(work, human, "human")
        async with without.read() as work:
            backend = psutil.Process(await work.fetch_value("SELECT pg_backend_pid()"))
        server_process = backend.parent()
        pairs = zip(itertools.cycle(missions), itertools.cycle(humans), strict=False)
        print(f"{CLIENTS} clients: units a second, and microseconds of processor time for each unit")
        print(f"{'':>22} {'with roles':>16} {'without':>16} {'cost':>6} {'of time':>8}")
        for name, act in (
            ("claims", claim),
            ("postings", post),
            ("claims with rewards", claim_and_reward),
            ("reads of two plugins", read),
        ):
            rounds = [
                [await measured(act, each, server_process, pairs) for each in (with_roles, without)]
                for _ in range(ROUNDS)
            ]
            (on, on_time), (off, off_time) = (
                [statistics.median(figure) for figure in zip(*each, strict=True)]
                for each in zip(*rounds, strict=True)
            )
            print(
                f"{name:>22} {on:>8,.0f} {on_time:>7,.0f} {off:>8,.0f} {off_time:>7,.0f} {1 - on / off:>6.1%}"
                f" {on_time / off_time - 1:>8.1%}"
            )
        await with_roles.close()
        await without.close()


if __name__ == "__main__":
    uvloop.run(main())  # as the app does
