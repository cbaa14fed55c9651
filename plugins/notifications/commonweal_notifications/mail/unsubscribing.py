"""Turning mail off by a signed address, without signing in (RFC 8058)."""

from commonweal import UnitOfWork
from commonweal_identity import api as identity

from commonweal_notifications.mail.composing import DIGEST
from commonweal_notifications.mail.keys import Token
from commonweal_notifications.mail.service import Mailing

BULK = "bulk"
_OFF = """
INSERT INTO notifications.preference (account, kind, channel, choice)
SELECT $1, kind, 'email', 'never' FROM unnest($2::text[]) AS kind
ON CONFLICT (account, kind, channel) DO UPDATE SET choice = 'never'
"""
_NO_DIGEST = """
INSERT INTO notifications.person (account, digest) VALUES ($1, 'none')
ON CONFLICT (account) DO UPDATE SET digest = 'none'
"""


def kinds_named(mailing: Mailing, token: Token) -> list[str]:
    """Return the kinds that a token turns off, of those that are there and may be off."""
    known = {name: kind for name in token.what if (kind := mailing.find_kind(name))}
    return [name for name, kind in known.items() if kind.can_be_off]


async def unsubscribe(work: UnitOfWork, mailing: Mailing, token: Token, *, all_bulk: bool = False) -> None:
    """Turn off what a token allows, or all bulk mail; the settings show it, and can turn it on again.

    Doing it again, or for an account that is gone, changes nothing.
    """
    if await identity.find_human(work, token.account) is None:
        return
    is_bulk = all_bulk or BULK in token.what
    kinds = mailing.bulk_kinds() if is_bulk else kinds_named(mailing, token)
    await work.execute(_OFF, token.account, kinds)
    if is_bulk or DIGEST in token.what:
        await work.execute(_NO_DIGEST, token.account)
