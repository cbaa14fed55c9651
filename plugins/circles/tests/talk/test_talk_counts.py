"""Whatever happens to posts, in any order: what is counted is what is seen, and each change is told once."""

import json
import random

import pytest
from commonweal import new_id
from commonweal_circles.talk import living

_INSERT = """
INSERT INTO circles.post (id, circle_id, thread_id, parent_id, depth, number, path, kind, author_id,
    author_kind, title, text, html, locale, review_status, held_at)
SELECT $1, $2, coalesce(a.thread_id, $1), a.id, coalesce(a.depth + 1, 0), n.number,
    coalesce(a.path, '{}') || n.number, 'discussion', $4, 'human', 'Title', 'Text', '<p>Text</p>', 'en',
    'pending', CASE WHEN $5 THEN now() END
FROM (SELECT newest_post AS number FROM circles.circle WHERE id = $2) AS n
LEFT JOIN circles.post AS a ON a.id = $3
"""
_COUNTS = """
SELECT c.posts, (SELECT count(*) FROM circles.post WHERE circle_id = c.id AND is_public),
    c.newest_post, (SELECT max(number) FROM circles.post WHERE circle_id = c.id)
FROM circles.circle AS c WHERE c.id = $1
"""
_WRONG = """
SELECT count(*) FROM circles.post AS p WHERE p.circle_id = $1 AND (
    p.replies <> (SELECT count(*) FROM circles.post AS b WHERE b.is_public AND b.id <> p.id
        AND b.thread_id = p.thread_id AND b.path[1:p.depth + 1] = p.path)
    OR p.path[p.depth + 1] <> p.number
    OR p.depth = 0 AND p.active_at <> coalesce((SELECT max(b.published_at) FROM circles.post AS b
        WHERE b.thread_id = p.id AND b.is_public), p.created_at)
    OR p.published_at IS NULL AND p.is_public
)
"""


@pytest.mark.parametrize("seed", range(4))
async def test_counts_are_right_after_any_acts(world, room, seed):
    chance, posts = random.Random(seed), []
    for _ in range(60):
        async with world.database.write() as work:
            act = chance.choice(["write", "write", "write", "review", "hold", "hide", "show", "delete"])
            if act == "write" or not posts:
                posts.append(await _write(work, room, chance, posts))
                continue
            post = chance.choice(posts)
            by = room.owner.account_id
            if act == "review":
                await living.reviewed(
                    work, post, chance.choice(["approved", "approved", "flagged", "rejected"])
                )
            elif act == "hold":
                await living.publish(work, post)
            elif act == "show":
                await living.show(work, post, by=by)
            else:
                await living.withhold(work, post, cause="hidden" if act == "hide" else "deleted", by=by)

    ((posts_counted, seen, newest, greatest),) = await world.rows(_COUNTS, room.id)
    assert (posts_counted, newest) == (seen, greatest)
    assert await world.value(_WRONG, room.id) == 0
    assert await _told(world, posts) == {str(each) for each in posts if await room.is_seen({"id": each})}


async def _write(work, room, chance, posts):
    """Write a post as ``writing`` does: below one that all see, or at the beginning of a thread."""
    await work.execute("SELECT FROM circles.circle WHERE id = $1 FOR NO KEY UPDATE", room.id)
    rows = await work.fetch(
        "SELECT id FROM circles.post WHERE circle_id = $1 AND is_public AND depth < 5 ORDER BY number",
        room.id,
    )
    above = chance.choice([None, *(row["id"] for row in rows)])
    await work.execute("UPDATE circles.circle SET newest_post = newest_post + 1 WHERE id = $1", room.id)
    post = new_id()
    await work.execute(_INSERT, post, room.id, above, room.owner.account_id, chance.random() < 0.2)
    await living.reviewed(work, post, chance.choice(["approved", "approved", "approved", "flagged"]))
    return post


async def _told(world, posts):
    """Return the posts that are seen, as the events tell: each published once, before all else."""
    seen, published = set(), set()
    rows = await world.rows(
        "SELECT type, data FROM kernel.event WHERE type LIKE 'circles.post_%' ORDER BY transaction, sequence"
    )
    for name, data in rows:
        post = json.loads(data)["post_id"]
        if post not in set(map(str, posts)):
            continue
        if name == "circles.post_published":
            assert post not in published
            published.add(post)
            seen.add(post)
        elif name == "circles.post_shown":
            assert post in published - seen
            seen.add(post)
        elif name == "circles.post_withheld":
            assert post in seen
            seen.remove(post)
    return seen
