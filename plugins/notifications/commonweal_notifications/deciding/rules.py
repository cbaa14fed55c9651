"""Who is told by which channel, when, or why not: data in, decision out (DOMAIN §15)."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, tzinfo
from typing import Literal
from uuid import UUID

import msgspec

from commonweal_notifications.deciding.hours import next_digest, quiet_until
from commonweal_notifications.hooks import Kind

Channel = Literal["in_app", "email", "agent"]
Choice = Literal["now", "digest", "never"]
State = Literal["delivered", "queued", "held", "digest", "skipped"]
Digest = Literal["daily", "weekly", "none"]
CHANNELS: Mapping[str, tuple[Channel, ...]] = {"human": ("in_app", "email"), "agent": ("agent",)}
QUIET_FROM, QUIET_TO, DIGEST_HOUR = time(22), time(8), 8


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """When a person wants mail: quiet hours (equal ends: none), and how often and when a digest."""

    quiet_from: time = QUIET_FROM
    quiet_to: time = QUIET_TO
    digest: Digest = "daily"
    digest_hour: int = DIGEST_HOUR


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an account when it is decided about; ``wishes`` are those about the kind at hand."""

    id: UUID
    kind: Literal["human", "agent"] = "human"
    state: Literal["active", "suspended", "deactivated"] = "active"
    zone: tzinfo = UTC
    hours: Hours = Hours()
    wishes: Mapping[Channel, Choice] = {}
    mutes: frozenset[str] = frozenset()


class Decision(msgspec.Struct, frozen=True):
    """What shall become of one notification in one channel; ``reason`` is a code, and says why not now."""

    channel: Channel
    state: State
    reason: str = ""
    due_at: datetime | None = None


def decide(kind: Kind, recipient: Recipient, about: str, now: datetime) -> list[Decision]:
    """Decide for each channel that the recipient has."""
    channels = CHANNELS[recipient.kind]
    if reason := _bar(kind, recipient, about):
        return [Decision(channel, "skipped", reason) for channel in channels]
    return [_by(channel, kind, recipient, now) for channel in channels]


def default_choice(kind: Kind, channel: Channel) -> Choice:
    """Return what holds for a kind where an account has chosen nothing."""
    if channel == "email":
        return kind.email
    return "now" if kind.in_app else "never"


def may_choose(kind: Kind, channel: Channel) -> bool:
    """Say whether accounts have a choice: of what must be heard, only more than the default can be had."""
    return kind.can_be_off or default_choice(kind, channel) == "never"


def _bar(kind: Kind, recipient: Recipient, about: str) -> str:
    """Say why a recipient hears nothing by any channel; empty when nothing stands in the way."""
    if recipient.state == "deactivated":
        return "account_closed"
    if kind.can_be_off and recipient.state == "suspended":
        return "account_suspended"
    if kind.can_be_off and about in recipient.mutes:
        return "muted"
    return ""


def _by(channel: Channel, kind: Kind, recipient: Recipient, now: datetime) -> Decision:
    default = default_choice(kind, channel)
    wish = recipient.wishes.get(channel) if may_choose(kind, channel) else None
    choice = wish or default
    if choice == "never":
        return Decision(channel, "skipped", "turned_off" if wish else "off_by_default")
    if channel != "email":
        return Decision(channel, "delivered")
    return _mail(kind, recipient, choice, now)


def _mail(kind: Kind, recipient: Recipient, choice: Choice, now: datetime) -> Decision:
    zone, hours = recipient.zone, recipient.hours
    if choice == "digest":
        if hours.digest == "none":
            return Decision("email", "skipped", "no_digest")
        due = next_digest(now, zone, hours.digest, hours.digest_hour)
        return Decision("email", "digest", "digest", due)
    until = None if kind.urgent else quiet_until(now, zone, hours.quiet_from, hours.quiet_to)
    if until:
        return Decision("email", "held", "quiet_hours", until)
    return Decision("email", "queued", due_at=now)
