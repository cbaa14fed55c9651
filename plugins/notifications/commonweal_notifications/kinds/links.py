"""The links that lead admins to announcements and previews."""

from commonweal import NavigationItem

from commonweal_notifications.kinds.announcing.http import ANNOUNCE
from commonweal_notifications.kinds.announcing.pages import ADDRESS as ANNOUNCEMENTS
from commonweal_notifications.kinds.previewing.pages import ADDRESS as PREVIEWS
from commonweal_notifications.kinds.previewing.pages import PREVIEW

LINKS = [
    NavigationItem(
        label="notifications-announcements-title",
        url=ANNOUNCEMENTS,
        icon="bell",
        order=60,
        area="admin",
        permission=ANNOUNCE,
    ),
    NavigationItem(
        label="notifications-preview-title",
        url=PREVIEWS,
        icon="eye",
        order=61,
        area="admin",
        permission=PREVIEW,
    ),
]
