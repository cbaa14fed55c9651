"""Notices of talk: mentions, answers, new posts by level, and what became of one's own posts.

A post is told to nobody twice: whoever it names hears of that, else whoever it answers, else everybody by
their level.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from commonweal import Event, RecordedEvent, UnitOfWork
from commonweal_notifications.api import Data, Kind, Notice

from commonweal_circles.events import PostEdited, PostPublished, PostShown, PostWithheld
from commonweal_circles.notices.belonging import EVERYBODY
from commonweal_circles.notices.showing import Found, Reading, Showing
from commonweal_circles.notices.telling import ADDRESSED, EVERYTHING, THREADS, among, members, to_insiders
from commonweal_circles.seeing import sees_inside, sees_post

Published = RecordedEvent[PostPublished]
_IS_SEEN = "SELECT EXISTS (SELECT FROM circles.post WHERE id = $1 AND is_public)"
_APPROVED_BY = "SELECT actor_id FROM circles.act WHERE post_id = $1 AND act = 'post_approved' LIMIT 1"
_POSTS = f"""
SELECT p.id, asked.reader, p.author_id, p.depth, p.hidden_reason,
    CASE WHEN t.is_public OR t.author_id = asked.reader THEN t.title ELSE '' END AS title
FROM unnest($1::uuid[], $2::uuid[]) AS asked (post_id, reader)
JOIN circles.post AS p ON p.id = asked.post_id JOIN circles.post AS t ON t.id = p.thread_id
JOIN circles.circle AS c ON c.id = p.circle_id
WHERE p.deleted_at IS NULL AND {sees_inside("asked.reader")} AND {sees_post("asked.reader")}
"""


async def mentioned(work: UnitOfWork, recorded: RecordedEvent[PostPublished | PostEdited]) -> list[Notice]:
    """Tell whom a post names."""
    event = recorded.event
    if not event.mentioned or not await work.fetch_value(_IS_SEEN, event.post_id):
        return []
    named = await among(work, event.circle_id, event.mentioned, ADDRESSED) - {event.author_id}
    return await to_insiders(work, event.circle_id, named, by=event.author_id, post=event.post_id)


async def replied(work: UnitOfWork, recorded: Published) -> list[Notice]:
    """Tell whoever wrote what a post answers, unless it names them."""
    event = recorded.event
    if event.answered is None or not await work.fetch_value(_IS_SEEN, event.post_id):
        return []
    told = await among(work, event.circle_id, [event.answered], ADDRESSED)
    told -= {event.author_id, *event.mentioned}
    group = f"thread:{event.thread_id}"
    return await to_insiders(work, event.circle_id, told, group, by=event.author_id, post=event.post_id)


async def posted(work: UnitOfWork, recorded: Published) -> list[Notice]:
    """Tell members of a new thread, or of every post, as they chose; in as many statements however many."""
    event = recorded.event
    if not await work.fetch_value(_IS_SEEN, event.post_id):
        return []
    is_thread = event.depth == 0
    told = await members(work, event.circle_id, THREADS if is_thread else EVERYTHING)
    told -= {event.author_id, *event.mentioned}
    told -= {event.answered} if event.answered else set()
    group = f"circle:{event.circle_id}" if is_thread else f"thread:{event.thread_id}"
    change = "thread" if is_thread else "answer"
    ids: dict[str, object] = {"by": event.author_id, "post": event.post_id}
    return await to_insiders(work, event.circle_id, told, group, change=change, **ids)


async def post_decided(work: UnitOfWork, recorded: RecordedEvent[Event]) -> list[Notice]:
    """Tell an author that a post was let through, hidden, or is shown again, unless they did it."""
    event: Any = recorded.event
    change, by = "", getattr(event, "by", None)
    if isinstance(event, PostPublished):
        by = await work.fetch_value(_APPROVED_BY, event.post_id)
        change = "approved" if by is not None else ""
    elif isinstance(event, PostShown):
        change = "shown"
    elif event.cause in ("hidden", "review"):
        change = "hidden" if event.cause == "hidden" else "reviewed"
    if not change or by == event.author_id:
        return []
    return await to_insiders(work, event.circle_id, [event.author_id], post=event.post_id, change=change)


async def _posts(work: UnitOfWork, _locale: str, data: Sequence[Data]) -> Found:
    pairs = sorted({(each["post"], each["reader"]) for each in data})
    rows = await work.fetch(_POSTS, [UUID(pair[0]) for pair in pairs], [UUID(pair[1]) for pair in pairs])
    return {f"{row['id']} {row['reader']}": row for row in rows}


def _post(reading: Reading) -> Data | None:
    """Describe a post in a thread, as long as the reader sees both."""
    row = reading.found.get(f"{reading.data['post']} {reading.data['reader']}")
    if row is None or not row["title"]:
        return None
    return {
        "circle": reading.circle.name,
        "thread": row["title"],
        "by": reading.name("by"),
        "change": reading.data.get("change", ""),
        "url": f"/circles/posts/{reading.data['post']}",
    }


def _decided(reading: Reading) -> Data | None:
    row = reading.found.get(f"{reading.data['post']} {reading.data['reader']}")
    if row is None:
        return None
    change = reading.data["change"]
    is_explained = change == "hidden" and row["hidden_reason"]
    is_hidden = change == "hidden"
    appeal = f"{reading.url}/appeal?post_id={reading.data['post']}"
    return {
        "circle": reading.circle.name,
        "change": change,
        "why": "given" if is_explained else "none",
        "reason": row["hidden_reason"] if is_explained else "",
        "url": appeal if is_hidden else f"/circles/posts/{reading.data['post']}",
    }


def kinds(showing: Showing) -> list[Kind]:
    """Return the kinds about posts."""
    sample = {
        "circle": "Friends of the river",
        "thread": "Where do the herons nest?",
        "by": "Ana Prado",
        "change": "",
        "url": "/circles/posts/0198c0de-0000-7000-8000-000000000010",
    }
    decided = {**sample, "why": "none", "reason": ""}
    describe = showing.describer(_post, _posts)
    return [
        Kind(
            name="circles.mentioned",
            event_types=[PostPublished, PostEdited],
            decide=mentioned,
            describe=describe,
            samples=[sample],
            email="now",
            audience=EVERYBODY,
        ),
        Kind(
            name="circles.replied",
            event_types=[PostPublished],
            decide=replied,
            describe=describe,
            samples=[sample],
            audience=EVERYBODY,
        ),
        Kind(
            name="circles.posted",
            event_types=[PostPublished],
            decide=posted,
            describe=describe,
            samples=[{**sample, "change": change} for change in ("thread", "answer")],
            audience=EVERYBODY,
        ),
        Kind(
            name="circles.post_decided",
            event_types=[PostPublished, PostWithheld, PostShown],
            decide=post_decided,
            describe=showing.describer(_decided, _posts),
            samples=[
                *({**decided, "change": change} for change in ("approved", "shown", "reviewed", "hidden")),
                {**decided, "change": "hidden", "why": "given", "reason": "It names where somebody lives."},
            ],
            audience=EVERYBODY,
        ),
    ]
