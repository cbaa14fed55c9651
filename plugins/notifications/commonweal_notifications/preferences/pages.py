"""The page on which people choose what to hear of: kinds by channel, hours, digests, mutes."""

from datetime import time
from typing import Annotated, Any, Literal, cast

import msgspec
from commonweal import Form, Page, Visit, empty_form, flash, needs, read_form
from commonweal_identity.api import DOMAINS, Domain, find_human
from litestar import get, post
from litestar.response import Redirect

from commonweal_notifications.deciding.kinds import kinds_of
from commonweal_notifications.deciding.rules import Choice, Digest
from commonweal_notifications.http import shower_of
from commonweal_notifications.pages import SETTINGS, TABS
from commonweal_notifications.permissions import CHANGE, READ
from commonweal_notifications.preferences import mutes
from commonweal_notifications.preferences.choices import (
    ORDER,
    KindChoices,
    Wish,
    choose,
    possible,
    read_choices,
)
from commonweal_notifications.preferences.hours import Times, keep_times, read_times

NEAR = (1, 2, 5, 10, 25, 50)
Clock = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$")]
Near = Literal["off", "1", "2", "5", "10", "25", "50"]


class ChoicesForm(msgspec.Struct, frozen=True):
    """The matrix: the kinds it showed, those ticked for the inbox, and ``kind:choice`` for mail."""

    shown: list[str]
    inbox: list[str]
    email: list[str]


class TimesForm(msgspec.Struct, frozen=True):
    """The form of hours."""

    quiet_from: Clock
    quiet_to: Clock
    digest: Digest
    digest_hour: Annotated[int, msgspec.Meta(ge=0, le=23)]
    near: Near
    near_domains: list[Domain]


class Unmuted(msgspec.Struct, frozen=True):
    """What to hear of again."""

    about: str


@get(SETTINGS, guards=[needs(READ)])
async def settings_page(request: Visit) -> Page:
    """Show what holds, and let the reader change it."""
    return await _page(request, empty_form(request))


@post(f"{SETTINGS}/choices", guards=[needs(CHANGE)])
async def keep_choices(request: Visit) -> Page | Redirect:
    """Keep what was chosen for each kind that was shown."""
    form = await read_form(request, ChoicesForm)
    if form.value is None:
        return await _page(request, form)
    async with request.web.database.write() as work:
        own = await read_choices(work, request.principal, kinds_of(request))
        await choose(work, request.principal, kinds_of(request), _wishes(form.value, own))
    return _done("choices")


def _wishes(form: ChoicesForm, own: list[KindChoices]) -> list[Wish]:
    """Return what a form wishes; it is asked about nothing that it did not show or that is fixed."""
    mail = dict(each.rpartition(":")[::2] for each in form.email)
    wishes = []
    for each in own:
        for choice in each.channels:
            if choice.fixed or each.kind not in form.shown:
                continue
            if choice.channel == "email":
                wanted = mail.get(each.kind, choice.choice)
            else:
                wanted = "now" if each.kind in form.inbox else "never"
            chosen = cast("Choice", wanted)  # what is none, ``choose`` refuses
            wishes.append(Wish(kind=each.kind, channel=choice.channel, choice=chosen))
    return wishes


@post(f"{SETTINGS}/times", guards=[needs(CHANGE)])
async def keep_hours(request: Visit) -> Page | Redirect:
    """Keep quiet hours, digests and what is near."""
    form = await read_form(request, TimesForm)
    if form.value is None:
        return await _page(request, form)
    given = form.value
    times = Times(
        quiet_from=time.fromisoformat(given.quiet_from),
        quiet_to=time.fromisoformat(given.quiet_to),
        digest=given.digest,
        digest_hour=given.digest_hour,
        near_km=None if given.near == "off" else int(given.near),
        near_domains=given.near_domains,
    )
    async with request.web.database.write() as work:
        await keep_times(work, request.principal.account_id, times)
    return _done("times")


@post(f"{SETTINGS}/mutes", guards=[needs(CHANGE)])
async def unmute(request: Visit) -> Redirect:
    """Hear of something again."""
    form = await read_form(request, Unmuted)
    if form.value is not None:
        async with request.web.database.write() as work:
            await mutes.unmute(work, request.principal.account_id, form.value.about)
    return _done("unmuted")


def _done(what: str) -> Redirect:
    answer = Redirect(SETTINGS, status_code=303)
    flash(answer, f"notifications-flash-{what}")
    return answer


async def _page(visit: Visit, form: Form[Any]) -> Page:
    account, kinds, shower = visit.principal.account_id, kinds_of(visit), shower_of(visit)
    async with visit.web.database.read() as work:
        human = await find_human(work, account)
        choices = await read_choices(work, visit.principal, kinds)
        times = await read_times(work, account)
        muted = await mutes.list_mutes(work, account)
    written = await shower.words(muted)
    context = {
        "tabs": TABS,
        "form": form,
        "audiences": [
            (audience, [(each, shower.label(each.kind)) for each in choices if each.audience == audience])
            for audience in ORDER
            if any(each.audience == audience for each in choices)
        ],
        "possible": lambda kind: possible(kinds[kind], "email"),
        "times": times,
        "hours": [(hour, f"{hour:02}:00") for hour in range(24)],
        "zone": human.time_zone if human else "",
        "near": NEAR,
        "domains": DOMAINS,
        "muted": list(zip(muted, written, strict=True)),
    }
    return Page("notifications/settings.html", context, status=422 if form.is_wrong else 200)


PAGES: list[Any] = [settings_page, keep_choices, keep_hours, unmute]
