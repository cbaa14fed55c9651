"""What moderators do with posts: hide, show, let the first one through, and answer reports."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork, emit

from commonweal_circles.events import ReportHandled
from commonweal_circles.moderation.log import note
from commonweal_circles.rules.reasons import LEAST_REASON, said
from commonweal_circles.rules.vocabulary import at_least
from commonweal_circles.seeing import Place, require_member
from commonweal_circles.talk.living import lock_post, publish, show, withhold

_REPORT = "SELECT post_id, state FROM circles.report WHERE id = $1 AND circle_id = $2"
_CLOSE = """
UPDATE circles.report SET state = $2, handled_by = $3, handled_at = now()
WHERE post_id = $1 AND state = 'open' RETURNING id, reporter_id
"""
_OTHERS = """
SELECT EXISTS (SELECT FROM circles.member WHERE circle_id = $1 AND state = 'active' AND role <> 'member'
    AND account_id <> $2)
"""
_ROLE = """
SELECT coalesce((SELECT role FROM circles.member WHERE circle_id = $1 AND account_id = $2
    AND state = 'active'), 'member')
"""


class HideDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a post is hidden; its author is told."""

    reason: Annotated[str, msgspec.Meta(min_length=LEAST_REASON, max_length=500)]


class ReportDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a moderator says to reports of a post: upheld hides it, for a ``reason`` told to its author."""

    upheld: bool
    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


async def hide_post(
    work: UnitOfWork, principal: Principal, circle_id: UUID, post_id: UUID, draft: HideDraft
) -> None:
    """Hide a post of somebody with a lesser role, or one's own; that upholds what readers reported of it.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``validation_error`` for a reason that says nothing.
    Hiding it twice changes nothing.
    """
    reason = said(draft.reason, "/reason", LEAST_REASON)
    place = await require_member(work, principal, circle_id, "moderator")
    if (await lock_post(work, circle_id, post_id)).deleted_at is not None:
        raise Refusal("not_found")
    await _hide(work, place, post_id, reason)
    await close_reports(work, circle_id, post_id, upheld=True, by=place.account_id)


async def show_post(work: UnitOfWork, principal: Principal, circle_id: UUID, post_id: UUID) -> None:
    """Show a post again that a moderator hid; twice changes nothing.

    Raises ``Refusal``: ``not_found``, ``forbidden`` for one's own post that another moderator hid.
    """
    place = await require_member(work, principal, circle_id, "moderator")
    post = await lock_post(work, circle_id, post_id)
    if post.deleted_at is not None:
        raise Refusal("not_found")
    if post.hidden_at is None:
        return
    if post.hidden_by != place.account_id:
        await require_no_part(work, place, post.author_id)
    await show(work, post_id, by=place.account_id)
    await note(work, circle_id, "post_shown", by=place.account_id, subject_id=post.author_id, post_id=post_id)


async def approve_post(work: UnitOfWork, principal: Principal, circle_id: UUID, post_id: UUID) -> None:
    """Let through a first post that waits for a moderator; twice changes nothing."""
    place = await require_member(work, principal, circle_id, "moderator")
    post = await lock_post(work, circle_id, post_id)
    if post.deleted_at is not None:
        raise Refusal("not_found")
    if post.held_at is None:
        return
    await require_no_part(work, place, post.author_id)
    await publish(work, post_id)
    await note(
        work,
        circle_id,
        "post_approved",
        by=place.account_id,
        seen_by="moderators",
        subject_id=post.author_id,
        post_id=post_id,
    )


async def decide_report(
    work: UnitOfWork, principal: Principal, circle_id: UUID, report_id: UUID, decision: ReportDecision
) -> None:
    """Answer a report, and with it every open one of the same post.

    Raises ``Refusal``: ``conflict`` once it is answered otherwise, ``forbidden`` for dismissing what was
    reported of one's own post. The same answer again changes nothing.
    """
    place = await require_member(work, principal, circle_id, "moderator")
    row: Any = await work.fetch_row(_REPORT, report_id, circle_id)
    if row is None:
        raise Refusal("not_found")
    wanted = "upheld" if decision.upheld else "dismissed"
    if row["state"] != "open":
        if row["state"] != wanted:
            raise Refusal("conflict")
        return
    post_id = row["post_id"]
    if decision.upheld:
        await _hide(work, place, post_id, decision.reason.strip())
    else:
        await require_no_part(work, place, (await lock_post(work, circle_id, post_id)).author_id)
    await close_reports(work, circle_id, post_id, upheld=decision.upheld, by=place.account_id)
    await note(
        work,
        circle_id,
        "report_upheld" if decision.upheld else "report_dismissed",
        by=place.account_id,
        seen_by="moderators",
        post_id=post_id,
        reason=decision.reason.strip(),
    )


async def require_no_part(work: UnitOfWork, place: Place, *concerned: UUID) -> None:
    """Raise ``Refusal("forbidden")`` for a moderator among those concerned, if there is another moderator.

    Nobody decides on their own work (DOMAIN §1).
    """
    if place.account_id in concerned and await work.fetch_value(_OTHERS, place.circle_id, place.account_id):
        raise Refusal("forbidden")


async def close_reports(
    work: UnitOfWork, circle_id: UUID, post_id: UUID, *, upheld: bool, by: UUID | None
) -> None:
    """Close every open report of a post; ``by`` is None when its author took it back."""
    closed = await work.fetch(_CLOSE, post_id, "upheld" if upheld else "dismissed", by)
    for row in closed:
        event = ReportHandled(
            circle_id=circle_id,
            report_id=row["id"],
            post_id=post_id,
            reporter_id=row["reporter_id"],
            upheld=upheld,
        )
        await emit(work, event, subject=circle_id)


async def _hide(work: UnitOfWork, place: Place, post_id: UUID, reason: str) -> None:
    """Hide a post; one that is hidden or was taken back stays as it is."""
    post = await lock_post(work, place.circle_id, post_id)
    if post.deleted_at is not None or post.hidden_at is not None:
        return
    role: str = await work.fetch_value(_ROLE, place.circle_id, post.author_id)
    if post.author_id != place.account_id and at_least(role, place.role):
        raise Refusal("forbidden")
    await withhold(work, post_id, cause="hidden", by=place.account_id, reason=reason)
    await note(
        work,
        place.circle_id,
        "post_hidden",
        by=place.account_id,
        subject_id=post.author_id,
        post_id=post_id,
        reason=reason,
    )
