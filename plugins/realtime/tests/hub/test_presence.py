"""Presence: how many follow a topic, across gateways."""

from commonweal import Principal, new_id
from hub_world import Person, until
from test_following import field

SECONDS = 0.05


def last(person):
    return person.counts[-1][1] if person.counts else None


async def test_followers_of_all_gateways_are_counted_and_told_when_somebody_comes_or_goes(world):
    topic = f"field:{field()}"
    here, there, third = (Person(new_id()) for _ in range(3))
    async with (
        world.hub(presence_seconds=SECONDS) as first,
        world.hub(presence_seconds=SECONDS) as second,
    ):
        await here.follow(first, topic)
        await until(lambda: last(here) == 1)
        await there.follow(second, topic)
        await third.follow(second, topic)
        await until(lambda: last(here) == last(there) == last(third) == 3)
        second.forget(there)
        await until(lambda: last(here) == last(third) == 2)
        assert first.leave(here, topic)
        await until(lambda: last(third) == 1)
    assert {name for name, _ in third.counts} == {topic}


async def test_one_who_follows_twice_counts_once_and_each_connection_is_told(world):
    topic, account = f"field:{field()}", new_id()
    tabs = [Person(account), Person(account)]
    async with world.hub(presence_seconds=SECONDS) as hub:
        await tabs[0].follow(hub, topic)
        await until(lambda: last(tabs[0]) == 1)
        await tabs[1].follow(hub, topic)
        await until(lambda: last(tabs[1]) == 1)
        assert last(tabs[0]) == 1


async def test_a_gateway_that_ends_or_says_nothing_any_more_is_not_counted(world):
    topic = f"field:{field()}"
    here, there, guest = Person(new_id()), Person(new_id()), Person()
    guest.principal = Principal(kind="guest", id="elsewhere")
    async with world.database.write() as work:
        await work.execute(
            "INSERT INTO realtime.presence SELECT $1, $2, 7, t, t FROM (SELECT now() - interval '1 h') _ (t)",
            topic,
            new_id(),
        )
    async with world.hub(presence_seconds=SECONDS) as first:
        await here.follow(first, topic)
        async with world.hub(presence_seconds=SECONDS) as second:
            await there.follow(second, topic)
            await guest.follow(second, topic)
            await until(lambda: last(here) == 3)
        await until(lambda: last(here) == 1)


async def test_topics_that_do_not_want_it_are_not_counted(world):
    account = new_id()
    club = await world.club(account)
    member, watcher = Person(account), Person(account)
    topic = f"field:{field()}"
    async with world.hub(presence_seconds=SECONDS) as hub:
        await member.follow(hub, f"club:{club}")
        await watcher.follow(hub, topic)
        await until(lambda: last(watcher) == 1)
        async with world.database.read() as work:
            rows = await work.fetch("SELECT topic FROM realtime.presence WHERE topic LIKE 'club:%'")
        assert rows == []
        assert member.counts == []
