"""Readers tell the moderators of a circle that a post breaks its rules."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork, emit, new_id

from commonweal_circles.events import PostReported
from commonweal_circles.rules.vocabulary import ReportReason
from commonweal_circles.seeing import reader_of, require_inside, sees_post

_POST = f"""
SELECT p.author_id, left(p.text, 400) AS excerpt FROM circles.post AS p
WHERE p.id = $1 AND p.circle_id = $2 AND p.is_public AND {sees_post("$3")}
"""
_INSERT = """
INSERT INTO circles.report (id, circle_id, post_id, reporter_id, reason, text)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (post_id, reporter_id) DO NOTHING RETURNING id
"""


class ReportDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a post breaks the rules: a reason, and up to 1,000 characters for the moderators."""

    reason: ReportReason
    text: Annotated[str, msgspec.Meta(max_length=1000)] = ""


class Reported(msgspec.Struct, frozen=True):
    """A report that was taken; ``is_new`` is False for one's own earlier one."""

    id: UUID
    is_new: bool


async def report(
    work: UnitOfWork, principal: Principal, circle_id: UUID, post_id: UUID, draft: ReportDraft
) -> Reported:
    """Take a report of whoever sees a published post; once per reader and post.

    Raises ``Refusal``: ``not_found``, and ``forbidden`` for one's own post, which one can delete.
    """
    await require_reportable(work, principal, circle_id, post_id)
    reader = reader_of(principal)
    made: UUID | None = await work.fetch_value(
        _INSERT, new_id(), circle_id, post_id, reader, draft.reason, draft.text.strip()
    )
    if made is None:
        kept: UUID = await work.fetch_value(
            "SELECT id FROM circles.report WHERE post_id = $1 AND reporter_id = $2", post_id, reader
        )
        return Reported(kept, is_new=False)
    await emit(work, PostReported(circle_id=circle_id, report_id=made, post_id=post_id), subject=circle_id)
    return Reported(made, is_new=True)


async def require_reportable(work: UnitOfWork, principal: Principal, circle_id: UUID, post_id: UUID) -> str:
    """Return how a post begins that somebody may report; raises ``Refusal``: ``not_found``, ``forbidden``."""
    await require_inside(work, principal, circle_id)
    reader = reader_of(principal)
    row: Any = await work.fetch_row(_POST, post_id, circle_id, reader)
    if row is None:
        raise Refusal("not_found")
    if row["author_id"] == reader:
        raise Refusal("forbidden")
    return str(row["excerpt"])
