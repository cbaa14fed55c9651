"""``commonweal ledger`` as an operator runs it."""

import asyncio

import pytest
from click.testing import CliRunner
from commonweal.testing.database import installed_sources
from commonweal.testing.web import web_environment
from commonweal_ledger.commands import verify, weeks

from .conftest import Books


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


@pytest.fixture
def run(tmp_path, database_settings, monkeypatch):
    for name, value in web_environment(tmp_path, database_settings, {}).items():
        monkeypatch.setenv(name, value)

    async def invoke(command):
        return await asyncio.to_thread(CliRunner().invoke, command)

    return invoke


async def test_verify_reports_every_difference_and_fails_when_there_is_one(run, database):
    books = Books(database)
    human = await books.human(1_234_50)
    await books.charge(human, 34_50)
    done = await run(verify)
    assert done.exit_code == 0, done.exception
    assert "2 transactions, 4 postings, 33 accounts: 1,234.50 IT issued, 34.50 IT burnt." in done.output
    assert "\n0 differences." in done.output
    async with database.write() as work:
        await work.execute("UPDATE ledger.account SET held_minor = 7 WHERE id = $1", human)
    done = await run(verify)
    assert done.exit_code == 1
    assert f"holds differ from what their account holds: {human}: 7 ≠ 0" in done.output
    assert "\n1 differences." in done.output


async def test_issuance_shows_each_week_beside_the_cap(run, database):
    assert "Nothing was credited" in (await run(weeks)).output
    await Books(database).human(2_500_00)
    assert "2,500.00" in (shown := (await run(weeks)).output)
    assert "25 %" in shown
