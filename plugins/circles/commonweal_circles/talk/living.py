"""Posts come into sight and go out of it: only here does that change, with its counts and its events.

Who sees a post hangs on four marks: what review found, whether a moderator is to look at it first, whether
one hid it, and whether its author took it back. A function here changes one of them; if with that the post is
seen by everybody now, or is not any more, the rest follows. All that is done to posts of a circle is done
under the lock of the circle.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork, emit

from commonweal_circles.events import PostEdited, PostHeld, PostPublished, PostShown, PostWithheld
from commonweal_circles.events.talk import Cause

_FIND = """
SELECT id, circle_id, thread_id, parent_id, depth, number, path, kind, author_id, author_kind, version,
    review_status, held_at, hidden_at, hidden_by, deleted_at, published_at, locked_at, pinned_at, is_public
FROM circles.post WHERE id = $1
"""
_HIDE = """
UPDATE circles.post SET hidden_at = clock_timestamp(), hidden_by = $2, hidden_reason = $3
WHERE id = $1 AND hidden_at IS NULL
"""
_SHOW = """
UPDATE circles.post SET hidden_at = NULL, hidden_by = NULL, hidden_reason = '' WHERE id = $1
"""
_DELETE = """
UPDATE circles.post SET deleted_at = clock_timestamp(), title = '', text = '', html = '', links = 0,
    linked = '[]'
WHERE id = $1 AND deleted_at IS NULL
"""
# A post that waited takes the newest number: it is new to those who have read on. Nobody answered it before.
_NUMBER = """
UPDATE circles.circle SET newest_post = newest_post + (newest_post <> $2)::int, posts = posts + 1,
    active_at = clock_timestamp()
WHERE id = $1 RETURNING newest_post
"""
_PUBLISH = """
UPDATE circles.post SET published_at = clock_timestamp(), number = $2, path = path[1:depth] || $2::bigint
WHERE id = $1
"""
_COUNT = "UPDATE circles.circle SET posts = posts + $2 WHERE id = $1"
_COUNT_ABOVE = """
UPDATE circles.post SET replies = replies + $3 WHERE circle_id = $1 AND number = ANY (($2::bigint[])[1:$4])
"""
_COUNT_AUTHOR = "UPDATE circles.member SET posts = posts + 1 WHERE circle_id = $1 AND account_id = $2"
_ACTIVE = """
UPDATE circles.post AS t SET active_at = coalesce((
    SELECT p.published_at FROM circles.post AS p WHERE p.thread_id = t.id AND p.is_public
    ORDER BY p.number DESC LIMIT 1
), t.created_at) WHERE t.id = $1
"""
# Only those who belong to the circle now are told, and nobody of their own post.
_TELL_MENTIONED = """
UPDATE circles.mention AS n SET told = true
FROM circles.member AS m
WHERE n.post_id = $1 AND NOT n.told AND m.circle_id = $2 AND m.account_id = n.account_id
    AND m.state = 'active' AND m.account_id <> $3
RETURNING n.account_id
"""


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A post as its row says, without words; ``path`` holds the numbers from its thread's beginning to it."""

    id: UUID
    circle_id: UUID
    thread_id: UUID
    parent_id: UUID | None
    depth: int
    number: int
    path: list[int]
    kind: str
    author_id: UUID
    author_kind: str
    version: int
    review_status: str
    held_at: datetime | None
    hidden_at: datetime | None
    hidden_by: UUID | None
    deleted_at: datetime | None
    published_at: datetime | None
    locked_at: datetime | None
    pinned_at: datetime | None
    is_public: bool


async def lock_post(work: UnitOfWork, circle_id: UUID, post_id: UUID) -> Post:
    """Lock the circle and return a post of it; raises ``Refusal("not_found")``.

    It looks at no predicate: the caller has, or does.
    """
    await work.execute("SELECT FROM circles.circle WHERE id = $1 FOR NO KEY UPDATE", circle_id)
    post = await _find(work, post_id)
    if post is None or post.circle_id != circle_id:
        raise Refusal("not_found")
    return post


async def publish(work: UnitOfWork, post_id: UUID) -> None:
    """Let a post go that waited for a moderator; it is seen once review approved it, too."""
    before = await _locked(work, post_id)
    await work.execute("UPDATE circles.post SET held_at = NULL WHERE id = $1", post_id)
    await _settle(work, before)


async def withhold(
    work: UnitOfWork, post_id: UUID, *, cause: Cause, by: UUID | None, reason: str = ""
) -> None:
    """Take a post out of sight; twice changes nothing.

    ``reason`` is told to the author of a post that a moderator hides.
    """
    before = await _locked(work, post_id)
    if cause == "hidden":
        await work.execute(_HIDE, post_id, by, reason)
    elif cause == "deleted":
        await work.execute(_DELETE, post_id)
    else:
        await work.execute("UPDATE circles.post SET review_status = 'flagged' WHERE id = $1", post_id)
    await _settle(work, before, cause=cause, by=by)


async def show(work: UnitOfWork, post_id: UUID, *, by: UUID | None) -> None:
    """Show a post again that a moderator hid."""
    before = await _locked(work, post_id)
    await work.execute(_SHOW, post_id)
    await _settle(work, before, by=by)


async def reviewed(
    work: UnitOfWork, post_id: UUID, status: str, *, cause: Cause = "review", by: UUID | None = None
) -> None:
    """Take over what review found about a post; its ``cause`` is told if it goes out of sight."""
    before = await _locked(work, post_id)
    await work.execute("UPDATE circles.post SET review_status = $2 WHERE id = $1", post_id, status)
    await _settle(work, before, cause=cause, by=by)


async def tell_held(work: UnitOfWork, post_id: UUID) -> None:
    """Tell that a new post waits for a moderator, if it does."""
    post = await _locked(work, post_id)
    if post.held_at is not None:
        held = PostHeld(**_of(post))
        await emit(work, held, subject=post.circle_id)


async def tell_edited(work: UnitOfWork, post_id: UUID) -> None:
    """Tell of a post that it was written anew, if it is seen."""
    post = await _locked(work, post_id)
    if post.is_public:
        event = PostEdited(**_of(post), version=post.version, mentioned=await _tell_mentioned(work, post))
        await emit(work, event, subject=post.circle_id)


async def _settle(work: UnitOfWork, before: Post, *, cause: Cause = "review", by: UUID | None = None) -> None:
    """Let follow what follows from a post that is seen now and was not, or the other way round."""
    after = await _find(work, before.id)
    if after is None or after.is_public == before.is_public:
        return
    if after.is_public and after.published_at is None:
        await _publish_first(work, after)
    elif after.is_public:
        await _count(work, after, 1)
        await emit(work, PostShown(**_of(after), by=by), subject=after.circle_id)
        if mentioned := await _tell_mentioned(work, after):
            event = PostEdited(**_of(after), version=after.version, mentioned=mentioned)
            await emit(work, event, subject=after.circle_id)
    else:
        await work.execute("UPDATE circles.post SET pinned_at = NULL WHERE id = $1", after.id)
        await _count(work, after, -1)
        await emit(work, PostWithheld(**_of(after), cause=cause, by=by), subject=after.circle_id)


async def _publish_first(work: UnitOfWork, post: Post) -> None:
    number = await work.fetch_value(_NUMBER, post.circle_id, post.number)
    await work.execute(_PUBLISH, post.id, number)
    await work.execute(_COUNT_ABOVE, post.circle_id, post.path, 1, post.depth)
    await work.execute(_ACTIVE, post.thread_id)
    await work.execute(_COUNT_AUTHOR, post.circle_id, post.author_id)
    answered = None
    if post.parent_id is not None:
        answered = await work.fetch_value("SELECT author_id FROM circles.post WHERE id = $1", post.parent_id)
    event = PostPublished(
        **_of(post),
        number=number,
        depth=post.depth,
        kind=post.kind,
        author_kind=post.author_kind,
        answered=answered,
        mentioned=await _tell_mentioned(work, post),
    )
    await emit(work, event, subject=post.circle_id)


async def _count(work: UnitOfWork, post: Post, by: int) -> None:
    await work.execute(_COUNT, post.circle_id, by)
    await work.execute(_COUNT_ABOVE, post.circle_id, post.path, by, post.depth)
    await work.execute(_ACTIVE, post.thread_id)


async def _tell_mentioned(work: UnitOfWork, post: Post) -> tuple[UUID, ...]:
    rows = await work.fetch(_TELL_MENTIONED, post.id, post.circle_id, post.author_id)
    return tuple(sorted(row["account_id"] for row in rows))


async def _locked(work: UnitOfWork, post_id: UUID) -> Post:
    circle_id = await work.fetch_value("SELECT circle_id FROM circles.post WHERE id = $1", post_id)
    return await lock_post(work, circle_id, post_id)


async def _find(work: UnitOfWork, post_id: UUID) -> Post | None:
    row: Any = await work.fetch_row(_FIND, post_id)
    return None if row is None else Post(**dict(row))


def _of(post: Post) -> dict[str, UUID]:
    """Return what every event of a post names."""
    return {
        "circle_id": post.circle_id,
        "thread_id": post.thread_id,
        "post_id": post.id,
        "author_id": post.author_id,
    }
