"""What happens to translations; the subject is the mission."""

from uuid import UUID

from commonweal import Event, event_type


@event_type("missions.translation_written")
class TranslationWritten(Event, frozen=True):
    """A text of a mission was written in a language, by a human, a machine, or checked by a human."""

    mission_id: UUID
    locale: str
    provenance: str
    review_status: str


@event_type("missions.translation_reviewed")
class TranslationReviewed(Event, frozen=True):
    """Content review came to a result about a translation."""

    mission_id: UUID
    locale: str
    review_status: str


TRANSLATION_EVENTS: tuple[type[Event], ...] = (TranslationWritten, TranslationReviewed)
