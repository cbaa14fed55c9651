"""Files by posts over the API, on their pages, and in forms: who may, who sees them, and when they go."""

import asyncio
import io
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from commonweal import BlobMissing, Refusal, new_id
from commonweal_circles.words import uploading
from commonweal_circles.words.attaching import attach, attachments_of
from commonweal_circles.words.keeping import file_key, small_key, sweep, sweep_bytes
from commonweal_missions.evidence import lost
from PIL import Image

API = "/api/v1/circles"


def picture(size=(600, 400)):
    written = io.BytesIO()
    Image.new("RGB", size, "green").save(written, "PNG")
    return written.getvalue()


class Desk:
    """A private circle with two members, and files in it."""

    def __init__(self, world):
        self.world = world

    async def upload(self, who, content=None, name="river.png", status=201, circle_id=None, **more):
        content = picture() if content is None else content
        async with self.world.site.browse(who) as client:
            answer = await client.post(
                f"{API}/{circle_id or self.circle_id}/attachments", files={"file": (name, content)}, data=more
            )
        assert answer.status_code == status, answer.text
        return answer.json()

    async def fetch(self, who, file_id, *, status=200, page=True, headers=None, **query):
        path = f"/circles/{self.circle_id}/files/{file_id}"
        if not page:
            path = f"{API}/{self.circle_id}/attachments/{file_id}/content"
        async with self.world.site.browse(who) as client:
            answer = await client.get(path, params=query, headers=headers)
        assert answer.status_code == status, answer.text
        return answer

    async def post(self, author, *, number=1, **marks):
        """Put a post that everybody who may read the circle sees straight into the table."""
        post_id = new_id()
        row = {"review_status": "approved", **marks}
        await self.world.change(
            f"""INSERT INTO circles.post (id, circle_id, thread_id, depth, number, path, kind, author_id,
                author_kind, title, text, html, locale, {", ".join(row)})
            VALUES ($1, $2, $1, 0, $4, ARRAY[$4::bigint], 'discussion', $3, 'human', 'A', 'a', 'a', 'en',
                {", ".join(f"${place}" for place in range(5, 5 + len(row)))})""",
            *(post_id, self.circle_id, author.account_id, number, *row.values()),
        )
        return post_id

    async def attach(self, post_id, who, ids, most=6):
        async with self.world.database.write() as work:
            await attach(
                work,
                circle_id=self.circle_id,
                post_id=post_id,
                uploader_id=who.account_id,
                ids=[UUID(str(each)) for each in ids],
                most=most,
            )


@pytest.fixture
async def desk(world):
    made = Desk(world)
    made.owner, made.member, made.stranger = [await world.person() for _ in range(3)]
    made.circle_id = await world.circle(made.owner, visibility="private")
    await world.member(made.circle_id, made.member)
    return made


async def test_a_member_uploads_a_file_which_waits_for_its_post_and_is_only_theirs(desk):
    told = await desk.upload(desk.member, description="The river")

    assert (told["media_type"], told["width"], told["post_id"]) == ("image/png", 600, None)
    assert (told["description"], told["untrusted"]) == ("The river", True)
    answer = await desk.fetch(desk.member, told["id"])
    assert Image.open(io.BytesIO(answer.content)).size == (600, 400)
    for other in (desk.owner, desk.stranger, None):
        await desk.fetch(other, told["id"], status=404)
        await desk.fetch(other, told["id"], status=404, page=False)


async def test_files_of_a_post_go_by_the_predicate_of_the_post(world, desk):
    told = await desk.upload(desk.member)
    post_id = await desk.post(desk.member)
    await desk.attach(post_id, desk.member, [told["id"]])
    invited, left = await world.person(), await world.person()
    await world.member(desk.circle_id, invited, state="invited")
    await world.member(desk.circle_id, left, state="left")

    async def seen():
        found = []
        for name, who in [
            ("owner", desk.owner),
            ("author", desk.member),
            ("stranger", desk.stranger),
            ("invited", invited),
            ("left", left),
            ("guest", None),
        ]:
            async with world.site.browse(who) as client:
                answers = {
                    (await client.get(f"/circles/{desk.circle_id}/files/{told['id']}")).status_code,
                    (await client.get(f"{API}/{desk.circle_id}/attachments/{told['id']}")).status_code,
                    (
                        await client.get(
                            f"{API}/{desk.circle_id}/attachments/{told['id']}/content?size=small"
                        )
                    ).status_code,
                }
            assert len(answers) == 1
            found += [name] if answers == {200} else []
        return found

    assert await seen() == ["owner", "author"]
    await world.change("UPDATE circles.post SET hidden_at = now() WHERE id = $1", post_id)
    assert await seen() == ["owner", "author"]  # the owner moderates
    await world.change(
        "UPDATE circles.member SET role = 'member' WHERE account_id = $1", desk.owner.account_id
    )
    assert await seen() == ["author"]
    await world.change("UPDATE circles.post SET hidden_at = NULL WHERE id = $1", post_id)
    await world.change(
        "UPDATE circles.circle SET visibility = 'public', joining = 'open' WHERE id = $1", desk.circle_id
    )
    assert len(await seen()) == 6
    await world.change("UPDATE circles.post SET deleted_at = now() WHERE id = $1", post_id)
    assert await seen() == []


async def test_a_file_of_another_circle_is_not_found_under_this_one(world, desk):
    other = await world.circle(desk.member)
    told = await desk.upload(desk.member, circle_id=other)

    await desk.fetch(desk.member, told["id"], status=404)


async def test_pictures_are_shown_and_everything_else_is_only_downloaded(desk):
    shown = await desk.fetch(desk.member, (await desk.upload(desk.member, name="río.png"))["id"])
    small = await desk.fetch(
        desk.member, (await desk.upload(desk.member, picture((2_000, 500))))["id"], size="small"
    )
    paper = await desk.fetch(desk.member, (await desk.upload(desk.member, b"<3 water", "<a>.html"))["id"])

    assert shown.headers["content-disposition"] == "inline; filename*=UTF-8''r%C3%ADo.png"
    assert small.headers["content-type"] == "image/jpeg"
    assert Image.open(io.BytesIO(small.content)).size == (480, 120)
    assert paper.headers["content-disposition"] == "attachment; filename*=UTF-8''a.html.txt"
    assert paper.headers["content-type"] == "text/plain; charset=utf-8"
    for answer in (shown, small, paper):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'; sandbox")
        assert answer.headers["cache-control"] == "private, no-cache"


async def test_a_browser_that_has_a_file_is_asked_for_nothing_more_but_whether_it_still_may(world, desk):
    told = await desk.upload(desk.member)
    tag = (await desk.fetch(desk.member, told["id"])).headers["etag"]

    again = await desk.fetch(desk.member, told["id"], status=304, headers={"if-none-match": tag})
    assert again.content == b""
    await world.change(
        "UPDATE circles.member SET state = 'left', left_at = now() WHERE account_id = $1",
        desk.member.account_id,
    )
    await desk.fetch(desk.member, told["id"], status=404, headers={"if-none-match": tag})


async def test_who_is_no_member_uploads_nothing(world, desk):
    await desk.upload(desk.stranger, status=404)
    await desk.upload(None, status=403)
    await world.change(
        "UPDATE circles.circle SET visibility = 'public', joining = 'open' WHERE id = $1", desk.circle_id
    )
    await desk.upload(desk.stranger, status=403)
    await desk.upload(await world.agent(is_verified=False), status=403)


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (b"", "a.txt", 422, "validation_error"),
        (b"\x00\x01", "a.png", 415, "unsupported_media_type"),
        (b"x" * 10_000_001, "a.txt", 413, "file_too_large"),
        (picture()[:-30], "a.png", 415, "unsupported_media_type"),
    ],
    ids=["empty", "unknown", "large", "broken"],
)
async def test_a_file_that_is_refused_leaves_nothing_behind(world, desk, content, name, status, code):
    answer = await desk.upload(desk.member, content, name, status)

    assert answer["code"] == code
    assert await world.value("SELECT count(*) FROM circles.attachment") == 0
    assert [blob async for blob in world.site.blobs.list("circles")] == []


@pytest.mark.parametrize(
    "body",
    [
        {"content": b"{}", "headers": {"content-type": "application/json"}},
        {"content": b"x", "headers": {"content-type": "multipart/form-data"}},
        {"files": {"file": ("a.txt", b"a")}, "data": {"description": "x" * 501}},
        {"files": {"other": ("a.txt", b"a")}},
        {"data": {"file": "no file"}},
    ],
)
async def test_a_body_that_is_none_of_a_file_is_refused(world, desk, body):
    async with world.site.browse(desk.member) as client:
        answer = await client.post(f"{API}/{desk.circle_id}/attachments", **body)

    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


async def test_only_so_many_files_of_one_member_wait(world, desk):
    for number in range(20):
        await desk.upload(desk.member, f"file {number}".encode(), "a.txt")
    refused = await desk.upload(desk.member, b"one more", "a.txt", 422)

    assert refused["errors"][0]["pointer"] == "/file"
    await desk.upload(desk.owner, b"mine", "a.txt")


async def test_uploads_at_once_do_not_get_past_the_limit(world, desk):
    for number in range(18):
        await desk.upload(desk.member, f"file {number}".encode(), "a.txt")

    async def one():
        async with world.site.browse(desk.member) as client:
            answer = await client.post(
                f"{API}/{desk.circle_id}/attachments", files={"file": ("a.txt", b"at once")}
            )
            return answer.status_code

    found = await asyncio.gather(*[one() for _ in range(6)])

    assert sorted(found) == [201, 201, 422, 422, 422, 422]
    assert len([blob async for blob in world.site.blobs.list("circles")]) == 20, "none of a refused one"


async def test_a_member_describes_their_own_file_and_takes_it_back_before_it_is_sent(world, desk):
    told = await desk.upload(desk.member)
    path = f"/{desk.circle_id}/attachments/{told['id']}"

    changed = await world.send(desk.member, "PATCH", path, {"description": "A heron"})
    assert changed["description"] == "A heron"
    await world.send(desk.owner, "PATCH", path, {"description": "mine"}, 404)
    await world.send(desk.owner, "DELETE", path, status=404)
    await world.send(desk.member, "DELETE", path, status=204)
    await world.get(desk.member, path, 404)
    await world.site.settle()
    with pytest.raises(BlobMissing):
        await world.site.blobs.get(file_key(told["id"]))


async def test_review_looks_at_what_files_say(world, desk):
    offer = "spam " * 60
    thread = f"/{desk.circle_id}/threads", {"title": "The river", "text": "Look at this."}
    bad = await desk.upload(desk.member, description=offer)
    refused = await world.send(desk.member, "POST", thread[0], {**thread[1], "attachments": [bad["id"]]}, 422)
    named = await desk.upload(desk.member, b"Herons", f"{offer[:180]}.txt")
    again = await world.send(desk.member, "POST", thread[0], {**thread[1], "attachments": [named["id"]]}, 422)
    assert (refused["code"], again["code"]) == ("content_rejected", "content_rejected")

    good = await desk.upload(desk.member, description="Herons", name="DSC_0042 RIVER.PNG")
    sent = await world.send(desk.member, "POST", thread[0], {**thread[1], "attachments": [good["id"]]}, 201)
    assert sent["state"] == "published"
    file = f"/{desk.circle_id}/attachments/{good['id']}"
    assert (await world.send(desk.member, "PATCH", file, {"description": offer}, 422))["code"] == refused[
        "code"
    ]
    assert (await world.send(desk.member, "PATCH", file, {"description": "Two herons"}))["post_id"] == sent[
        "id"
    ]
    edit = {"version": 1, "text": "Look again.", "attachments": [good["id"], bad["id"]]}
    path = f"/{desk.circle_id}/posts/{sent['id']}"
    assert (await world.send(desk.member, "PATCH", path, edit, 422))["code"] == refused["code"]


async def test_a_post_takes_its_members_own_files_only_and_only_so_many(world, desk):
    mine = [(await desk.upload(desk.member, b"a", "a.txt"))["id"] for _ in range(3)]
    others = (await desk.upload(desk.owner, b"b", "b.txt"))["id"]
    post_id = await desk.post(desk.member)

    for ids, most, pointer in [
        ([others], 6, "/attachments/0"),
        ([mine[0], new_id()], 6, "/attachments/1"),
        (mine, 2, "/attachments"),
    ]:
        with pytest.raises(Refusal) as refused:
            await desk.attach(post_id, desk.member, ids, most)
        assert refused.value.fields[0].pointer == pointer
    await desk.attach(post_id, desk.member, [mine[0], mine[0], mine[1]], 2)
    async with world.database.read() as work:
        found = await attachments_of(work, [post_id, new_id()])
    assert {str(file.id) for file in found[post_id]} == set(mine[:2])


async def test_a_file_that_is_not_named_again_leaves_its_post(world, desk):
    one, other = [(await desk.upload(desk.member, b"a", "a.txt"))["id"] for _ in range(2)]
    post_id = await desk.post(desk.member)
    await desk.attach(post_id, desk.member, [one, other])
    await desk.attach(post_id, desk.member, [other])

    await desk.fetch(desk.owner, other)
    await desk.fetch(desk.owner, one, status=404)


async def test_what_was_never_sent_and_what_stood_by_deleted_posts_goes_with_its_bytes(world, desk):
    sent, waits, old, gone = [(await desk.upload(desk.member))["id"] for _ in range(4)]
    await desk.attach(await desk.post(desk.member), desk.member, [sent])
    await desk.attach(
        await desk.post(desk.member, number=2, deleted_at=datetime.now(UTC)), desk.member, [gone]
    )
    await world.change(
        "UPDATE circles.attachment SET uploaded_at = now() - interval '2 days' WHERE id = ANY ($1)",
        [old, sent],
    )

    assert await sweep(world.database, datetime.now(UTC)) == 2
    await world.site.settle()

    left = {str(row[0]) for row in await world.rows("SELECT id FROM circles.attachment")}
    assert left == {sent, waits}
    kept = {blob.key async for blob in world.site.blobs.list("circles")}
    assert kept == {key(each) for each in left for key in (file_key, small_key)}
    assert await sweep(world.database, datetime.now(UTC) + timedelta(hours=25)) == 1


@pytest.mark.parametrize("headers", [{}, {"idempotency-key": "key-1"}], ids=["each time", "once"])
async def test_the_bytes_of_an_upload_that_a_crash_left_without_a_row_go(world, desk, monkeypatch, headers):
    """With a key the transaction is that of the whole request, and nothing of it is left."""
    kept, gone = [(await desk.upload(desk.member))["id"] for _ in range(2)]
    id_ = new_id()
    foreign = {f"circles/pictures/{id_}", f"circles/files/{id_}.png", f"missions/evidence/original/{id_}.png"}
    for key in foreign:
        await world.site.blobs.put(key, b"foreign")

    async def crash(*_):
        raise RuntimeError("the process ends here")

    with monkeypatch.context() as broken:
        broken.setattr(uploading, "_keep", crash)
        async with world.site.browse(desk.member) as client:
            path = f"{API}/{desk.circle_id}/attachments"
            answer = await client.post(path, files={"file": ("river.png", picture())}, headers=headers)
    await world.change("DELETE FROM circles.attachment WHERE id = $1", gone)
    monkeypatch.setattr(lost, "_BATCH", 2)

    assert answer.status_code == 500
    stored = datetime.now(UTC)
    assert await sweep_bytes(world.database, world.site.blobs, stored + timedelta(hours=23)) == 0
    assert await sweep_bytes(world.database, world.site.blobs, stored + timedelta(hours=25)) == 4
    left = {blob.key async for blob in world.site.blobs.list()}
    assert left == {file_key(kept), small_key(kept), *foreign}


async def test_a_file_that_has_a_row_is_not_forgotten(world, desk):
    kept = (await desk.upload(desk.member))["id"]

    await world.site.run_task("circles.forget_file", file_id=kept)

    await desk.fetch(desk.member, kept)


async def test_the_daily_look_for_lost_bytes_leaves_young_ones(world, desk):
    await world.site.blobs.put(file_key(new_id()), b"an upload under way")

    await world.site.run_task("circles.sweep_bytes")

    assert len([blob async for blob in world.site.blobs.list("circles")]) == 1
