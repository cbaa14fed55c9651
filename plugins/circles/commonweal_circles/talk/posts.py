"""The posts of one thread in its order: answers follow what they answer."""

from typing import Any
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork

from commonweal_circles.seeing import Place, reader_of, sees_inside, sees_post
from commonweal_circles.talk.reading import COLUMNS, PostRead, as_posts
from commonweal_circles.words.addresses import Linked

PAGE = 50
CONTEXT = 24
"""How many posts stand above the one that a permanent link leads to."""
_BEGINNING = f"""
SELECT {COLUMNS}, {sees_post("$3")} AS seen FROM circles.post AS p
WHERE p.circle_id = $1 AND p.id = $2 AND p.depth = 0
"""
# Of a post that the reader does not see, its place is shown while somebody's answer is.
_SHOWN = f"(p.replies > 0 OR (p.deleted_at IS NULL AND {sees_post('$2')}))"
POSTS = f"""
SELECT {COLUMNS}, {sees_post("$2")} AS seen FROM circles.post AS p
WHERE p.thread_id = $1 AND p.path > $3::bigint[] AND {_SHOWN} ORDER BY p.path LIMIT $4
"""
_FIND = f"""
SELECT p.circle_id, p.thread_id, p.path FROM circles.post AS p JOIN circles.circle AS c ON c.id = p.circle_id
WHERE p.id = $1 AND {sees_inside("$2")} AND {_SHOWN}
"""
ABOVE = f"""
SELECT p.path FROM circles.post AS p
WHERE p.thread_id = $1 AND p.path < $3::bigint[] AND p.depth > 0 AND {_SHOWN}
ORDER BY p.path DESC OFFSET {CONTEXT} LIMIT 1
"""


class Written(msgspec.Struct, frozen=True):
    """What a page shows of the words of a post: as HTML, and the pages of ours that they link to."""

    html: str
    linked: list[Linked]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a thread: its beginning, some of its posts with what pages show, and where it goes on."""

    thread: PostRead
    posts: list[PostRead]
    written: dict[UUID, Written]
    position: list[int] | None


class Spot(msgspec.Struct, frozen=True):
    """Where a post is: the part of its thread that comes after ``after`` shows it; None is the first."""

    circle_id: UUID
    thread_id: UUID
    after: list[int] | None


async def read_part(
    work: UnitOfWork, place: Place, thread_id: UUID, limit: int = PAGE, after: list[int] | None = None
) -> Part:
    """Return a part of a thread; raises ``Refusal("not_found")`` where the reader sees nothing of it."""
    beginning: Any = await work.fetch_row(_BEGINNING, place.circle_id, thread_id, place.account_id)
    if beginning is None or not (beginning["seen"] or beginning["replies"]):
        raise Refusal("not_found")
    start = after or beginning["path"]
    rows = await work.fetch(POSTS, thread_id, place.account_id, start, limit + 1)
    shown = [beginning, *rows[:limit]]
    thread, *posts = await as_posts(work, place, shown)
    return Part(
        thread=thread,
        posts=posts,
        written={row["id"]: _written(row) for row in shown if row["seen"]},
        position=list(shown[-1]["path"]) if len(rows) > limit else None,
    )


async def find_spot(work: UnitOfWork, principal: Principal, post_id: UUID) -> Spot:
    """Return where a post is; raises ``Refusal("not_found")`` for whoever does not see it, or its place."""
    reader = reader_of(principal)
    row: Any = await work.fetch_row(_FIND, post_id, reader)
    if row is None:
        raise Refusal("not_found")
    after = await work.fetch_value(ABOVE, row["thread_id"], reader, row["path"])
    return Spot(row["circle_id"], row["thread_id"], None if after is None else list(after))


def _written(row: Any) -> Written:
    linked = msgspec.json.decode(row["linked"], type=list[str])
    parts = [each.partition(":") for each in linked]
    return Written(
        row["html"], [msgspec.convert({"kind": kind, "id": id_}, Linked) for kind, _, id_ in parts]
    )
