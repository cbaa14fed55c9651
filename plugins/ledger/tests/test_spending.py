"""Services at their price, and the tokens of an account that is erased."""

import asyncio
from types import SimpleNamespace

import pytest
from commonweal import Refusal, new_id
from commonweal_ledger import api
from commonweal_ledger.audit import audit
from commonweal_ledger.settings import LedgerSettings

PRICES = {
    "circle": 25_00,
    "analytics": 10_00,
    "boost": 15_00,
    "priority_review": 10_00,
    "featured": 20_00,
    "investigation": 20_00,
}


def visit(**settings):
    """Return what ``buy`` asks of a request: where the settings of this deployment are."""
    plugin = SimpleNamespace(context=SimpleNamespace(settings=LedgerSettings(**settings)))
    return SimpleNamespace(web=SimpleNamespace(host=SimpleNamespace(plugins={"ledger": plugin})))


async def buy(books, account, service, key, **settings):
    async with books.database.write() as work:
        return await api.buy(visit(**settings), work, key=key, service=service, account_id=account)


@pytest.mark.parametrize(("service", "minor"), PRICES.items())
async def test_a_service_costs_its_price_once_and_what_is_paid_is_burnt(books, database, service, minor):
    human = await books.human(minor)
    for _ in range(2):
        await buy(books, human, service, "once")
    assert (await books.balance(human)).balance_minor == 0
    with pytest.raises(Refusal, match="insufficient_tokens") as refused:
        await buy(books, human, service, "again")
    assert refused.value.arguments == {"balance_minor": 0, "shortfall_minor": minor}
    async with database.read() as work:
        types = await work.fetch("SELECT type FROM ledger.transaction WHERE type LIKE 'spend%'")
        assert (await audit(work)).burnt_minor == minor
    assert [row[0] for row in types] == [f"spend_{service}"]


async def test_prices_are_settings(books):
    human = await books.human(100)
    await buy(books, human, "boost", "cheap", boost_minor=99)
    assert (await books.balance(human)).balance_minor == 1


async def erase(books, account):
    async with books.database.write() as work:
        return await api.erase_account(work, account)


async def test_an_erased_account_has_its_balance_burnt_held_or_not_and_its_postings_stay(books, database):
    pool = await books.pool(900)
    await books.hold(pool, 400, "mission")
    assert await erase(books, pool) == 900
    assert await erase(books, pool) == 0
    assert await books.balance(pool) == api.Balance(0, 0)
    async with database.read() as work:
        found = await audit(work)
        kept = await work.fetch_value("SELECT count(*) FROM ledger.posting WHERE account_id = $1", pool)
    assert (found.issued_minor, found.burnt_minor, found.differences, kept) == (900, 900, [], 2)


async def test_what_comes_after_an_erasure_is_burnt_by_the_next(books):
    human = await books.human(500)
    assert await erase(books, human) == 500
    await books.reward(human, 300)
    assert await erase(books, human) == 300
    assert await erase(books, new_id()) == 0


async def test_erasing_and_spending_at_once_leave_nothing(books, database):
    human = await books.human(1_000)
    outcomes = await asyncio.gather(
        *(books.charge(human, 90) for _ in range(8)),
        *(erase(books, human) for _ in range(3)),
        return_exceptions=True,
    )
    assert all(isinstance(one, int | api.Receipt | Refusal) for one in outcomes), outcomes
    assert (await books.balance(human)).balance_minor == 0
    async with database.read() as work:
        found = await audit(work)
    assert (found.burnt_minor, found.differences) == (1_000, [])
