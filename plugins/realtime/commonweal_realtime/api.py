"""What other plugins may import of realtime: how to let people follow what happens in them."""

from commonweal_realtime.hooks import Data, Part, Revocation, Stream, Told, Topic
from commonweal_realtime.topics.access import follower_now, whoever_left
from commonweal_realtime.webhooks.events import WebhookSwitchedOff

__all__ = [
    "Data",
    "Part",
    "Revocation",
    "Stream",
    "Told",
    "Topic",
    "WebhookSwitchedOff",
    "follower_now",
    "whoever_left",
]
