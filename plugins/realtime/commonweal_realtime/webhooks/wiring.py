"""What webhooks contribute to the plugin."""

from commonweal import Database, Host, NavigationItem, PluginContext, Subscription
from commonweal_identity.api import AccountSuspended, AgentClosed

from commonweal_realtime.hub.registry import registry_of
from commonweal_realtime.webhooks.events import EVENTS
from commonweal_realtime.webhooks.http import ROUTES
from commonweal_realtime.webhooks.pages import PAGES
from commonweal_realtime.webhooks.permissions import READ_WEBHOOKS
from commonweal_realtime.webhooks.switching import close_of_account
from commonweal_realtime.webhooks.tables import TABLES
from commonweal_realtime.webhooks.tasks import SCHEDULES, TASKS
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


__all__ = ["EVENTS", "NAVIGATION", "PAGES", "ROUTES", "SCHEDULES", "TABLES", "TASKS", "subscriptions"]
