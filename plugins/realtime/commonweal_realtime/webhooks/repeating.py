"""Deliveries that the owner asks for: a test, and one that was made before."""

from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork, enqueue, new_id

from commonweal_realtime.webhooks.keeping import Webhooks
from commonweal_realtime.webhooks.tasks import deliver_webhooks

_REQUIRE_ON = """
SELECT off_at IS NULL FROM realtime.webhook WHERE id = $1 AND owner_id = $2 FOR NO KEY UPDATE
"""
_TEST = """
INSERT INTO realtime.webhook_delivery (id, webhook_id, topic, event, body) VALUES ($1, $2, '', 'test', $3)
"""
_FIND = """
SELECT d.topic FROM realtime.webhook_delivery AS d
JOIN realtime.webhook_topic AS t ON t.webhook_id = d.webhook_id AND t.topic = d.topic
WHERE d.id = $1 AND d.webhook_id = $2 FOR UPDATE OF d
"""
_AGAIN = """
UPDATE realtime.webhook_delivery SET state = 'waiting', ended_at = NULL, attempts = 0 WHERE id = $1
"""
_NOW = "UPDATE realtime.webhook_topic SET rests_until = now() WHERE webhook_id = $1 AND topic = $2"


class TrialFrame(msgspec.Struct, frozen=True, tag="test"):
    """The frame of a test."""

    webhook: UUID


async def send_test(work: UnitOfWork, principal: Principal, webhook_id: UUID) -> UUID:
    """Ask for a test, which is tried once; return the id of the delivery.

    Raises ``Refusal``: ``not_found``, and ``conflict`` for a webhook that is off.
    """
    await _require_on(work, principal, webhook_id)
    delivery_id = new_id()
    await work.execute(_TEST, delivery_id, webhook_id, msgspec.json.encode(TrialFrame(webhook_id)).decode())
    await work.execute(_NOW, webhook_id, "")
    await enqueue(work, deliver_webhooks)
    return delivery_id


async def deliver_again(
    work: UnitOfWork, webhooks: Webhooks, principal: Principal, webhook_id: UUID, delivery_id: UUID
) -> None:
    """Deliver once more, with the same ``webhook-id``, at once, and before what else waits in the topic.

    Raises ``Refusal``: ``not_found``, also for a topic that is not the webhook's or may not be followed any
    more, and ``conflict`` for a webhook that is off.
    """
    await _require_on(work, principal, webhook_id)
    topic = await work.fetch_value(_FIND, delivery_id, webhook_id)
    if topic is None or (topic and not await webhooks.may_follow(work, principal, topic)):
        raise Refusal("not_found")
    await work.execute(_AGAIN, delivery_id)
    await work.execute(_NOW, webhook_id, topic)
    await enqueue(work, deliver_webhooks)


async def _require_on(work: UnitOfWork, principal: Principal, webhook_id: UUID) -> None:
    is_on = await work.fetch_value(_REQUIRE_ON, webhook_id, principal.account_id)
    if is_on is None:
        raise Refusal("not_found")
    if not is_on:
        raise Refusal("conflict")
