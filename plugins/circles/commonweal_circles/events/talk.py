"""What happens to threads and posts."""

from typing import Literal
from uuid import UUID

from commonweal import Event, event_type


@event_type("circles.post_published")
class PostPublished(Event, frozen=True):
    """Everybody who may read the circle sees a post now; once per post.

    ``answered`` is who wrote what it answers, ``mentioned`` are the active members it names.
    """

    circle_id: UUID
    thread_id: UUID
    post_id: UUID
    number: int
    depth: int
    kind: str
    author_id: UUID
    author_kind: str
    answered: UUID | None
    mentioned: tuple[UUID, ...]

    @property
    def began(self) -> UUID | None:
        """The thread that the post began; None for a reply."""
        return self.thread_id if self.post_id == self.thread_id else None


@event_type("circles.post_edited")
class PostEdited(Event, frozen=True):
    """A post that is seen was written anew; ``mentioned`` are those it names now and did not before."""

    circle_id: UUID
    thread_id: UUID
    post_id: UUID
    version: int
    author_id: UUID
    mentioned: tuple[UUID, ...]

    @property
    def began(self) -> UUID | None:
        """The thread that the post began; None for a reply."""
        return self.thread_id if self.post_id == self.thread_id else None


@event_type("circles.post_withheld")
class PostWithheld(Event, frozen=True):
    """A post that was seen is not any more: its author took it back, a moderator or review hid it."""

    circle_id: UUID
    thread_id: UUID
    post_id: UUID
    author_id: UUID
    cause: Literal["deleted", "hidden", "review", "edited"]
    by: UUID | None

    @property
    def began(self) -> UUID | None:
        """The thread that the post began; None for a reply."""
        return self.thread_id if self.post_id == self.thread_id else None


@event_type("circles.post_shown")
class PostShown(Event, frozen=True):
    """A post that was withheld is seen again."""

    circle_id: UUID
    thread_id: UUID
    post_id: UUID
    author_id: UUID
    by: UUID | None

    @property
    def began(self) -> UUID | None:
        """The thread that the post began; None for a reply."""
        return self.thread_id if self.post_id == self.thread_id else None


@event_type("circles.post_held")
class PostHeld(Event, frozen=True):
    """A new post waits for a moderator of the circle."""

    circle_id: UUID
    thread_id: UUID
    post_id: UUID
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
class ReactionChanged(Event, frozen=True):
    """Somebody reacted to a post, or took it back; ``count`` is how many such reactions it has now."""

    circle_id: UUID
    thread_id: UUID
    post_id: UUID
    reaction: str
    count: int


@event_type("circles.threads_concerned")
class ThreadsConcerned(Event, frozen=True):
    """What everybody sees of some threads may have changed: their circle was edited or reviewed."""

    circle_id: UUID
    thread_ids: tuple[UUID, ...]
