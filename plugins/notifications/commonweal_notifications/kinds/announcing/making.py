"""An announcement is written once, in all languages, and cannot be taken back."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork, emit, new_id
from commonweal_identity import api as identity

from commonweal_notifications.kinds.events import AnnouncementMade

LANGUAGES = ("en", "es", "zh-Hans")
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]
Path = Annotated[str, msgspec.Meta(max_length=300)]

_OWN = re.compile(r"/([^/\\\s][^\\\s]*)?")  # a path of this site, and no other host

_ADD = """
INSERT INTO notifications.announcement (id, texts, path, made_by) VALUES ($1, $2::jsonb, $3, $4)
"""
_FIND = """
SELECT id, texts::text AS texts, path, made_at FROM notifications.announcement WHERE id = ANY ($1)
"""
_LIST = """
SELECT id, texts::text AS texts, path, made_at FROM notifications.announcement
WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2
"""


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An announcement in one language."""

    title: Title
    text: Text


class NewAnnouncement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is announced, by language; ``path`` is a page of this site that it leads to."""

    texts: dict[str, Words]
    path: Path = ""


class Announcement(msgspec.Struct, frozen=True):
    """An announcement that was made."""

    id: UUID
    texts: dict[str, Words]
    path: str
    made_at: datetime

    def words(self, locale: str) -> Words:
        """Return it in a language, else in English."""
        return self.texts.get(locale) or self.texts["en"]


def checked(new: NewAnnouncement) -> NewAnnouncement:
    """Return an announcement without blanks around its words.

    Raises ``Refusal("validation_error")`` where a language is missing, has no words, or is none of the base,
    and for a path that leads elsewhere.
    """
    wrong = [FieldError(f"/texts/{locale}", "required") for locale in LANGUAGES if locale not in new.texts]
    known = ", ".join(LANGUAGES)
    for locale, words in new.texts.items():
        if locale not in LANGUAGES:
            wrong.append(FieldError(f"/texts/{locale}", "not_a_choice", {"choices": known}))
        wrong += [
            FieldError(f"/texts/{locale}/{name}", "required")
            for name in ("title", "text")
            if not getattr(words, name).strip()
        ]
    if new.path and not _OWN.fullmatch(new.path):
        wrong.append(FieldError("/path", "invalid"))
    if wrong:
        raise Refusal("validation_error", fields=wrong)
    texts = {locale: Words(words.title.strip(), words.text.strip()) for locale, words in new.texts.items()}
    return NewAnnouncement(texts, new.path)


async def announce(work: UnitOfWork, principal: Principal, new: NewAnnouncement) -> UUID:
    """Announce something to everybody, audited; raises as ``checked`` does."""
    new = checked(new)
    announcement_id = new_id()
    texts = msgspec.json.encode(new.texts).decode()
    await work.execute(_ADD, announcement_id, texts, new.path, principal.account_id)
    event = AnnouncementMade(announcement_id=announcement_id)
    await emit(work, event, subject=announcement_id)
    await identity.record_audit(
        work,
        principal,
        "notifications.announced",
        subject_kind="notifications.announcement",
        subject_id=announcement_id,
    )
    return announcement_id


async def find_announcements(work: UnitOfWork, ids: Collection[UUID]) -> dict[UUID, Announcement]:
    """Return announcements."""
    return {row["id"]: _announcement(dict(row)) for row in await work.fetch(_FIND, list(ids))}


async def list_announcements(work: UnitOfWork, before: UUID | None, limit: int) -> list[Announcement]:
    """Return what was announced, the newest first, before one of them."""
    return [_announcement(dict(row)) for row in await work.fetch(_LIST, before, limit)]


def _announcement(row: dict[str, object]) -> Announcement:
    texts = msgspec.json.decode(str(row["texts"]), type=dict[str, Words])
    return msgspec.convert({**row, "texts": texts}, Announcement)
