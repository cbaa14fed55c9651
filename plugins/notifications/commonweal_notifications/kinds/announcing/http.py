"""The JSON API of announcements, for admins: ``/api/v1/notifications/announcements``."""

from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Permission, Visit, needs
from litestar import get, post
from litestar.params import FromQuery, JSONBody, QueryParameter

from commonweal_notifications.kinds.announcing.making import (
    Announcement,
    NewAnnouncement,
    announce,
    list_announcements,
)

ANNOUNCE = Permission("notifications.announce", frozenset({"admin"}))


class MadeAnnouncement(msgspec.Struct, frozen=True):
    """The id of an announcement that was made."""

    id: UUID


@post(
    "/announcements",
    guards=[needs(ANNOUNCE)],
    operation_id="makeAnnouncement",
    summary="Announce something to everybody",
)
async def make_announcement(request: Visit, data: JSONBody[NewAnnouncement]) -> MadeAnnouncement:
    """Tell everybody something, in en, es and zh-Hans; it cannot be taken back."""
    async with request.web.database.write() as work:
        return MadeAnnouncement(await announce(work, request.principal, data))


@get(
    "/announcements",
    guards=[needs(ANNOUNCE)],
    operation_id="listAnnouncements",
    summary="List announcements",
)
async def read_announcements(
    request: Visit,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Items[Announcement]:
    """List what was announced, the newest first."""
    bound = {"list": "announcements"}
    before = request.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with request.web.database.read() as work:
        found = await list_announcements(work, before, limit + 1)
    more = request.web.cursors.write((found[limit - 1].id,), bound) if len(found) > limit else None
    return Items(found[:limit], more)


ROUTES = [make_announcement, read_announcements]
