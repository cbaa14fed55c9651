"""People invite by a link, and read what came of it."""

from uuid import UUID

import pytest
from commonweal import Principal, new_id
from commonweal.testing.database import installed_sources
from commonweal.testing.web import browse, running_app
from commonweal_ledger import api

from .conftest import Books


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


async def join(database, invited_by=None):
    """Add a person, as identity would."""
    human_id = new_id()
    async with database.write() as work:
        await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", human_id)
        await work.execute(
            "INSERT INTO identity.human (id, email, email_key, accepted_terms, display_name, invited_by)"
            " VALUES ($1, $2, $2, '1', 'Ana', $3)",
            *(human_id, f"{human_id}@example.org", invited_by),
        )
    return human_id


async def test_the_link_and_what_came_of_it(tmp_path, database, database_settings):
    inviter = await join(database)
    first, _second = await join(database, inviter), await join(database, inviter)
    await join(database)
    books = Books(database)
    async with database.write() as work:
        await api.open_account(work, inviter, "human")
    await books.reward(inviter, 20_00, type="earn_referral", reference=first)
    await books.reward(inviter, 50_00)
    reader = Principal(kind="human", id=str(inviter), roles=frozenset({"human"}), name="Ana")
    async with running_app(tmp_path, database_settings) as app, browse(app, reader) as client:
        found = (await client.get("/api/v1/ledger/referrals")).json()
        link = found.pop("link")
        assert UUID(link.partition("/register?invited_by=")[2]) == inviter
        assert found == {"joined": 2, "rewarded": 1, "earned_minor": 20_00, "reward_minor": 20_00}
        for locale, words in (("en", "Joined"), ("es", "Se unieron"), ("zh-Hans", "已加入")):
            page = await client.get(f"/account/invite?lang={locale}")
            assert page.status_code == 200
            assert words in page.text
            assert f'value="{link}"' in page.text
        async with browse(app) as guest:
            assert (await guest.get("/api/v1/ledger/referrals")).status_code == 401
            shown = await guest.get(link)
            assert (shown.status_code, str(inviter) in shown.text) == (200, True)
