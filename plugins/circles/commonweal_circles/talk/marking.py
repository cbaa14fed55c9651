"""Moderators pin threads to the top of a circle, and lock them."""

from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork, emit

from commonweal_circles.events import ThreadMarked
from commonweal_circles.moderation.log import Act, note
from commonweal_circles.seeing import require_member
from commonweal_circles.talk.living import Post, lock_post

PINNED_MOST = 3
_PINNED = "SELECT count(*) FROM circles.post WHERE circle_id = $1 AND depth = 0 AND pinned_at IS NOT NULL"
_MARK = """
UPDATE circles.post SET pinned_at = CASE WHEN $2 THEN coalesce(pinned_at, clock_timestamp()) END,
    locked_at = CASE WHEN $3 THEN coalesce(locked_at, clock_timestamp()) END
WHERE id = $1
"""


class Marks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether a thread stands at the top, and whether it takes no more replies; what is left out stays."""

    pinned: bool | None = None
    locked: bool | None = None


async def mark_thread(
    work: UnitOfWork, principal: Principal, circle_id: UUID, thread_id: UUID, marks: Marks
) -> Marks:
    """Pin or lock a thread, or let it go, as a moderator; twice changes nothing.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``validation_error`` at ``/pinned``
    for one more than can be pinned.
    """
    await require_member(work, principal, circle_id, "moderator")
    thread = await lock_post(work, circle_id, thread_id)
    if thread.depth > 0 or not thread.is_public:
        raise Refusal("not_found")
    was_pinned, was_locked = thread.pinned_at is not None, thread.locked_at is not None
    pinned = was_pinned if marks.pinned is None else marks.pinned
    locked = was_locked if marks.locked is None else marks.locked
    if pinned and not was_pinned and await work.fetch_value(_PINNED, circle_id) >= PINNED_MOST:
        full = FieldError("/pinned", "too_many", {"maximum": PINNED_MOST}, "circles-field-pins-most")
        raise Refusal("validation_error", fields=[full])
    acts: list[Act] = []
    if pinned != was_pinned:
        acts.append("thread_pinned" if pinned else "thread_unpinned")
    if locked != was_locked:
        acts.append("thread_locked" if locked else "thread_unlocked")
    if acts:
        await work.execute(_MARK, thread_id, pinned, locked)
        await _tell(work, principal, thread, acts, Marks(pinned, locked))
    return Marks(pinned, locked)


async def _tell(work: UnitOfWork, principal: Principal, thread: Post, acts: list[Act], now: Marks) -> None:
    for act in acts:
        await note(work, thread.circle_id, act, by=principal.account_id, post_id=thread.id)
    event = ThreadMarked(
        circle_id=thread.circle_id,
        thread_id=thread.id,
        pinned=bool(now.pinned),
        locked=bool(now.locked),
        by=principal.account_id,
    )
    await emit(work, event, subject=thread.circle_id)
