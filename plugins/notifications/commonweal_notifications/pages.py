"""The pages of notifications: the inbox and the ledger, complete without JavaScript; and the bell."""

from typing import Annotated, Any, Literal, get_args
from uuid import UUID

import msgspec
from commonweal import Fragment, NavigationItem, Page, SlotFill, Translator, Visit, flash, needs, read_form
from commonweal_identity.api import find_human
from litestar import get, post
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect

from commonweal_notifications.deciding.hours import zone_of
from commonweal_notifications.deciding.kinds import kinds_of
from commonweal_notifications.deciding.rules import CHANNELS
from commonweal_notifications.http import Notification, ledger_of, list_of, shower_of, unread_of
from commonweal_notifications.inbox import changing, reading
from commonweal_notifications.permissions import CHANGE, READ
from commonweal_notifications.preferences import mutes
from commonweal_notifications.preferences.choices import ChannelChoice, read_choices

INBOX, LEDGER, SETTINGS = "/notifications", "/notifications/ledger", "/notifications/settings"
TABS = {"inbox": INBOX, "settings": SETTINGS, "ledger": LEDGER}
SIZE = 20
DONE = {"read": "read", "archive": "archived", "mute": "muted"}
Show = Literal["inbox", "unread", "archived"]


class ActAll(msgspec.Struct, frozen=True):
    """What to do with all that is as old as the newest that was shown."""

    act: Literal["read", "archive"]
    upto: UUID


class Act(msgspec.Struct, frozen=True):
    """What to do with one notification."""

    act: Literal["open", "read", "archive", "mute"]


class Why(msgspec.Struct, frozen=True):
    """Why somebody is told of a kind: ``how`` is default, chosen or fixed."""

    how: Literal["default", "chosen", "fixed"]
    kind: str


@get(INBOX, guards=[needs(READ)])
async def inbox_page(
    request: Visit,
    show: FromQuery[Show] = "inbox",
    kind: FromQuery[str | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Page:
    """Show what the reader was told, the newest first."""
    wanted = reading.Wanted(unread=show == "unread", archived=show == "archived", kind=kind or None)
    listed = await list_of(request, wanted, cursor, SIZE)
    account, shower = request.principal.account_id, shower_of(request)
    async with request.web.database.read() as work:
        had = await reading.kinds_had(work, account)
        choices = await read_choices(work, request.principal, kinds_of(request))
    chosen = {each.kind: each.channels[0] for each in choices}
    context = {
        "tabs": TABS,
        "items": listed.items,
        "whys": {each.id: _why(each, chosen) for each in listed.items},
        "unread": await unread_of(request),
        "show": show,
        "shows": get_args(Show),
        "kind": kind or "",
        "kinds": sorted(((each, shower.label(each)) for each in had), key=lambda each: each[1]),
        "next_url": request.here(cursor=listed.next_cursor) if listed.next_cursor else "",
        "first_url": request.here(cursor=None) if cursor else "",
        "here": request.here(),
    }
    return Page("notifications/inbox.html", context)


def _why(item: Notification, chosen: dict[str, ChannelChoice]) -> Why:
    choice = chosen.get(item.kind)
    if choice is None or choice.choice == choice.default:
        return Why("fixed" if choice and choice.fixed else "default", item.label)
    return Why("chosen", item.label)


@post("/notifications/all", guards=[needs(CHANGE)])
async def act_on_all(request: Visit) -> Redirect:
    """Read or archive everything that was shown, and what is older."""
    form = await read_form(request, ActAll)
    answer = Redirect(back(form.text("back")), status_code=303)
    if form.value is not None:
        act = changing.read_all if form.value.act == "read" else changing.archive_all
        async with request.web.database.write() as work:
            await act(work, request.principal.account_id, form.value.upto)
        flash(answer, f"notifications-flash-{DONE[form.value.act]}")
    return answer


@post("/notifications/{delivery_id:uuid}", guards=[needs(CHANGE)])
async def act_on_one(request: Visit, delivery_id: FromPath[UUID]) -> Redirect:
    """Open, read, archive or mute one notification; what is opened was read."""
    form = await read_form(request, Act)
    if form.value is None:
        return Redirect(back(form.text("back")), status_code=303)
    account, act = request.principal.account_id, form.value.act
    async with request.web.database.write() as work:
        entry = await reading.find_entry(work, account, delivery_id)
        if act == "archive":
            await changing.archive(work, account, delivery_id)
        elif act == "mute":
            await mutes.mute_about(work, account, delivery_id)
        else:
            await changing.read(work, account, delivery_id)
    if act == "open":
        [words] = await shower_of(request).words([entry])
        return Redirect(words.url or INBOX, status_code=303)
    answer = Redirect(back(form.text("back")), status_code=303)
    flash(answer, f"notifications-flash-{DONE[act]}")
    return answer


@get(LEDGER, guards=[needs(READ)])
async def ledger_page(
    request: Visit,
    channel: FromQuery[reading.Channel | None] = None,
    decided: Annotated[reading.State | None, QueryParameter(name="state")] = None,
    cursor: FromQuery[str | None] = None,
) -> Page:
    """Show what was sent, held and skipped, and why."""
    found, more = await ledger_of(request, channel, decided, cursor, SIZE)
    shower = shower_of(request)
    context = {
        "tabs": TABS,
        "lines": [(each, shower.label(each.kind)) for each in found],
        "channel": channel or "",
        "channels": CHANNELS[request.principal.kind],
        "state": decided or "",
        "states": get_args(reading.State),
        "local": await local_words(request),
        "reason": lambda line: reason_of(request.translator, line.reason),
        "next_url": request.here(cursor=more) if more else "",
        "first_url": request.here(cursor=None) if cursor else "",
    }
    return Page("notifications/ledger.html", context)


async def local_words(visit: Visit) -> Translator:
    """Return the reader's words with moments in their own time zone."""
    async with visit.web.database.read() as work:
        human = await find_human(work, visit.principal.account_id)
    return visit.web.catalogue.translator(visit.chain, zone_of(human.time_zone if human else ""))


def reason_of(words: Translator, code: str) -> str:
    """Say why something was not sent at once; for a code that has no words, the code."""
    message = f"notifications-reason-{code.replace('_', '-')}"
    if not code:
        return ""
    return words.text(message) if words.has(message) else words.text("notifications-reason-other", code=code)


def back(given: str) -> str:
    """Return the page to go back to: one of the inbox, whatever a form says."""
    return given if given == INBOX or given.startswith(f"{INBOX}?") else INBOX


async def bell(visit: Visit) -> Fragment | None:
    """Show whoever is signed in how much is unread."""
    if visit.principal.kind != "human":
        return None
    return Fragment(
        "notifications/bell.html",
        {"unread": await unread_of(visit), "account": visit.principal.id, "inbox": INBOX},
    )


async def bell_style(visit: Visit) -> Fragment | None:
    """Style the bell where there is one."""
    return Fragment("notifications/bell_style.html") if visit.principal.kind == "human" else None


PAGES: list[Any] = [inbox_page, act_on_all, act_on_one, ledger_page]
LINKS = [
    NavigationItem(
        label="notifications-title", url=INBOX, icon="bell", order=5, area="account", permission=READ
    ),
]
SLOTS = [
    SlotFill(slot="kernel.head", render=bell_style),
    SlotFill(slot="kernel.header", render=bell, order=20, milliseconds=500),
]
