"""What happens to threads and posts."""

from typing import Literal
from uuid import UUID

from commonweal import Event, event_type

Cause = Literal["deleted", "hidden", "review", "edited"]


class OfPost(Event, frozen=True):
    """What happens to a post."""

    circle_id: UUID
    thread_id: UUID
    post_id: UUID

    @property
    def began(self) -> UUID | None:
        """The thread that the post began; None for a reply."""
        return self.thread_id if self.post_id == self.thread_id else None


@event_type("circles.post_published")
class PostPublished(OfPost, frozen=True):
    """Everybody who may read the circle sees a post now; once per post.

    ``answered`` is who wrote what it answers, ``mentioned`` are the active members it names.
    """

    number: int
    depth: int
    kind: str
    author_id: UUID
    author_kind: str
    answered: UUID | None
    mentioned: tuple[UUID, ...]


@event_type("circles.post_edited")
class PostEdited(OfPost, frozen=True):
    """A post that is seen was written anew; ``mentioned`` are those it names now and did not before."""

    version: int
    author_id: UUID
    mentioned: tuple[UUID, ...]


@event_type("circles.post_withheld")
class PostWithheld(OfPost, frozen=True):
    """A post that was seen is not any more: its author took it back, a moderator or review hid it."""

    author_id: UUID
    cause: Cause
    by: UUID | None


@event_type("circles.post_shown")
class PostShown(OfPost, frozen=True):
    """A post that was withheld is seen again."""

    author_id: UUID
    by: UUID | None


@event_type("circles.post_held")
class PostHeld(OfPost, frozen=True):
    """A new post waits for a moderator of the circle."""

    author_id: UUID


@event_type("circles.thread_marked")
class ThreadMarked(Event, frozen=True):
    """A thread was pinned or locked, or is not any more."""

    circle_id: UUID
    thread_id: UUID
    pinned: bool
    locked: bool
    by: UUID


@event_type("circles.reaction_changed")
class ReactionChanged(OfPost, frozen=True):
    """Somebody reacted to a post, or took it back; ``count`` is how many such reactions it has now."""

    reaction: str
    count: int


@event_type("circles.threads_concerned")
class ThreadsConcerned(Event, frozen=True):
    """What everybody sees of some threads may have changed: their circle was edited or reviewed."""

    circle_id: UUID
    thread_ids: tuple[UUID, ...]
