"""Members begin threads and answer each other."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork, Visit, new_id
from commonweal_review import api as review

from commonweal_circles.moderation.tools import before_posting
from commonweal_circles.rules.vocabulary import DEEPEST, POST, Locale
from commonweal_circles.seeing import Place, require_inside, require_member, sees_post
from commonweal_circles.services import settings_of
from commonweal_circles.talk import living
from commonweal_circles.talk.drafting import ReplyDraft, ThreadDraft, words_of
from commonweal_circles.talk.reading import PostRead, read_post
from commonweal_circles.words.attaching import attach, words_of_files
from commonweal_circles.words.understanding import Understood, understand

_LOCALES: tuple[Locale, ...] = ("en", "es", "zh-Hans")
_NUMBER = "UPDATE circles.circle SET newest_post = newest_post + 1 WHERE id = $1 RETURNING newest_post"
_INSERT = """
INSERT INTO circles.post (id, circle_id, thread_id, parent_id, depth, number, path, kind, author_id,
    author_kind, title, text, html, links, linked, locale, review_status, held_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'pending',
    CASE WHEN $17 THEN clock_timestamp() END)
"""
_POSTED = """
UPDATE circles.member SET posted_at = clock_timestamp() WHERE circle_id = $1 AND account_id = $2
"""
# What is answered must be seen by all. A thread goes on without its beginning if the author took that back.
_ANSWERED = f"""
SELECT p.id, p.path, p.depth, p.is_public, t.locked_at, t.is_public OR t.deleted_at IS NOT NULL AS goes_on
FROM circles.post AS t
LEFT JOIN circles.post AS p ON p.id = coalesce($3, t.id) AND p.thread_id = t.id AND {sees_post("$4")}
WHERE t.circle_id = $1 AND t.id = $2 AND t.depth = 0
"""
_NAME = """
INSERT INTO circles.mention (post_id, account_id)
SELECT $1, a.account_id FROM unnest($2::uuid[]) AS a (account_id) ON CONFLICT DO NOTHING
"""


class Aim(msgspec.Struct, frozen=True, kw_only=True):
    """Where a new post goes: into a thread, below a post; both are None for one that begins a thread."""

    thread_id: UUID | None = None
    parent_id: UUID | None = None
    above: list[int] = []

    @property
    def depth(self) -> int:
        """How deep it is; the beginning of a thread has 0."""
        return len(self.above)


class Subject(msgspec.Struct, frozen=True):
    """What review is told of a circle: its domain, and by ``is_public`` whether anybody may read of it."""

    domain: str | None
    is_public: bool

    def summary(self, text: str) -> str:
        """Return what review calls a text in its lists; readers who report it are shown that, too."""
        return text[:200] if self.is_public else "…"


async def begin_thread(visit: Visit, circle_id: UUID, draft: ThreadDraft) -> PostRead:
    """Begin a thread as the member who asks.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``content_rejected``,
    ``circle_slow_mode``, ``validation_error``.
    """
    return await _write(visit, circle_id, draft, None, None)


async def reply(visit: Visit, circle_id: UUID, thread_id: UUID, draft: ReplyDraft) -> PostRead:
    """Answer a post as the member who asks.

    Raises ``Refusal`` as ``begin_thread``, and ``circle_thread_locked``; ``validation_error`` at
    ``/parent_id`` for a post of another thread, one that not all see, or one that is five deep already.
    """
    return await _write(visit, circle_id, draft, thread_id, draft.parent_id)


async def require_writer(work: UnitOfWork, principal: Principal, circle_id: UUID) -> Place:
    """Return the place of a member who may write; it looks only, for what is asked before the transaction."""
    place = await require_inside(work, principal, circle_id)
    if not place.is_member:
        raise Refusal("forbidden")
    if place.circle_state != "active":
        raise Refusal("circle_archived")
    return place


async def subject_of(work: UnitOfWork, circle_id: UUID) -> Subject:
    """Return what review is told of a circle."""
    row = await work.fetch_row("SELECT domain, visibility FROM circles.circle WHERE id = $1", circle_id)
    return Subject(row["domain"], row["visibility"] == "public")


async def assess_words(
    visit: Visit, subject: Subject, words: Sequence[str], locale: Locale
) -> review.Assessment:
    """Let review judge words for a circle, before the transaction that keeps them."""
    return await review.assess(
        visit, author=visit.principal, kind=POST, texts=words, locale=locale, domain=subject.domain
    )


async def require_same_words(
    work: UnitOfWork, circle_id: UUID, post_id: UUID, author_id: UUID, of_files: Sequence[str]
) -> None:
    """Raise ``Refusal("conflict")`` if the files by a post say something else than what review judged."""
    if await words_of_files(work, circle_id, post_id, author_id, None) != of_files:
        raise Refusal("conflict")


async def understood(
    visit: Visit, work: UnitOfWork, circle_id: UUID, text: str, author_id: UUID
) -> Understood:
    """Read what a text says, as the settings of this process have it."""
    return await understand(
        work,
        circle_id,
        text,
        author_id=author_id,
        mentions_most=settings_of(visit).mentions_most,
        public_url=visit.web.settings.public_url,
    )


async def name_members(work: UnitOfWork, post_id: UUID, read: Understood) -> None:
    """Keep whom a post names; who was told of it already stays, so that nobody is told twice."""
    mentioned = list(read.mentioned)
    await work.execute(
        "DELETE FROM circles.mention WHERE post_id = $1 AND NOT told AND account_id <> ALL ($2)",
        post_id,
        mentioned,
    )
    await work.execute(_NAME, post_id, mentioned)


def linked_in(read: Understood) -> str:
    """Return what a text links to on this site as it is kept: ``["mission:<id>"]``."""
    return msgspec.json.encode([f"{each.kind}:{each.id}" for each in read.linked]).decode()


def locale_of(visit: Visit, chosen: Locale | None) -> Locale:
    """Return the language of a text: the one that was said, or the first of the reader's."""
    if chosen is not None:
        return chosen
    return next((known for tag in visit.chain.locales for known in _LOCALES if known == tag), "en")


async def _write(
    visit: Visit,
    circle_id: UUID,
    draft: ThreadDraft | ReplyDraft,
    thread_id: UUID | None,
    parent_id: UUID | None,
) -> PostRead:
    text, title = words_of(draft.text, draft.title if isinstance(draft, ThreadDraft) else None)
    locale, post_id, author_id = locale_of(visit, draft.locale), new_id(), visit.principal.account_id
    async with visit.web.database.read() as work:
        place = await require_writer(work, visit.principal, circle_id)
        await _aim(work, place, thread_id, parent_id)
        subject = await subject_of(work, circle_id)
        of_files = await words_of_files(work, circle_id, post_id, author_id, draft.attachments)
    assessment = await assess_words(visit, subject, [title, text, *of_files], locale)
    async with visit.web.database.write() as work:
        place = await require_member(work, visit.principal, circle_id)
        aim = await _aim(work, place, thread_id, parent_id)
        read = await understood(visit, work, circle_id, text, author_id)
        holds = await before_posting(work, place, links=read.links, is_new=True)
        number = await work.fetch_value(_NUMBER, circle_id)
        await work.execute(
            _INSERT,
            *(post_id, circle_id, aim.thread_id or post_id, aim.parent_id, aim.depth, number),
            *([*aim.above, number], draft.kind, author_id, visit.principal.kind, title, text),
            *(read.html, read.links, linked_in(read), locale, holds),
        )
        await work.execute(_POSTED, circle_id, author_id)
        await name_members(work, post_id, read)
        await attach(
            work,
            circle_id=circle_id,
            post_id=post_id,
            uploader_id=author_id,
            ids=draft.attachments,
            most=settings_of(visit).attachments_most,
        )
        if draft.attachments:
            await require_same_words(work, circle_id, post_id, author_id, of_files)
        status = await review.record(
            work, assessment, item_id=post_id, summary=subject.summary(title or text)
        )
        await living.reviewed(work, post_id, status)
        await living.tell_held(work, post_id)
        return await read_post(work, visit.principal, circle_id, post_id)


async def _aim(work: UnitOfWork, place: Place, thread_id: UUID | None, parent_id: UUID | None) -> Aim:
    if thread_id is None:
        return Aim()
    row: Any = await work.fetch_row(_ANSWERED, place.circle_id, thread_id, parent_id, place.account_id)
    if row is None or not row["goes_on"]:
        raise Refusal("not_found")
    if row["locked_at"] is not None and not place.has("moderator"):
        raise Refusal("circle_thread_locked")
    if not row["is_public"]:
        raise Refusal("validation_error", fields=[FieldError("/parent_id", "invalid")])
    if row["depth"] >= DEEPEST:
        too_deep = FieldError("/parent_id", "too_large", {"maximum": DEEPEST}, "circles-field-too-deep")
        raise Refusal("validation_error", fields=[too_deep])
    return Aim(thread_id=thread_id, parent_id=row["id"], above=row["path"])
