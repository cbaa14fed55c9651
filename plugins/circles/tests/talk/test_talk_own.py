"""One's own posts in a circle: listed for their author alone, taken back by them whenever they see it."""

from .test_talk_pages import page, submit

LEAVE = "UPDATE circles.member SET state = 'left', left_at = now() WHERE circle_id = $1 AND account_id = $2"


async def test_authors_list_what_they_wrote_page_by_page_and_nobody_elses(room):
    author, other = await room.member(), await room.member()
    thread = await room.thread(other, title="Begun by another")
    await room.fill(author, 24)
    answer = await room.reply(author, thread, text="Mine <b>&</b> mine")

    first = await room.get(author, "/me/posts", limit=20)
    rest = await room.get(author, "/me/posts", limit=20, cursor=first["next_cursor"])
    listed = [*first["items"], *rest["items"]]
    assert (len(listed), len({each["id"] for each in listed}), rest["next_cursor"]) == (25, 25, None)
    assert (listed[0]["id"], listed[0]["title"], listed[0]["depth"]) == (answer["id"], "Begun by another", 1)
    assert all(each["untrusted"] for each in listed)
    assert len((await room.get(other, "/me/posts"))["items"]) == 1
    shown = await page(room, author, "/own")
    assert shown.count('name="post_id"') == 20
    assert "<b>" not in shown.split("Begun by another")[1].split("</li>")[0]
    assert await page(room, None, "/own", 303) == f"/sign-in?next=%2Fcircles%2F{room.id}%2Fown"


async def test_the_title_of_a_thread_that_is_not_shown_is_kept_back(world, room):
    author = await room.member()
    thread = await room.thread(room.owner, title="Begun by another")
    await room.reply(author, thread)
    await world.change("UPDATE circles.post SET hidden_at = now() WHERE id = $1", thread["id"])
    assert [each["title"] for each in (await room.get(author, "/me/posts"))["items"]] == [""]
    shown = await page(room, author, "/own")
    assert ("Begun by another" in shown, "A thread that is not shown" in shown) == (False, True)


async def test_words_are_taken_back_from_an_archived_circle_too(world, room):
    author, left = await room.member(), await room.member()
    posts = {each: await room.thread(each) for each in (author, left)}
    await world.change(LEAVE, room.id, left.account_id)
    await world.change(
        "UPDATE circles.circle SET state = 'archived', archived_at = now() WHERE id = $1", room.id
    )
    await submit(room, left, "/own", post_id=posts[left]["id"])
    await room.send(author, "DELETE", f"/posts/{posts[author]['id']}", status=204)
    assert (await room.get(None, "/threads"))["items"] == []


async def test_what_a_circle_is_about_leads_whoever_was_in_it_to_their_posts(world, room):
    left, stranger = await room.member(), await world.person()
    await world.change(LEAVE, room.id, left.account_id)
    shown = [f"/circles/{room.id}/own" in await page(room, each, "/about") for each in (left, stranger, None)]
    assert shown == [True, False, False]


async def test_the_menu_of_a_post_leads_its_author_there_after_they_left(world, room):
    author, left = await room.member(), await room.member()
    thread = await room.thread(room.owner)
    for each in (author, left):
        await room.reply(each, thread)
    await world.change(LEAVE, room.id, left.account_id)
    link = f'<li><a href="/circles/{room.id}/own">'
    shown = [(await page(room, each, f"/threads/{thread['id']}")).count(link) for each in (author, left)]
    assert shown == [0, 1]


async def test_whoever_does_not_see_a_circle_finds_no_page_of_own_posts(private_room):
    author = await private_room.member()
    await private_room.thread(author)
    await private_room.world.change(LEAVE, private_room.id, author.account_id)
    await page(private_room, author, "/own", 404)
    await private_room.get(author, "/me/posts", 404)
