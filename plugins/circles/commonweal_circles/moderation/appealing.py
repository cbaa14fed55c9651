"""Appeals: whoever was banned, or wrote what was hidden, may ask once that somebody looks again."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork, emit, new_id

from commonweal_circles.events import AppealDecided, AppealMade
from commonweal_circles.members.banning import lift_ban
from commonweal_circles.moderation.deciding import require_no_part
from commonweal_circles.moderation.log import note
from commonweal_circles.rules.reasons import said
from commonweal_circles.seeing import reader_of, require_inside, require_member, state_now
from commonweal_circles.talk.living import show

LEAST_TEXT = 10
_BANNED = f"""
SELECT banned_at AS done_at, ban_reason AS reason, '' AS excerpt FROM circles.member AS m
WHERE circle_id = $1 AND account_id = $2 AND {state_now("m")} = 'banned'
"""
_HIDDEN = """
SELECT hidden_at AS done_at, hidden_reason AS reason, left(text, 400) AS excerpt FROM circles.post
WHERE id = $1 AND circle_id = $2 AND author_id = $3 AND hidden_at IS NOT NULL AND deleted_at IS NULL
"""
_EARLIER = """
SELECT EXISTS (SELECT FROM circles.appeal WHERE circle_id = $1 AND account_id = $2 AND about = $3
    AND post_id IS NOT DISTINCT FROM $4 AND created_at >= $5)
"""
_INSERT = """
INSERT INTO circles.appeal (id, circle_id, account_id, about, post_id, text) VALUES ($1, $2, $3, $4, $5, $6)
"""
_APPEAL = "SELECT * FROM circles.appeal WHERE id = $1 AND circle_id = $2 FOR UPDATE"
_DECIDE = """
UPDATE circles.appeal SET state = $2, answer = $3, decided_by = $4, decided_at = now() WHERE id = $1
"""
_WHO_BANNED = "SELECT banned_by FROM circles.member WHERE circle_id = $1 AND account_id = $2"
_WHO_HID = "SELECT hidden_by FROM circles.post WHERE id = $1"


class AppealDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody appeals against, and why: a ban, or a post (``post_id``) that a moderator hid."""

    about: Literal["ban", "post"]
    text: Annotated[str, msgspec.Meta(min_length=LEAST_TEXT, max_length=2000)]
    post_id: UUID | None = None


class AppealDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a moderator says to an appeal; ``answer`` is told to whoever made it."""

    granted: bool
    answer: Annotated[str, msgspec.Meta(min_length=LEAST_TEXT, max_length=1000)]


class Appealable(msgspec.Struct, frozen=True):
    """What was done to somebody, when and why; the ``excerpt`` is of their own post."""

    done_at: datetime
    reason: str
    excerpt: str


async def require_appealable(
    work: UnitOfWork, principal: Principal, circle_id: UUID, post_id: UUID | None
) -> Appealable:
    """Return what somebody may appeal against: their ban, or the hiding of their post.

    Raises ``Refusal("not_found")``. Nothing of the circle is told: whoever is banned may not see it.
    """
    account_id = reader_of(principal)
    if post_id is None:
        row: Any = await work.fetch_row(_BANNED, circle_id, account_id)
    else:
        await require_inside(work, principal, circle_id)
        row = await work.fetch_row(_HIDDEN, post_id, circle_id, account_id)
    if row is None:
        raise Refusal("not_found")
    return Appealable(row["done_at"], row["reason"], row["excerpt"])


async def appeal(work: UnitOfWork, principal: Principal, circle_id: UUID, draft: AppealDraft) -> UUID:
    """Take an appeal and return its id; one for each ban, and one for each time a post was hidden.

    Raises ``Refusal``: ``not_found`` for whoever is neither banned nor the author of a hidden post,
    ``validation_error``, and ``conflict`` for a second appeal against the same.
    """
    account_id = reader_of(principal)
    if (draft.about == "post") != (draft.post_id is not None):
        code = "required" if draft.about == "post" else "invalid"
        raise Refusal("validation_error", fields=[FieldError("/post_id", code)])
    text = said(draft.text, "/text", LEAST_TEXT)
    await work.execute("SELECT FROM circles.circle WHERE id = $1 FOR NO KEY UPDATE", circle_id)
    done_at = (await require_appealable(work, principal, circle_id, draft.post_id)).done_at
    if await work.fetch_value(_EARLIER, circle_id, account_id, draft.about, draft.post_id, done_at):
        raise Refusal("conflict")
    appeal_id = new_id()
    await work.execute(_INSERT, appeal_id, circle_id, account_id, draft.about, draft.post_id, text)
    event = AppealMade(circle_id=circle_id, appeal_id=appeal_id, account_id=account_id, about=draft.about)
    await emit(work, event, subject=circle_id)
    return appeal_id


async def decide_appeal(
    work: UnitOfWork, principal: Principal, circle_id: UUID, appeal_id: UUID, decision: AppealDecision
) -> None:
    """Grant an appeal, which lifts the ban or shows the post, or decline it.

    Whoever banned or hid does not decide while the circle has another moderator: ``forbidden``. Raises
    ``Refusal("conflict")`` once it is decided.
    """
    answer = said(decision.answer, "/answer", LEAST_TEXT)
    place = await require_member(work, principal, circle_id, "moderator")
    row: Any = await work.fetch_row(_APPEAL, appeal_id, circle_id)
    if row is None:
        raise Refusal("not_found")
    if row["state"] != "open":
        raise Refusal("conflict")
    account_id = row["account_id"]
    if row["about"] == "ban":
        did_it = await work.fetch_value(_WHO_BANNED, circle_id, account_id)
    else:
        did_it = await work.fetch_value(_WHO_HID, row["post_id"])
    await require_no_part(work, place, did_it, account_id)
    state: Literal["granted", "declined"] = "granted" if decision.granted else "declined"
    await work.execute(_DECIDE, appeal_id, state, answer, place.account_id)
    if decision.granted and row["about"] == "ban":
        await lift_ban(work, circle_id, account_id, by=place.account_id)
    elif decision.granted:
        await show(work, row["post_id"], by=place.account_id)
    await note(
        work,
        circle_id,
        "appeal_granted" if decision.granted else "appeal_declined",
        by=place.account_id,
        seen_by="moderators",
        subject_id=account_id,
        post_id=row["post_id"],
        reason=answer,
    )
    event = AppealDecided(
        circle_id=circle_id,
        appeal_id=appeal_id,
        account_id=account_id,
        about=row["about"],
        granted=decision.granted,
    )
    await emit(work, event, subject=circle_id)
