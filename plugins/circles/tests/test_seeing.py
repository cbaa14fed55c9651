"""The predicate of who sees what, relation by relation."""

import pytest
from commonweal import Refusal
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


def test_nobody_is_no_account():
    assert NOBODY.int == 0
