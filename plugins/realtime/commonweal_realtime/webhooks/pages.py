"""The pages of webhooks: ``/webhooks``, a new one, and one with its deliveries."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect

from commonweal_realtime.webhooks.http import NEVER, SENDING, deliveries_for
from commonweal_realtime.webhooks.keeping import MadeSecret, Name, NewWebhook, Url, WebhookChange
from commonweal_realtime.webhooks.permissions import READ_WEBHOOKS, WEBHOOKS
from commonweal_realtime.webhooks.repeating import deliver_again, send_test
from commonweal_realtime.webhooks.rules import MOST_TOPICS, MOST_WEBHOOKS
from commonweal_realtime.webhooks.services import webhooks_in
from commonweal_realtime.webhooks.views import State, list_webhooks, read_delivery, webhook_of

HOME = "/webhooks"
STATES = ("waiting", "delivered", "failed")
Wanted = Annotated[State | None, QueryParameter(name="state")]
Cursor = Annotated[str | None, QueryParameter(max_length=500)]
Text = Annotated[str, msgspec.Meta(max_length=200)]


class WebhookEntries(msgspec.Struct):
    """What the form of a webhook sends: topics that were ticked, and others by name, one a line."""

    url: Url
    name: Name = ""
    topics: Annotated[list[Text], msgspec.Meta(max_length=MOST_TOPICS)] = []
    others: Annotated[str, msgspec.Meta(max_length=20_000)] = ""


class SwitchEntries(msgspec.Struct):
    """Which way a webhook is switched."""

    on: bool = False


@get(HOME, guards=[needs(READ_WEBHOOKS)])
async def list_page(request: Visit) -> Page:
    """Show one's webhooks."""
    async with request.web.database.read() as work:
        found = await list_webhooks(work, request.principal.account_id)
    return Page("realtime/webhooks.html", {"webhooks": found, "most": MOST_WEBHOOKS})


@get(f"{HOME}/new", guards=[needs(WEBHOOKS)])
async def new_page(request: Visit) -> Page:
    """Show the form of a new webhook."""
    return await _show_new(request, empty_form(request))


@post(HOME, guards=[needs(WEBHOOKS)], opt=NEVER)
async def make_page(request: Visit) -> Page:
    """Make a webhook and show its secret, this once."""
    form = await read_form(request, WebhookEntries)
    if entries := _complete(form):
        topics = _topics(entries)
        try:
            async with request.web.database.write() as work:
                new = NewWebhook(url=entries.url, topics=topics, name=entries.name)
                made, secret = await webhooks_in(request).make(work, request.principal, new)
        except Refusal as refusal:
            _refuse(form, refusal, topics)
        else:
            return await _show(request, made, made_secret=MadeSecret(secret))
    return await _show_new(request, form, 422)


@get(f"{HOME}/{{webhook_id:uuid}}", guards=[needs(READ_WEBHOOKS)])
async def webhook_page(
    request: Visit, webhook_id: FromPath[UUID], wanted: Wanted = None, cursor: Cursor = None
) -> Page:
    """Show a webhook and its deliveries, the newest first."""
    return await _show(request, webhook_id, wanted=wanted, cursor=cursor)


@post(f"{HOME}/{{webhook_id:uuid}}", guards=[needs(WEBHOOKS)])
async def change_page(request: Visit, webhook_id: FromPath[UUID]) -> Page | Redirect:
    """Change the address, the name and the topics."""
    form = await read_form(request, WebhookEntries)
    if entries := _complete(form):
        topics = _topics(entries)
        try:
            async with request.web.database.write() as work:
                change = WebhookChange(url=entries.url, topics=topics, name=entries.name)
                await webhooks_in(request).change(work, request.principal, webhook_id, change)
        except Refusal as refusal:
            _refuse(form, refusal, topics)
        else:
            return _back(webhook_id, "changed")
    return await _show(request, webhook_id, 422, form=form)


@post(f"{HOME}/{{webhook_id:uuid}}/secret", guards=[needs(WEBHOOKS)], opt=NEVER)
async def rotate_page(request: Visit, webhook_id: FromPath[UUID]) -> Page:
    """Replace the secret, and show the new one, this once."""
    async with request.web.database.write() as work:
        made = await webhooks_in(request).rotate(work, request.principal, webhook_id)
    return await _show(request, webhook_id, made_secret=made)


@post(f"{HOME}/{{webhook_id:uuid}}/test", guards=[needs(WEBHOOKS), SENDING])
async def test_page(request: Visit, webhook_id: FromPath[UUID]) -> Redirect:
    """Send a test, and lead to what becomes of it."""
    async with request.web.database.write() as work:
        delivery_id = await send_test(work, request.principal, webhook_id)
    return _back(webhook_id, "sent", f"/deliveries/{delivery_id}")


@post(f"{HOME}/{{webhook_id:uuid}}/switch", guards=[needs(WEBHOOKS)])
async def switch_page(request: Visit, webhook_id: FromPath[UUID]) -> Page | Redirect:
    """Switch a webhook off, or on again."""
    entries = (await read_form(request, SwitchEntries)).value
    on = entries is not None and entries.on
    async with request.web.database.write() as work:
        await webhooks_in(request).change(work, request.principal, webhook_id, WebhookChange(on=on))
    return _back(webhook_id, "on" if on else "off")


@post(f"{HOME}/{{webhook_id:uuid}}/delete", guards=[needs(WEBHOOKS)])
async def delete_page(request: Visit, webhook_id: FromPath[UUID]) -> Redirect:
    """Delete a webhook and its deliveries."""
    async with request.web.database.write() as work:
        await webhooks_in(request).delete(work, request.principal, webhook_id)
    answered = Redirect(HOME, status_code=303)
    flash(answered, "realtime-flash-webhook-deleted")
    return answered


@get(f"{HOME}/{{webhook_id:uuid}}/deliveries/{{delivery_id:uuid}}", guards=[needs(READ_WEBHOOKS)])
async def delivery_page(request: Visit, webhook_id: FromPath[UUID], delivery_id: FromPath[UUID]) -> Page:
    """Show the body that was signed, and every attempt."""
    async with request.web.database.read() as work:
        webhook = await webhook_of(work, request.principal.account_id, webhook_id)
        whole = await read_delivery(work, webhook_id, delivery_id)
    return Page("realtime/webhooks_delivery.html", {"webhook": webhook, "whole": whole})


@post(f"{HOME}/{{webhook_id:uuid}}/deliveries/{{delivery_id:uuid}}/again", guards=[needs(WEBHOOKS), SENDING])
async def again_page(request: Visit, webhook_id: FromPath[UUID], delivery_id: FromPath[UUID]) -> Redirect:
    """Deliver once more."""
    async with request.web.database.write() as work:
        await deliver_again(work, webhooks_in(request), request.principal, webhook_id, delivery_id)
    return _back(webhook_id, "sent", f"/deliveries/{delivery_id}")


async def _show_new(request: Visit, form: Form[Any], status: int = 200) -> Page:
    async with request.web.database.read() as work:
        offered = await webhooks_in(request).offered(work, request.principal)
    context = {"form": form, "offered": offered, "ticked": (), "others": ""}
    return Page("realtime/webhooks_new.html", context, status=status)


async def _show(
    request: Visit,
    webhook_id: UUID,
    status: int = 200,
    *,
    made_secret: MadeSecret | None = None,
    form: Form[Any] | None = None,
    wanted: State | None = None,
    cursor: str | None = None,
) -> Page:
    """Return the page of a webhook; one with a secret in it is kept nowhere."""
    async with request.web.database.read() as work:
        webhook = await webhook_of(work, request.principal.account_id, webhook_id)
        offered = await webhooks_in(request).offered(work, request.principal)
    topics = [each.topic for each in webhook.topics]
    context = {
        "webhook": webhook,
        "deliveries": await deliveries_for(request, webhook_id, wanted, cursor),
        "wanted": wanted,
        "cursor": cursor,
        "states": STATES,
        "made_secret": made_secret,
        "form": form or empty_form(request),
        "offered": offered,
        "ticked": [each for each in topics if each in offered],
        "others": "\n".join(each for each in topics if each not in offered),
    }
    headers = {"cache-control": "no-store"} if made_secret else None
    return Page("realtime/webhooks_one.html", context, status=status, headers=headers)


def _complete(form: Form[WebhookEntries]) -> WebhookEntries | None:
    """Return what was entered if it names topics at all, and not too many."""
    if form.value is None:
        return None
    count = len(_topics(form.value))
    if not count:
        form.fail("topics", "required")
    elif count > MOST_TOPICS:
        form.fail("others", "too_many", maximum=MOST_TOPICS)
    return None if form.is_wrong else form.value


def _topics(entries: WebhookEntries) -> list[str]:
    return list(dict.fromkeys([*entries.topics, *entries.others.split()]))


def _refuse(form: Form[Any], refusal: Refusal, topics: list[str]) -> None:
    """Say what is wrong, of a topic where it was entered."""
    if refusal.code == "not_found":
        raise refusal
    for field in refusal.fields:
        _, name, *rest = field.pointer.split("/")
        entry = topics[int(rest[0])] if rest else ""
        name = "others" if entry and entry not in form.all("topics") else name
        form.fail(name, field.code, field.message, **field.arguments)
    if not refusal.fields:
        form.refuse(refusal, "realtime-webhook-too-many" if refusal.code == "conflict" else "")


def _back(webhook_id: UUID, told: str, further: str = "") -> Redirect:
    answered = Redirect(f"{HOME}/{webhook_id}{further}", status_code=303)
    flash(answered, f"realtime-flash-webhook-{told}")
    return answered


PAGES = [
    list_page,
    new_page,
    make_page,
    webhook_page,
    change_page,
    rotate_page,
    test_page,
    switch_page,
    delete_page,
    delivery_page,
    again_page,
]
