"""Tokens move in balanced transactions, once, and never below nothing."""

import asyncio

import asyncpg
import msgspec
import pytest
from commonweal import Refusal, new_id
from commonweal_ledger import api
from commonweal_ledger.audit import audit
from commonweal_ledger.orientation import reward_orientation


async def audited(database):
    async with database.read() as work:
        return await audit(work)


async def test_a_reward_comes_from_issuance_and_a_price_goes_to_burn(books, database):
    human = await books.human(5_000)
    await books.charge(human, 1_500)
    assert (await books.balance(human)).balance_minor == 3_500
    found = await audited(database)
    assert (found.issued_minor, found.burnt_minor, found.differences) == (5_000, 1_500, [])


async def test_too_little_names_what_is_there_and_what_is_missing(books):
    human = await books.human(400)
    with pytest.raises(Refusal) as refused:
        await books.charge(human, 500)
    assert refused.value.code == "insufficient_tokens"
    assert refused.value.arguments == {"balance_minor": 400, "shortfall_minor": 100}
    assert (await books.balance(human)).balance_minor == 400


async def test_the_same_key_posts_once_and_another_content_is_refused(books):
    human = await books.human(1_000)
    first = await books.charge(human, 100, key="once")
    second = await books.charge(human, 100, key="once")
    assert not first.replayed
    assert second.replayed
    assert second.transaction_id == first.transaction_id
    with pytest.raises(Refusal, match="idempotency_key_reused"):
        await books.charge(human, 200, key="once")
    assert (await books.balance(human)).balance_minor == 900


async def test_one_claim_is_paid_once_whatever_the_key(books):
    human, claim = await books.human(), new_id()
    await books.reward(human, 1_000, key="a", reference=claim)
    with pytest.raises(Refusal, match="conflict"):
        await books.reward(human, 1_000, key="b", reference=claim)
    assert (await books.balance(human)).balance_minor == 1_000


async def test_the_first_mission_in_a_domain_is_paid_once_per_human_and_domain(books):
    human, other = await books.human(), await books.human()

    async def reward(who, domain):
        reference = api.domain_reference(who, domain)
        return await books.reward(who, 5_000, type="earn_first_in_domain", reference=reference)

    await reward(human, "food_security")
    with pytest.raises(Refusal, match="conflict"):
        await reward(human, "food_security")
    await reward(human, "elder_care")
    await reward(other, "food_security")
    assert (await books.balance(human)).balance_minor == 10_000
    assert (await books.balance(other)).balance_minor == 5_000


async def test_a_pool_pays_from_its_hold_and_issuance_adds_the_bonus(books, database):
    pool, human = await books.pool(10_000), await books.human()
    await books.hold(pool, 6_000, "mission:1")
    await books.reward(human, 3_750, pool=(pool, "mission:1", 3_000))
    assert await books.balance(pool) == api.Balance(7_000, 3_000)
    assert (await books.balance(human)).balance_minor == 3_750
    assert await books.release("mission:1") == 3_000
    assert await books.release("mission:1") == 0
    assert await books.balance(pool) == api.Balance(7_000, 0)
    assert (await audited(database)).differences == []


async def test_what_is_held_cannot_be_spent_or_held_again(books):
    pool = await books.pool(1_000)
    await books.hold(pool, 900, "first")
    await books.hold(pool, 900, "first")
    with pytest.raises(Refusal, match="insufficient_tokens"):
        await books.hold(pool, 200, "second")
    with pytest.raises(Refusal, match="insufficient_tokens"):
        await books.charge(pool, 101, type="spend_circle")
    await books.charge(pool, 100, type="spend_circle")
    assert (await books.balance(pool)).spendable_minor == 0


async def test_a_hold_pays_no_more_than_it_holds(books):
    pool, human = await books.pool(5_000), await books.human()
    await books.hold(pool, 1_000, "small")
    with pytest.raises(api.LedgerMisused, match="more than is left of the hold"):
        await books.reward(human, 1_001, pool=(pool, "small", 1_001))
    assert await books.balance(pool) == api.Balance(5_000, 1_000)


async def test_a_reversal_takes_back_once(books, database):
    human = await books.human()
    receipt = await books.reward(human, 700)
    await books.reverse(receipt, key="undo")
    assert (await books.reverse(receipt, key="undo")).replayed
    with pytest.raises(Refusal, match="conflict"):
        await books.reverse(receipt)
    assert (await books.balance(human)).balance_minor == 0
    assert (await audited(database)).differences == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger.posting SET amount_minor = 1",
        "DELETE FROM ledger.posting",
        "TRUNCATE ledger.transaction CASCADE",
        "DELETE FROM ledger.transaction",
    ],
)
async def test_nothing_posted_is_changed(books, database, statement):
    await books.human(100)
    with pytest.raises(asyncpg.IntegrityConstraintViolationError, match="stays"):
        async with database.write() as work:
            await work.execute(statement)


@pytest.mark.parametrize("amounts", [[(0, 5)], [(0, 5), (1, -4)], []])
async def test_postings_that_do_not_sum_to_zero_never_commit(books, database, amounts):
    humans = [await books.human(100), await books.human(100)]
    with pytest.raises(asyncpg.IntegrityConstraintViolationError, match="with the sum"):
        async with database.write() as work:
            transaction = new_id()
            await work.execute(
                "INSERT INTO ledger.transaction (id, key, type, description) VALUES ($1, 'raw', 'raw', '')",
                transaction,
            )
            for human, amount in amounts:
                await work.execute(
                    "INSERT INTO ledger.posting VALUES ($1, 2, $2, $3, 0)", humans[human], transaction, amount
                )


async def test_a_posting_added_to_an_old_transaction_never_commits(books, database):
    human = await books.human()
    receipt = await books.reward(human, 100)
    other = await books.human()
    with pytest.raises(asyncpg.IntegrityConstraintViolationError, match="3 postings with the sum 7"):
        async with database.write() as work:
            await work.execute(
                "INSERT INTO ledger.posting VALUES ($1, 1, $2, 7, 7)", other, receipt.transaction_id
            )


async def test_the_audit_finds_what_a_hand_changed(books, database):
    human = await books.human(100)
    async with database.write() as work:
        await work.execute("UPDATE ledger.account SET balance_minor = 200 WHERE id = $1", human)
    rules = {difference.rule for difference in (await audited(database)).differences}
    assert rules == {"total", "balance"}


async def test_many_who_spend_the_same_tokens_at_once_spend_them_once(books, database):
    human = await books.human(1_000)
    outcomes = await asyncio.gather(*(books.charge(human, 100) for _ in range(40)), return_exceptions=True)
    assert sum(isinstance(outcome, api.Receipt) for outcome in outcomes) == 10
    assert all(isinstance(one, api.Receipt | Refusal) for one in outcomes), outcomes
    assert (await books.balance(human)).balance_minor == 0
    assert (await audited(database)).differences == []


async def test_one_key_at_once_from_everywhere_posts_once(books, database):
    human = await books.human()
    claim = new_id()
    receipts = await asyncio.gather(
        *(books.reward(human, 500, key="storm", reference=claim) for _ in range(30))
    )
    assert len({receipt.transaction_id for receipt in receipts}) == 1
    assert sum(not receipt.replayed for receipt in receipts) == 1
    assert (await books.balance(human)).balance_minor == 500


async def test_holds_charges_and_payments_at_once_never_cross(books, database):
    pool, humans = await books.pool(10_000), [await books.human() for _ in range(8)]

    async def mission(number):
        await books.hold(pool, 1_000, f"mission:{number}")
        await books.reward(humans[number % 8], 900, pool=(pool, f"mission:{number}", 700))
        return await books.release(f"mission:{number}")

    done = await asyncio.gather(*(mission(number) for number in range(30)), return_exceptions=True)
    assert all(one == 300 or isinstance(one, Refusal) for one in done), done
    paid = sum(one == 300 for one in done)
    assert paid >= 10
    assert await books.balance(pool) == api.Balance(10_000 - 700 * paid, 0)
    assert (await audited(database)).differences == []


async def test_the_orientation_is_paid_once(books, database):
    human = new_id()
    for _ in range(2):
        async with database.write() as work:
            await reward_orientation(work, human)
    assert (await books.balance(human)).balance_minor == 1_000


async def test_the_same_price_asked_many_times_at_once_is_paid_once_even_when_it_takes_all(books):
    human = await books.human(400)
    receipts = await asyncio.gather(*(books.charge(human, 400, key="all") for _ in range(20)))
    assert len({receipt.transaction_id for receipt in receipts}) == 1
    assert sum(not receipt.replayed for receipt in receipts) == 1
    assert (await books.balance(human)).balance_minor == 0


async def test_reversals_of_one_reward_at_once_take_it_back_once(books):
    human = await books.human()
    receipt = await books.reward(human, 700)
    outcomes = await asyncio.gather(*(books.reverse(receipt) for _ in range(8)), return_exceptions=True)
    refused = [outcome.code for outcome in outcomes if isinstance(outcome, Refusal)]
    assert (len(outcomes) - len(refused), refused) == (1, ["conflict"] * 7)
    assert (await books.balance(human)).balance_minor == 0


async def test_one_key_for_holds_of_many_accounts_at_once_holds_for_one(books):
    pools = [await books.pool(100) for _ in range(8)]
    outcomes = await asyncio.gather(*(books.hold(pool, 60, "m") for pool in pools), return_exceptions=True)
    assert outcomes.count(None) == 1
    assert [outcome.code for outcome in outcomes if outcome] == ["idempotency_key_reused"] * 7
    held = [(await books.balance(pool)).held_minor for pool in pools]
    assert sorted(held) == [0] * 7 + [60]


async def test_tokens_never_move_from_one_human_to_another(books, database):
    giver, taker = await books.human(500), await books.human()
    await books.hold(giver, 300, "gift")
    with pytest.raises(api.LedgerMisused, match="from one human to another"):
        await books.reward(taker, 300, pool=(giver, "gift", 300))
    with pytest.raises(asyncpg.IntegrityConstraintViolationError, match="between 2 humans"):
        async with database.write() as work:
            transaction = new_id()
            await work.execute(
                "INSERT INTO ledger.transaction (id, key, type, description) VALUES ($1, 'raw', 'raw', '')",
                transaction,
            )
            for human, number, minor in ((giver, 2, -300), (taker, 1, 300)):
                await work.execute(
                    "INSERT INTO ledger.posting VALUES ($1, $2, $3, $4, 0)", human, number, transaction, minor
                )
    assert await books.balance(giver) == api.Balance(500, 300)


async def test_every_posting_of_a_human_or_pool_is_told_once(books, database):
    pool, human = await books.pool(1_000), await books.human()
    await books.hold(pool, 600, "mission")
    receipt = await books.reward(human, 750, key="r", reference=pool, pool=(pool, "mission", 600))
    await books.reward(human, 750, key="r", reference=pool, pool=(pool, "mission", 600))
    await books.charge(human, 50)
    async with database.read() as work:
        told = await work.fetch(
            "SELECT type, version, subject, data::text FROM kernel.event ORDER BY sequence"
        )
        posted = await work.fetch(
            "SELECT p.account_id, t.id, t.type, p.amount_minor FROM ledger.posting p"
            " JOIN ledger.transaction t ON t.id = p.transaction_id"
            " JOIN ledger.account a ON a.id = p.account_id WHERE a.kind IN ('human', 'pool')"
        )
    assert {(row["type"], row["version"]) for row in told} == {("ledger.tokens_posted", 1)}
    events = [(row["subject"], msgspec.json.decode(row["data"], type=api.TokensPosted)) for row in told]
    assert len(events) == 4
    assert {(at, each.transaction_id, each.type, each.amount_minor) for at, each in events} == {
        tuple(row) for row in posted
    }
    assert sum(each.transaction_id == receipt.transaction_id for _, each in events) == 2


@pytest.mark.parametrize("key", ["", "k" * 65])
async def test_a_key_that_cannot_be_kept_is_a_defect_of_the_caller(books, key):
    human = await books.human(10)
    with pytest.raises(api.LedgerMisused, match="1 to 64 characters"):
        async with books.database.write() as work:
            await api.charge(work, key=key, type="spend_vote", account_id=human, amount_minor=1)
