"""After a revocation's place in the log nothing is delivered to whom it names, unless they still may."""

import asyncio
import random

import pytest
from commonweal import new_id
from commonweal_realtime.hub.states import StateReader
from commonweal_realtime.hub.tail import Tail
from hub_world import Person, until

INTERLEAVINGS, AT_ONCE = 1_000, 25


async def test_who_left_hears_what_came_before_it_then_the_end_and_nothing_after(world):
    from meadow.plugin import leave, post

    goes, stays = new_id(), new_id()
    club = await world.club(goes, stays)
    one, other = Person(goes), Person(stays)
    async with world.hub() as hub:
        for person in (one, other):
            await person.follow(hub, f"club:{club}")
        await world.do(post, club, 1)
        await world.do(leave, club, goes)
        await world.do(post, club, 2)
        await until(lambda: one.reasons() and 2 in other.numbers())
        assert one.numbers() == [1]
        assert one.reasons() == [(f"club:{club}", "revoked")]
        assert other.numbers() == [1, 0, 2]
        assert hub.topics_of(one) == []
        assert not await world.problems(hub, one, other)


async def test_within_one_transaction_only_what_stands_before_the_revocation_is_delivered_without_its_state(
    world,
):
    from meadow.plugin import leave, post

    account = new_id()
    club = await world.club(account)
    person = Person(account)

    async def all_at_once(work):
        await post(work, club, 1)
        await leave(work, club, account)
        await post(work, club, 2)

    async with world.hub() as hub:
        await person.follow(hub, f"club:{club}")
        await world.do(all_at_once)
        await until(person.reasons)
        assert person.numbers() == [1]
        assert "state" not in person.frames[0]
        assert not await world.problems(hub, person)


async def test_who_is_named_and_still_may_loses_nothing(world):
    from meadow.plugin import join, leave, post

    account = new_id()
    club = await world.club(account)
    person = Person(account)

    async def leave_and_come_back(work):
        await leave(work, club, account)
        await post(work, club, 1)
        await join(work, club, account)

    async with world.hub() as hub:
        await person.follow(hub, f"club:{club}")
        await world.do(leave_and_come_back)
        await world.do(post, club, 2)
        await until(lambda: 2 in person.numbers())
        assert person.numbers() == [0, 1, 0, 2]
        assert person.frames[-1]["state"]["posts"] == {"posts": 2}
        assert not await world.problems(hub, person)


async def test_when_everybody_is_named_everybody_is_asked(world):
    from meadow.plugin import disband, post

    accounts = [new_id() for _ in range(300)]
    club = await world.club(*accounts)
    people = [Person(account) for account in accounts]
    elsewhere, other = Person(accounts[0]), await world.club(accounts[0])
    async with world.hub() as hub:
        for person in people:
            await person.follow(hub, f"club:{club}")
        await elsewhere.follow(hub, f"club:{other}")
        await world.do(disband, club)
        await world.do(post, club, 1)
        await world.do(post, other, 2)
        await until(lambda: all(person.reasons() for person in people) and elsewhere.frames)
        assert not any(person.frames for person in people)
        assert not elsewhere.reasons()


async def test_an_answer_that_fails_ends_the_topic_and_says_that_nobody_could_say(world, monkeypatch):
    from meadow import plugin
    from meadow.plugin import leave

    account = new_id()
    club = await world.club(account)
    person = Person(account)

    async with world.hub() as hub:
        await person.follow(hub, f"club:{club}")
        monkeypatch.setattr(plugin, "MEMBER", "SELECT nothing FROM nowhere WHERE $1 = $2")
        await world.do(leave, club, account)
        await until(person.reasons)
        assert person.reasons() == [(f"club:{club}", "unavailable")]
        assert person.frames == []


async def read_while_somebody_leaves(world, monkeypatch):
    """Have a member leave, and another post, after a batch was read and before its states are; return all."""
    from meadow.plugin import leave, post

    goes, stays = new_id(), new_id()
    club = await world.club(goes, stays)
    one, other = Person(goes), Person(stays)
    original, due = StateReader.read, []

    async def read(self, places):
        while due:
            await due.pop()
        return await original(self, places)

    monkeypatch.setattr(StateReader, "read", read)
    async with world.hub() as hub:
        for person in (one, other):
            await person.follow(hub, f"club:{club}")
        due[:] = [world.do(post, club, 2), world.do(leave, club, goes)]
        await world.do(post, club, 1)
        await until(lambda: one.reasons() and 2 in other.numbers())
        found = await world.problems(hub, one, other)
    seen = max([frame["state"]["posts"]["posts"] for frame in one.frames if "state" in frame], default=0)
    return one, other, found, seen


async def test_a_state_that_knows_of_a_revocation_ahead_of_its_turn_is_not_delivered_to_whom_it_names(
    world, monkeypatch
):
    one, other, found, seen = await read_while_somebody_leaves(world, monkeypatch)
    assert not found
    assert one.numbers() == [1]
    assert seen <= 1, "what was posted after it left"
    assert other.numbers() == [1, 0, 2]


async def test_the_same_proof_catches_a_tail_that_does_not_look_ahead(world, monkeypatch):
    async def look_ahead(self, head, places):
        return []

    monkeypatch.setattr(Tail, "_look_ahead", look_ahead)
    *_, seen = await read_while_somebody_leaves(world, monkeypatch)
    assert seen > 1, "nothing leaked, so the proof above proves nothing"


class Interleaving:
    """A club in which a few things happen at once, and those who follow it."""

    def __init__(self, world, seed):
        self.world, self.chance = world, random.Random(seed)
        self.accounts = [new_id() for _ in range(2)]
        self.people = [Person(account) for account in (*self.accounts, self.accounts[0])]
        self.posts_at_leaving = {}

    async def run(self, hub):
        self.club = await self.world.club(*self.accounts)
        followers = [self.follow(hub, person) for person in self.people]
        await asyncio.gather(*followers, *[self.write(number) for number in range(3)])

    async def follow(self, hub, person):
        from commonweal import Refusal

        topic = f"club:{self.club}"
        for _ in range(self.chance.randint(1, 2)):
            await asyncio.sleep(self.chance.random() * 0.01)
            try:
                await person.follow(hub, topic, person.client.position(topic))
            except Refusal as refusal:
                assert refusal.code == "forbidden"
                person.client.hear({"type": "left", "topic": topic})
                return
            await asyncio.sleep(self.chance.random() * 0.02)
            if self.chance.random() < 0.3:
                hub.forget(person)
                person.client.disconnect()

    async def write(self, number):
        from meadow.plugin import join, leave, post

        for _ in range(self.chance.randint(1, 3)):
            account = self.chance.choice(self.accounts)
            act, told = self.chance.choices(
                [(post, number), (leave, account), (join, account)], weights=[5, 3, 1]
            )[0]
            await asyncio.sleep(self.chance.random() * 0.004)
            async with self.world.database.write() as work:
                if act is post and self.chance.random() < 0.5:
                    # Its place in the log is taken early. For members it is not, lest the log disagree with
                    # the tables about what came last.
                    await work.fetch("SELECT pg_current_xact_id()")
                    await asyncio.sleep(self.chance.random() * 0.01)
                sql = "SELECT posts FROM meadow.club WHERE id = $1 FOR UPDATE"
                posts = await work.fetch_value(sql, self.club)
                await act(work, self.club, told)
                if act is leave:
                    self.posts_at_leaving[account] = posts
                elif act is join:
                    self.posts_at_leaving.pop(account, None)
                if self.chance.random() < 0.3:
                    await asyncio.sleep(self.chance.random() * 0.005)

    def leaks(self):
        """Return the states that knew more than what was posted when somebody had left for good."""
        for person in self.people:
            most = self.posts_at_leaving.get(person.principal.account_id)
            for frame in person.frames:
                posts = frame.get("state", {}).get("posts", {}).get("posts", 0)
                if most is not None and posts > most:
                    yield f"{posts} posts, where there were {most} at leaving"


async def run_interleavings(world, hub, seeds):
    """Run small interleavings side by side; return what was wrong, and how often somebody was cut off."""
    wrong, cut = [], 0
    for first in range(0, len(seeds), AT_ONCE):
        some = [Interleaving(world, seed) for seed in seeds[first : first + AT_ONCE]]
        await asyncio.gather(*[each.run(hub) for each in some])
        people = [person for each in some for person in each.people]
        wrong += await world.problems(hub, *people)
        wrong += [leak for each in some for leak in each.leaks()]
        cut += sum(bool(person.reasons()) for person in people)
        for person in people:
            hub.forget(person)
        async with world.database.write() as work:
            await work.execute("DELETE FROM meadow.member")
    return wrong, cut


@pytest.mark.parametrize("seed", range(4))
async def test_in_many_small_interleavings_nothing_is_lost_and_nothing_comes_after_a_revocation(world, seed):
    share = INTERLEAVINGS // 4
    async with world.hub(window_seconds=(360, 0.02)[seed % 2]) as hub:
        wrong, cut = await run_interleavings(world, hub, range(seed * share, (seed + 1) * share))
    assert wrong == []
    assert cut > share / 10, "hardly anybody was cut off, so this proves little"
