"""People read their own standing and how it came about."""

from datetime import UTC, datetime

import pytest
from commonweal import Principal, new_id
from commonweal.testing.database import installed_sources
from commonweal.testing.web import browse, running_app
from commonweal_reputation import api

API = "/api/v1/reputation"


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


async def test_standing_and_history_are_ones_own(tmp_path, database, database_settings):
    human = new_id()
    async with database.write() as work:
        for quality in (1.0, 0.5):
            arguments = {"quality": quality, "at": datetime.now(UTC)}
            await api.record_mission(work, human, claim_id=new_id(), **arguments)
    ana = Principal(kind="human", id=str(human), roles=frozenset({"human"}))
    async with running_app(tmp_path, database_settings) as app, browse(app, ana) as client:
        standing = (await client.get(f"{API}/standing")).json()
        assert (standing["score"], standing["tier"], standing["finished_missions"]) == (30, "contributor", 2)
        first = (await client.get(f"{API}/history?limit=1")).json()
        assert [change["difference"] for change in first["items"]] == [-10]
        rest = (await client.get(f"{API}/history?limit=1&cursor={first['next_cursor']}")).json()
        assert ([change["difference"] for change in rest["items"]], rest["next_cursor"]) == ([40], None)
        for locale, words in (
            ("en", ("A mission was decided", "Rewards are multiplied")),
            ("es", ("Se decidió sobre una misión", "Las recompensas se multiplican")),
            ("zh-Hans", ("任务有了结果", "奖励倍数")),
        ):
            page = await client.get(f"/account/reputation?lang={locale}")
            assert page.status_code == 200
            assert page.text.count(words[0]) == 2
            assert words[1] in page.text
        async with browse(app) as guest:
            assert (await guest.get("/account/reputation")).status_code == 303
            assert (await guest.get(f"{API}/standing")).status_code == 401
