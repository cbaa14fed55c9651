"""The sample people and organisations are there once, however often they are loaded."""

import pytest
from commonweal import Database, UnitOfWork
from commonweal.plugin.settings import Settings
from commonweal.runtime import Runtime
from commonweal.testing.web import web_environment
from commonweal_identity.api import find_humans, memberships_of, sample_id
from commonweal_identity.services import identity_of

from .accounts import ALONE, sources


@pytest.fixture(scope="session")
def migration_sources():
    return sources()


async def load(runtime: Runtime, work: UnitOfWork):
    context = runtime.host.plugins["identity"].context
    for given in runtime.host.collect("commonweal_sample_data"):
        for sample in given.value if given.plugin.id == "identity" else []:
            await sample.load(work, lambda done, total: None)
    return identity_of(context)


async def test_sample_people_can_sign_in_and_loading_twice_changes_nothing(tmp_path, database_settings):
    environment = web_environment(tmp_path, database_settings, ALONE)
    async with await Runtime.create(Settings.load(environment), "tool") as runtime:
        database = runtime.host.services.get(Database)
        async with database.write() as work:
            await load(runtime, work)
        async with database.write() as work:
            identity = await load(runtime, work)
            ids = {name: sample_id("human", name) for name in ("ana", "bo", "carol", "admin", "rosa")}
            people = await find_humans(work, ids.values())
            kept = await work.fetch_value(
                "SELECT password_hash FROM identity.human WHERE id = $1", ids["ana"]
            )
            reviewers = await work.fetch_value(
                "SELECT count(*) FROM identity.human WHERE accepts_reviews AND id = ANY($1)",
                list(ids.values()),
            )
            assert await identity.hasher.matches(kept, "Commonweal-2026")
            assert {people[ids[name]].locale for name in ("ana", "bo", "carol")} == {"es", "zh-Hans", "en"}
            assert [people[ids[name]].orientation_step for name in ("ana", "carol")] == [5, 0]
            assert reviewers == 2
            assert people[ids["admin"]].is_admin
            roles = [each.role for each in await memberships_of(work, ids["rosa"])]
            assert sorted(roles) == ["manager", "owner", "owner"]
