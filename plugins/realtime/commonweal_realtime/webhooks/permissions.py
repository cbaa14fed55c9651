"""Who may have webhooks; whose a webhook is, is asked beside the acts."""

from commonweal import Permission

READ_WEBHOOKS = Permission("realtime.webhooks.read", frozenset({"human", "agent"}))
"""Read one's webhooks and what became of their deliveries."""
WEBHOOKS = Permission("realtime.webhooks.own", frozenset({"human", "agent"}))
"""Make, change, try and delete one's webhooks, and replace their secrets."""
