"""What answers requests about webhooks, found through the request."""

from commonweal import Host, PluginContext, ServiceMissing, Visit

from commonweal_realtime.hub.registry import registry_of
from commonweal_realtime.webhooks.keeping import Webhooks
from commonweal_realtime.webhooks.signing import Signer


def webhooks_of(context: PluginContext) -> Webhooks:
    """Return the acts on webhooks, after making them when a process needs them for the first time."""
    try:
        return context.services.get(Webhooks)
    except ServiceMissing:
        loopback: bool = context.settings.webhooks_on_loopback
        registry = registry_of(context.services.get(Host))
        webhooks = Webhooks(Signer.of(context), registry, loopback=loopback)
        context.services.provide(Webhooks, webhooks)
        return webhooks


def webhooks_in(visit: Visit) -> Webhooks:
    """Return the acts on webhooks that answer a request."""
    context = visit.web.host.plugins["realtime"].context
    if context is None:
        raise ServiceMissing("realtime is not set up")
    return webhooks_of(context)
