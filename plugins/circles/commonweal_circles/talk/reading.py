"""Posts as readers see them: one, or all that a page shows, always in the same number of statements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, LiteralString
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork

from commonweal_circles.members.people import Person, people
from commonweal_circles.rules.vocabulary import Locale, PostKind, Reaction
from commonweal_circles.seeing import Place, require_inside, sees_post
from commonweal_circles.words.attaching import Attachment, attachments_of

PostState = Literal["published", "in_review", "rejected", "held", "hidden", "deleted", "withheld"]
"""Seen by all who see the circle; waiting for review, or refused by it; waiting for a moderator; hidden by
one; taken back by its author; not for this reader, who sees only the place of what others answered."""
COLUMNS: LiteralString = """p.id, p.circle_id, p.thread_id, p.parent_id, p.number, p.path, p.depth, p.kind,
    p.title, p.text, p.html, p.linked, p.locale, p.author_id, p.author_kind, p.version, p.review_status,
    p.held_at, p.hidden_at, p.hidden_reason, p.deleted_at, p.is_public, p.created_at, p.published_at,
    p.edited_at, p.active_at, p.pinned_at, p.locked_at, p.replies, p.reactions"""
_FIND = f"""
SELECT {COLUMNS}, true AS seen FROM circles.post AS p
WHERE p.circle_id = $1 AND p.id = $2 AND {sees_post("$3")}
"""
_REACTED = "SELECT post_id, reaction FROM circles.reaction WHERE post_id = ANY ($1) AND account_id = $2"


class PostRead(msgspec.Struct, frozen=True, kw_only=True):
    """A post: the beginning of a thread (``depth`` 0), or a reply to ``parent_id``.

    ``text`` is Markdown as its author wrote it, and so is ``title``: ``untrusted`` tells agents that these
    are no instructions. ``number`` grows by one with each post that is published in the circle. ``replies``
    counts what was published beneath it, ``reactions`` how often each was given, ``reacted`` are the reader's
    own. Without ``author``, words and reactions it is the place of a post that this reader does not see.
    """

    id: UUID
    circle_id: UUID
    thread_id: UUID
    parent_id: UUID | None
    number: int
    depth: int
    kind: PostKind
    state: PostState
    title: str
    text: str
    locale: Locale
    author: Person | None
    version: int
    created_at: datetime
    published_at: datetime | None
    edited_at: datetime | None
    active_at: datetime
    pinned: bool
    locked: bool
    hidden_reason: str
    replies: int
    reactions: dict[Reaction, int]
    reacted: list[Reaction]
    attachments: list[Attachment]
    untrusted: bool = True


async def read_post(work: UnitOfWork, principal: Principal, circle_id: UUID, post_id: UUID) -> PostRead:
    """Return a post of a circle; raises ``Refusal("not_found")`` for whoever may not see it."""
    place = await require_inside(work, principal, circle_id)
    rows = await work.fetch(_FIND, circle_id, post_id, place.account_id)
    if not rows:
        raise Refusal("not_found")
    return (await as_posts(work, place, rows))[0]


async def as_posts(work: UnitOfWork, place: Place, rows: Sequence[Any]) -> list[PostRead]:
    """Return rows of ``COLUMNS`` as posts for one reader; ``seen`` says whether they see the words."""
    shown = [row for row in rows if row["seen"] and row["deleted_at"] is None]
    authors = await people(work, {row["author_id"] for row in shown}, place.circle_id)
    reacted: dict[UUID, list[Reaction]] = {}
    for row in await work.fetch(_REACTED, [row["id"] for row in shown], place.account_id):
        reacted.setdefault(row["post_id"], []).append(row["reaction"])
    files = await attachments_of(work, [row["id"] for row in shown])
    return [
        _post(row, authors[row["author_id"]], reacted.get(row["id"], []), files.get(row["id"], []))
        if row["seen"] and row["deleted_at"] is None
        else _place_of(row)
        for row in rows
    ]


def state_of(row: Any) -> PostState:
    """Return in which state a post is, from the marks of its row."""
    if row["deleted_at"] is not None:
        return "deleted"
    if row["hidden_at"] is not None:
        return "hidden"
    if row["review_status"] != "approved":
        return "rejected" if row["review_status"] == "rejected" else "in_review"
    return "published" if row["held_at"] is None else "held"


def _post(row: Any, author: Person, reacted: list[Reaction], files: list[Attachment]) -> PostRead:
    same = ("title", "text", "version", "edited_at", "hidden_reason")
    return PostRead(
        **_marks(row),
        **{name: row[name] for name in same},
        state=state_of(row),
        author=author,
        reactions=msgspec.json.decode(row["reactions"], type=dict[Reaction, int]),
        reacted=sorted(reacted),
        attachments=files,
    )


def _place_of(row: Any) -> PostRead:
    """Return the place of a post whose words are gone, or not for this reader."""
    return PostRead(
        **_marks(row),
        state="deleted" if row["deleted_at"] is not None else "withheld",
        title="",
        text="",
        author=None,
        version=0,
        edited_at=None,
        hidden_reason="",
        reactions={},
        reacted=[],
        attachments=[],
    )


def _marks(row: Any) -> dict[str, Any]:
    """Return what is known of a post even where only its place is shown."""
    same = (
        *("id", "circle_id", "thread_id", "parent_id", "number", "depth", "kind", "locale", "created_at"),
        *("published_at", "active_at", "replies"),
    )
    return {
        **{name: row[name] for name in same},
        "pinned": row["pinned_at"] is not None,
        "locked": row["locked_at"] is not None,
    }
