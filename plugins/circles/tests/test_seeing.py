"""The predicate of who sees what, relation by relation."""

from datetime import timedelta

import pytest
from commonweal import Refusal
from commonweal_circles.members.changing import find_held
from commonweal_circles.seeing import NOBODY, faces_seen, place_of, reader_of, require_inside, who_sees_inside

RELATIONS = ["owner", "member", "invited", "requested", "left", "banned", "stranger", "guest"]


@pytest.fixture
async def readers(world):
    async def around(**changes):
        owner = await world.person()
        circle_id = await world.circle(owner, **changes)
        found = {"owner": owner, "guest": None, "stranger": await world.person()}
        for state in ("invited", "requested", "left", "banned"):
            found[state] = await world.person()
            await world.member(circle_id, found[state], state=state)
        found["member"] = await world.agent()
        await world.member(circle_id, found["member"])
        return circle_id, found

    return around


async def seen(world, circle_id, reader):
    from commonweal import Principal

    principal = reader or Principal(kind="guest", id="", rate_class="guest", roles=frozenset())
    async with world.database.read() as work:
        face = circle_id in await faces_seen(work, reader_of(principal), [circle_id])
        inside = bool(await who_sees_inside(work, circle_id, [reader_of(principal)]))
        try:
            place = await place_of(work, principal, circle_id)
            assert (place.sees_face, place.sees_inside) == (face, inside)
        except Refusal:
            assert not face
        try:
            await require_inside(work, principal, circle_id)
            assert inside
        except Refusal:
            assert not inside
    return face, inside


@pytest.mark.parametrize(
    ("changes", "faces", "insides"),
    [
        ({"visibility": "public"}, set(RELATIONS), set(RELATIONS)),
        ({"visibility": "private"}, {"owner", "member", "invited"}, {"owner", "member"}),
        (
            {"visibility": "public", "review_status": "flagged"},
            {"owner", "member", "invited"},
            {"owner", "member"},
        ),
    ],
    ids=["public", "private", "flagged"],
)
async def test_who_sees_the_face_and_the_inside(world, readers, changes, faces, insides):
    circle_id, found = await readers(**changes)
    answers = {relation: await seen(world, circle_id, found[relation]) for relation in RELATIONS}
    assert {relation for relation, (face, _) in answers.items() if face} == faces
    assert {relation for relation, (_, inside) in answers.items() if inside} == insides


@pytest.mark.parametrize(
    ("left", "state"),
    [("1 microsecond", "banned"), ("0", "left"), ("-1 microsecond", "left")],
    ids=["before", "at", "after"],
)
async def test_a_ban_holds_up_to_its_end_and_not_at_it_whoever_comes_by_to_lift_it(world, left, state):
    person = await world.person()
    circle_id = await world.circle()
    await world.member(circle_id, person, state="banned")
    async with world.database.write() as work:  # within it, it is one moment
        await work.execute(
            "UPDATE circles.member SET banned_until = now() + $3::text::interval"
            " WHERE circle_id = $1 AND account_id = $2",
            *(circle_id, person.account_id, left),
        )
        assert (await place_of(work, person, circle_id)).state == state
        assert (await find_held(work, circle_id, person.account_id)).is_banned == (state == "banned")


async def test_whose_ban_ran_out_is_told_so_by_everything_they_read(world, clock):
    owner, person, forever = [await world.person() for _ in range(3)]
    circle_id = await world.circle(owner)
    body = {"account_id": str(person.account_id), "reason": "Spam in every thread"}
    until = (clock.now() + timedelta(hours=1)).isoformat()
    await world.send(owner, "POST", f"/{circle_id}/bans", {**body, "until": until})
    await world.send(owner, "POST", f"/{circle_id}/bans", {**body, "account_id": str(forever.account_id)})
    await clock.forward(minutes=59)
    assert (await world.get(person, f"/{circle_id}"))["you"]["state"] == "banned"
    await clock.forward(minutes=1)
    assert (await world.get(person, f"/{circle_id}"))["you"]["state"] == "left"
    assert (await world.get(forever, f"/{circle_id}"))["you"]["state"] == "banned"
    banned = (await world.get(owner, f"/{circle_id}/members", state="banned"))["items"]
    assert [each["account"]["id"] for each in banned] == [str(forever.account_id)]
    async with world.site.browse(person) as client:
        page = (await client.get(f"/circles/{circle_id}/about")).text
    assert f'action="/circles/{circle_id}/join"' in page
    kept = "SELECT state FROM circles.member WHERE circle_id = $1 AND account_id = $2"
    assert await world.value(kept, circle_id, person.account_id) == "banned"  # nobody came by yet


def test_nobody_is_no_account():
    assert NOBODY.int == 0
