"""What happens to webhooks, as events; the subject is the webhook."""

from uuid import UUID

from commonweal import Event, event_type


@event_type("realtime.webhook_switched_off")
class WebhookSwitchedOff(Event, frozen=True):
    """A webhook was switched off, not by its owner: ``reason`` is ``gone``, ``failing`` or ``account``."""

    webhook_id: UUID
    owner_id: UUID
    reason: str


EVENTS: list[type[Event]] = [WebhookSwitchedOff]
