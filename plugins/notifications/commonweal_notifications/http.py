"""The JSON API of notifications: ``/api/v1/notifications``, each account's own."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Host, Items, Visit, needs
from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_notifications.deciding.kinds import kinds_of
from commonweal_notifications.inbox import changing, leasing, reading
from commonweal_notifications.inbox.showing import Shower, Words
from commonweal_notifications.permissions import CHANGE, LEASE, READ

Limit = Annotated[int, QueryParameter(ge=1, le=100)]
Cursor = FromQuery[str | None]


class Notification(msgspec.Struct, frozen=True, kw_only=True):
    """A notification in words; ``count`` is of how many it is the newest, while they are unread.

    ``data`` has the ids it was decided with. ``gone`` says that what it was about is no longer there.
    """

    id: UUID
    kind: str
    label: str
    title: str
    text: str
    url: str
    gone: bool
    count: int
    about: str
    data: dict[str, object]
    created_at: datetime
    read_at: datetime | None
    archived_at: datetime | None


class LedgerLine(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided for one channel, as codes: sent, held or skipped, and why."""

    id: UUID
    kind: str
    label: str
    channel: reading.Channel
    state: reading.State
    reason: str
    about: str
    created_at: datetime
    due_at: datetime | None
    sent_at: datetime | None


class Unread(msgspec.Struct, frozen=True):
    """How many notifications are unread."""

    unread: int


class Changed(msgspec.Struct, frozen=True):
    """How many notifications changed, and how many are unread now."""

    changed: int
    unread: int


class Several(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which notifications: those as old as ``upto``, which may be the newest one seen, and of one kind."""

    upto: UUID | None = None
    kind: str | None = None


class LeaseAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many notifications to take, and for how many seconds."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20
    seconds: Annotated[int, msgspec.Meta(ge=1, le=3_600)] = 60


class Leased(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken: acknowledge it under ``lease`` before ``until``, or it comes back."""

    lease: UUID | None
    until: datetime | None
    items: list[Notification]


class Acknowledgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of a lease was dealt with."""

    lease: UUID
    ids: Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=100)]


def shower_of(visit: Visit) -> Shower:
    """Return what puts notifications into the words of whoever makes the request."""
    host: Host = visit.web.host
    return Shower(visit.web.database, host, kinds_of(visit), visit.translator)


@get("/", guards=[needs(READ)], operation_id="listNotifications", summary="List one's notifications")
async def listed(
    request: Visit,
    *,
    unread: FromQuery[bool] = False,
    archived: FromQuery[bool] = False,
    kind: FromQuery[str | None] = None,
    cursor: Cursor = None,
    limit: Limit = 20,
) -> Items[Notification]:
    """List what is in the inbox, the newest first; what is unread and of one group is one item."""
    wanted = reading.Wanted(unread=unread, archived=archived, kind=kind)
    return await list_of(request, wanted, cursor, limit)


async def list_of(
    visit: Visit, wanted: reading.Wanted, cursor: str | None, limit: int
) -> Items[Notification]:
    """Return a part of the inbox of whoever makes the request."""
    bound = {"list": "notifications", "account": visit.principal.id, "wanted": wanted}
    before = visit.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with visit.web.database.read() as work:
        found = await reading.list_entries(work, visit.principal.account_id, wanted, before, limit + 1)
    more = visit.web.cursors.write((found[limit - 1].id,), bound) if len(found) > limit else None
    return Items(await in_words(visit, found[:limit]), more)


async def in_words(visit: Visit, entries: list[reading.Entry]) -> list[Notification]:
    """Put entries into the words of whoever makes the request."""
    written = await shower_of(visit).words(entries, [each.count for each in entries])
    return [_notification(entry, words) for entry, words in zip(entries, written, strict=True)]


def _notification(entry: reading.Entry, words: Words) -> Notification:
    kept = msgspec.structs.asdict(entry)
    del kept["group_key"]
    return Notification(**kept, **msgspec.structs.asdict(words))


@get("/unread", guards=[needs(READ)], operation_id="countUnread", summary="Count unread notifications")
async def unread(request: Visit) -> Unread:
    """Count what is unread."""
    return Unread(await unread_of(request))


async def unread_of(visit: Visit) -> int:
    """Return how many notifications of whoever makes the request are unread."""
    account = visit.principal.account_id
    async with visit.web.database.read() as work:
        return (await reading.count_unread(work, [account]))[account]


@post(
    "/{delivery_id:uuid}/read",
    guards=[needs(CHANGE)],
    status_code=200,
    operation_id="readNotification",
    summary="Mark as read",
)
async def read(request: Visit, delivery_id: FromPath[UUID]) -> Changed:
    """Mark a notification as read, with those of its group that are shown with it."""
    async with request.web.database.write() as work:
        changed = await changing.read(work, request.principal.account_id, delivery_id)
    return Changed(changed, await unread_of(request))


@post(
    "/{delivery_id:uuid}/archive",
    guards=[needs(CHANGE)],
    status_code=200,
    operation_id="archiveNotification",
    summary="Put away",
)
async def archive(request: Visit, delivery_id: FromPath[UUID]) -> Changed:
    """Put a notification away, with those of its group that are shown with it."""
    async with request.web.database.write() as work:
        changed = await changing.archive(work, request.principal.account_id, delivery_id)
    return Changed(changed, await unread_of(request))


@post(
    "/read",
    guards=[needs(CHANGE)],
    status_code=200,
    operation_id="readAllNotifications",
    summary="Mark several as read",
)
async def read_all(request: Visit, data: JSONBody[Several]) -> Changed:
    """Mark everything as read that is as old as ``upto``; what arrived meanwhile stays unread."""
    async with request.web.database.write() as work:
        changed = await changing.read_all(work, request.principal.account_id, data.upto, data.kind)
    return Changed(changed, await unread_of(request))


@post(
    "/archive",
    guards=[needs(CHANGE)],
    status_code=200,
    operation_id="archiveAllNotifications",
    summary="Put several away",
)
async def archive_all(request: Visit, data: JSONBody[Several]) -> Changed:
    """Put everything away that was read and is as old as ``upto``."""
    async with request.web.database.write() as work:
        changed = await changing.archive_all(work, request.principal.account_id, data.upto, data.kind)
    return Changed(changed, await unread_of(request))


@post(
    "/lease",
    guards=[needs(LEASE)],
    status_code=200,
    operation_id="leaseNotifications",
    summary="Take notifications for a while",
)
async def lease(request: Visit, data: JSONBody[LeaseAsked]) -> Leased:
    """Take the oldest unread notifications; nobody else gets them until the lease ends."""
    async with request.web.database.write() as work:
        taken = await leasing.lease(work, request.principal.account_id, data.limit, data.seconds)
    return Leased(lease=taken.id, until=taken.until, items=await in_words(request, taken.entries))


@post(
    "/acknowledge",
    guards=[needs(LEASE)],
    status_code=200,
    operation_id="acknowledgeNotifications",
    summary="Be done with what was taken",
)
async def acknowledge(request: Visit, data: JSONBody[Acknowledgement]) -> leasing.Acknowledged:
    """Mark notifications of a lease as read; those that were not held any more are named as lost."""
    async with request.web.database.write() as work:
        return await leasing.acknowledge(work, request.principal.account_id, data.lease, data.ids)


@get("/ledger", guards=[needs(READ)], operation_id="readDeliveries", summary="List what was sent and skipped")
async def ledger(
    request: Visit,
    channel: FromQuery[reading.Channel | None] = None,
    decided: Annotated[reading.State | None, QueryParameter(name="state")] = None,
    cursor: Cursor = None,
    limit: Limit = 20,
) -> Items[LedgerLine]:
    """List every decision about oneself, the newest first: what was sent, held and skipped, and why."""
    found, more = await ledger_of(request, channel, decided, cursor, limit)
    shower = shower_of(request)
    return Items([_line(each, shower.label(each.kind)) for each in found], more)


async def ledger_of(
    visit: Visit,
    channel: reading.Channel | None,
    state: reading.State | None,
    cursor: str | None,
    limit: int,
) -> tuple[list[reading.Record], str | None]:
    """Return a part of the ledger of whoever makes the request, and the cursor that leads on."""
    bound = {"list": "deliveries", "account": visit.principal.id, "channel": channel, "state": state}
    before = visit.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    account = visit.principal.account_id
    async with visit.web.database.read() as work:
        found = await reading.list_ledger(work, account, channel, state, before, limit + 1)
    more = visit.web.cursors.write((found[limit - 1].id,), bound) if len(found) > limit else None
    return found[:limit], more


def _line(record: reading.Record, label: str) -> LedgerLine:
    kept = msgspec.structs.asdict(record)
    del kept["data"]
    return LedgerLine(**kept, label=label)


ROUTES = [
    listed,
    unread,
    read,
    archive,
    read_all,
    archive_all,
    lease,
    acknowledge,
    ledger,
]
