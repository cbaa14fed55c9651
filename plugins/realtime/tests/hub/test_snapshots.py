"""Snapshots, as the web processes give them."""

import asyncio

import pytest
import pytest_asyncio
from commonweal import new_id
from commonweal.testing.sites import running_site
from hub_world import Person, World, until


@pytest_asyncio.fixture(loop_scope="session")
async def site(tmp_path, database_settings, chosen_plugins):
    async with running_site(tmp_path, database_settings, chosen_plugins) as running:
        yield running


async def test_a_snapshot_has_the_state_and_the_position_and_following_from_it_gives_what_came_after(
    site, principals
):
    from meadow.plugin import join, post

    world, human, club = World(site.runtime), await principals.human(), new_id()
    person = Person(human.account_id)
    await world.do(join, club, human.account_id)
    async with site.browse(human) as client:
        answer = await client.get(f"/api/v1/realtime/topics/club:{club}/snapshot")
        assert answer.status_code == 200, answer.text
        taken = answer.json()
        assert taken["state"] == {"posts": {"posts": 0}, "members": {"members": 1}}
        assert answer.headers["cache-control"] == "private, no-store"
        await world.do(post, club, 1)
        async with world.hub() as hub:
            await person.follow(hub, taken["topic"], taken["position"])
            await until(lambda: person.numbers() == [1])
        assert person.frames[0]["state"]["posts"] == {"posts": 1}


async def test_a_snapshot_taken_beside_an_open_transaction_does_not_reach_past_it(site):
    from meadow.plugin import grow

    world, begun, end = World(site.runtime), asyncio.Event(), asyncio.Event()

    async def slow():
        async with world.database.write() as work:
            await grow(work, "slow", 1)
            begun.set()
            await end.wait()

    writing = asyncio.create_task(slow())
    await begun.wait()
    await world.do(grow, "slow", 2)
    async with site.browse() as client:
        taken = (await client.get("/api/v1/realtime/topics/field:slow/snapshot")).json()
    end.set()
    await writing
    person = Person()
    async with world.hub() as hub:
        await person.follow(hub, "field:slow", taken["position"])
        await until(lambda: sorted(person.numbers()) == [1, 2])


@pytest.mark.parametrize("topic", ["nothing", "field", "club:x", "field:A", "%00", "field%3A"])
async def test_what_is_no_topic_has_no_snapshot(site, topic):
    async with site.browse() as client:
        answer = await client.get(f"/api/v1/realtime/topics/{topic}/snapshot")
        assert answer.status_code == 404
        assert answer.json()["code"] == "unknown_topic"


async def test_whoever_may_not_follow_gets_no_snapshot(site, principals):
    address = f"/api/v1/realtime/topics/club:{new_id()}/snapshot"
    async with site.browse(await principals.human()) as client:
        assert (await client.get(address)).json()["code"] == "forbidden"
    async with site.browse() as client:
        assert (await client.get(address)).json()["code"] == "unknown_topic"
