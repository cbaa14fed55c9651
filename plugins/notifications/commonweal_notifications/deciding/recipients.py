"""What is known of those whom an event concerns, read for many at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from commonweal import UnitOfWork
from commonweal_identity.api import find_agents, find_humans

from commonweal_notifications.deciding.hours import zone_of
from commonweal_notifications.deciding.rules import Hours, Recipient
from commonweal_notifications.hooks import Notice

_WISHES = """
SELECT account, channel, choice FROM notifications.preference WHERE kind = $1 AND account = ANY ($2)
"""
_HOURS = """
SELECT account, quiet_from, quiet_to, digest, digest_hour FROM notifications.person WHERE account = ANY ($1)
"""
_MUTES = "SELECT account, about FROM notifications.mute WHERE account = ANY ($1) AND about = ANY ($2)"
_NOBODY = frozenset[str]()


async def find_recipients(work: UnitOfWork, kind: str, notices: Sequence[Notice]) -> Mapping[UUID, Recipient]:
    """Return all recipients of some notices of one kind; an account that is not there any more is closed."""
    ids = list({notice.recipient for notice in notices})
    accounts = await _accounts(work, ids)
    wishes: dict[UUID, dict[Any, Any]] = defaultdict(dict)
    for row in await work.fetch(_WISHES, kind, ids):
        wishes[row["account"]][row["channel"]] = row["choice"]
    hours = {row["account"]: _hours(row) for row in await work.fetch(_HOURS, ids)}
    mutes: dict[UUID, set[str]] = defaultdict(set)
    for row in await work.fetch(_MUTES, ids, list({notice.about for notice in notices})):
        mutes[row["account"]].add(row["about"])
    return {
        id_: Recipient(
            id=id_,
            **accounts.get(id_, {"state": "deactivated"}),
            hours=hours.get(id_) or Hours(),
            wishes=wishes.get(id_, {}),
            mutes=frozenset(mutes[id_]) if id_ in mutes else _NOBODY,
        )
        for id_ in ids
    }


async def hours_of(work: UnitOfWork, account: UUID) -> Hours:
    """Return the hours of one account."""
    row = await work.fetch_row(_HOURS, [account])
    return _hours(row) if row else Hours()


async def _accounts(work: UnitOfWork, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return of each account its kind, its state and its time zone."""
    humans = await find_humans(work, ids)
    found: dict[UUID, dict[str, Any]] = {
        id_: {"kind": "human", "state": human.state, "zone": zone_of(human.time_zone)}
        for id_, human in humans.items()
    }
    if others := [id_ for id_ in ids if id_ not in humans]:
        agents = await find_agents(work, others)
        found |= {id_: {"kind": "agent", "state": agent.state} for id_, agent in agents.items()}
    return found


def _hours(row: Any) -> Hours:
    return Hours(
        quiet_from=row["quiet_from"],
        quiet_to=row["quiet_to"],
        digest=row["digest"],
        digest_hour=row["digest_hour"],
    )
