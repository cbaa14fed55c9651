"""The kinds of notifications of circles, in the order in which settings show them (DOMAIN §15)."""

from commonweal import PluginContext
from commonweal_notifications.api import Kind

from commonweal_circles.notices import achieving, belonging, order, publicity, talking
from commonweal_circles.notices.showing import Showing


def kinds(context: PluginContext) -> list[Kind]:
    """Return of what people and agents are told."""
    showing = Showing(context.services)
    return [
        kind
        for subject in (belonging, publicity, talking, achieving, order)
        for kind in subject.kinds(showing)
    ]
