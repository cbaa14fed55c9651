"""Whom mail is for, and why not: asked when a mail is written, so that it knows of the present."""

from uuid import UUID
from zoneinfo import ZoneInfo

from commonweal import UnitOfWork
from commonweal_identity import api as identity

from commonweal_notifications.deciding.hours import zone_of
from commonweal_notifications.mail.composing import Reader

_UTC = ZoneInfo("UTC")


async def find_reader(work: UnitOfWork, account: UUID) -> tuple[Reader | None, str]:
    """Return whom to write to, or None; and a reason that stands against mail that can be turned off."""
    human = await identity.find_human(work, account)
    if human is None or human.state == "deactivated":
        return None, "account_closed"
    address = (await identity.find_addresses(work, [account])).get(account)
    if address is None:
        return None, "no_address"
    zone = zone_of(human.time_zone)
    reader = Reader(
        id=account,
        address=address,
        locale=human.locale,
        zone=zone if isinstance(zone, ZoneInfo) else _UTC,
    )
    return reader, "account_suspended" if human.state == "suspended" else ""
