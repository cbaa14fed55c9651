"""What other plugins may import of notifications: how to have people told of what happens in them."""

from commonweal_notifications.hooks import Data, Kind, Notice

__all__ = ["Data", "Kind", "Notice"]
