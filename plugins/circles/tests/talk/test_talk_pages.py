"""The pages of talk: what readers see, and forms that work without JavaScript."""

import asyncio
import re

import pytest

SHOUTED = "BUY NOW THE BEST OFFER OF THE YEAR FOR ALL OF YOU, AND ONE MORE FOR ALL WHO COME WITH YOU"


async def page(room, who, path="", status=200, **headers):
    async with room.world.site.browse(who, **headers) as client:
        answer = await client.get(f"/circles/{room.id}{path}", follow_redirects=False)
        assert answer.status_code == status, answer.text
        return answer.text if status != 303 else answer.headers["location"]


async def submit(room, who, path, status=303, *, files=None, **entries):
    async with room.world.site.browse(who) as client:
        answer = await client.post(
            f"/circles/{room.id}{path}", data=entries, files=files, follow_redirects=False
        )
        assert answer.status_code == status, answer.text
        return answer


async def newest(room):
    (row,) = await room.world.rows(
        "SELECT id::text, thread_id::text FROM circles.post WHERE circle_id = $1"
        " ORDER BY created_at DESC LIMIT 1",
        room.id,
    )
    return {"id": row[0], "thread_id": row[1]}


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Begin a thread"), ("es", "Empezar un hilo"), ("zh-Hans", "发起话题")]
)
async def test_the_feed_is_there_in_each_language(room, language, word):
    thread = await room.thread(room.owner, text="Come & <b>look</b>")
    shown = await page(room, room.owner, f"?lang={language}")
    assert word in shown
    assert f"/circles/{room.id}/threads/{thread['id']}" in shown
    assert "Come &amp; " in shown
    assert "<b>look</b>" not in shown
    assert word not in await page(room, None, f"?lang={language}")


async def test_whoever_sees_only_the_face_is_led_to_what_the_circle_is_about(world, private_room):
    invited, stranger = await world.person(), await world.person()
    await world.member(private_room.id, invited, state="invited")
    assert await page(private_room, invited, status=303) == f"/circles/{private_room.id}/about"
    await page(private_room, stranger, status=404)
    thread = await private_room.thread(private_room.owner)
    for reader in (invited, stranger, None):
        await page(private_room, reader, f"/threads/{thread['id']}", 404)
        async with world.site.browse(reader) as client:
            answer = await client.get(f"/circles/posts/{thread['id']}", follow_redirects=False)
            assert answer.status_code == 404


async def test_a_thread_is_begun_answered_edited_and_deleted_by_forms_alone(world, room):
    member = await room.member(name="Adalina")
    began = await submit(room, member, "/new", title="Herons", text="Who **counts**?", kind="update")
    thread = await newest(room)
    assert began.headers["location"] == f"/circles/posts/{thread['id']}"
    address = f"/threads/{thread['id']}"
    await submit(room, room.owner, address, text="I do.")
    first = await newest(room)
    await submit(
        room,
        member,
        address,
        parent_id=first["id"],
        **{f"answer-{first['id']}": "And I.", "text": "not this"},
    )
    below = await newest(room)

    shown = await page(room, member, address)
    assert "<strong>counts</strong>" in shown
    assert shown.index("I do.") < shown.index("And I.")
    assert "not this" not in shown
    edit = f"/posts/{below['id']}/edit"
    assert "And I." in await page(room, member, edit)
    await page(room, room.owner, edit, 403)
    await submit(room, member, edit, version="1", text="And we.")
    assert "And I." in await page(room, None, f"/posts/{below['id']}/versions")
    gone = await submit(room, member, f"/posts/{below['id']}/delete")
    assert gone.headers["location"] == f"/circles/{room.id}{address}"
    assert "And we." not in await page(room, member, address)
    gone = await submit(room, member, f"/posts/{thread['id']}/delete")
    assert gone.headers["location"] == f"/circles/{room.id}{address}"


@pytest.mark.parametrize(
    ("path", "entries", "word"),
    [
        ("/new", {"title": "ab", "text": "Some words"}, "Some words"),
        ("/new", {"title": "Herons", "text": ""}, "Herons"),
        ("/new", {"title": "Herons", "text": "spam " * 60}, "content rules"),
        ("/new", {"title": "Herons", "text": "x" * 10_001}, "Herons"),
    ],
    ids=["title", "no text", "rejected", "too long"],
)
async def test_what_was_written_comes_back_with_what_is_wrong(room, path, entries, word):
    answer = await submit(room, room.owner, path, 422, kind="discussion", **entries)
    assert "form-errors" in answer.text
    assert word in answer.text
    assert "data-draft-keep" in answer.text


async def test_a_reply_that_is_refused_comes_back_where_it_was_written(room):
    thread = await room.thread(room.owner)
    post = await room.reply(room.owner, thread)
    name = f"answer-{post['id']}"
    answer = await submit(
        room, room.owner, f"/threads/{thread['id']}", 422, parent_id=post["id"], **{name: "spam " * 60}
    )
    assert f'name="{name}"' in answer.text
    assert "spam spam" in answer.text
    empty = await submit(room, room.owner, f"/threads/{thread['id']}", 422, parent_id=post["id"])
    assert f'id="error-{name}"' in empty.text


async def test_a_reply_to_a_reply_is_sent_with_files(room):
    thread = await room.thread(room.owner)
    post, other = await room.reply(room.owner, thread), await room.reply(room.owner, thread)
    address, name = f"/threads/{thread['id']}", f"answer-{post['id']}"
    assert (await page(room, room.owner, address)).count('name="files"') == 1  # of the thread's own form

    given = {"parent_id": post["id"], name: "Look at this."}
    asked = (await submit(room, room.owner, f"{address}/files", 200, **given)).text

    opened, others = re.search(rf'<textarea[^>]*name="{name}".*?</form>', asked, re.DOTALL).group(), asked
    assert "Look at this." in opened
    assert 'type="file"' in opened
    assert others.count('id="field-files"') == 1
    assert f'name="answer-{other["id"]}"' in others
    (written,) = await room.world.rows("SELECT count(*) FROM circles.post WHERE depth = 2")
    assert written == (0,)
    wrong = {"files": ("weir.exe", b"\x00\x01\x02", "application/octet-stream")}
    refused = (await submit(room, room.owner, address, 422, files=wrong, **given)).text
    assert 'id="error-files"' in re.search(rf'name="{name}".*?</form>', refused, re.DOTALL).group()
    files = {"files": ("weir.txt", b"Ten herons", "text/plain")}
    await submit(room, room.owner, address, files=files, files_description="Counted", **given)
    below = await newest(room)
    kept = """SELECT a.name, a.description, p.parent_id::text
        FROM circles.attachment AS a JOIN circles.post AS p ON p.id = a.post_id WHERE p.id = $1::text::uuid"""
    assert await room.world.rows(kept, below["id"]) == [("weir.txt", "Counted", post["id"])]


async def test_a_form_that_is_shown_again_with_fields_for_files_has_another_key(room):
    thread = await room.thread(room.owner)
    post = await room.reply(room.owner, thread)
    address, name = f"/threads/{thread['id']}", f"answer-{post['id']}"

    def key(shown):
        form = next(each for each in shown.split("<form ") if f'name="{name}"' in each)
        return re.search(r'name="once" value="([^"]+)"', form)[1]

    shown = await page(room, room.owner, address)
    given = {"parent_id": post["id"], name: "Look at this."}
    asked = (await submit(room, room.owner, f"{address}/files", 200, once=key(shown), **given)).text
    files = {"files": ("weir.txt", b"Ten herons", "text/plain")}
    refused = (await submit(room, room.owner, address, 422, once=key(asked), **{**given, name: ""})).text
    await submit(room, room.owner, address, files=files, once=key(refused), **given)
    await submit(room, room.owner, address, once=key(shown), **given)  # whoever went back in the browser

    assert len({key(each) for each in (shown, asked, refused)}) == 3
    assert await room.world.rows("SELECT count(*) FROM circles.post WHERE depth = 2") == [(2,)]


async def test_files_for_the_thread_are_asked_for_beside_an_open_answer(room):
    thread = await room.thread(room.owner)
    post = await room.reply(room.owner, thread)
    address = f"/threads/{thread['id']}"
    asked = (await submit(room, room.owner, f"{address}/files", 200, text="To all.")).text
    reply = asked[asked.index('id="reply"') :]
    assert "To all." in reply
    assert 'type="file"' in reply
    assert 'id="reply" open' in asked
    assert 'id="reply" open' in await page(room, room.owner, f"{address}/files")
    other = (await submit(room, room.owner, f"{address}/files", 200, parent_id=post["id"])).text
    assert 'type="file"' not in other[other.index('id="reply"') :]
    assert "#reply" in other[other.index('id="reply"') :]


async def test_a_picture_stands_by_the_post_it_was_sent_with(room):
    import io

    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "PNG")
    files = {"files": ("weir.png", picture.getvalue(), "image/png")}
    await submit(room, room.owner, "/new", title="The weir", text="Look.", kind="evidence", files=files)

    thread = await newest(room)
    read = await room.get(None, f"/posts/{thread['id']}")
    (file,) = read["attachments"]
    assert file["url"] in await page(room, None, f"/threads/{thread['id']}")
    await submit(
        room, room.owner, f"/posts/{thread['id']}/edit", version="1", title="The weir", text="Look here."
    )
    assert (await room.get(None, f"/posts/{thread['id']}"))["attachments"] == []


@pytest.mark.parametrize("at_once", [False, True], ids=["one after the other", "at once"])
@pytest.mark.parametrize("form", ["thread", "reply", "edit"])
async def test_a_form_with_files_that_is_sent_twice_happens_once(room, form, at_once):
    thread = await room.thread(room.owner)
    shown, path, entries = {
        "thread": ("/new", "/new", {"title": "Herons", "kind": "update"}),
        "reply": (f"/threads/{thread['id']}", f"/threads/{thread['id']}", {}),
        "edit": (f"/posts/{thread['id']}/edit", f"/posts/{thread['id']}/edit", {"version": "1"}),
    }[form]
    written = await page(room, room.owner, shown)
    once = re.search(r'enctype="multipart.*?name="once" value="([^"]+)"', written, re.DOTALL)[1]
    files = {"files": ("weir.txt", b"Ten herons" * 120_000, "text/plain")}

    async def send():
        async with room.world.site.browse(room.owner) as client:
            given = {**entries, "text": "Ten of them.", "once": once}
            address = f"/circles/{room.id}{path}"
            return await client.post(address, data=given, files=files, follow_redirects=False)

    answers = await asyncio.gather(send(), send()) if at_once else [await send(), await send()]

    assert sorted({answer.status_code for answer in answers}) in ([303], [303, 409])
    told = {
        (answer.headers["location"], answer.text) for answer in [*answers, await send()] if answer.is_redirect
    }
    assert len(told) == 1
    counts = "SELECT count(*) FROM circles.attachment", "SELECT count(*) FROM circles.post"
    found = [(await room.world.rows(f"{count} WHERE circle_id = $1", room.id))[0][0] for count in counts]
    assert found == [1, 1 if form == "edit" else 2]
    if form == "edit":
        assert (await room.get(room.owner, f"/posts/{thread['id']}"))["version"] == 2


async def test_reactions_are_given_and_taken_back_by_buttons(room):
    thread = await room.thread(room.owner)
    address = f"/posts/{thread['id']}/react"
    await submit(room, room.owner, address, reaction="thanks")
    assert (await room.get(None, f"/posts/{thread['id']}"))["reactions"] == {"thanks": 1}
    assert "Take it back" in await page(room, room.owner, f"/threads/{thread['id']}?lang=en")
    await submit(room, room.owner, address, taken="thanks")
    assert (await room.get(None, f"/posts/{thread['id']}"))["reactions"] == {}


async def test_moderators_pin_and_lock_by_buttons(room):
    member = await room.member()
    thread = await room.thread(member)
    await submit(room, member, f"/threads/{thread['id']}/marks", 403, pinned="1")
    await submit(room, room.owner, f"/threads/{thread['id']}/marks", pinned="1")
    await submit(room, room.owner, f"/threads/{thread['id']}/marks", locked="1")
    shown = await page(room, member, f"/threads/{thread['id']}?lang=en")
    assert "This thread is locked" in shown
    assert 'name="text"' not in shown
    refused = await submit(room, member, f"/threads/{thread['id']}", 422, text="Nevertheless.")
    assert "locked" in refused.text


async def test_one_more_pin_than_there_is_room_for_is_told(room):
    for number in range(3):
        thread = await room.thread(room.owner, title=f"Thread {number}")
        await submit(room, room.owner, f"/threads/{thread['id']}/marks", pinned="1")
    thread = await room.thread(room.owner)
    refused = await submit(room, room.owner, f"/threads/{thread['id']}/marks", 422, pinned="1")
    assert "form-errors" in refused.text


async def test_a_post_that_waits_is_marked_for_its_author_and_moderators(room):
    member, other, moderator = await room.member(), await room.member(), await room.member("moderator")
    thread = await room.thread(member)
    waiting = await room.reply(member, thread, text=SHOUTED)
    for reader, seen in ((member, True), (moderator, True), (other, False), (None, False)):
        shown = await page(room, reader, f"/threads/{thread['id']}?lang=en")
        assert ("Waits for review" in shown, waiting["id"] in shown) == (seen, seen)


async def test_unread_posts_are_marked_until_all_is_read(room):
    author, reader = await room.member(), await room.member()
    thread = await room.thread(author)
    assert "is-unread" in await page(room, reader)
    assert "data-read" in await page(room, reader, f"/threads/{thread['id']}")
    back = await submit(room, reader, "/read", number="1", thread_id=thread["id"])
    assert back.headers["location"] == f"/circles/{room.id}/threads/{thread['id']}"
    assert "is-unread" not in await page(room, reader)
    assert "data-read" not in await page(room, reader, f"/threads/{thread['id']}")
    assert "is-unread" not in await page(room, None)


async def test_a_permanent_link_leads_to_the_part_of_a_long_thread_that_shows_the_post(world, room):
    thread = await room.thread(room.owner)
    await room.fill(room.owner, 130, thread)
    posts = [
        str(each)
        for (each,) in await world.rows(
            "SELECT id FROM circles.post WHERE parent_id = $1 ORDER BY path", thread["id"]
        )
    ]
    async with world.site.browse(room.owner) as client:
        for number in (0, 10, 60, 129):
            answer = await client.get(f"/circles/posts/{posts[number]}", follow_redirects=False)
            assert answer.status_code == 303
            assert answer.headers["location"].endswith(f"#post-{posts[number]}")
            shown = (await client.get(answer.headers["location"])).text
            assert f'id="post-{posts[number]}"' in shown
            assert shown.count('<li class="talk-post') <= 50
        first = await client.get(f"/circles/{room.id}/threads/{thread['id']}")
    assert 'rel="next"' in first.text


async def test_deleted_and_hidden_posts_keep_a_place_while_answers_to_them_are_seen(world, room):
    member = await room.member()
    thread = await room.thread(member)
    posts = [await room.reply(member, thread, text=f"Word {n}.") for n in range(3)]
    for post in posts[:2]:
        await room.reply(room.owner, thread, parent_id=post["id"])
    await room.send(member, "DELETE", f"/posts/{posts[0]['id']}", status=204)
    await world.change(
        "UPDATE circles.post SET hidden_at = now() WHERE id = ANY ($1)", [p["id"] for p in posts[1:]]
    )
    shown = await page(room, None, f"/threads/{thread['id']}?lang=en")
    assert ("Deleted by its author" in shown, "This post is not shown" in shown) == (True, True)
    assert [f"Word {n}." in shown for n in range(3)] == [False] * 3
    assert f'id="post-{posts[2]["id"]}"' not in shown


async def test_a_reply_that_is_sent_twice_is_written_once(world, room):
    thread = await room.thread(room.owner)
    posts = [await room.reply(room.owner, thread) for _ in range(2)]
    shown = await page(room, room.owner, f"/threads/{thread['id']}")
    forms = re.findall(
        r'name="(\w+)" value="([\w-]+)"><input type="hidden" name="parent_id" value="([\w-]+)"', shown
    )
    assert [parent for _, _, parent in forms] == [each["id"] for each in posts]
    assert len({value for _, value, _ in forms}) == 2

    for name, value, parent in (*forms, *forms):
        entries = {name: value, "parent_id": parent, f"answer-{parent}": "Written once."}
        await submit(room, room.owner, f"/threads/{thread['id']}", **entries)

    assert await room.row(thread, "replies") == 4
