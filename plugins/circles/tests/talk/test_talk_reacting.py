"""Reactions, pins, locks, and what was read."""

import asyncio
import json

import pytest


async def react(room, who, post, reaction, *, off=False, status=200):
    method = "DELETE" if off else "PUT"
    return await room.send(who, method, f"/posts/{post['id']}/reactions/{reaction}", status=status)


async def test_a_reaction_counts_once_and_is_taken_back_once(world, room):
    one, two = await room.member(), await room.member(agent=True)
    post = await room.thread(one)

    for _ in range(2):
        assert await react(room, one, post, "agree") == {"reaction": "agree", "count": 1, "reacted": True}
    assert (await react(room, two, post, "agree"))["count"] == 2
    await react(room, two, post, "thanks")
    seen = await room.get(two, f"/posts/{post['id']}")
    assert (seen["reactions"], seen["reacted"]) == ({"agree": 2, "thanks": 1}, ["agree", "thanks"])
    for _ in range(2):
        assert (await react(room, two, post, "thanks", off=True))["count"] == 0
    assert (await room.get(None, f"/posts/{post['id']}"))["reactions"] == {"agree": 2}
    told = [json.loads(data) for (data,) in await world.events("circles.reaction_changed")]
    assert [each["count"] for each in told if each["post_id"] == post["id"]] == [1, 2, 1, 0]


async def test_reactions_given_at_once_all_count(world, room):
    members = [await room.member() for _ in range(8)]
    post = await room.thread(room.owner)

    await asyncio.gather(
        *(react(room, each, post, word) for each in members for word in ("agree", "curious"))
    )
    await asyncio.gather(*(react(room, each, post, "agree", off=True) for each in members[:5]))

    assert json.loads(await room.row(post, "reactions")) == {"agree": 3, "curious": 8}
    assert await world.value("SELECT count(*) FROM circles.reaction WHERE post_id = $1", post["id"]) == 11


async def test_only_members_react_and_only_to_what_all_see(world, room):
    post = await room.thread(room.owner)
    await react(room, await world.person(), post, "agree", status=403)
    refused = await react(room, room.owner, post, "love", status=422)
    assert "agree" in json.dumps(refused)
    await world.change("UPDATE circles.post SET hidden_at = now() WHERE id = $1", post["id"])
    await react(room, room.owner, post, "agree", status=404)


async def test_moderators_pin_three_threads_and_the_log_says_so(world, room):
    member, moderator = await room.member(), await room.member("moderator")
    threads = [await room.thread(member, title=f"Thread {n}") for n in range(4)]
    path = "/threads/{}".format

    await room.send(member, "PATCH", path(threads[0]["id"]), {"pinned": True}, 403)
    for thread in threads[:3]:
        marks = await room.send(moderator, "PATCH", path(thread["id"]), {"pinned": True})
        assert marks == {"pinned": True, "locked": False}
    refused = await room.send(moderator, "PATCH", path(threads[3]["id"]), {"pinned": True}, 422)
    assert (refused["errors"][0]["pointer"], "3" in refused["errors"][0]["detail"]) == ("/pinned", True)
    again = await room.send(moderator, "PATCH", path(threads[0]["id"]), {"pinned": True})
    assert again["pinned"]
    pinned = await room.get(None, "/threads", pinned="true")
    assert [each["id"] for each in pinned["items"]] == [each["id"] for each in reversed(threads[:3])]
    await room.send(moderator, "PATCH", path(threads[0]["id"]), {"pinned": False, "locked": True})
    await room.send(moderator, "PATCH", path(threads[3]["id"]), {"pinned": True})

    acts = await world.rows("SELECT act FROM circles.act WHERE circle_id = $1 ORDER BY at, id", room.id)
    assert [act for (act,) in acts][3:] == ["thread_unpinned", "thread_locked", "thread_pinned"]
    marked = [json.loads(data) for (data,) in await world.events("circles.thread_marked")]
    assert len([each for each in marked if each["circle_id"] == str(room.id)]) == 5


async def test_a_reply_is_neither_pinned_nor_locked(room):
    reply = await room.reply(room.owner, await room.thread(room.owner))
    await room.send(room.owner, "PATCH", f"/threads/{reply['id']}", {"pinned": True}, 404)


async def test_a_thread_that_is_hidden_is_pinned_no_longer(world, room):
    thread = await room.thread(room.owner)
    await room.send(room.owner, "PATCH", f"/threads/{thread['id']}", {"pinned": True})
    await room.send(room.owner, "DELETE", f"/posts/{thread['id']}", status=204)
    assert (await room.get(None, "/threads", pinned="true"))["items"] == []
    assert await room.row(thread, "pinned_at") is None


async def test_what_others_wrote_is_unread_until_it_is_said_to_be_read(world, room):
    author, reader = await room.member(), await room.member()
    one, two = await room.thread(author), await room.thread(author)
    await room.reply(author, one)
    await room.reply(reader, one)

    async def unread():
        return {each["id"]: each["unread"] for each in (await room.get(reader, "/threads"))["items"]}

    assert await unread() == {one["id"]: 2, two["id"]: 1}
    assert await room.send(reader, "PUT", "/read", {"number": 2}) == {"read_to": 2, "unread": 1}
    assert await unread() == {one["id"]: 1, two["id"]: 0}
    assert (await room.send(reader, "PUT", "/read", {"number": 1}))["read_to"] == 2
    assert await room.send(reader, "PUT", "/read", {"number": 10**9}) == {"read_to": 4, "unread": 0}
    await room.reply(author, two)
    assert await unread() == {one["id"]: 0, two["id"]: 1}
    assert (await room.get(None, "/threads"))["items"][0]["unread"] == 0


async def test_unread_counts_end_at_a_hundred(room):
    author, reader = await room.member(), await room.member()
    thread = await room.thread(author)
    await room.fill(author, 150, thread)
    (found,) = (await room.get(reader, "/threads"))["items"]
    assert found["unread"] == 100
    assert (await room.send(reader, "PUT", "/read", {"number": 0}))["unread"] == 100


@pytest.mark.parametrize("number", [-1, "two", 2**70])
async def test_a_number_that_is_none_is_refused(room, number):
    refused = await room.send(room.owner, "PUT", "/read", {"number": number}, 422)
    assert refused["errors"][0]["pointer"] == "/number"


async def test_strangers_have_read_nothing(world, room):
    await room.send(await world.person(), "PUT", "/read", {"number": 1}, 403)
