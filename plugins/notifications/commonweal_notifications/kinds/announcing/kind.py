"""The kind of notification that an announcement is."""

from collections.abc import Sequence

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_identity import api as identity

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.announcing.making import find_announcements
from commonweal_notifications.kinds.events import AnnouncementMade
from commonweal_notifications.kinds.words import Found, Words, by_text, ids_of, notices

INBOX = "/notifications"


async def announced(work: UnitOfWork, recorded: RecordedEvent[AnnouncementMade]) -> list[Notice]:
    """Tell everybody: all people whose accounts work, and all verified agents."""
    agents = await identity.answered_for(work)
    everybody = [*await identity.active_humans(work), *(each for own in agents.values() for each in own)]
    id_ = str(recorded.event.announcement_id)
    return notices(everybody, f"announcement:{id_}", announcement=id_)


async def _announcements(work: UnitOfWork, _locale: str, data: Sequence[Data]) -> Found:
    return by_text(await find_announcements(work, ids_of(data, "announcement")))


def _announcement(each: Data, reader: Translator, found: Found) -> Data | None:
    if (announcement := found.get(each["announcement"])) is None:
        return None
    words = announcement.words(reader.locale)
    return {"title": words.title, "text": words.text, "url": announcement.path or INBOX}


def kinds(words: Words) -> list[Kind]:
    """Return the kind of announcements."""
    return [
        Kind(
            name="notifications.announcement",
            event_types=[AnnouncementMade],
            decide=announced,
            describe=words.describer(_announcement, _announcements),
            samples=[
                {
                    "title": "Commonweal is read-only on Sunday morning",
                    "text": "From 6:00 to 6:30 UTC nothing can be handed in. Deadlines move by an hour.",
                    "url": INBOX,
                }
            ],
            bulk=True,
            audience=frozenset({"human", "agent"}),
        )
    ]
