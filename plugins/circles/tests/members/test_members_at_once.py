"""Acts on one circle at the same moment, each in a transaction of its own: the end is sound."""

import asyncio
from contextvars import Context
from datetime import UTC, datetime, timedelta

import pytest
from commonweal import Refusal
from commonweal_circles.members import banning, joining
from commonweal_circles.members.changing import Ban
from commonweal_circles.members.inviting import InvitationDraft, invite
from commonweal_circles.members.redeeming import redeem
from commonweal_circles.settings import CirclesSettings

SETTINGS = CirclesSettings()
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
HELD = "SELECT account_id, state, role FROM circles.member WHERE circle_id = $1"
MEMBERS = "SELECT members FROM circles.circle WHERE id = $1"


class Race:
    """Acts that wait for one circle, and are let go together."""

    def __init__(self, world, circle_id):
        self.world, self.circle_id = world, circle_id

    async def run(self, *acts):
        """Begin each act in a transaction that waits for the circle, let all go; return how each ended."""
        tasks = []
        async with self.world.database.write() as work:
            await work.execute("SELECT FROM circles.circle WHERE id = $1 FOR UPDATE", self.circle_id)
            for number, act in enumerate(acts, start=1):
                tasks.append(asyncio.create_task(self.end_of(act), context=Context()))
                async with asyncio.timeout(20):
                    while await work.fetch_value(WAITING) < number:
                        await asyncio.sleep(0.01)
        return await asyncio.gather(*tasks)

    async def end_of(self, act):
        function, *given = act
        named = given.pop() if given and isinstance(given[-1], dict) else {}
        try:
            async with self.world.database.write() as work:
                return await function(work, *given, **named)
        except Refusal as refusal:
            return refusal.code

    async def places(self):
        rows = await self.world.rows(HELD, self.circle_id)
        active = [each for each in rows if each[1] == "active"]
        assert await self.world.value(MEMBERS, self.circle_id) == len(active)
        assert [each[2] for each in active].count("owner") == 1
        return {account_id: (state, role) for account_id, state, role in rows}


@pytest.fixture
def race(world):
    return lambda circle_id: Race(world, circle_id)


async def test_an_invitation_and_a_request_at_once_make_a_member(world, race):
    owner, person = await world.person(), await world.person()
    circle_id = await world.circle(owner, joining="request")
    draft = InvitationDraft(kind="account", account_id=person.account_id)
    for first_invites in (True, False):
        await world.change("DELETE FROM circles.member WHERE account_id = $1", person.account_id)
        await world.change("UPDATE circles.circle SET members = 1 WHERE id = $1", circle_id)
        acts = [(invite, SETTINGS, owner, circle_id, draft), (joining.join, person, circle_id)]
        await race(circle_id).run(*(acts if first_invites else reversed(acts)))
        assert (await race(circle_id).places())[person.account_id] == ("active", "member")


@pytest.mark.parametrize("bans_first", [True, False])
async def test_whoever_is_banned_and_let_in_at_once_is_banned_in_the_end(world, race, bans_first):
    owner, other, asker = await world.person(), await world.person(), await world.person()
    circle_id = await world.circle(owner, joining="request")
    await world.member(circle_id, other, role="moderator")
    await world.member(circle_id, asker, state="requested")
    acts = [
        (banning.ban, owner, circle_id, asker.account_id, Ban("Spam")),
        (joining.decide_request, other, circle_id, asker.account_id, {"approved": True}),
    ]
    ends = await race(circle_id).run(*(acts if bans_first else reversed(acts)))
    assert (await race(circle_id).places())[asker.account_id] == ("banned", "member")
    assert ("invalid_transition" in ends) == bans_first


@pytest.mark.parametrize("leaves_first", [True, False])
async def test_an_owner_who_leaves_while_handing_over_leaves_an_owner_behind(world, race, leaves_first):
    owner, heir = await world.person(), await world.person()
    circle_id = await world.circle(owner)
    await world.member(circle_id, heir)
    acts = [
        (joining.answer, owner, circle_id, "leave"),
        (banning.hand_over, owner, circle_id, heir.account_id),
    ]
    ends = await race(circle_id).run(*(acts if leaves_first else reversed(acts)))
    places = await race(circle_id).places()
    assert places[heir.account_id] == ("active", "owner")
    assert places[owner.account_id] == (("active", "admin") if leaves_first else ("left", "member"))
    assert ("circle_last_owner" in ends) == leaves_first


async def test_of_two_hand_overs_at_once_one_is_done(world, race):
    owner, first, second = await world.person(), await world.person(), await world.person()
    circle_id = await world.circle(owner)
    for each in (first, second):
        await world.member(circle_id, each)
    ends = await race(circle_id).run(
        (banning.hand_over, owner, circle_id, first.account_id),
        (banning.hand_over, owner, circle_id, second.account_id),
    )
    assert ends.count("forbidden") == 1
    places = await race(circle_id).places()
    assert sorted(role for _, role in places.values()) == ["admin", "member", "owner"]


@pytest.mark.parametrize("leaves_first", [True, False])
async def test_an_heir_who_leaves_meanwhile_does_not_own(world, race, leaves_first):
    owner, heir = await world.person(), await world.person()
    circle_id = await world.circle(owner)
    await world.member(circle_id, heir)
    acts = [
        (joining.answer, heir, circle_id, "leave"),
        (banning.hand_over, owner, circle_id, heir.account_id),
    ]
    ends = await race(circle_id).run(*(acts if leaves_first else reversed(acts)))
    places = await race(circle_id).places()
    assert places[owner.account_id][1] == ("owner" if leaves_first else "admin")
    assert ("validation_error" if leaves_first else "circle_last_owner") in ends


async def test_of_two_who_accept_one_link_at_once_one_comes_in(world, race):
    owner, *people = [await world.person() for _ in range(5)]
    circle_id = await world.circle(owner, visibility="private")
    async with world.database.write() as work:
        made = await invite(work, SETTINGS, owner, circle_id, InvitationDraft(kind="link"))
    ends = await race(circle_id).run(*((redeem, each, made.token) for each in people))
    assert ends.count("circle_invitation_over") == 3
    places = await race(circle_id).places()
    assert [places[each.account_id][0] for each in people if each.account_id in places] == ["active"]
    [(used_by,)] = await world.rows("SELECT used_by FROM circles.invitation WHERE circle_id = $1", circle_id)
    assert places[used_by] == ("active", "member")


@pytest.mark.parametrize("bans_first", [True, False])
async def test_a_link_does_not_help_whoever_is_banned_meanwhile(world, race, bans_first):
    owner, person = await world.person(), await world.person()
    circle_id = await world.circle(owner, visibility="private")
    async with world.database.write() as work:
        made = await invite(work, SETTINGS, owner, circle_id, InvitationDraft(kind="link"))
    acts = [
        (banning.ban, owner, circle_id, person.account_id, Ban("Spam")),
        (redeem, person, made.token),
    ]
    await race(circle_id).run(*(acts if bans_first else reversed(acts)))
    assert (await race(circle_id).places())[person.account_id] == ("banned", "member")


async def test_one_join_sent_many_times_at_once_counts_once(world, race):
    circle_id, person = await world.circle(), await world.person()
    await race(circle_id).run(*((joining.join, person, circle_id) for _ in range(6)))
    assert len(await race(circle_id).places()) == 2


async def test_a_ban_that_ends_while_somebody_joins_ends_once(world, race):
    owner, person = await world.person(), await world.person()
    circle_id = await world.circle(owner)
    until = datetime.now(UTC) + timedelta(days=1)
    async with world.database.write() as work:
        await banning.ban(work, owner, circle_id, person.account_id, Ban("Spam", until))
    await world.change(
        "UPDATE circles.member SET banned_until = now() WHERE account_id = $1", person.account_id
    )
    await race(circle_id).run(
        (joining.join, person, circle_id), (banning.lift, owner, circle_id, person.account_id)
    )
    assert (await race(circle_id).places())[person.account_id] == ("active", "member")


async def test_one_member_sends_no_more_invitations_at_once_than_a_day_allows(world):
    owner, guests = await world.person(), [await world.person() for _ in range(6)]
    circles = [await world.circle(owner) for _ in guests]
    few = CirclesSettings(invitations_a_day=4)

    async def one(circle_id, guest):
        draft = InvitationDraft(kind="account", account_id=guest.account_id)
        return await Race(world, circle_id).end_of((invite, few, owner, circle_id, draft))

    ends = await asyncio.gather(
        *(asyncio.create_task(one(*pair), context=Context()) for pair in zip(circles, guests, strict=True))
    )
    assert ends.count("circle_full_of_invitations") == 2
