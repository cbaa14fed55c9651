"""What members of the sample circles write: threads, replies and reactions, some days ago."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from commonweal import UnitOfWork, emit
from commonweal_identity.api import sample_id

from commonweal_circles.events import ThreadsConcerned
from commonweal_circles.rules.vocabulary import REACTIONS
from commonweal_circles.sample.naming import account_of, circle_id_of
from commonweal_circles.words.understanding import understand

_POST = """
INSERT INTO circles.post (id, circle_id, thread_id, parent_id, depth, number, path, kind, author_id,
    author_kind, title, text, html, links, linked, locale, review_status, published_at, pinned_at, created_at,
    active_at, reactions)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::text::jsonb, $16, 'approved',
    $17::timestamptz, CASE WHEN $18 THEN $17 END, $17, $17, $19::text::jsonb)
"""
_REACTION = "INSERT INTO circles.reaction (post_id, account_id, reaction, given_at) VALUES ($1, $2, $3, $4)"
_ABOVE = """
UPDATE circles.post SET replies = replies + 1, active_at = greatest(active_at, $3)
WHERE circle_id = $1 AND number = ANY ($2)
"""
_AUTHOR = """
UPDATE circles.member SET posts = posts + 1, posted_at = greatest(posted_at, $3)
WHERE circle_id = $1 AND account_id = $2
"""
_CIRCLE = """
UPDATE circles.circle SET posts = posts + 1, newest_post = $2, active_at = greatest(active_at, $3)
WHERE id = $1
"""
_READ = "UPDATE circles.member SET read_to = 1 WHERE circle_id = $1"


class Written(msgspec.Struct, frozen=True):
    """Where a post stands that is there already."""

    id: UUID
    thread_id: UUID
    path: list[int]


async def load_posts(work: UnitOfWork, circle: dict[str, Any], now: datetime) -> None:
    """Write the posts of a circle in the order of the sample; its threads become known to the search."""
    circle_id = circle_id_of(circle)
    known: dict[str, Written] = {}
    for number, post in enumerate(circle["post"], start=1):
        above = known[post["to"]] if "to" in post else None
        known[post["name"]] = await _write(work, circle, post, number, above, now)
    await work.execute(_READ, circle_id)
    threads = tuple(dict.fromkeys(each.thread_id for each in known.values()))
    await emit(work, ThreadsConcerned(circle_id=circle_id, thread_ids=threads), subject=circle_id)


async def _write(
    work: UnitOfWork,
    circle: dict[str, Any],
    post: dict[str, Any],
    number: int,
    above: Written | None,
    now: datetime,
) -> Written:
    circle_id, author = circle_id_of(circle), account_of(post["author"])
    post_id = sample_id("circle-post", f"{circle['name']}/{post['name']}")
    at = now - timedelta(days=post["days"])
    written = Written(
        post_id, above.thread_id if above else post_id, [*(above.path if above else []), number]
    )
    text = post["text"].strip()
    read = await understand(work, circle_id, text, author_id=author.id)
    linked = msgspec.json.encode([f"{each.kind}:{each.id}" for each in read.linked]).decode()
    given = {name: post[name] for name in REACTIONS if name in post}
    counted = msgspec.json.encode({name: len(names) for name, names in given.items()}).decode()
    await work.execute(
        _POST,
        *(post_id, circle_id, written.thread_id, above.id if above else None, len(written.path) - 1, number),
        *(written.path, post["kind"], author.id, author.kind, post.get("title", ""), text, read.html),
        *(read.links, linked, circle["locale"], at, post.get("pinned", False), counted),
    )
    for reaction, names in given.items():
        for name in names:
            await work.execute(_REACTION, post_id, account_of(name).id, reaction, at + timedelta(hours=1))
    await work.execute(_ABOVE, circle_id, written.path[:-1], at)
    await work.execute(_AUTHOR, circle_id, author.id, at)
    await work.execute(_CIRCLE, circle_id, number, at)
    return written
