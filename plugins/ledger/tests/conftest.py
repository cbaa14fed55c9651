"""A ledger with accounts, on a real database."""

from pathlib import Path

import commonweal_ledger
import pytest
from commonweal import new_id
from commonweal.storage.migrations import MigrationSource, kernel_source
from commonweal_ledger import api

MIGRATIONS = Path(commonweal_ledger.__file__).parent / "migrations"


@pytest.fixture(scope="session")
def migration_sources():
    return [kernel_source(), MigrationSource("ledger", "ledger", MIGRATIONS)]


class Books:
    """What tests do with the ledger, each in a unit of work of its own."""

    def __init__(self, database):
        self.database = database

    async def human(self, minor=0):
        """Open the account of a human who was once rewarded."""
        human_id = new_id()
        async with self.database.write() as work:
            await api.open_account(work, human_id, "human")
        if minor:
            await self.reward(human_id, minor)
        return human_id

    async def pool(self, minor=0):
        """Open the pool of an organisation that paid."""
        organisation_id = new_id()
        async with self.database.write() as work:
            await api.open_account(work, organisation_id, "pool")
            if minor:
                await api.fund(
                    work,
                    key=f"fund:{organisation_id}",
                    organisation_id=organisation_id,
                    amount_minor=minor,
                    reference=new_id(),
                )
        return organisation_id

    async def reward(self, human_id, minor, *, key=None, reference=None, pool=None, **kind):
        """Pay a human."""
        async with self.database.write() as work:
            return await api.reward(
                work,
                key=key or f"reward:{new_id()}",
                type=kind.get("type", "earn_mission"),
                human_id=human_id,
                amount_minor=minor,
                reference=reference or new_id(),
                pool=pool,
            )

    async def charge(self, account_id, minor, *, key=None, **kind):
        """Take a price."""
        async with self.database.write() as work:
            return await api.charge(
                work,
                key=key or f"charge:{new_id()}",
                type=kind.get("type", "spend_vote"),
                account_id=account_id,
                amount_minor=minor,
            )

    async def reverse(self, receipt, *, key=None):
        """Undo a transaction."""
        async with self.database.write() as work:
            return await api.reverse(
                work,
                key=key or f"undo:{new_id()}",
                transaction_id=receipt.transaction_id,
                description="a mistake",
            )

    async def hold(self, account_id, minor, key):
        """Reserve a part."""
        async with self.database.write() as work:
            await api.hold(work, key=key, account_id=account_id, amount_minor=minor)

    async def release(self, key):
        """Free what is left of a reservation."""
        async with self.database.write() as work:
            return await api.release(work, key=key)

    async def balance(self, account_id):
        """Return the balance, in minor units."""
        async with self.database.read() as work:
            return await api.balance(work, account_id)


@pytest.fixture
def books(database):
    return Books(database)
