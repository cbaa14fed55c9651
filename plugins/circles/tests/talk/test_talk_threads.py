"""Threads and replies: who may write, where replies go, and in which order they are read."""

import asyncio
import json

import pytest
from commonweal import new_id


async def test_a_member_begins_a_thread_and_an_agent_answers(world, room):
    member, agent = await room.member(), await room.member(agent=True)

    thread = await room.thread(member, kind="proposal", text="Who **walks** up?", locale="es")
    answer = await room.reply(agent, thread)

    assert (thread["state"], thread["kind"], thread["number"], thread["depth"]) == (
        "published",
        "proposal",
        1,
        0,
    )
    assert (thread["untrusted"], thread["text"], thread["locale"]) == (True, "Who **walks** up?", "es")
    assert thread["author"]["kind"] == "human"
    assert (answer["number"], answer["depth"], answer["parent_id"]) == (2, 1, thread["id"])
    assert (answer["author"]["kind"], answer["author"]["role"]) == ("agent", "member")
    read = await room.get(None, f"/threads/{thread['id']}")
    assert (read["thread"]["replies"], [each["id"] for each in read["items"]]) == (1, [answer["id"]])
    assert await room.counts() == (2, 2)
    told = [json.loads(data) for (data,) in await world.events("circles.post_published")][-2:]
    assert [each["answered"] for each in told] == [None, str(member.account_id)]
    assert [each["number"] for each in told] == [1, 2]


async def test_only_members_write_and_strangers_learn_of_no_private_circle(world, room, private_room):
    thread = await room.thread(room.owner)
    stranger = await world.person()

    assert (await room.thread(stranger, 403))["code"] == "forbidden"
    assert (await room.reply(stranger, thread, 403))["code"] == "forbidden"
    await room.thread(None, 401)
    hidden = await private_room.thread(private_room.owner)
    never = {"id": str(new_id())}
    await private_room.thread(stranger, 404)
    await private_room.reply(stranger, hidden, 404)
    for path in (
        f"/threads/{hidden['id']}",
        "/threads",
        f"/posts/{hidden['id']}",
        f"/posts/{hidden['id']}/versions",
    ):
        await private_room.get(stranger, path, 404)
    await room.reply(room.owner, never, 404)
    await room.get(room.owner, f"/threads/{never['id']}", 404)


async def test_a_post_is_not_found_under_another_circle(world, room, private_room):
    member = await private_room.member()
    await world.member(room.id, member)
    hidden = await private_room.thread(member)

    await room.get(member, f"/posts/{hidden['id']}", 404)
    await room.get(member, f"/threads/{hidden['id']}", 404)
    await room.reply(member, hidden, 404)
    await room.send(member, "DELETE", f"/posts/{hidden['id']}", status=404)
    await room.send(member, "PUT", f"/posts/{hidden['id']}/reactions/agree", status=404)


async def test_replies_go_five_deep_and_no_deeper(room):
    above = thread = await room.thread(room.owner)
    for depth in range(1, 6):
        above = await room.reply(room.owner, thread, parent_id=above["id"])
        assert above["depth"] == depth

    refused = await room.reply(room.owner, thread, 422, parent_id=above["id"])

    (error,) = refused["errors"]
    assert (error["pointer"], error["code"]) == ("/parent_id", "too_large")
    assert "5" in error["detail"]


async def test_answers_follow_what_they_answer_and_parts_lead_on(room):
    thread = await room.thread(room.owner)
    first, second = [await room.reply(room.owner, thread, text=word) for word in ("first", "second")]
    below = await room.reply(room.owner, thread, text="below first", parent_id=first["id"])
    last = await room.reply(room.owner, thread, text="below below", parent_id=below["id"])
    wanted = [first["id"], below["id"], last["id"], second["id"]]

    read, cursor = [], None
    while True:
        part = await room.get(
            None, f"/threads/{thread['id']}", limit=1, **({"cursor": cursor} if cursor else {})
        )
        read += [each["id"] for each in part["items"]]
        cursor = part["next_cursor"]
        if cursor is None:
            break

    assert read == wanted
    assert await room.row(thread, "replies") == 4
    assert await room.row(first, "replies") == 2
    other = await room.thread(room.owner)
    part = await room.get(None, f"/threads/{thread['id']}", limit=1)
    await room.get(None, f"/threads/{other['id']}", 400, cursor=part["next_cursor"])


async def test_a_reply_answers_a_post_of_its_thread_that_all_see(world, room):
    thread, other = await room.thread(room.owner), await room.thread(room.owner)
    held = await room.reply(room.owner, thread)
    await world.change("UPDATE circles.post SET hidden_at = now() WHERE id = $1", held["id"])

    for parent in (other["id"], held["id"], str(new_id())):
        refused = await room.reply(room.owner, thread, 422, parent_id=parent)
        assert refused["errors"][0]["pointer"] == "/parent_id"


async def test_a_locked_thread_takes_replies_of_moderators_only(room):
    member, moderator = await room.member(), await room.member("moderator")
    thread = await room.thread(member)
    await room.send(moderator, "PATCH", f"/threads/{thread['id']}", {"locked": True})

    assert (await room.reply(member, thread, 409))["code"] == "circle_thread_locked"
    await room.reply(moderator, thread)
    await room.send(moderator, "PATCH", f"/threads/{thread['id']}", {"locked": False})
    await room.reply(member, thread)


async def test_nothing_is_written_in_an_archived_circle(world, room):
    thread = await room.thread(room.owner)
    await world.change(
        "UPDATE circles.circle SET state = 'archived', archived_at = now() WHERE id = $1", room.id
    )
    post = f"/posts/{thread['id']}"

    assert (await room.thread(room.owner, 409))["code"] == "circle_archived"
    await room.reply(room.owner, thread, 409)
    await room.send(room.owner, "PATCH", post, {"version": 1, "text": "Other words."}, 409)
    await room.send(room.owner, "PUT", f"{post}/reactions/agree", status=409)
    await room.send(room.owner, "PATCH", f"/threads/{thread['id']}", {"pinned": True}, 409)
    assert (await room.get(None, post))["text"] == thread["text"]


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"text": " \n "}, "/text"),
        ({"text": ""}, "/text"),
        ({"text": "x" * 10_001}, "/text"),
        ({"title": "ab"}, "/title"),
        ({"title": "  a  "}, "/title"),
        ({"title": "x" * 201}, "/title"),
        ({"kind": "rant"}, "/kind"),
        ({"locale": "fr"}, "/locale"),
        ({"number": 7}, "/number"),
        ({"attachments": [str(new_id())]}, "/attachments/0"),
    ],
    ids=[
        "blank",
        "empty",
        "long",
        "short title",
        "blank title",
        "long title",
        "kind",
        "locale",
        "unknown",
        "file",
    ],
)
async def test_what_is_wrong_with_a_thread_is_said_where_it_stands(room, changes, pointer):
    refused = await room.thread(room.owner, 422, **changes)

    assert [each["pointer"] for each in refused["errors"]] == [pointer]
    assert await room.counts() == (0, 0)


async def test_posts_that_are_written_at_once_have_numbers_without_gaps(world, room):
    members = [await room.member() for _ in range(8)]
    thread = await room.thread(room.owner)

    await asyncio.gather(*(room.reply(each, thread, text=f"word {n}") for n in range(3) for each in members))

    rows = await world.rows("SELECT number FROM circles.post WHERE circle_id = $1 ORDER BY number", room.id)
    assert [number for (number,) in rows] == list(range(1, 26))
    assert await room.counts() == (25, 25)
    assert await room.row(thread, "replies") == 24
    newest = await world.value("SELECT max(published_at) FROM circles.post WHERE circle_id = $1", room.id)
    assert await room.row(thread, "active_at") == newest


async def test_the_feed_lists_threads_by_activity_and_the_readers_own_that_wait(world, room):
    member, other = await room.member(), await room.member()
    first, second = (
        await room.thread(member, title="First thread"),
        await room.thread(member, title="Second thread"),
    )
    await room.reply(other, first)
    waiting = await room.thread(
        other, title="Waiting", text="BUY NOW THE BEST OFFER OF THE YEAR FOR ALL OF YOU"
    )

    seen = [each["id"] for each in (await room.get(member, "/threads"))["items"]]
    own = [each["id"] for each in (await room.get(other, "/threads"))["items"]]

    assert seen == [first["id"], second["id"]]
    assert own == [waiting["id"], first["id"], second["id"]]
    one = await room.get(other, "/threads", limit=1)
    two = await room.get(other, "/threads", limit=2, cursor=one["next_cursor"])
    assert [each["id"] for each in one["items"] + two["items"]] == own
    assert two["next_cursor"] is None
    assert one["items"][0]["state"] == "in_review"


async def test_quotas_count_by_the_kind_of_member(world, room):
    member, agent = await room.member(), await room.member(agent=True)
    answers = [await _status(room, member) for _ in range(31)]
    assert answers == [201] * 30 + [429]
    answers = [await _status(room, agent) for _ in range(21)]
    assert answers == [201] * 20 + [429]


async def _status(room, author):
    async with room.world.site.browse(author) as client:
        body = {"title": "One of many", "text": "A few words."}
        return (await client.post(f"/api/v1/circles/{room.id}/threads", json=body)).status_code
