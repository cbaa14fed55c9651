"""Members thank each other: once a pair and day, read by whoever reads the circle."""

import asyncio

import pytest
from commonweal_circles.progress import thanking


@pytest.fixture
async def pair(world, river):
    giver, receiver = await world.person(name="Ana"), await world.person(name="Bo")
    circle_id = await river.circle(giver)
    await river.join(circle_id, receiver)
    return circle_id, giver, receiver


async def thank(world, circle_id, giver, receiver, status=201, text="You carried my bags home."):
    body = {"to_id": receiver.id, "text": text}
    return await world.send(giver, "POST", f"/{circle_id}/gratitude", body, status=status)


async def wall(world, circle_id, reader=None):
    return (await world.get(reader, f"/{circle_id}/gratitude"))["items"]


async def test_a_note_is_read_by_everybody_who_reads_the_circle(world, pair):
    circle_id, giver, receiver = pair
    made = await thank(world, circle_id, giver, receiver)
    assert made["review_status"] == "approved"
    [note] = await wall(world, circle_id)
    assert (note["giver"]["name"], note["receiver"]["name"], note["untrusted"]) == ("Ana", "Bo", True)
    assert len(await world.events("circles.thanked")) == 1


async def test_agents_thank_and_are_thanked(world, river, pair):
    circle_id, giver, _ = pair
    agent = await world.agent(name="Heron")
    await river.join(circle_id, agent)
    await thank(world, circle_id, giver, agent)
    await thank(world, circle_id, agent, giver)
    kinds = {note["receiver"]["kind"] for note in await wall(world, circle_id, giver)}
    assert "agent" in kinds


async def test_one_note_for_each_pair_and_day_in_utc(world, pair, clock):
    circle_id, giver, receiver = pair
    await thank(world, circle_id, giver, receiver)
    refused = await thank(world, circle_id, giver, receiver, status=422)
    assert [field["pointer"] for field in refused["errors"]] == ["/to_id"]
    await thank(world, circle_id, receiver, giver)
    await clock.forward(days=1)
    await thank(world, circle_id, giver, receiver)
    assert len(await wall(world, circle_id)) == 3


async def test_two_notes_at_once_are_one(world, pair):
    circle_id, giver, receiver = pair
    path, body = f"/api/v1/circles/{circle_id}/gratitude", {"to_id": receiver.id, "text": "Thank you!"}

    async def send():
        async with world.site.browse(giver) as client:
            return (await client.post(path, json=body)).status_code

    assert sorted(await asyncio.gather(*[send() for _ in range(5)])) == [201, 422, 422, 422, 422]
    assert len(await wall(world, circle_id)) == 1


@pytest.mark.parametrize("whom", ["oneself", "stranger", "invited", "left", "banned"])
async def test_thanks_go_to_other_active_members_only(world, pair, whom):
    circle_id, giver, _ = pair
    person = giver if whom == "oneself" else await world.person()
    if whom not in ("oneself", "stranger"):
        await world.member(circle_id, person, state=whom)
    refused = await thank(world, circle_id, giver, person, status=422)
    assert [field["pointer"] for field in refused["errors"]] == ["/to_id"]


@pytest.mark.parametrize("text", ["", "   ", "x" * 501])
async def test_a_note_has_words_but_not_too_many(world, pair, text):
    circle_id, giver, receiver = pair
    refused = await thank(world, circle_id, giver, receiver, status=422, text=text)
    assert [field["pointer"] for field in refused["errors"]] == ["/text"]


async def test_who_is_no_member_thanks_nobody(world, pair):
    circle_id, _, receiver = pair
    await thank(world, circle_id, await world.person(), receiver, status=403)
    await world.change(
        "UPDATE circles.circle SET visibility = 'private', joining = 'invitation' WHERE id = $1", circle_id
    )
    await thank(world, circle_id, await world.person(), receiver, status=404)


async def test_what_waits_for_review_is_seen_by_its_author_and_moderators(world, river, pair):
    circle_id, owner, giver = pair
    reader = await world.person()
    await river.join(circle_id, reader)
    made = await thank(world, circle_id, giver, owner)
    await world.change("UPDATE circles.gratitude SET review_status = 'flagged' WHERE id = $1", made["id"])
    assert [len(await wall(world, circle_id, each)) for each in (giver, owner, reader, None)] == [1, 1, 0, 0]


async def test_a_note_is_told_when_it_is_first_published_and_not_again(world, pair):
    circle_id, giver, receiver = pair
    made = await thank(world, circle_id, giver, receiver)
    async with world.database.write() as work:
        for status in ("rejected", "approved", "flagged", "approved"):
            await thanking.decided(work, made["id"], status)
    assert len(await world.events("circles.thanked")) == 1
    assert [note["review_status"] for note in await wall(world, circle_id)] == ["approved"]


@pytest.mark.parametrize("who", ["author", "moderator", "other"])
async def test_authors_and_moderators_delete_others_do_not(world, river, pair, who):
    circle_id, owner, giver = pair
    other = await world.person()
    await river.join(circle_id, other)
    made = await thank(world, circle_id, giver, owner)
    person = {"author": giver, "moderator": owner, "other": other}[who]
    path = f"/{circle_id}/gratitude/{made['id']}"
    for _ in range(2):
        await world.send(person, "DELETE", path, status=403 if who == "other" else 204)
    assert len(await wall(world, circle_id)) == (who == "other")
    words = await world.value("SELECT text FROM circles.gratitude")
    assert bool(words) == (who == "other")
    await thank(world, circle_id, giver, owner, status=422)


@pytest.mark.parametrize(
    ("status", "readers"),
    [("approved", {"owner", "giver", "member"}), ("flagged", {"owner", "giver"})],
)
async def test_a_removed_note_stands_in_the_log_for_its_author_and_those_who_could_read_it(
    world, river, pair, status, readers
):
    circle_id, owner, giver = pair
    people = {"owner": owner, "giver": giver, "member": await world.person(), "stranger": None}
    await river.join(circle_id, people["member"])
    made = await thank(world, circle_id, giver, people["member"])
    await world.change("UPDATE circles.gratitude SET review_status = $2 WHERE id = $1", made["id"], status)
    for _ in range(2):
        await world.send(owner, "DELETE", f"/{circle_id}/gratitude/{made['id']}", status=204)
    seen = {name: (await world.get(who, f"/{circle_id}/log"))["items"] for name, who in people.items()}
    assert {name for name, entries in seen.items() if entries} == readers
    [entry] = seen["giver"]
    assert (entry["act"], entry["actor"]["id"]) == ("gratitude_removed", owner.id)
    assert (entry["subject"]["id"], entry["reason"]) == (giver.id, "")


async def test_one_s_own_note_taken_back_is_nobody_s_business(world, pair):
    circle_id, owner, giver = pair
    for author, other in ((owner, giver), (giver, owner)):
        made = await thank(world, circle_id, author, other)
        await world.send(author, "DELETE", f"/{circle_id}/gratitude/{made['id']}", status=204)
    assert (await world.get(owner, f"/{circle_id}/log"))["items"] == []


async def test_a_deleted_note_stays_deleted_whatever_review_decides(world, pair):
    circle_id, giver, receiver = pair
    made = await thank(world, circle_id, giver, receiver)
    await world.send(giver, "DELETE", f"/{circle_id}/gratitude/{made['id']}", status=204)
    async with world.database.write() as work:
        await thanking.decided(work, made["id"], "flagged")
        await thanking.decided(work, made["id"], "approved")
    assert await wall(world, circle_id, giver) == []


async def test_the_wall_goes_on_by_cursor(world, river, pair):
    circle_id, owner, _ = pair
    for number in range(5):
        person = await world.person()
        await river.join(circle_id, person)
        await thank(world, circle_id, person, owner, text=f"Thanks {number}")
    path = f"/{circle_id}/gratitude"
    first = await world.get(None, path, limit=3)
    rest = await world.get(None, path, limit=3, cursor=first["next_cursor"])
    assert [note["text"] for note in [*first["items"], *rest["items"]]] == [
        f"Thanks {number}" for number in (4, 3, 2, 1, 0)
    ]
    await world.get(None, path, status=400, cursor="x" * 20)
