"""The choices of an account by kind and channel; only what differs from the default is kept."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork
from commonweal_identity.api import memberships_of

from commonweal_notifications.deciding.rules import CHANNELS, Channel, Choice, default_choice, may_choose
from commonweal_notifications.hooks import Kind

Audience = Literal["human", "agent", "admin", "partner"]
ORDER: tuple[Audience, ...] = ("human", "partner", "admin", "agent")
_CHOSEN = "SELECT kind, channel, choice FROM notifications.preference WHERE account = $1"
_KEEP = """
INSERT INTO notifications.preference (account, kind, channel, choice) VALUES ($1, $2, $3, $4)
ON CONFLICT (account, kind, channel) DO UPDATE SET choice = excluded.choice
"""
_FORGET = "DELETE FROM notifications.preference WHERE account = $1 AND kind = $2 AND channel = $3"


class ChannelChoice(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for a kind in one channel; ``fixed`` is what cannot be chosen away."""

    channel: Channel
    choice: Choice
    default: Choice
    fixed: bool


class KindChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What an account hears of one kind; ``audience`` says under which heading it stands."""

    kind: str
    audience: Audience
    channels: list[ChannelChoice]


class Wish(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an account wants of one kind in one channel."""

    kind: str
    channel: Channel
    choice: Choice


async def audiences_of(work: UnitOfWork, principal: Principal) -> frozenset[Audience]:
    """Return what an account is: a person perhaps also an admin, or a member of an organisation."""
    if principal.kind == "agent":
        return frozenset({"agent"})
    found: set[Audience] = {"human"}
    if "admin" in principal.roles:
        found.add("admin")
    if await memberships_of(work, principal.account_id):
        found.add("partner")
    return frozenset(found)


async def read_choices(
    work: UnitOfWork, principal: Principal, kinds: Mapping[str, Kind]
) -> list[KindChoices]:
    """Return what holds for every kind that the account can have, by audience."""
    audiences = await audiences_of(work, principal)
    rows = await work.fetch(_CHOSEN, principal.account_id)
    chosen = {(row["kind"], row["channel"]): row["choice"] for row in rows}
    return [
        KindChoices(
            kind=kind.name,
            audience=audience,
            channels=[_of(kind, channel, chosen) for channel in CHANNELS[principal.kind]],
        )
        for audience in ORDER
        for kind in kinds.values()
        if audience in audiences and audience == _heading(kind, audiences)
    ]


async def choose(
    work: UnitOfWork, principal: Principal, kinds: Mapping[str, Kind], wishes: Sequence[Wish]
) -> None:
    """Keep what an account wants; raises ``Refusal("validation_error")`` for what cannot be had."""
    check(principal, kinds, wishes)
    account = principal.account_id
    for wish in wishes:
        if wish.choice == default_choice(kinds[wish.kind], wish.channel):
            await work.execute(_FORGET, account, wish.kind, wish.channel)
        else:
            await work.execute(_KEEP, account, wish.kind, wish.channel, wish.choice)


def check(principal: Principal, kinds: Mapping[str, Kind], wishes: Sequence[Wish]) -> None:
    """Refuse kinds that do not exist, channels the account has not, and turning off what must be heard."""
    wrong = []
    for place, wish in enumerate(wishes):
        kind = kinds.get(wish.kind)
        if kind is None:
            wrong.append(_not_a_choice(f"/choices/{place}/kind", sorted(kinds)))
        elif wish.channel not in CHANNELS[principal.kind]:
            wrong.append(_not_a_choice(f"/choices/{place}/channel", CHANNELS[principal.kind]))
        elif wish.choice not in (allowed := possible(kind, wish.channel)):
            wrong.append(_not_a_choice(f"/choices/{place}/choice", allowed))
    if wrong:
        raise Refusal("validation_error", fields=wrong)


def possible(kind: Kind, channel: Channel) -> list[Choice]:
    """Return what an account may choose for a kind in a channel."""
    if not may_choose(kind, channel):
        return [default_choice(kind, channel)]
    return ["now", "digest", "never"] if channel == "email" else ["now", "never"]


def _of(kind: Kind, channel: Channel, chosen: Mapping[tuple[str, str], Choice]) -> ChannelChoice:
    default, fixed = default_choice(kind, channel), not may_choose(kind, channel)
    choice = default if fixed else chosen.get((kind.name, channel), default)
    return ChannelChoice(channel=channel, choice=choice, default=default, fixed=fixed)


def _heading(kind: Kind, audiences: Collection[Audience]) -> Audience | None:
    return next((each for each in ORDER if each in audiences and each in kind.audience), None)


def _not_a_choice(pointer: str, choices: Sequence[str]) -> FieldError:
    return FieldError(pointer, "not_a_choice", {"choices": ", ".join(choices)})
