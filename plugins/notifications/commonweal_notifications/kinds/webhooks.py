"""A webhook that was switched off, not by whoever it belongs to."""

from commonweal import RecordedEvent, Translator, UnitOfWork
from commonweal_realtime.api import WebhookSwitchedOff

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.words import Found, Words, notices

_REASONS = ("failing", "gone", "account")


async def switched_off(_work: UnitOfWork, recorded: RecordedEvent[WebhookSwitchedOff]) -> list[Notice]:
    """Tell whoever the webhook belongs to: their server hears nothing more."""
    event = recorded.event
    about = f"webhook:{event.webhook_id}"
    return notices([event.owner_id], about, webhook=str(event.webhook_id), reason=event.reason)


def _describe(each: Data, _reader: Translator, _found: Found) -> Data:
    return {"reason": each["reason"], "url": "/webhooks"}


def kinds(words: Words) -> list[Kind]:
    """Return the kind for owners of webhooks."""
    return [
        Kind(
            name="notifications.webhook_off",
            event_types=[WebhookSwitchedOff],
            decide=switched_off,
            describe=words.describer(_describe),
            samples=[{"reason": reason, "url": "/webhooks"} for reason in _REASONS],
            email="now",
            audience=frozenset({"human", "agent"}),
        )
    ]
