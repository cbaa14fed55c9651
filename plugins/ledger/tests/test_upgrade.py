"""Books that were kept before posting became one statement go on, and every file can be taken back."""

import hashlib
import shutil
from contextlib import asynccontextmanager

import pytest
from commonweal import Refusal, new_id
from commonweal.storage.connecting import connect
from commonweal.storage.database import Database
from commonweal.storage.migrations import MigrationSource, Migrator, kernel_source, read_source
from commonweal_ledger import api
from commonweal_ledger.audit import audit
from commonweal_ledger.model import system_account

from .conftest import MIGRATIONS, Books

LEDGER = MigrationSource("ledger", "ledger", MIGRATIONS)
FIRST = MIGRATIONS / "0001_ledger.sql"
_POST = "SELECT * FROM ledger.post($1, $2, $3, $4, $5, $6, $7, $8, $9)"
_DEFINITIONS = """
    SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'ledger'::regnamespace
    UNION ALL
    SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'ledger'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'ledger'
    UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'ledger'::regnamespace AND NOT t.tgisinternal
    ORDER BY 1
"""


@pytest.fixture
def at(tmp_path, database_server):
    """Give what opens a database with the ledger's files up to a number."""

    @asynccontextmanager
    async def opened(last):
        async with database_server.database(sources(tmp_path, last)) as settings:
            database = await Database.connect(settings, application_name="commonweal-test")
            yield settings, database
            await database.close()

    return opened


def sources(folder, last):
    """Name the migrations of the kernel, and the ledger's up to a number."""
    some = folder / f"until_{last}"
    some.mkdir()
    for path in MIGRATIONS.glob("*.sql"):
        if int(path.name[:4]) <= last:
            shutil.copy(path, some)
    return [kernel_source(), MigrationSource("ledger", "ledger", some)]


async def upgrade(settings):
    """Apply all there is, and return the number of the first file that was applied."""
    done = await Migrator(settings, [kernel_source(), LEDGER]).apply()
    return done[0].number


class BooksOfBefore(Books):
    """The same books, posted to as the version before did."""

    async def post(self, key, kind, amounts, *, reference=None, reverses=None, hold=None):
        beside = next(each.int for each in amounts if not isinstance(each, str))
        named = sorted(
            (system_account(each, beside) if isinstance(each, str) else each, amount)
            for each, amount in amounts.items()
        )
        accounts, minor = [list(each) for each in zip(*named, strict=True)]
        async with self.database.write() as work:
            row = await work.fetch_row(
                _POST, new_id(), key, kind, reference, "", reverses, hold, accounts, minor
            )
        assert row["outcome"] == "posted"
        return api.Receipt(row["transaction_id"])


async def differences(database):
    async with database.read() as work:
        return (await audit(work)).differences


async def test_books_with_rows_are_upgraded_and_go_on(at):
    async with at(1) as (settings, database):
        before, books = BooksOfBefore(database), Books(database)
        human, other, pool, claim = await books.human(), await books.human(), await books.pool(), new_id()
        await before.post("fund", "fund_pool", {pool: 90_00, "issuance": -90_00}, reference=new_id())
        await books.hold(pool, 50_00, "mission")
        amounts = {human: 30_00, pool: -20_00, "issuance": -10_00}
        earned = await before.post("earn", "earn_mission", amounts, reference=claim, hold="mission")
        spent = await before.post("spend", "spend_vote", {human: -5_00, "burn": 5_00})
        gift = await before.post(
            "gift", "earn_referral", {other: 7_00, "issuance": -7_00}, reference=new_id()
        )
        await before.post("undo", "reversal", {other: -7_00, "issuance": 7_00}, reverses=gift.transaction_id)

        assert await upgrade(settings) == 2

        assert await differences(database) == []
        assert await books.balance(human) == api.Balance(25_00, 0)
        assert await books.balance(pool) == api.Balance(70_00, 30_00)
        again = await books.charge(human, 5_00, key="spend")
        assert again == api.Receipt(spent.transaction_id, replayed=True)
        with pytest.raises(Refusal, match="conflict"):
            await books.reward(human, 30_00, reference=claim)
        with pytest.raises(Refusal, match="conflict"):
            await books.reverse(gift)
        await books.reward(other, 12_00, pool=(pool, "mission", 12_00))
        assert await books.release("mission") == 18_00
        await books.reverse(spent)
        await books.reverse(earned)
        with pytest.raises(Refusal, match="conflict"):
            await books.reverse(earned)
        assert await books.balance(human) == api.Balance(0, 0)
        assert await books.balance(pool) == api.Balance(78_00, 0)
        assert await books.balance(other) == api.Balance(12_00, 0)
        assert await differences(database) == []


async def test_the_version_before_goes_on_posting_until_its_way_is_taken_away(at):
    async with at(4) as (settings, database):
        before, books = BooksOfBefore(database), Books(database)
        human = await books.human(9_00)
        spent = await before.post("spend", "spend_vote", {human: -5_00, "burn": 5_00})
        await books.reverse(spent)
        assert await upgrade(settings) == 5
        assert await books.balance(human) == api.Balance(9_00, 0)
        assert await differences(database) == []


async def test_each_file_can_be_taken_back_from_books_with_rows(at):
    async with at(1) as (settings, database), connect(settings, "commonweal-test") as connection:
        at_first = await connection.fetch(_DEFINITIONS)
        await upgrade(settings)
        books, before = Books(database), BooksOfBefore(database)
        human = await books.human(9_00)
        await books.reverse(await books.charge(human, 5_00))
        await connection.execute("SET search_path = ledger, public")
        for migration in reversed(read_source(LEDGER)[1:]):
            await connection.execute(migration.down)
        await connection.execute("RESET search_path")
        assert await connection.fetch(_DEFINITIONS) == at_first
        await before.post("spend", "spend_vote", {human: -4_00, "burn": 4_00})
        assert await books.balance(human) == api.Balance(5_00, 0)
        assert await differences(database) == []


def test_the_first_file_is_the_one_that_databases_out_there_have_applied():
    assert hashlib.sha256(FIRST.read_bytes()).hexdigest() == (
        "1c7510ab6b5dc916fbf90d006551686a085eea9e6928fcb0ea4e4c8b744b9dea"
    )
