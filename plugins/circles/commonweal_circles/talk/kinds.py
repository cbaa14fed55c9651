"""Posts pass review; what an admin reads of one is its words, and not where they stand."""

from typing import Any
from uuid import UUID

from commonweal import Fragment, PluginContext, UnitOfWork, Visit
from commonweal_review.api import Author, ContentKind, Decision, Written

from commonweal_circles.events.talk import Cause
from commonweal_circles.rules.vocabulary import POST
from commonweal_circles.seeing import may_see_post
from commonweal_circles.talk import living
from commonweal_circles.words.attaching import attachments_of

_SHOWN = """
SELECT kind, title, html, locale, author_kind FROM circles.post WHERE id = $1 AND deleted_at IS NULL
"""
_PUBLISHED = """
SELECT p.author_kind, p.author_id, p.title, p.text, p.locale, c.domain
FROM circles.post AS p JOIN circles.circle AS c ON c.id = p.circle_id
WHERE p.id = $1 AND p.is_public
"""


def content_kinds(context: PluginContext) -> list[ContentKind]:  # noqa: ARG001
    """Return posts as a kind of content."""
    return [
        ContentKind(
            name=POST,
            label="circles-kind-post",
            decided=decided,
            show=show_post,
            find=find_published,
            sees=may_see_post,
            address=lambda item_id: f"/circles/posts/{item_id}",
        )
    ]


async def decided(work: UnitOfWork, post_id: UUID, status: str, decision: Decision) -> None:
    """Take over what review decided about a post."""
    cause: Cause = "edited" if decision.source == "author" else "review"
    await living.reviewed(work, post_id, status, cause=cause, by=decision.decided_by)


async def show_post(visit: Visit, post_id: UUID) -> Fragment | None:
    """Show the words of a post at the desk, and nothing of its circle."""
    async with visit.web.database.read() as work:
        row: Any = await work.fetch_row(_SHOWN, post_id)
        files = await attachments_of(work, [post_id])
    if row is None:
        return None
    return Fragment("circles/talk_desk.html", {"post": dict(row), "files": files.get(post_id, [])})


async def find_published(work: UnitOfWork, post_id: UUID) -> Written | None:
    """Tell of a published post that review has not seen, such as one of the sample's."""
    row: Any = await work.fetch_row(_PUBLISHED, post_id)
    if row is None:
        return None
    author = Author(row["author_kind"], str(row["author_id"]))
    summary = (row["title"] or row["text"])[:200]
    return Written(author=author, summary=summary, locale=row["locale"], domain=row["domain"])
