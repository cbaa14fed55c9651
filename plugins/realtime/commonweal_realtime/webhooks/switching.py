"""Switching webhooks off: nothing is told any more, and what waited will not be delivered by itself."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from commonweal import RecordedEvent, UnitOfWork, emit
from commonweal_identity.api import agents_of

from commonweal_realtime.webhooks.events import WebhookSwitchedOff

_OFF = """
UPDATE realtime.webhook SET off_at = now(), off_reason = $2
WHERE id = ANY($1) AND off_at IS NULL RETURNING id, owner_id
"""
_GIVE_UP = """
UPDATE realtime.webhook_delivery SET state = 'failed', ended_at = now()
WHERE webhook_id = ANY($1) AND state = 'waiting'
"""
_OWNED = """
SELECT id FROM realtime.webhook WHERE owner_id = ANY($1) AND off_at IS NULL ORDER BY id FOR NO KEY UPDATE
"""


async def switch_off(work: UnitOfWork, webhook_ids: Sequence[UUID], reason: str) -> None:
    """Switch webhooks off; for any reason but their owner's wish, events tell so."""
    rows = await work.fetch(_OFF, list(webhook_ids), reason)
    if not rows:
        return
    await work.execute(_GIVE_UP, [row["id"] for row in rows])
    if reason != "owner":
        for row in rows:
            event = WebhookSwitchedOff(webhook_id=row["id"], owner_id=row["owner_id"], reason=reason)
            await emit(work, event, subject=row["id"])


async def close_of_account(work: UnitOfWork, recorded: RecordedEvent[Any]) -> None:
    """Switch off what belongs to an account that was suspended or closed, or to its agents."""
    event = recorded.event
    account_id: UUID = event.agent_id if hasattr(event, "agent_id") else event.account_id
    owners = [account_id, *await agents_of(work, account_id)]
    rows = await work.fetch(_OWNED, owners)
    await switch_off(work, [row["id"] for row in rows], "account")
