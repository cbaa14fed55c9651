"""Quiet hours, digests and what is near: what an account chose for all kinds, and what waits by it."""

from datetime import UTC, datetime, time
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork
from commonweal_identity.api import DOMAINS, Domain, find_human

from commonweal_notifications.deciding.hours import next_digest, quiet_until, zone_of
from commonweal_notifications.deciding.rules import DIGEST_HOUR, QUIET_FROM, QUIET_TO, Digest

_READ = """
SELECT quiet_from, quiet_to, digest, digest_hour, near_km, near_domains
FROM notifications.person WHERE account = $1
"""
_KEEP = """
INSERT INTO notifications.person (account, quiet_from, quiet_to, digest, digest_hour, near_km, near_domains)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (account) DO UPDATE SET quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
    digest = excluded.digest, digest_hour = excluded.digest_hour, near_km = excluded.near_km,
    near_domains = excluded.near_domains
"""
_MOVE = """
UPDATE notifications.delivery SET due_at = $3 WHERE recipient = $1 AND state = $2 AND due_at > $4
"""
_NO_DIGEST = """
UPDATE notifications.delivery SET state = 'skipped', reason = 'no_digest', due_at = NULL
WHERE recipient = $1 AND state = 'digest'
"""


class Times(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When an account wants mail, and how near new missions must be; equal ends are no quiet hours.

    Times are those of the account's own time zone. ``near_km`` is None for whoever wants to hear of no new
    missions nearby; without ``near_domains`` they are those of all domains.
    """

    quiet_from: time = QUIET_FROM
    quiet_to: time = QUIET_TO
    digest: Digest = "daily"
    digest_hour: Annotated[int, msgspec.Meta(ge=0, le=23)] = DIGEST_HOUR
    near_km: Annotated[int, msgspec.Meta(ge=1, le=50)] | None = None
    near_domains: Annotated[list[Domain], msgspec.Meta(max_length=len(DOMAINS))] = []


async def read_times(work: UnitOfWork, account: UUID) -> Times:
    """Return what an account chose, or what holds for whoever has chosen nothing."""
    row = await work.fetch_row(_READ, account)
    return Times(**dict(row)) if row else Times()


async def keep_times(work: UnitOfWork, account: UUID, times: Times, now: datetime | None = None) -> None:
    """Keep what an account chose, and let the mail that waits follow.

    It goes out when the new quiet hours end at the latest, and with the next of the new digests or none.
    """
    for name in ("quiet_from", "quiet_to"):
        if getattr(times, name).tzinfo is not None:
            raise Refusal("validation_error", fields=[FieldError(f"/{name}", "pattern")])
    human, now = await find_human(work, account), now or datetime.now(UTC)
    zone = zone_of(human.time_zone if human else "")
    kept = (times.quiet_from, times.quiet_to, times.digest, times.digest_hour, times.near_km)
    await work.execute(_KEEP, account, *kept, sorted(set(times.near_domains)))
    over = quiet_until(now, zone, times.quiet_from, times.quiet_to) or now
    await work.execute(_MOVE, account, "held", over, over)
    if times.digest == "none":
        await work.execute(_NO_DIGEST, account)
    else:
        due = next_digest(now, zone, times.digest, times.digest_hour)
        await work.execute(_MOVE, account, "digest", due, now)
