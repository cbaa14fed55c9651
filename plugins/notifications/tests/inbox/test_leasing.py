"""Agents take notifications for a while; what they do not acknowledge comes back, and nothing comes twice."""

import asyncio
from datetime import UTC, datetime, timedelta

from commonweal_notifications.inbox.leasing import acknowledge, lease
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

START = datetime(2026, 3, 1, tzinfo=UTC)
OVER = "UPDATE notifications.delivery SET leased_until = now() - interval '1 s' WHERE leased_until > now()"
OWN = "SELECT id FROM notifications.delivery WHERE recipient = $1 AND channel = 'agent' ORDER BY id"


async def test_what_is_acknowledged_is_done_and_what_is_not_comes_back(world, principals):
    heron = await principals.agent()
    for _ in range(3):
        await world.ring(heron)
    taken = await world.send(heron, "POST", "/lease", {"limit": 2, "seconds": 60})
    assert [item["title"] for item in taken["items"]] == ["<Big Ben> rang"] * 2
    ids = [item["id"] for item in taken["items"]]
    other = await world.send(heron, "POST", "/lease", {"seconds": 60})
    assert len(other["items"]) == 1
    assert (await world.send(heron, "POST", "/lease", {}))["items"] == []

    done = {"lease": taken["lease"], "ids": ids[:1]}
    for _ in range(2):  # the answer may be lost, and asked for again
        assert await world.send(heron, "POST", "/acknowledge", done) == {"acknowledged": ids[:1], "lost": []}
    await world.change(OVER)
    late = await world.send(heron, "POST", "/acknowledge", {"lease": taken["lease"], "ids": ids})
    assert late == {"acknowledged": ids[:1], "lost": ids[1:]}
    again = await world.send(heron, "POST", "/lease", {})
    assert [item["id"] for item in again["items"]] == [ids[1], other["items"][0]["id"]]
    assert await world.get(heron, "/unread") == {"unread": 2}


async def test_what_was_read_while_it_was_held_is_acknowledged(world, principals):
    heron = await principals.agent()
    await world.ring(heron)
    taken = await world.send(heron, "POST", "/lease", {})
    [item] = taken["items"]
    assert await world.send(heron, "POST", "/read", {}) == {"changed": 1, "unread": 0}
    done = {"lease": taken["lease"], "ids": [item["id"]]}
    assert (await world.send(heron, "POST", "/acknowledge", done))["acknowledged"] == [item["id"]]


async def test_leases_are_for_agents_and_of_their_own(world, principals):
    heron, egret, ana = await principals.agent(), await principals.agent(), await principals.human()
    await world.ring(heron, ana)
    taken = await world.send(heron, "POST", "/lease", {})
    stolen = {"lease": taken["lease"], "ids": [taken["items"][0]["id"]]}
    assert (await world.send(egret, "POST", "/acknowledge", stolen))["acknowledged"] == []
    await world.send(ana, "POST", "/lease", {}, status=403)
    for wrong in ({"limit": 0}, {"limit": 101}, {"seconds": 0}, {"seconds": 4_000}, {"n": 1}):
        await world.send(heron, "POST", "/lease", wrong, status=422)


async def test_two_that_lease_at_once_share_and_get_nothing_twice(world, principals):
    heron = await principals.agent()
    for _ in range(20):
        await world.ring(heron)

    async def take():
        async with world.database.write() as work:
            return [each.id for each in (await lease(work, heron.account_id, 3, 60)).entries]

    taken = await asyncio.gather(*(asyncio.create_task(take()) for _ in range(8)))
    ids = [each for some in taken for each in some]
    assert len(ids) == len(set(ids)) == 20


RUNS = st.lists(
    st.one_of(
        st.tuples(st.just("lease"), st.integers(1, 6), st.integers(1, 30)),
        st.tuples(st.just("wait"), st.integers(1, 40), st.just(0)),
        st.tuples(st.just("acknowledge"), st.integers(0, 9), st.integers(0, 5)),
    ),
    max_size=25,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)
@given(run=RUNS)
async def test_whatever_the_order_all_are_acknowledged_once_or_come_back(world, principals, run):
    heron = await principals.agent()
    account = heron.account_id
    for _ in range(6):
        await world.ring(heron)
    ids = [row[0] for row in await world.rows(OWN, account)]
    now, held, done, leases = START, {}, set(), []
    for act, first, second in run:
        async with world.database.write() as work:
            if act == "wait":
                now += timedelta(seconds=first)
            elif act == "lease":
                got = await lease(work, account, first, second, now)
                free = [each for each in ids if each not in done and held.get(each, (None, now))[1] <= now]
                assert [entry.id for entry in got.entries] == free[:first]
                if got.id:
                    leases.append(got.id)
                    held |= dict.fromkeys(free[:first], (got.id, now + timedelta(seconds=second)))
            elif leases:
                by, wanted = leases[first % len(leases)], ids[second:]
                answer = await acknowledge(work, account, by, wanted, now)
                ours = [
                    each
                    for each in wanted
                    if held.get(each, (None,))[0] == by and (each in done or held[each][1] > now)
                ]
                assert answer.acknowledged == ours
                done |= set(ours)
