"""Openings by the thousand, with retries and crashes; the tables tell what must hold (DOMAIN §12)."""

import asyncio
import os
import random
from collections import Counter

import asyncpg
import msgspec
import pytest_asyncio
from commonweal import CommitUnknown, Contention, Database, DatabaseUnavailable, Refusal, new_id
from commonweal_circles.opening.drafting import CircleDraft
from commonweal_circles.opening.making import Opening, put_circle
from commonweal_ledger import api as ledger
from commonweal_review.api import Assessment, Author

OPENINGS = int(os.environ.get("CIRCLE_OPENINGS", "1000"))
PEOPLE = max(4, OPENINGS // 50)
AFFORDED = 40  # of the 50 that each person tries
AT_ONCE, CONNECTIONS = 120, 16
FEE = 25_00
CRASHES = (
    DatabaseUnavailable,
    CommitUnknown,
    Contention,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    OSError,
)
BROKEN = """
WITH paid AS (
    SELECT t.id, t.reference, p.account_id, p.amount_minor
    FROM ledger.transaction t JOIN ledger.posting p ON p.transaction_id = t.id AND p.amount_minor < 0
    WHERE t.type = 'spend_circle'
), owned AS (
    SELECT circle_id, count(*) AS owners, min(account_id::text)::uuid AS owner_id
    FROM circles.member WHERE role = 'owner' AND state = 'active' GROUP BY circle_id
), told AS (
    SELECT subject, string_agg(type, ' ' ORDER BY type) AS types
    FROM kernel.event WHERE type LIKE 'circles.%' GROUP BY subject
), reviewed AS (
    SELECT item_id, count(*) AS items FROM review.item WHERE kind = 'circles.circle' GROUP BY item_id
)
SELECT c.id, t.id, o.owners, e.types, r.items
FROM circles.circle c
FULL JOIN paid t ON t.id = c.fee_id AND t.reference = c.id AND t.account_id = c.opener_id
    AND t.amount_minor = -c.fee_minor
FULL JOIN owned o ON o.circle_id = c.id AND o.owner_id = c.opener_id
FULL JOIN told e ON e.subject = c.id
FULL JOIN reviewed r ON r.item_id = c.id
WHERE (c.id IS NOT NULL AND t.id IS NOT NULL AND o.owners = 1 AND r.items = 1
    AND e.types = 'circles.circle_opened circles.membership_changed') IS NOT TRUE
"""
"""Every circle, fee, owner, event and review that lacks one of the others, or has it twice."""


@pytest_asyncio.fixture
async def crowd(database_settings):
    """A database with many connections of its own."""
    settings = msgspec.structs.replace(database_settings, pool_max=CONNECTIONS)
    database = await Database.connect(settings, application_name="crowd")
    yield database
    await database.close()


def opening_of(human_id):
    """Return an opening that was checked and assessed, as a handler has it before its transaction."""
    draft = CircleDraft(
        name="Friends of the river", description="Neighbours who look after the river.", topic="rivers"
    )
    assessment = Assessment(
        status="approved",
        score=1.0,
        categories=[],
        reasons=[],
        kind="circles.circle",
        author=Author("human", str(human_id)),
        locale="en",
    )
    return Opening(
        circle_id=new_id(),
        draft=draft,
        opener_id=human_id,
        organisation_id=None,
        fee_minor=FEE,
        assessment=assessment,
    )


async def with_tokens(database, minor):
    human_id = new_id()
    async with database.write() as work:
        await ledger.open_account(work, human_id, "human")
        await ledger.reward(
            work,
            key=f"test:{human_id}",
            type="earn_mission",
            human_id=human_id,
            amount_minor=minor,
            reference=new_id(),
        )
    return human_id


async def attempt(database, opening):
    async with database.write() as work:
        return (await put_circle(work, opening)).id


async def tried(database, opening, chance, crashes):
    """Open a circle as an impatient client does: again under the same id until there is an answer."""
    while True:
        trying = asyncio.ensure_future(attempt(database, opening))
        if chance.random() < 0.15:  # the process dies at some moment of it
            await asyncio.sleep(chance.random() * 0.03)
            trying.cancel()
        try:
            opened = await trying
        except asyncio.CancelledError:
            crashes["cancelled"] += 1
        except CRASHES as crash:
            crashes[type(crash).__name__] += 1
        except Refusal as refusal:
            assert refusal.code == "insufficient_tokens"
            return None
        else:
            if chance.random() < 0.05:  # the answer is lost, so it is asked again
                crashes["lost"] += 1
                continue
            return opened


async def kill_sessions(settings, over, crashes):
    """End the session of somebody, again and again, wherever they are."""
    connection = await asyncpg.connect(settings.url.reveal())
    while not over.is_set():
        killed = await connection.fetchval(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name LIKE 'crowd%' AND state <> 'idle'"
            " ORDER BY random() LIMIT 1"
        )
        crashes["sessions"] += bool(killed)
        await asyncio.sleep(0.05)
    await connection.close()


async def test_fees_and_circles_agree_after_thousands_of_openings_with_retries_and_crashes(crowd):
    chance, crashes = random.Random(7), Counter()
    people = [await with_tokens(crowd, AFFORDED * FEE + 1_00) for _ in range(PEOPLE)]
    openings = [opening_of(human) for human in people for _ in range(OPENINGS // PEOPLE)]
    asked = openings + chance.sample(openings, len(openings) // 10)  # some of them by a second click
    chance.shuffle(asked)
    queue, over = iter(asked), asyncio.Event()

    async def client():
        return [await tried(crowd, opening, chance, crashes) for opening in queue]

    killer = asyncio.ensure_future(kill_sessions(crowd.settings, over, crashes))
    answers = [each for some in await asyncio.gather(*(client() for _ in range(AT_ONCE))) for each in some]
    over.set()
    await killer

    async with crowd.read() as work:
        broken = [tuple(row) for row in await work.fetch(BROKEN)]
        opened = {row["id"] for row in await work.fetch("SELECT id FROM circles.circle")}
        debits = await work.fetch_value(
            "SELECT -sum(p.amount_minor) FROM ledger.posting p JOIN ledger.account a ON a.id = p.account_id"
            " JOIN ledger.transaction t ON t.id = p.transaction_id"
            " WHERE t.type = 'spend_circle' AND a.kind = 'human'"
        )
        left = await work.fetch("SELECT balance_minor FROM ledger.account WHERE kind = 'human'")
    assert broken == []
    assert debits == FEE * len(opened)
    assert len(opened) == AFFORDED * PEOPLE
    assert {row["balance_minor"] for row in left} == {1_00}
    assert {each for each in answers if each} == opened
    assert min(crashes[each] for each in ("cancelled", "sessions", "lost")) > 0, crashes
