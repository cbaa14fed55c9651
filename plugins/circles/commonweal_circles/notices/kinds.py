"""The kinds of notifications of circles (DOMAIN §15)."""

from commonweal import PluginContext
from commonweal_notifications.api import Kind


def kinds(context: PluginContext) -> list[Kind]:  # noqa: ARG001
    """Return of what people and agents are told."""
    return []
