"""What it costs that each plugin's statements have the rights of that plugin only.

The same work on one database with and without ``database.plugin_roles``, in turns, so that a busy machine
treats both alike. Over HTTP, through the whole app: claims with an idempotency key, and a mission's page.
In units of work: claims (one plugin, one event), claims with rewards (a claim, the human's streak and a
payment: missions, reputation and ledger), single postings that one plugin asks another for, and single reads
by two plugins in turn.
"""

import asyncio
import itertools
import logging
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import psutil
import structlog
import uvloop
from commonweal import Database, Principal, new_id
from commonweal.plugin.acting import acting_as
from commonweal.plugin.discovery import GROUP, find_plugins
from commonweal.plugin.published import watch
from commonweal.testing.database import DatabaseServer, installed_sources
from commonweal.testing.web import browse, running_runtime
from commonweal_ledger import api as ledger
from commonweal_missions.claims.making import make_claim, refuse_early
from commonweal_reputation import api as reputation
from litestar import Litestar

CLIENTS, SECONDS, WARMING, ROUNDS, HUMANS = 8, 0.4, 1, 12, 2_000
NOW = datetime.now(UTC)
MISSIONS = """
WITH mission AS (
    INSERT INTO missions.mission (
        id, creator_kind, creator_id, creator_name, domain, type, difficulty, step_optional,
        evidence_kind, evidence_required, reward_minor, duration_min, max_claims, source_locale,
        review_status, published_at, expires_at, told_state)
    SELECT gen_random_uuid(), 'agent', gen_random_uuid(), 'Bench', 'elder_care', 'interview', 'beginner',
        '{f}', '{photo}', '{t}', 1000, 60, 1000000, 'en', 'approved', now(), now() + interval '9 days', 'open'
    FROM generate_series(1, 200) RETURNING id
)
INSERT INTO missions.mission_translation (
    mission_id, locale, provenance, title, description, steps, evidence, source_hash)
SELECT id, 'en', 'author', 'Ask', 'Ask people.', '{Ask}', '{A photo}', repeat('0', 64) FROM mission
RETURNING mission_id
"""


class Side(NamedTuple):
    """The app with roles, or without; both on one database."""

    app: Litestar
    database: Database


class Round(NamedTuple):
    """How often something was done, in how many seconds, with how many of processor time.

    The last says the same on a machine that others use too, but is counted in hundredths of a second.
    """

    done: int
    seconds: float
    processor: float


Pairs = Iterator[tuple[UUID, UUID]]
Act = Callable[[Side, UUID, UUID], Awaitable[None]]


async def claim(side: Side, mission: UUID, _known: UUID) -> None:
    """Claim a slot as somebody new."""
    async with side.database.write() as work:
        human = new_id()
        await refuse_early(work, mission, human)
        await make_claim(work, mission, human, acknowledged=False, most_open=3, at=NOW)


async def claim_and_reward(side: Side, mission: UUID, known: UUID) -> None:
    """Claim, keep a streak and be paid, in one unit of work of three plugins."""
    async with side.database.write() as work:
        human = new_id()
        await refuse_early(work, mission, human)
        await make_claim(work, mission, human, acknowledged=False, most_open=3, at=NOW)
        await reputation.record_activity(work, human, at=NOW, time_zone="UTC")
        await reward(work, known)


async def post(side: Side, _mission: UUID, human: UUID) -> None:
    """Pay somebody: one statement of missions, and the ledger's."""
    async with side.database.write() as work:
        await work.fetch_value("SELECT count(*) FROM missions.payment WHERE claim_id = $1", human)
        await reward(work, human)


async def reward(work: object, human: UUID) -> None:
    """Ask the ledger to pay."""
    key, paid = new_id(), {"human_id": human, "amount_minor": 100}
    await ledger.reward(work, key=f"r:{key}", type="earn_mission", reference=key, **paid)


async def read(side: Side, mission: UUID, human: UUID) -> None:
    """Read as one plugin, then as another, as a page with a slot does."""
    async with side.database.read() as work:
        await work.fetch_row("SELECT * FROM missions.mission WHERE id = $1", mission)
    with acting_as("reputation"):
        async with side.database.read() as work:
            await reputation.standing(work, human)


async def claim_over_http(side: Side, mission: UUID, _known: UUID) -> None:
    """Claim a slot as somebody new, with a key."""
    headers = {"idempotency-key": str(new_id())}
    async with browse(side.app, human()) as client:
        answer = await client.post(f"/api/v1/missions/{mission}/claims", json={}, headers=headers)
    if answer.status_code != HTTPStatus.CREATED:
        raise RuntimeError(answer.text)


async def look(side: Side, mission: UUID, _known: UUID) -> None:
    """Look at a mission's page, with what other plugins put there."""
    async with browse(side.app, human(), accept="text/html") as client:
        answer = await client.get(f"/missions/{mission}")
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(answer.text)


OVER_HTTP = (claim_over_http, look)


def human() -> Principal:
    """Return somebody new."""
    return Principal(kind="human", id=str(new_id()), rate_class="human", roles=frozenset({"human"}))


def processor_seconds(server: psutil.Process) -> float:
    """Return the processor time that this process and the server have taken so far."""
    times = [each.cpu_times() for each in (psutil.Process(), server, *server.children())]
    return sum(each.user + each.system for each in times)


async def measured(act: Act, side: Side, server: psutil.Process, pairs: Pairs) -> Round:
    """Let clients do it side by side for a moment."""
    done, spent, began = 0, processor_seconds(server), time.perf_counter()

    async def client() -> None:
        nonlocal done
        while time.perf_counter() < began + SECONDS:
            await act(side, *next(pairs))
            done += 1

    with acting_as(None if act in OVER_HTTP else "missions"):
        await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return Round(done, time.perf_counter() - began, processor_seconds(server) - spent)


async def main() -> None:
    """Measure on two servers, each with the other side started first, and print all rounds together."""
    logging.disable()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    watch(find_plugins(GROUP))
    found: dict[str, dict[str, list[Round]]] = {name: {"true": [], "false": []} for name in ACTS}
    for order in (("true", "false"), ("false", "true")):
        async with AsyncExitStack() as stack:
            await compare(await prepare(stack, order), found)
    print(f"{CLIENTS} clients: how often a second, and microseconds of processor time for each")
    print(f"{'':>24} {'with roles':>16} {'without':>16} {'cost':>6} {'of time':>8}")
    for name, sides in found.items():
        with_roles, without = (Round(*map(sum, zip(*sides[on], strict=True))) for on in ("true", "false"))
        (on, on_time), (off, off_time) = (
            (each.done / each.seconds, each.processor / each.done * 1e6) for each in (with_roles, without)
        )
        print(
            f"{name:>24} {on:>8,.0f} {on_time:>7,.0f} {off:>8,.0f} {off_time:>7,.0f} {1 - on / off:>6.1%}"
            f" {on_time / off_time - 1:>8.1%}"
        )


class Prepared(NamedTuple):
    """Both sides by whether they have roles, the server's process, and what there is to act on."""

    sides: dict[str, Side]
    server: psutil.Process
    pairs: Pairs


async def prepare(stack: AsyncExitStack, order: tuple[str, str]) -> Prepared:
    """Start both sides on one database, in this order, and fill it."""
    server = await stack.enter_async_context(DatabaseServer.running())
    settings = await stack.enter_async_context(server.database(installed_sources()))
    sides = {}
    for on in order:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        changes = {"COMMONWEAL_DATABASE__PLUGIN_ROLES": on, "COMMONWEAL_WEB__HUMAN_PER_MINUTE": "1000000"}
        app, runtime = await stack.enter_async_context(running_runtime(home, settings, changes))
        sides[on] = Side(app, runtime.database)
    humans = [new_id() for _ in range(HUMANS)]
    async with sides["false"].database.write() as work:
        missions = [row["mission_id"] for row in await work.fetch(MISSIONS)]
        for each in humans:
            await ledger.open_account(work, each, "human")
        backend = psutil.Process(await work.fetch_value("SELECT pg_backend_pid()"))
    pairs = zip(itertools.cycle(missions), itertools.cycle(humans), strict=False)
    return Prepared(sides, backend.parent(), pairs)


async def compare(prepared: Prepared, found: dict[str, dict[str, list[Round]]]) -> None:
    """Measure both sides in turns, with each act; the first rounds only warm them up."""
    sides = list(prepared.sides.items())
    for name, act in ACTS.items():
        for number in range(-WARMING, ROUNDS):
            for on, side in sides if number % 2 else reversed(sides):
                measure = await measured(act, side, prepared.server, prepared.pairs)
                if number >= 0:
                    found[name][on].append(measure)


ACTS: dict[str, Act] = {
    "claims over HTTP": claim_over_http,
    "pages over HTTP": look,
    "claims": claim,
    "claims with rewards": claim_and_reward,
    "postings for others": post,
    "reads of two plugins": read,
}

if __name__ == "__main__":
    uvloop.run(main())  # as the app does
