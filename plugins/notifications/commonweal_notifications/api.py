"""What other plugins may import of notifications: how to have people told of what happens in them."""

from commonweal_notifications.hooks import Data, Kind, Notice
from commonweal_notifications.kinds.telling import tell_export_ready, tell_terms_changed
from commonweal_notifications.mail.site import site_of

__all__ = ["Data", "Kind", "Notice", "site_of", "tell_export_ready", "tell_terms_changed"]
