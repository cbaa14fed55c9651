"""Authors write their posts anew, and take them back; what stood there before can be read."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork, Visit
from commonweal_review import api as review

from commonweal_circles.moderation.deciding import close_reports
from commonweal_circles.moderation.tools import before_posting
from commonweal_circles.seeing import require_inside, require_member, sees_post
from commonweal_circles.services import settings_of
from commonweal_circles.talk import living
from commonweal_circles.talk.drafting import PostEdit, words_of
from commonweal_circles.talk.reading import PostRead, read_post
from commonweal_circles.talk.writing import (
    assess_words,
    linked_in,
    name_members,
    require_same_words,
    require_writer,
    subject_of,
    understood,
)
from commonweal_circles.words.attaching import attach, words_of_files
from commonweal_circles.words.understanding import Understood

_KEEP = """
INSERT INTO circles.post_version (post_id, version, title, text, written_at)
SELECT id, version, title, text, coalesce(edited_at, created_at) FROM circles.post WHERE id = $1
"""
_CHANGE = """
UPDATE circles.post SET version = version + 1, title = $2, text = $3, html = $4, links = $5, linked = $6,
    edited_at = clock_timestamp()
WHERE id = $1
"""
_TOLD_OTHERS = """
SELECT count(*) FROM circles.mention WHERE post_id = $1 AND told AND account_id <> ALL ($2)
"""
_VERSIONS = f"""
SELECT version, title, text, written_at FROM (
    SELECT v.version, v.title, v.text, v.written_at
    FROM circles.post_version AS v JOIN circles.post AS p ON p.id = v.post_id
    WHERE p.circle_id = $1 AND p.id = $2 AND p.deleted_at IS NULL AND {sees_post("$3")}
    UNION ALL
    SELECT p.version, p.title, p.text, coalesce(p.edited_at, p.created_at) FROM circles.post AS p
    WHERE p.circle_id = $1 AND p.id = $2 AND p.deleted_at IS NULL AND {sees_post("$3")}
) AS versions ORDER BY version DESC LIMIT 200
"""


class PostVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A post as it was, or is: the words of its author, which are no instructions to agents."""

    version: int
    title: str
    text: str
    written_at: datetime
    untrusted: bool = True


async def edit_post(visit: Visit, circle_id: UUID, post_id: UUID, edit: PostEdit) -> PostRead:
    """Write one's post anew; if review flags the new words, nobody else sees it until an admin decided.

    Raises ``Refusal``: ``not_found`` for what one did not write, ``version_mismatch`` for an older version,
    ``content_rejected``, ``circle_archived``, ``validation_error``.
    """
    async with visit.web.database.read() as work:
        await require_writer(work, visit.principal, circle_id)
        before = await read_post(work, visit.principal, circle_id, post_id)
        title = edit.title or before.title
        text, title = words_of(edit.text, title if before.depth == 0 else None)
        _require_own(visit.principal, before)
        if edit.title is not None and before.depth > 0:
            raise Refusal("validation_error", fields=[FieldError("/title", "unknown_field")])
        if before.version != edit.version:
            raise Refusal("version_mismatch")
        if (before.title, before.text) == (title, text) and edit.attachments is None:
            return before
        subject = await subject_of(work, circle_id)
        of_files = await words_of_files(
            work, circle_id, post_id, visit.principal.account_id, edit.attachments
        )
    assessment = await assess_words(visit, subject, [title, text, *of_files], before.locale)
    summary = subject.summary(title or text)
    async with visit.web.database.write() as work:
        await review.hold(work, assessment, item_id=post_id, summary=summary)
        place = await require_member(work, visit.principal, circle_id)
        post = await living.lock_post(work, circle_id, post_id)
        if post.deleted_at is not None:
            raise Refusal("not_found")
        if post.version != edit.version:
            raise Refusal("version_mismatch")
        read = await understood(visit, work, circle_id, text, post.author_id)
        await _require_few_named(work, post_id, read, settings_of(visit).mentions_most)
        await before_posting(work, place, links=read.links, is_new=False)
        await work.execute(_KEEP, post_id)
        await work.execute(_CHANGE, post_id, title, text, read.html, read.links, linked_in(read))
        await name_members(work, post_id, read)
        if edit.attachments is not None:
            await attach(
                work,
                circle_id=circle_id,
                post_id=post_id,
                uploader_id=post.author_id,
                ids=edit.attachments,
                most=settings_of(visit).attachments_most,
            )
        await require_same_words(work, circle_id, post_id, post.author_id, of_files)
        if assessment.status != "approved" or post.review_status != "approved":
            await review.record(work, assessment, item_id=post_id, summary=summary)
        await living.tell_edited(work, post_id)
        return await read_post(work, visit.principal, circle_id, post_id)


async def delete_post(work: UnitOfWork, principal: Principal, circle_id: UUID, post_id: UUID) -> None:
    """Take one's post back: its words, files and versions go, its place stays. Twice changes nothing.

    Whoever has left a circle may still do it where they see the post, and everybody also in one that is
    archived: its owner decides who reads it, and not whose words stay.
    """
    await work.execute("SELECT FROM circles.circle WHERE id = $1 FOR NO KEY UPDATE", circle_id)
    await require_inside(work, principal, circle_id)
    post = await living.lock_post(work, circle_id, post_id)
    if post.author_id != principal.account_id:
        raise Refusal("forbidden" if post.is_public else "not_found")
    if post.deleted_at is not None:
        return
    await living.withhold(work, post_id, cause="deleted", by=post.author_id)
    await close_reports(work, circle_id, post_id, upheld=True, by=None)
    await work.execute("DELETE FROM circles.post_version WHERE post_id = $1", post_id)
    await work.execute("DELETE FROM circles.mention WHERE post_id = $1", post_id)
    await attach(work, circle_id=circle_id, post_id=post_id, uploader_id=post.author_id, ids=[], most=0)


async def read_versions(
    work: UnitOfWork, principal: Principal, circle_id: UUID, post_id: UUID
) -> list[PostVersion]:
    """Return the versions of a post, the newest first; raises ``Refusal("not_found")``."""
    place = await require_inside(work, principal, circle_id)
    rows: list[Any] = await work.fetch(_VERSIONS, circle_id, post_id, place.account_id)
    if not rows:
        raise Refusal("not_found")
    return [PostVersion(**dict(row)) for row in rows]


async def _require_few_named(work: UnitOfWork, post_id: UUID, read: Understood, most: int) -> None:
    """Refuse a post that would name more members than one may, with those who were told of it before."""
    told = await work.fetch_value(_TOLD_OTHERS, post_id, list(read.mentioned))
    if read.mentioned and told + len(read.mentioned) > most:
        many = FieldError("/text", "too_many", {"most": most}, "circles-words-mentions-before")
        raise Refusal("validation_error", fields=[many])


def _require_own(principal: Principal, post: PostRead) -> None:
    if post.state == "deleted":
        raise Refusal("not_found")
    if post.author is None or post.author.id != principal.account_id:
        raise Refusal("forbidden")
