"""Webhooks and their deliveries as their owner reads them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from commonweal import Refusal, UnitOfWork

PAGE = 30

_TOPICS = """
SELECT webhook_id, topic, ended_reason AS ended FROM realtime.webhook_topic
WHERE webhook_id = ANY($1) AND topic <> '' ORDER BY topic
"""
_WEBHOOKS = """
SELECT id, url, name, made_at, failing_since, off_at, off_reason FROM realtime.webhook
WHERE owner_id = $1 AND coalesce(id = $2, true) ORDER BY id
"""
_DELIVERIES = """
SELECT d.id, d.topic, d.event, d.event_id, d.transaction, d.sequence, d.state, d.made_at, d.ended_at,
    coalesce(last.number, 0) AS attempts, last.status, last.problem, last.answer, last.began_at AS tried_at,
    CASE WHEN d.state = 'waiting' AND t.rests_until > now() THEN t.rests_until END AS next_at
FROM realtime.webhook_delivery AS d
LEFT JOIN realtime.webhook_topic AS t ON t.webhook_id = d.webhook_id AND t.topic = d.topic
LEFT JOIN LATERAL (
    SELECT * FROM realtime.webhook_attempt AS a WHERE a.delivery_id = d.id ORDER BY number DESC LIMIT 1
) AS last ON true
WHERE d.webhook_id = $1 AND coalesce(d.state = $2, true) AND coalesce(d.id < $3, true)
ORDER BY d.id DESC LIMIT $4
"""
_DELIVERY = """
SELECT d.id, d.topic, d.event, d.event_id, d.transaction, d.sequence, d.state, d.made_at, d.ended_at, d.body,
    CASE WHEN d.state = 'waiting' AND t.rests_until > now() THEN t.rests_until END AS next_at
FROM realtime.webhook_delivery AS d
LEFT JOIN realtime.webhook_topic AS t ON t.webhook_id = d.webhook_id AND t.topic = d.topic
WHERE d.webhook_id = $1 AND d.id = $2
"""
_ATTEMPTS = """
SELECT number, began_at, milliseconds, status, problem, answer FROM realtime.webhook_attempt
WHERE delivery_id = $1 ORDER BY number DESC LIMIT 100
"""

State = Literal["waiting", "delivered", "failed"]


class TopicView(msgspec.Struct, frozen=True):
    """A topic of a webhook; ``ended`` says why it is told no more, if it is: ``revoked``, ``unavailable``."""

    topic: str
    ended: str | None


class WebhookView(msgspec.Struct, frozen=True, kw_only=True):
    """A webhook; ``off_reason`` is ``owner``, ``gone`` (it answered 410), ``failing`` or ``account``."""

    id: UUID
    url: str
    name: str
    topics: list[TopicView]
    made_at: datetime
    failing_since: datetime | None
    off_at: datetime | None
    off_reason: str | None


class DeliveryView(msgspec.Struct, frozen=True, kw_only=True):
    """A delivery with its last attempt: the status of the answer and its first letters, or a problem.

    ``message_id`` is the header ``webhook-id``; ``next_at`` is when a delivery that failed is tried again.
    """

    id: UUID
    message_id: str
    topic: str
    event: str
    event_id: UUID | None
    position: str | None
    state: State
    attempts: int
    status: int | None
    problem: str | None
    answer: str | None
    made_at: datetime
    tried_at: datetime | None
    next_at: datetime | None
    ended_at: datetime | None


class AttemptView(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt."""

    number: int
    began_at: datetime
    milliseconds: int
    status: int | None
    problem: str | None
    answer: str


class WholeDelivery(msgspec.Struct, frozen=True, kw_only=True):
    """A delivery with the body that was signed and its attempts, the last one first."""

    delivery: DeliveryView
    body: str
    attempts: list[AttemptView]


async def list_webhooks(
    work: UnitOfWork, owner_id: UUID, webhook_id: UUID | None = None
) -> list[WebhookView]:
    """Return the webhooks of an account, the oldest first, or the one with an id."""
    rows = await work.fetch(_WEBHOOKS, owner_id, webhook_id)
    topics: dict[UUID, list[TopicView]] = {row["id"]: [] for row in rows}
    for row in await work.fetch(_TOPICS, list(topics)):
        topics[row["webhook_id"]].append(TopicView(row["topic"], row["ended"]))
    return [WebhookView(topics=topics[row["id"]], **dict(row)) for row in rows]


async def webhook_of(work: UnitOfWork, owner_id: UUID, webhook_id: UUID) -> WebhookView:
    """Return one webhook; raises ``Refusal("not_found")`` for another account's too."""
    found = await list_webhooks(work, owner_id, webhook_id)
    if not found:
        raise Refusal("not_found")
    return found[0]


async def list_deliveries(
    work: UnitOfWork, webhook_id: UUID, state: State | None, before: UUID | None, limit: int = PAGE
) -> list[DeliveryView]:
    """Return the deliveries of a webhook, the newest first, at most one more than a page."""
    rows = await work.fetch(_DELIVERIES, webhook_id, state, before, limit + 1)
    return [_view(row) for row in rows]


async def read_delivery(work: UnitOfWork, webhook_id: UUID, delivery_id: UUID) -> WholeDelivery:
    """Return a delivery with all its attempts; raises ``Refusal("not_found")``."""
    row = await work.fetch_row(_DELIVERY, webhook_id, delivery_id)
    if row is None:
        raise Refusal("not_found")
    attempts = [AttemptView(**dict(each)) for each in await work.fetch(_ATTEMPTS, delivery_id)]
    return WholeDelivery(delivery=_view(row, attempts), body=row["body"], attempts=attempts)


def _view(row: Any, attempts: Sequence[AttemptView] = ()) -> DeliveryView:
    values = dict(row)
    values.pop("body", None)
    place = (values.pop("transaction"), values.pop("sequence"))
    if "attempts" not in values:
        last = attempts[0] if attempts else None
        values |= {"attempts": last.number if last else 0, "tried_at": last.began_at if last else None}
        values |= {name: getattr(last, name, None) for name in ("status", "problem", "answer")}
    return DeliveryView(
        message_id=f"msg_{row['id']}",
        position=f"{place[0]}.{place[1]}" if row["event_id"] else None,
        **values,
    )
