"""Making, changing and deleting webhooks, and replacing their secrets."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import (
    FieldError,
    Principal,
    Refusal,
    UnitOfWork,
    as_plugin,
    new_id,
)

from commonweal_realtime.hub.registry import Registry
from commonweal_realtime.webhooks.addresses import LONGEST, check_address
from commonweal_realtime.webhooks.owners import principal_of
from commonweal_realtime.webhooks.rules import MOST_SECRETS, MOST_TOPICS, MOST_WEBHOOKS, OVERLAP
from commonweal_realtime.webhooks.signing import Signer
from commonweal_realtime.webhooks.switching import switch_off

log = logging.getLogger("commonweal.realtime")

OWN = "user"
"""The topic of what concerns an account (DOMAIN §14)."""

Url = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST)]
Name = Annotated[str, msgspec.Meta(max_length=100)]
Topics = Annotated[
    list[Annotated[str, msgspec.Meta(min_length=1, max_length=200)]],
    msgspec.Meta(min_length=1, max_length=MOST_TOPICS),
]

_TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended('realtime.webhooks ' || $1::text, 0))"
_COUNT = "SELECT count(*) FROM realtime.webhook WHERE owner_id = $1"
_MAKE = "INSERT INTO realtime.webhook (id, owner_id, scopes, url, name) VALUES ($1, $2, $3, $4, $5)"
_SIGN_WITH = "INSERT INTO realtime.webhook_secret (id, webhook_id) VALUES ($1, $2)"
_RETIRE = """
UPDATE realtime.webhook_secret SET ends_at = now() + $2::interval
WHERE webhook_id = $1 AND ends_at IS NULL RETURNING ends_at
"""
_DROP_OLDEST = """
DELETE FROM realtime.webhook_secret WHERE id IN (
    SELECT id FROM realtime.webhook_secret WHERE webhook_id = $1 ORDER BY made_at DESC, id DESC OFFSET $2)
"""
_HOLD_TELLING = "SELECT FROM realtime.webhook_cursor FOR SHARE"
_FOLLOW = """
INSERT INTO realtime.webhook_topic (webhook_id, topic, since)
SELECT $1, topic, pg_snapshot_xmin(pg_current_snapshot())::text::bigint FROM unnest($2::text[]) AS topic
ON CONFLICT (webhook_id, topic) DO UPDATE
SET since = excluded.since, ended_at = NULL, ended_reason = NULL, rests_until = now()
WHERE webhook_topic.ended_at IS NOT NULL OR $3
"""
_LEAVE = """
DELETE FROM realtime.webhook_topic WHERE webhook_id = $1 AND topic <> '' AND topic <> ALL ($2) RETURNING topic
"""
_DROP_WAITING = """
DELETE FROM realtime.webhook_delivery WHERE webhook_id = $1 AND topic = ANY ($2) AND state = 'waiting'
"""
_LOCK = """
SELECT off_at IS NOT NULL AS is_off, ARRAY(SELECT topic FROM realtime.webhook_topic WHERE webhook_id = $1
    AND topic <> '' ORDER BY topic) AS topics
FROM realtime.webhook WHERE id = $1 AND owner_id = $2 FOR NO KEY UPDATE
"""
_CHANGE = """
UPDATE realtime.webhook SET url = coalesce($2, url), name = coalesce($3, name) WHERE id = $1
"""
_ON = "UPDATE realtime.webhook SET off_at = NULL, off_reason = NULL, failing_since = NULL WHERE id = $1"
_DELETE = "DELETE FROM realtime.webhook WHERE id = $1 AND owner_id = $2 RETURNING true"


class NewWebhook(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A webhook to be made: where it is told, and what happens in which topics."""

    url: Url
    topics: Topics
    name: Name = ""


class WebhookChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is to be different; ``on`` switches it off, or on again, from which moment on it is told."""

    url: Url | None = None
    topics: Topics | None = None
    name: Name | None = None
    on: bool | None = None


class MadeSecret(msgspec.Struct, frozen=True):
    """A secret, shown in this answer only; the one it replaces signs too until ``old_secret_ends_at``."""

    secret: str
    old_secret_ends_at: datetime | None = None


class Webhooks:
    """What an account does with its webhooks."""

    def __init__(self, signer: Signer, registry: Registry, *, loopback: bool) -> None:
        self._signer = signer
        self._registry = registry
        self._loopback = loopback

    async def make(self, work: UnitOfWork, principal: Principal, new: NewWebhook) -> tuple[UUID, str]:
        """Make a webhook, told of what happens from now on; return its id and its secret, shown this once.

        Raises ``Refusal``: ``validation_error`` for an address or a topic it may not have, ``conflict`` when
        the account has twenty webhooks.
        """
        url = check_address(new.url, loopback=self._loopback)
        await self._require_topics(work, principal, new.topics)
        await work.execute(_TAKE_TURNS, principal.id)
        if await work.fetch_value(_COUNT, principal.account_id) >= MOST_WEBHOOKS:
            raise Refusal("conflict")
        webhook_id, secret_id = new_id(), new_id()
        scopes = None if principal.scopes is None else sorted(principal.scopes)
        await work.execute(_MAKE, webhook_id, principal.account_id, scopes, url, new.name.strip())
        await work.execute(_SIGN_WITH, secret_id, webhook_id)
        await _follow(work, webhook_id, ["", *new.topics], again=False)
        return webhook_id, self._signer.secret(secret_id)

    async def change(
        self, work: UnitOfWork, principal: Principal, webhook_id: UUID, change: WebhookChange
    ) -> None:
        """Change a webhook; a topic that is taken away is told no more, what waits of it neither.

        Raises ``Refusal`` as ``make`` does, and ``not_found``.
        """
        if change.topics is not None or change.on:
            await work.execute(_HOLD_TELLING)  # before the webhook, as those who tell do
        row = await _locked(work, principal, webhook_id)
        url = None if change.url is None else check_address(change.url, loopback=self._loopback)
        topics = row["topics"] if change.topics is None else change.topics
        begins = bool(change.on and row["is_off"])
        if change.topics is not None or begins:
            await self._require_topics(work, principal, topics if change.topics is not None else [])
        await work.execute(_CHANGE, webhook_id, url, None if change.name is None else change.name.strip())
        if change.topics is not None:
            left = [each["topic"] for each in await work.fetch(_LEAVE, webhook_id, topics)]
            await work.execute(_DROP_WAITING, webhook_id, left)
        if change.topics is not None or begins:
            await _follow(work, webhook_id, topics, again=begins)
        if begins:
            await work.execute(_ON, webhook_id)
        elif change.on is False:
            await switch_off(work, [webhook_id], "owner")

    async def rotate(self, work: UnitOfWork, principal: Principal, webhook_id: UUID) -> MadeSecret:
        """Replace the secret; messages are signed with both for a day, and with three at most."""
        await _locked(work, principal, webhook_id)
        secret_id = new_id()
        await work.execute(_DROP_OLDEST, webhook_id, MOST_SECRETS - 1)
        ends_at = await work.fetch_value(_RETIRE, webhook_id, OVERLAP)
        await work.execute(_SIGN_WITH, secret_id, webhook_id)
        return MadeSecret(self._signer.secret(secret_id), ends_at)

    async def delete(self, work: UnitOfWork, principal: Principal, webhook_id: UUID) -> None:
        """Delete a webhook with all that waits for it; raises ``Refusal("not_found")``."""
        if not await work.fetch_value(_DELETE, webhook_id, principal.account_id):
            raise Refusal("not_found")

    async def may_follow(self, work: UnitOfWork, principal: Principal, topic: str) -> bool:
        """Say whether a webhook of an account may follow a topic now; the same of one that does not exist.

        What only a session may, such as an admin's with a second factor, no webhook may.
        """
        follower = await principal_of(work, principal.account_id, principal.scopes)
        try:
            place = self._registry.place(topic)
            predicate = as_plugin(place.known.owner, place.known.topic.may_follow)
            return follower is not None and await predicate(work, follower, place.key)
        except Refusal:
            return False

    async def offered(self, work: UnitOfWork, principal: Principal) -> list[str]:
        """Return the topics to offer: those without keys that may be followed, and that of the account."""
        names = [name for name, each in self._registry.topics.items() if each.topic.key == "none"]
        if OWN in self._registry.topics:
            names.append(f"{OWN}:{principal.id}")
        return [name for name in names if await self._safely_may_follow(work, principal, name)]

    async def _safely_may_follow(self, work: UnitOfWork, principal: Principal, topic: str) -> bool:
        try:
            return await self.may_follow(work, principal, topic)
        except Exception:
            log.exception("whether %s may be followed could not be told", topic.partition(":")[0])
            return False

    async def _require_topics(self, work: UnitOfWork, principal: Principal, topics: Sequence[str]) -> None:
        wrong = [
            FieldError(f"/topics/{number}", "invalid", {"topic": topic}, "realtime-webhook-topic-unknown")
            for number, topic in enumerate(topics)
            if not await self.may_follow(work, principal, topic)
        ]
        if wrong:
            raise Refusal("validation_error", fields=wrong)


async def _follow(work: UnitOfWork, webhook_id: UUID, topics: Sequence[str], *, again: bool) -> None:
    """Follow topics from now on: whatever was not over when this statement began is told.

    What is not over will be told after this unit, because telling waits for it.
    """
    await work.execute(_HOLD_TELLING)
    await work.execute(_FOLLOW, webhook_id, list(dict.fromkeys(topics)), again)


async def _locked(work: UnitOfWork, principal: Principal, webhook_id: UUID) -> Any:
    row = await work.fetch_row(_LOCK, webhook_id, principal.account_id)
    if row is None:
        raise Refusal("not_found")
    return row
