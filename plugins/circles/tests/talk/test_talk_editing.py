"""Authors write posts anew and take them back; what stood there before can be read until then."""

import json

SHOUTED = "BUY NOW THE BEST OFFER OF THE YEAR FOR ALL OF YOU, AND ONE MORE FOR ALL WHO COME WITH YOU"
LEAVE = "UPDATE circles.member SET state = 'left', left_at = now() WHERE circle_id = $1 AND account_id = $2"


async def told(world, name, post):
    events = [json.loads(data) for (data,) in await world.events(f"circles.{name}")]
    return [each for each in events if each["post_id"] == post["id"]]


async def edit(room, author, post, status=200, **changes):
    body = {"version": post["version"], "text": "Other words.", **changes}
    return await room.send(author, "PATCH", f"/posts/{post['id']}", body, status)


async def test_an_edit_keeps_what_was_there_and_whoever_reads_the_post_reads_that(world, room):
    author = await room.member()
    thread = await room.thread(author)

    changed = await edit(room, author, thread, title="Where the river ends")

    assert (changed["version"], changed["title"], changed["state"]) == (
        2,
        "Where the river ends",
        "published",
    )
    assert changed["edited_at"]
    versions = (await room.get(None, f"/posts/{thread['id']}/versions"))["items"]
    assert [(each["version"], each["text"]) for each in versions] == [
        (2, "Other words."),
        (1, thread["text"]),
    ]
    assert versions[1]["written_at"] == thread["created_at"]
    assert all(each["untrusted"] for each in versions)
    (event,) = await told(world, "post_edited", thread)
    assert (event["version"], event["mentioned"]) == (2, [])


async def test_an_edit_of_an_older_version_is_told_so_and_changes_nothing(room):
    author = await room.member()
    thread = await room.thread(author)
    await edit(room, author, thread)

    refused = await edit(room, author, thread, 409, text="Words that come too late.")

    assert refused["code"] == "version_mismatch"
    assert (await room.get(author, f"/posts/{thread['id']}"))["text"] == "Other words."


async def test_the_same_words_are_no_new_version(room):
    thread = await room.thread(room.owner)
    same = await edit(room, room.owner, thread, text=thread["text"], title=thread["title"])
    assert (same["version"], same["edited_at"]) == (1, None)


async def test_nobody_edits_or_deletes_what_another_wrote(world, room):
    thread = await room.thread(await room.member())
    moderator = await room.member("moderator")

    await edit(room, moderator, thread, 403)
    await room.send(moderator, "DELETE", f"/posts/{thread['id']}", status=403)
    await edit(room, await world.person(), thread, 403)
    assert await room.is_seen(thread)


async def test_only_a_thread_has_a_title(room):
    reply = await room.reply(room.owner, await room.thread(room.owner))
    refused = await edit(room, room.owner, reply, 422, title="A title for a reply")
    assert refused["errors"][0]["pointer"] == "/title"


async def test_flagged_words_take_the_post_out_of_sight_until_they_are_approved(world, room):
    author, reader = await room.member(), await room.member()
    thread = await room.thread(author)

    changed = await edit(room, author, thread, text=SHOUTED)

    assert changed["state"] == "in_review"
    await room.get(reader, f"/posts/{thread['id']}", 404)
    await room.get(reader, f"/posts/{thread['id']}/versions", 404)
    (withheld,) = await told(world, "post_withheld", thread)
    assert (withheld["cause"], await told(world, "post_edited", thread)) == ("edited", [])
    assert await room.counts() == (1, 0)

    await room.decide(thread, "approved")

    assert (await room.get(reader, f"/posts/{thread['id']}"))["text"] == SHOUTED
    assert len(await told(world, "post_shown", thread)) == 1
    assert await room.counts() == (1, 1)


async def test_a_rejected_post_that_is_written_anew_waits_for_a_human_again(world, room):
    author = await room.member()
    thread = await room.thread(author, text=SHOUTED)
    await room.decide(thread, "rejected")
    assert (await room.get(author, f"/posts/{thread['id']}"))["state"] == "rejected"

    changed = await edit(room, author, thread)

    assert changed["state"] == "in_review"
    await room.decide(thread, "approved")
    assert await room.is_seen(thread)


async def test_members_are_told_once_that_a_post_names_them(world, room):
    author = await room.member()
    ada, bea = await room.member(name="Adalina"), await room.member(name="Beatrix")
    thread = await room.thread(author, text="Hello @Adalina, shall we?")
    (published,) = await told(world, "post_published", thread)
    assert published["mentioned"] == [str(ada.account_id)]

    one = await edit(room, author, thread, text="Hello @Adalina and @Beatrix, shall we?")
    two = await edit(room, author, one, text="Hello all, shall we?")
    await edit(room, author, two, text="Hello @Adalina, shall we go?")

    mentioned = [each["mentioned"] for each in await told(world, "post_edited", thread)]
    assert mentioned == [[str(bea.account_id)], [], []]


async def test_a_post_that_is_written_anew_names_no_more_members_than_one_may(world, room):
    for number in range(11):
        await room.member(name=f"Heron{number}")
    names = [f"@Heron{number}" for number in range(11)]
    thread = await room.thread(room.owner, text=" ".join(names[:10]))
    anew = await edit(room, room.owner, thread, text=" ".join(names[:9]))
    refused = await edit(room, room.owner, anew, 422, text=f"{names[0]} {names[10]}")
    assert "before" in refused["errors"][0]["detail"]
    await edit(room, room.owner, anew, text=names[9])


async def test_whom_a_post_names_is_told_when_it_is_published_and_not_before(world, room):
    author, ada = await room.member(), await room.member(name="Adalina")
    waiting = await room.thread(author, text=f"@Adalina {SHOUTED}")
    assert await told(world, "post_published", waiting) == []

    await room.decide(waiting, "approved")

    (published,) = await told(world, "post_published", waiting)
    assert published["mentioned"] == [str(ada.account_id)]


async def test_who_has_left_meanwhile_is_not_told(world, room):
    author, ada = await room.member(), await room.member(name="Adalina")
    waiting = await room.thread(author, text=f"@Adalina {SHOUTED}")
    await world.change(LEAVE, room.id, ada.account_id)

    await room.decide(waiting, "approved")

    (published,) = await told(world, "post_published", waiting)
    assert published["mentioned"] == []


async def test_a_deleted_post_keeps_its_place_and_nothing_else(world, room):
    author, other = await room.member(), await room.member(name="Adalina")
    thread = await room.thread(author)
    post = await edit(room, author, await room.reply(author, thread), text="Look, @Adalina.")
    answer = await room.reply(other, thread, parent_id=post["id"])

    for _ in range(2):
        await room.send(author, "DELETE", f"/posts/{post['id']}", status=204)

    assert await room.row(post, "title, text, html, linked") == ("", "", "", "[]")
    for table in ("post_version", "mention"):
        assert not await world.value(f"SELECT count(*) FROM circles.{table} WHERE post_id = $1", post["id"])
    place, shown = (await room.get(author, f"/threads/{thread['id']}"))["items"]
    assert (place["state"], place["author"], shown["id"]) == ("deleted", None, answer["id"])
    (withheld,) = await told(world, "post_withheld", post)
    assert withheld["cause"] == "deleted"
    await room.get(other, f"/posts/{post['id']}/versions", 404)
    await edit(room, author, post, 404)
    await room.reply(other, thread, 422, parent_id=post["id"])


async def test_a_thread_goes_on_without_its_beginning_and_is_gone_once_nothing_is_left(room):
    author = await room.member()
    thread = await room.thread(author)
    reply = await room.reply(author, thread)
    await room.send(author, "DELETE", f"/posts/{thread['id']}", status=204)

    assert (await room.get(author, "/threads"))["items"] == []
    read = await room.get(None, f"/threads/{thread['id']}")
    assert (read["thread"]["state"], read["thread"]["title"], len(read["items"])) == ("deleted", "", 1)
    below = await room.reply(author, thread, parent_id=reply["id"])
    for post in (below, reply):
        await room.send(author, "DELETE", f"/posts/{post['id']}", status=204)

    await room.get(None, f"/threads/{thread['id']}", 404)
    assert (await room.counts())[1] == 0


async def test_who_left_takes_back_what_they_wrote_where_they_still_see_it(world, room, private_room):
    for place, status in ((room, 204), (private_room, 404)):
        author = await place.member()
        thread = await place.thread(author)
        await world.change(LEAVE, place.id, author.account_id)
        await edit(place, author, thread, 403 if status == 204 else 404)
        await place.send(author, "DELETE", f"/posts/{thread['id']}", status=status)
        assert await place.is_seen(thread) == (status == 404)
