"""What members hand in: threads, replies, and posts written anew, with their bounds."""

from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal
from msgspec import Meta

from commonweal_circles.rules.vocabulary import Locale, PostKind

Title = Annotated[str, Meta(min_length=3, max_length=200)]
Text = Annotated[str, Meta(min_length=1, max_length=10_000)]
Files = Annotated[list[UUID], Meta(max_length=50)]


class ThreadDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The beginning of a thread; ``text`` is Markdown, ``attachments`` are files uploaded before."""

    title: Title
    text: Text
    kind: PostKind = "discussion"
    attachments: Files = []
    locale: Locale | None = None


class ReplyDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A reply; without ``parent_id`` it answers the beginning of the thread."""

    text: Text
    parent_id: UUID | None = None
    kind: PostKind = "discussion"
    attachments: Files = []
    locale: Locale | None = None


class PostEdit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A post written anew, and the ``version`` that was read before; ``title`` is that of a thread.

    With ``attachments`` just these files stand by it from now on; without, those that did.
    """

    version: int
    text: Text
    title: Title | None = None
    attachments: Files | None = None


def words_of(text: str, title: str | None = None) -> tuple[str, str]:
    """Return text and title without blanks around them.

    Raises ``Refusal("validation_error")`` if too little is left.
    """
    shown, named = text.strip(), (title or "").strip()
    found = [] if shown else [FieldError("/text", "required")]
    if title is not None and len(named) < 3:  # noqa: PLR2004 - as the bounds of Title say
        found.append(FieldError("/title", "too_short", {"minimum": 3}))
    if found:
        raise Refusal("validation_error", fields=found)
    return shown, named
