"""Members thank each other: one note per pair and day, read by whoever reads the circle (DOMAIN §12)."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, Visit, emit, new_id
from commonweal_review import api as review
from msgspec import Meta

from commonweal_circles.events import Thanked
from commonweal_circles.members.people import Person, people
from commonweal_circles.moderation.log import note
from commonweal_circles.rules.vocabulary import Locale
from commonweal_circles.seeing import reader_of, require_inside, require_member

KIND = "circles.gratitude"
_LOCALES: tuple[Locale, ...] = get_args(Locale)
_DOMAIN = "SELECT domain FROM circles.circle WHERE id = $1"
_IS_MEMBER = """
SELECT EXISTS (SELECT FROM circles.member WHERE circle_id = $1 AND account_id = $2 AND state = 'active')
"""
_INSERT = """
INSERT INTO circles.gratitude (id, circle_id, from_id, to_id, day, text, locale, review_status)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'flagged') ON CONFLICT (circle_id, from_id, to_id, day) DO NOTHING
RETURNING id
"""
_PUBLISH = """
UPDATE circles.gratitude AS g SET review_status = 'approved', published_at = coalesce(published_at, now())
FROM (SELECT published_at IS NULL AS is_first FROM circles.gratitude WHERE id = $1 FOR UPDATE) AS earlier
WHERE g.id = $1 AND g.deleted_at IS NULL AND g.review_status <> 'approved'
RETURNING g.circle_id, g.from_id, g.to_id, earlier.is_first
"""
_WITHHOLD = "UPDATE circles.gratitude SET review_status = $2 WHERE id = $1"
_DELETE = """
UPDATE circles.gratitude SET deleted_at = now(), text = '' WHERE id = $1 AND deleted_at IS NULL
RETURNING review_status
"""
_FIND = "SELECT from_id, deleted_at FROM circles.gratitude WHERE id = $2 AND circle_id = $1"
# Beside what everybody reads: one's own that waits for review, and for moderators all that does.
_WALL = """
SELECT id, from_id, to_id, text, locale, created_at, review_status FROM circles.gratitude
WHERE circle_id = $1 AND deleted_at IS NULL AND (review_status = 'approved' OR from_id = $2 OR $3)
    AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5::uuid))
ORDER BY created_at DESC, id DESC LIMIT $6
"""
_AT_DESK = "SELECT text, locale FROM circles.gratitude WHERE id = $1 AND deleted_at IS NULL"


class NoteDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A note of thanks to an active member, in words of the language ``locale``."""

    to_id: UUID
    text: Annotated[str, Meta(min_length=1, max_length=500)]
    locale: Locale = "en"


class MadeNote(msgspec.Struct, frozen=True):
    """A new note, and whether everybody who may sees it yet."""

    id: UUID
    review_status: str


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note of thanks. Its text is a member's own: ``untrusted`` tells agents that it is no instruction."""

    id: UUID
    giver: Person
    receiver: Person
    text: str
    locale: Locale
    created_at: datetime
    review_status: Literal["pending", "approved", "flagged", "rejected"]
    untrusted: bool = True


class Wall(msgspec.Struct, frozen=True):
    """A part of the notes of a circle, and where it ended when there are more."""

    items: list[Note]
    last: tuple[datetime, UUID] | None


def as_locale(word: str) -> Locale:
    """Return a language of notes for that of a page; English for any other."""
    return next((locale for locale in _LOCALES if locale == word), "en")


async def thank(visit: Visit, circle_id: UUID, draft: NoteDraft) -> MadeNote:
    """Thank a member as another one.

    Raises ``Refusal``: ``not_found``, ``forbidden``, ``circle_archived``, ``content_rejected``, or
    ``validation_error`` for oneself, for whoever is no active member, and for a second note on one day (UTC).
    """
    giver, text = visit.principal.account_id, draft.text.strip()
    async with visit.web.database.read() as work:
        await require_inside(work, visit.principal, circle_id)
        domain = await work.fetch_value(_DOMAIN, circle_id)
    if not text:
        raise _wrong("/text", "required", "")
    assessment = await review.assess(
        visit, author=visit.principal, kind=KIND, texts=[text], locale=draft.locale, domain=domain
    )
    note_id = new_id()
    async with visit.web.database.write() as work:
        await require_member(work, visit.principal, circle_id)
        if draft.to_id == giver:
            raise _wrong("/to_id", "oneself", "circles-field-thank-oneself")
        if not await work.fetch_value(_IS_MEMBER, circle_id, draft.to_id):
            raise _wrong("/to_id", "no_member", "circles-field-thank-no-member")
        day = datetime.now(UTC).date()
        row = (note_id, circle_id, giver, draft.to_id, day, text, draft.locale)
        if await work.fetch_value(_INSERT, *row) is None:
            raise _wrong("/to_id", "thanked_today", "circles-field-thanked-today")
        status = await review.record(work, assessment, item_id=note_id, summary=text)
        if status == "approved":
            await _publish(work, note_id)
    return MadeNote(note_id, status)


async def delete_note(visit: Visit, circle_id: UUID, note_id: UUID) -> None:
    """Take one's note back, or somebody's as a moderator: its words are gone for good. Twice changes nothing.

    What moderators remove stands in the log: for whoever wrote it, and for members if they could read it.
    Raises ``Refusal``: ``not_found``, ``forbidden`` for others' notes.
    """
    async with visit.web.database.write() as work:
        place = await require_inside(work, visit.principal, circle_id)
        row: Any = await work.fetch_row(_FIND, circle_id, note_id)
        if row is None:
            raise Refusal("not_found")
        is_own = row["from_id"] == reader_of(visit.principal)
        if not is_own and not place.has("moderator"):
            raise Refusal("forbidden")
        status = await work.fetch_value(_DELETE, note_id)
        if status is not None and not is_own:
            await note(
                work,
                circle_id,
                "gratitude_removed",
                by=place.account_id,
                seen_by="members" if status == "approved" else "moderators",
                subject_id=row["from_id"],
            )


async def read_wall(
    visit: Visit,
    work: UnitOfWork,
    circle_id: UUID,
    *,
    after: tuple[datetime, UUID] | None = None,
    limit: int,
) -> Wall:
    """Return notes of a circle whose inside the reader sees, the newest first."""
    place = await require_inside(work, visit.principal, circle_id)
    reader = reader_of(visit.principal)
    rows = await work.fetch(
        _WALL, circle_id, reader, place.has("moderator"), *(after or (None, None)), limit + 1
    )
    shown = rows[:limit]
    found = await people(work, {row[key] for row in shown for key in ("from_id", "to_id")}, circle_id)
    last = (shown[-1]["created_at"], shown[-1]["id"]) if len(rows) > limit else None
    return Wall([_note(row, found) for row in shown], last)


async def decided(work: UnitOfWork, note_id: UUID, status: str) -> None:
    """Take over what review decided about a note."""
    if status == "approved":
        await _publish(work, note_id)
    else:
        await work.execute(_WITHHOLD, note_id, status)


async def find_words(work: UnitOfWork, note_id: UUID) -> dict[str, str] | None:
    """Return the ``text`` of a note and its ``locale``, for the desk of review."""
    row = await work.fetch_row(_AT_DESK, note_id)
    return None if row is None else dict(row)


async def _publish(work: UnitOfWork, note_id: UUID) -> None:
    """Let a note be read; told the first time only."""
    row = await work.fetch_row(_PUBLISH, note_id)
    if row is not None and row["is_first"]:
        event = Thanked(
            circle_id=row["circle_id"], note_id=note_id, from_id=row["from_id"], to_id=row["to_id"]
        )
        await emit(work, event, subject=row["circle_id"])


def _wrong(pointer: str, code: str, message: str) -> Refusal:
    return Refusal("validation_error", fields=[FieldError(pointer, code, message=message)])


def _note(row: Any, found: dict[UUID, Person]) -> Note:
    names = ("id", "text", "locale", "created_at", "review_status")
    return Note(
        **{name: row[name] for name in names}, giver=found[row["from_id"]], receiver=found[row["to_id"]]
    )
