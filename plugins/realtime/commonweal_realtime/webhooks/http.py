"""The JSON API of webhooks: ``/api/v1/realtime/webhooks``."""

from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import Items, Visit, limited, needs
from litestar import delete, get, patch, post
from litestar.params import FromPath, JSONBody, QueryParameter

from commonweal_realtime.webhooks.keeping import MadeSecret, NewWebhook, WebhookChange
from commonweal_realtime.webhooks.permissions import READ_WEBHOOKS, WEBHOOKS
from commonweal_realtime.webhooks.repeating import deliver_again, send_test
from commonweal_realtime.webhooks.services import webhooks_in
from commonweal_realtime.webhooks.views import (
    PAGE,
    DeliveryView,
    State,
    WebhookView,
    WholeDelivery,
    list_deliveries,
    list_webhooks,
    read_delivery,
    webhook_of,
)

NEVER = {"idempotency": "never"}  # the answer holds a secret
SENDING = limited("webhook_sending", 60, 3_600)
Wanted = Annotated[State | None, QueryParameter(name="state")]
Cursor = Annotated[str | None, QueryParameter(max_length=500)]


class MadeWebhook(msgspec.Struct, frozen=True):
    """A new webhook with its secret, which is shown in this answer only."""

    webhook: WebhookView
    secret: str


@get(
    "/webhooks",
    guards=[needs(READ_WEBHOOKS)],
    operation_id="listWebhooks",
    summary="List your webhooks",
)
async def list_all(request: Visit) -> Items[WebhookView]:
    """List the webhooks of the account, the oldest first; there are twenty at most."""
    async with request.web.database.read() as work:
        return Items(await list_webhooks(work, request.principal.account_id))


@post(
    "/webhooks",
    guards=[needs(WEBHOOKS)],
    opt=NEVER,
    operation_id="makeWebhook",
    summary="Have a server told what happens",
)
async def make(request: Visit, data: JSONBody[NewWebhook]) -> MadeWebhook:
    """Make a webhook, and give its secret, this once.

    What happens in the topics from now on is posted to the address, in order within each topic and at least
    once: the JSON frame of the streams, signed as Standard Webhooks specifies (``webhook-id``,
    ``webhook-timestamp``, ``webhook-signature``). Leave out what has a ``webhook-id`` that was there before.
    Answer 2xx within 15 seconds; otherwise it is tried again for three days, and 410 ends it.
    """
    async with request.web.database.write() as work:
        webhook_id, secret = await webhooks_in(request).make(work, request.principal, data)
        return MadeWebhook(await webhook_of(work, request.principal.account_id, webhook_id), secret)


@get(
    "/webhooks/{webhook_id:uuid}",
    guards=[needs(READ_WEBHOOKS)],
    operation_id="getWebhook",
    summary="Read a webhook",
)
async def read(request: Visit, webhook_id: FromPath[UUID]) -> WebhookView:
    """Read a webhook and the state it is in."""
    async with request.web.database.read() as work:
        return await webhook_of(work, request.principal.account_id, webhook_id)


@patch(
    "/webhooks/{webhook_id:uuid}",
    guards=[needs(WEBHOOKS)],
    operation_id="changeWebhook",
    summary="Change a webhook, or switch it off and on",
)
async def change(request: Visit, webhook_id: FromPath[UUID], data: JSONBody[WebhookChange]) -> WebhookView:
    """Change what is given. Switched on again, it is told what happens from then on."""
    async with request.web.database.write() as work:
        await webhooks_in(request).change(work, request.principal, webhook_id, data)
        return await webhook_of(work, request.principal.account_id, webhook_id)


@delete(
    "/webhooks/{webhook_id:uuid}",
    guards=[needs(WEBHOOKS)],
    operation_id="deleteWebhook",
    summary="Delete a webhook",
)
async def remove(request: Visit, webhook_id: FromPath[UUID]) -> None:
    """Delete a webhook and its deliveries."""
    async with request.web.database.write() as work:
        await webhooks_in(request).delete(work, request.principal, webhook_id)


@post(
    "/webhooks/{webhook_id:uuid}/secret-rotation",
    guards=[needs(WEBHOOKS)],
    opt=NEVER,
    operation_id="rotateWebhookSecret",
    summary="Replace the secret of a webhook",
)
async def rotate(request: Visit, webhook_id: FromPath[UUID]) -> MadeSecret:
    """Make a new secret, shown this once; for 24 hours messages carry the signatures of both."""
    async with request.web.database.write() as work:
        return await webhooks_in(request).rotate(work, request.principal, webhook_id)


@post(
    "/webhooks/{webhook_id:uuid}/test",
    status_code=202,
    guards=[needs(WEBHOOKS), SENDING],
    operation_id="testWebhook",
    summary="Send a test to a webhook",
)
async def test(request: Visit, webhook_id: FromPath[UUID]) -> WholeDelivery:
    """Send a frame of the type ``test``, once; read the delivery a moment later."""
    async with request.web.database.write() as work:
        delivery_id = await send_test(work, request.principal, webhook_id)
        return await read_delivery(work, webhook_id, delivery_id)


@get(
    "/webhooks/{webhook_id:uuid}/deliveries",
    guards=[needs(READ_WEBHOOKS)],
    operation_id="listWebhookDeliveries",
    summary="List the deliveries of a webhook",
)
async def deliveries(
    request: Visit,
    webhook_id: FromPath[UUID],
    wanted: Wanted = None,
    cursor: Cursor = None,
) -> Items[DeliveryView]:
    """List deliveries, the newest first, with their last attempts; they are kept for thirty days."""
    return await deliveries_for(request, webhook_id, wanted, cursor)


@get(
    "/webhooks/{webhook_id:uuid}/deliveries/{delivery_id:uuid}",
    guards=[needs(READ_WEBHOOKS)],
    operation_id="getWebhookDelivery",
    summary="Read a delivery",
)
async def delivery(request: Visit, webhook_id: FromPath[UUID], delivery_id: FromPath[UUID]) -> WholeDelivery:
    """Read the body that was signed, and every attempt with the first part of the answer."""
    async with request.web.database.read() as work:
        await webhook_of(work, request.principal.account_id, webhook_id)
        return await read_delivery(work, webhook_id, delivery_id)


@post(
    "/webhooks/{webhook_id:uuid}/deliveries/{delivery_id:uuid}/redelivery",
    status_code=202,
    guards=[needs(WEBHOOKS), SENDING],
    operation_id="redeliverToWebhook",
    summary="Deliver once more",
)
async def redeliver(request: Visit, webhook_id: FromPath[UUID], delivery_id: FromPath[UUID]) -> WholeDelivery:
    """Deliver at once, with the same ``webhook-id``, whatever became of it before."""
    async with request.web.database.write() as work:
        await deliver_again(work, webhooks_in(request), request.principal, webhook_id, delivery_id)
        return await read_delivery(work, webhook_id, delivery_id)


async def deliveries_for(
    request: Visit, webhook_id: UUID, state: State | None, cursor: str | None
) -> Items[DeliveryView]:
    """Return a page of the deliveries of one's webhook."""
    bound = {"list": "webhook deliveries", "webhook": str(webhook_id), "state": state}
    before = request.web.cursors.read(cursor, bound, tuple[UUID]) if cursor else (None,)
    async with request.web.database.read() as work:
        await webhook_of(work, request.principal.account_id, webhook_id)
        found = await list_deliveries(work, webhook_id, state, before[0])
    shown = found[:PAGE]
    more = request.web.cursors.write((shown[-1].id,), bound) if len(found) > PAGE else None
    return Items(shown, more)


ROUTES = [
    list_all,
    make,
    read,
    change,
    remove,
    rotate,
    test,
    deliveries,
    delivery,
    redeliver,
]
