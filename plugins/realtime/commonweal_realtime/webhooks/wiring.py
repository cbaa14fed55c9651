"""What webhooks contribute to the plugin."""

from uuid import UUID

import msgspec
from commonweal import Database, Host, NavigationItem, PluginContext, RecordedEvent, Subscription
from commonweal_identity.api import AccountSuspended, AgentClosed

from commonweal_realtime.hooks import Data, Stream, Told
from commonweal_realtime.hub.registry import registry_of
from commonweal_realtime.webhooks.events import WebhookSwitchedOff
from commonweal_realtime.webhooks.keeping import OWN
from commonweal_realtime.webhooks.permissions import READ_WEBHOOKS
from commonweal_realtime.webhooks.switching import close_of_account
from commonweal_realtime.webhooks.telling import Teller, event_types

NAVIGATION = [
    NavigationItem(
        label="realtime-webhooks",
        url="/webhooks",
        icon="code",
        order=45,
        area="account",
        permission=READ_WEBHOOKS,
    )
]


def with_webhooks(stream: Stream) -> Stream:
    """Tell an account, in its own topic, that a webhook of its was switched off."""
    told = Told(topic=OWN, name="webhook.switched_off", event_type=WebhookSwitchedOff, tell=_switched_off)
    return msgspec.structs.replace(stream, told=[*stream.told, told])


def _switched_off(recorded: RecordedEvent[WebhookSwitchedOff]) -> list[tuple[UUID, Data]]:
    event = recorded.event
    return [(event.owner_id, {"webhook": event.webhook_id, "reason": event.reason})]


def subscriptions(context: PluginContext) -> list[Subscription]:
    """Follow every event that any plugin tells of, and accounts that end."""
    host = context.services.get(Host)
    registry = registry_of(host)
    closing = Subscription(
        name="realtime.close_webhooks", event_types=[AccountSuspended, AgentClosed], handler=close_of_account
    )
    types = event_types(registry)
    if not types:
        return [closing]
    teller = Teller(context.services.get(Database), host, registry)
    telling = Subscription(name="realtime.tell_webhooks", event_types=types, handler=teller.tell)
    return [telling, closing]
