"""What the tests of talk share: a circle with its people, and posts in it."""

import pytest

_FILL = """
WITH made AS (
    SELECT n, gen_random_uuid() AS id FROM generate_series(1, $3::int) AS n
), first AS (SELECT newest_post AS above FROM circles.circle WHERE id = $1)
INSERT INTO circles.post (id, circle_id, thread_id, depth, number, path, kind, author_id, author_kind, title,
    text, html, locale, review_status, published_at, parent_id)
SELECT made.id, $1, coalesce($4, made.id), CASE WHEN $4::uuid IS NULL THEN 0 ELSE 1 END, above + n,
    CASE WHEN $4::uuid IS NULL THEN ARRAY[above + n]
        ELSE (SELECT path FROM circles.post WHERE id = $4) || (above + n) END,
    'discussion', $2, 'human', 'Thread ' || n, 'Text ' || n, '<p>Text ' || n || '</p>', 'en', 'approved',
    now(), $4
FROM made, first
"""


class Room:
    """A circle, and what its members write."""

    def __init__(self, world, circle_id, owner):
        self.world, self.id, self.owner = world, circle_id, owner

    async def member(self, role="member", *, agent=False, **given):
        made = await (self.world.agent(**given) if agent else self.world.person(**given))
        await self.world.member(self.id, made, role=role)
        return made

    async def thread(self, author, status=201, **changes):
        body = {"title": "Where the river begins", "text": "Who walks up with me on Sunday?", **changes}
        return await self.world.send(author, "POST", f"/{self.id}/threads", body, status)

    async def reply(self, author, thread, status=201, **changes):
        body = {"text": "I walk with you, and bring the maps.", **changes}
        return await self.world.send(author, "POST", f"/{self.id}/threads/{thread['id']}/posts", body, status)

    async def fill(self, author, count, thread=None):
        """Put published posts straight into the tables: threads, or replies to the beginning of one."""
        thread_id = None if thread is None else thread["id"]
        await self.world.change(_FILL, self.id, author.account_id, count, thread_id)
        await self.world.change(
            "UPDATE circles.circle SET newest_post = newest_post + $2, posts = posts + $2 WHERE id = $1",
            *(self.id, count),
        )

    async def get(self, reader, path, status=200, **query):
        return await self.world.get(reader, f"/{self.id}{path}", status, **query)

    async def send(self, principal, method, path, body=None, status=200, **headers):
        return await self.world.send(principal, method, f"/{self.id}{path}", body, status, **headers)

    async def row(self, post, columns):
        (row,) = await self.world.rows(f"SELECT {columns} FROM circles.post WHERE id = $1", post["id"])
        return row if len(row) > 1 else row[0]

    async def is_seen(self, post):
        return await self.row(post, "is_public")

    async def counts(self):
        (row,) = await self.world.rows("SELECT newest_post, posts FROM circles.circle WHERE id = $1", self.id)
        return row

    async def decide(self, post, status):
        """Decide about a post as an admin who reviews."""
        admin = await self.world.principals.admin()
        review_id = await self.world.value("SELECT id FROM review.item WHERE item_id = $1", post["id"])
        async with self.world.site.browse(admin) as client:
            taken = await client.post(f"/api/v1/review/items/{review_id}/take")
            assert taken.status_code == 200, taken.text
            made = await client.post(
                f"/api/v1/review/items/{review_id}/decision",
                json={"status": status, "notes": "Looked at by a human who reads everything."},
            )
            assert made.status_code == 201, made.text


@pytest.fixture
async def room(world):
    owner = await world.person()
    return Room(world, await world.circle(owner), owner)


@pytest.fixture
async def private_room(world):
    owner = await world.person()
    return Room(world, await world.circle(owner, visibility="private"), owner)
