"""Posts pass review: what is flagged is seen by its author and moderators, until an admin decided."""

import json

import pytest
from commonweal_circles.talk import living

SHOUTED = "BUY NOW THE BEST OFFER OF THE YEAR FOR ALL OF YOU, AND ONE MORE FOR ALL WHO COME WITH YOU"
SPAM = "spam " * 60  # refused


async def told(world, name):
    return [json.loads(data) for (data,) in await world.events(f"circles.{name}")]


async def test_what_review_refuses_is_not_kept(world, room):
    refused = await room.thread(room.owner, 422, text=SPAM)

    assert refused["code"] == "content_rejected"
    assert await room.counts() == (0, 0)
    assert await world.value("SELECT count(*) FROM circles.post WHERE circle_id = $1", room.id) == 0


async def test_a_flagged_post_is_seen_by_its_author_and_moderators_until_it_is_approved(world, room):
    author, other, moderator = await room.member(), await room.member(), await room.member("moderator")
    thread = await room.thread(author)
    before = len(await told(world, "post_published"))

    waiting = await room.reply(author, thread, text=SHOUTED)

    assert waiting["state"] == "in_review"
    for reader, status in ((author, 200), (moderator, 200), (other, 404), (None, 404)):
        await room.get(reader, f"/posts/{waiting['id']}", status)
        found = (await room.get(reader, f"/threads/{thread['id']}"))["items"]
        assert bool(found) == (status == 200)
    assert (await room.counts(), await room.row(thread, "replies")) == ((2, 1), 0)
    assert len(await told(world, "post_published")) == before

    later = await room.reply(other, thread)
    await room.decide(waiting, "approved")

    assert await room.is_seen(waiting)
    published = (await told(world, "post_published"))[before:]
    assert [each["post_id"] for each in published] == [later["id"], waiting["id"]]
    # It is new to whoever has read on: it took the newest number, and its place at the end.
    assert [each["number"] for each in published] == [3, 4]
    assert (await room.counts(), await room.row(thread, "replies")) == ((4, 3), 2)
    items = (await room.get(other, f"/threads/{thread['id']}"))["items"]
    assert [each["id"] for each in items] == [later["id"], waiting["id"]]


async def test_a_post_that_review_rejects_later_is_withheld_and_its_answers_stay(world, room):
    author, other = await room.member(), await room.member()
    thread = await room.thread(author)
    post = await room.reply(author, thread)
    answer = await room.reply(other, thread, parent_id=post["id"])

    async with world.database.write() as work:
        await living.reviewed(work, post["id"], "rejected")

    (withheld,) = [each for each in await told(world, "post_withheld") if each["post_id"] == post["id"]]
    assert withheld["cause"] == "review"
    place, shown = (await room.get(other, f"/threads/{thread['id']}"))["items"]
    assert (place["id"], place["state"], place["text"], place["author"]) == (post["id"], "withheld", "", None)
    assert shown["id"] == answer["id"]
    assert (await room.counts(), await room.row(thread, "replies")) == ((3, 2), 1)


async def test_the_desk_shows_the_words_of_a_post_and_not_its_circle(world, private_room):
    post = await private_room.thread(private_room.owner, text=SHOUTED)
    review_id, summary = (
        await world.rows("SELECT id, summary FROM review.item WHERE item_id = $1", post["id"])
    )[0]
    admin = await world.principals.admin()

    async with world.site.browse(admin) as client:
        page = await client.get(f"/admin/review/{review_id}")
        assert (await client.get(f"/circles/posts/{post['id']}", follow_redirects=False)).status_code == 404
        assert (await client.get(f"/api/v1/circles/{private_room.id}/posts/{post['id']}")).status_code == 404

    assert page.status_code == 200
    assert SHOUTED in page.text
    assert str(private_room.id) not in page.text
    assert "Friends of the river" not in page.text
    assert summary == "…"


async def test_a_new_agents_posts_wait_for_a_human(world, room):
    agent = await room.member(agent=True)
    await world.change("UPDATE identity.agent SET verified_at = now() WHERE id = $1", agent.account_id)

    assert (await room.thread(agent))["state"] == "in_review"


async def test_a_first_post_that_waits_for_a_moderator_is_told_and_let_through_once(world, room):
    await world.change("UPDATE circles.circle SET first_post_approval = true WHERE id = $1", room.id)
    member = await room.member()

    held = await room.thread(member)

    assert held["state"] == "held"
    assert [each["post_id"] for each in await told(world, "post_held")][-1] == held["id"]
    for _ in range(2):
        async with world.database.write() as work:
            await living.publish(work, held["id"])
    assert [each["post_id"] for each in await told(world, "post_published")].count(held["id"]) == 1
    assert (
        await world.value(
            "SELECT posts FROM circles.member WHERE circle_id = $1 AND account_id = $2",
            room.id,
            member.account_id,
        )
        == 1
    )


@pytest.mark.parametrize("times", [1, 2])
async def test_hiding_and_showing_keep_the_counts_however_often_they_are_done(world, room, times):
    thread = await room.thread(room.owner)
    post = await room.reply(room.owner, thread)

    for _ in range(times):
        async with world.database.write() as work:
            await living.withhold(
                work, post["id"], cause="hidden", by=room.owner.account_id, reason="off topic"
            )
    assert (await room.counts(), await room.row(thread, "replies")) == ((2, 1), 0)
    assert await room.row(thread, "active_at") == await room.row(thread, "published_at")
    for _ in range(times):
        async with world.database.write() as work:
            await living.show(work, post["id"], by=room.owner.account_id)

    assert (await room.counts(), await room.row(thread, "replies")) == ((2, 2), 1)
    for name in ("post_withheld", "post_shown"):
        assert [each["post_id"] for each in await told(world, name)].count(post["id"]) == 1
    assert await room.row(post, "number") == 2
