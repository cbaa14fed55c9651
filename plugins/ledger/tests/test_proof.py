"""What breaks on the way leaves nothing half done, and what a hand changes is found."""

import asyncio

import asyncpg
import pytest
from commonweal import CommonwealError, new_id
from commonweal_ledger import api
from commonweal_ledger.audit import audit

STEPS = 4


async def rules_broken(database):
    async with database.read() as work:
        return {difference.rule for difference in (await audit(work)).differences}


@pytest.mark.parametrize("step", range(STEPS))
async def test_a_connection_lost_between_two_steps_leaves_nothing_half_done(books, database, step):
    pool, human, claim = await books.pool(10_000), await books.human(1_000), new_id()

    async def business(work, lost_after):
        acts = [
            lambda: api.hold(work, key="m", account_id=pool, amount_minor=5_000),
            lambda: api.reward(
                work,
                key="r",
                type="earn_mission",
                human_id=human,
                amount_minor=900,
                reference=claim,
                pool=(pool, "m", 700),
            ),
            lambda: api.charge(work, key="c", type="spend_vote", account_id=human, amount_minor=500),
            lambda: api.release(work, key="m"),
        ]
        for number, act in enumerate(acts):
            await act()
            if number == lost_after:
                killed = await work.fetch_value("SELECT pg_backend_pid()")
                async with database.write() as other:
                    await other.execute("SELECT pg_terminate_backend($1)", killed)

    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, CommonwealError)):
        async with database.write() as work:
            await business(work, step)
    assert await books.balance(pool) == api.Balance(10_000, 0)
    assert await books.balance(human) == api.Balance(1_000, 0)
    assert await rules_broken(database) == set()
    async with database.write() as work:
        await business(work, None)
    assert await books.balance(pool) == api.Balance(9_300, 0)
    assert await books.balance(human) == api.Balance(1_400, 0)
    assert await rules_broken(database) == set()


@pytest.mark.parametrize(
    ("tampering", "rules"),
    [
        (
            "UPDATE ledger.posting SET amount_minor = amount_minor + 1 WHERE account_id = $1 AND number = 1",
            {
                "transaction_sum",
                "balance",
                "running_balance",
            },
        ),
        (
            "UPDATE ledger.posting SET balance_after_minor = 7 WHERE account_id = $1 AND number = 1",
            {"running_balance"},
        ),
        (
            "DELETE FROM ledger.posting WHERE account_id = $1 AND number = 2",
            {"transaction_sum", "balance"},
        ),
        (
            "UPDATE ledger.account SET balance_minor = balance_minor + 5 WHERE id = $1",
            {"total", "balance"},
        ),
        (
            "UPDATE ledger.account SET held_minor = 5 WHERE id = $1",
            {"holds"},
        ),
        (
            "UPDATE ledger.account SET postings = 9 WHERE id = $1",
            {"balance"},
        ),
        (
            "INSERT INTO ledger.transaction (id, key, type, description) VALUES ($1, 'x', 'raw', '')",
            {"transaction_sum"},
        ),
        (
            "INSERT INTO ledger.hold (key, account_id, held_minor, left_minor) VALUES ('x', $1, 5, 5)",
            {"holds"},
        ),
        (
            """INSERT INTO ledger.posting SELECT id, 1, (SELECT transaction_id FROM ledger.posting
                WHERE account_id = $1 AND number = 2), 1, 1 FROM ledger.account
                WHERE kind = 'human' AND id <> $1 AND postings = 0""",
            {
                "transaction_sum",
                "balance",
                "between_humans",
            },
        ),
        (
            "UPDATE ledger.account SET balance_minor = balance_minor - 2000 WHERE id = $1",
            {
                "total",
                "balance",
                "negative",
            },
        ),
    ],
)
async def test_the_audit_finds_every_kind_of_row_changed_behind_its_triggers(
    books, database, tampering, rules
):
    human, _other = await books.human(1_000), await books.human()
    await books.charge(human, 300)
    async with database.write() as work:
        await work.execute("ALTER TABLE ledger.account DROP CONSTRAINT account_never_negative")
        await work.execute("SET LOCAL session_replication_role = replica")  # as only a superuser may
        await work.execute(tampering, human)
    assert await rules_broken(database) == rules


async def test_the_audit_finds_a_claim_paid_twice_once_the_index_is_gone(books, database):
    human, claim = await books.human(), new_id()
    await books.reward(human, 100, reference=claim)
    async with database.write() as work:
        await work.execute("DROP INDEX ledger.transaction_once")
    await books.reward(human, 100, reference=claim)
    assert await rules_broken(database) == {"paid_twice"}


async def test_the_same_key_from_many_connections_at_once_posts_once(books, database):
    human = await books.human(10_000)
    receipts = await asyncio.gather(*(books.charge(human, 400, key="one") for _ in range(20)))
    assert len({receipt.transaction_id for receipt in receipts}) == 1
    assert sum(not receipt.replayed for receipt in receipts) == 1
    assert (await books.balance(human)).balance_minor == 9_600
