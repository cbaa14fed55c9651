"""Peer reviews, for whoever is asked for one."""

from collections.abc import Sequence

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_missions import api as missions

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.words import Found, Words, by_text, ids_of, notices

_PAID_MINOR = 3_00  # whatever the verdict (DOMAIN §10.2)
_WAITING = ("asked", "opened")


async def asked(work: UnitOfWork, recorded: RecordedEvent[missions.ReviewAsked]) -> list[Notice]:
    """Ask a peer to look at evidence; one that was withdrawn meanwhile is not asked for."""
    event = recorded.event
    review = (await missions.find_reviews(work, [event.review_id])).get(event.review_id)
    if review is None or review.state not in _WAITING:
        return []
    return notices([event.reviewer_id], f"review:{event.review_id}", "reviews", review=str(event.review_id))


async def _reviews(work: UnitOfWork, locale: str, data: Sequence[Data]) -> Found:
    reviews = await missions.find_reviews(work, ids_of(data, "review"))
    titles = await missions.find_missions(work, {each.mission_id for each in reviews.values()}, locale)
    return {**by_text(titles), **by_text(reviews)}


def _review(each: Data, reader: Translator, found: Found) -> Data | None:
    review = found.get(each["review"])
    mission = found.get(str(review.mission_id)) if review else None
    if review is None or mission is None or review.state not in _WAITING:
        return None
    return {
        "mission": mission.title,
        "due": reader.datetime(review.due_at),
        "reward": reader.currency_minor(_PAID_MINOR),
        "url": f"/reviews/{review.id}",
    }


def kinds(words: Words) -> list[Kind]:
    """Return the kinds for peers."""
    sample = {
        "mission": "Count the wells along the river road",
        "due": "1 Dec 2026, 09:30",
        "reward": "3 IT",
        "url": "/reviews/0198c0de-0000-7000-8000-000000000003",
    }
    return [
        Kind(
            name="notifications.review_asked",
            event_types=[missions.ReviewAsked],
            decide=asked,
            describe=words.describer(_review, _reviews),
            samples=[sample],
        )
    ]
