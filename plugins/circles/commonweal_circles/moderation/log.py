"""The log of a circle: what was done in it to keep order, by whom and why."""

from collections.abc import Mapping
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork, new_id

SeenBy = Literal["readers", "members", "moderators"]
Act = Literal[
    "circle_edited",
    "circle_archived",
    "circle_restored",
    "member_removed",
    "member_banned",
    "ban_lifted",
    "role_given",
    "handed_over",
    "request_declined",
    "post_approved",
    "post_hidden",
    "post_shown",
    "thread_pinned",
    "thread_unpinned",
    "thread_locked",
    "thread_unlocked",
    "mission_adopted",
    "mission_declined",
    "milestone_dropped",
    "gratitude_removed",
    "report_upheld",
    "report_dismissed",
    "appeal_granted",
    "appeal_declined",
    "tools_changed",
]
_INSERT = """
INSERT INTO circles.act (id, circle_id, act, actor_id, subject_id, post_id, reason, details, seen_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""


async def note(
    work: UnitOfWork,
    circle_id: UUID,
    act: Act,
    *,
    by: UUID | None,
    seen_by: SeenBy = "members",
    subject_id: UUID | None = None,
    post_id: UUID | None = None,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> None:
    """Keep what was done, in the transaction that does it.

    ``by`` is None for the system. Readers of the inside see what is for "readers", members also what is for
    "members", moderators everything; the ``subject_id`` sees what was done to them.
    """
    await work.execute(
        _INSERT,
        *(new_id(), circle_id, act, by, subject_id, post_id, reason),
        *(msgspec.json.encode(details or {}).decode(), seen_by),
    )
