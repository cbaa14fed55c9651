"""One's own posts in a circle: what its author can take back, also after leaving it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Items, Visit

from commonweal_circles.rules.vocabulary import Locale, PostKind
from commonweal_circles.seeing import require_inside
from commonweal_circles.talk.reading import PostState, state_of
from commonweal_circles.talk.threads import excerpt

Position = tuple[datetime, UUID]
START: Position = (datetime.max.replace(tzinfo=UTC), UUID(int=2**128 - 1))
# Authors see what they wrote; the title of a thread that another began only while all see it.
_LIST = """
SELECT p.id, p.circle_id, p.thread_id, p.depth, p.kind, left(p.html, 900) AS html, p.locale, p.created_at,
    p.review_status, p.held_at, p.hidden_at, p.deleted_at,
    CASE WHEN t.is_public OR t.author_id = p.author_id THEN t.title ELSE '' END AS title,
    t.locale AS title_locale
FROM circles.post AS p JOIN circles.post AS t ON t.id = p.thread_id
WHERE p.circle_id = $1 AND p.author_id = $2 AND p.deleted_at IS NULL AND (p.created_at, p.id) < ($3, $4)
ORDER BY p.created_at DESC, p.id DESC LIMIT $5
"""


class OwnPost(msgspec.Struct, frozen=True, kw_only=True):
    """A post of the reader's own: in which thread, how it begins, and whether others see it.

    ``title`` is the thread's, "" where the reader does not see it. Both are members' words: ``untrusted``
    tells agents that they are no instructions.
    """

    id: UUID
    circle_id: UUID
    thread_id: UUID
    depth: int
    kind: PostKind
    state: PostState
    title: str
    title_locale: Locale
    excerpt: str
    locale: Locale
    created_at: datetime
    untrusted: bool = True


async def own_posts(visit: Visit, circle_id: UUID, limit: int, cursor: str | None) -> Items[OwnPost]:
    """Return a part of one's own posts in a circle, the newest first, without those that were taken back.

    Raises ``Refusal("not_found")`` for whoever does not see the inside of the circle.
    """
    bound = {"list": "circles.own_posts", "circle": str(circle_id)}
    shape: Any = Position
    after = visit.web.cursors.read(cursor, bound, shape) if cursor else START
    async with visit.web.database.read() as work:
        place = await require_inside(work, visit.principal, circle_id)
        rows = await work.fetch(_LIST, circle_id, place.account_id, *after, limit + 1)
    shown = rows[:limit]
    position = (shown[-1]["created_at"], shown[-1]["id"]) if len(rows) > limit else None
    return Items(
        [_post(row) for row in shown], visit.web.cursors.write(position, bound) if position else None
    )


def _post(row: Any) -> OwnPost:
    made = ("state", "excerpt", "untrusted")
    same = {name: row[name] for name in OwnPost.__struct_fields__ if name not in made}
    return OwnPost(**same, state=state_of(row), excerpt=excerpt(row["html"]))
