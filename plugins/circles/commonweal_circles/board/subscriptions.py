"""What this room does after events, durably."""

from commonweal import Subscription

SUBSCRIPTIONS: list[Subscription] = []
