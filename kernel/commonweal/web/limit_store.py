"""Where the use of rate limits is counted for all processes: unlogged tables of the kernel's schema."""

from collections.abc import Collection
from typing import NamedTuple

from commonweal.storage.database import Database
from commonweal.storage.work import UnitOfWork

_SPEND = """
WITH past AS (
    SELECT coalesce(sum(used), 0) AS used FROM kernel.limit_use
    WHERE principal = $1 AND action = $2 AND slot > $3::bigint - $6 AND slot < $3
), allowed AS (
    SELECT $5::int * coalesce(min(keep_percent), 100) / 100 - (SELECT used FROM past) AS uses
    FROM kernel.limit_penalty WHERE principal = $1 AND until > now()
)
INSERT INTO kernel.limit_use AS u (principal, action, slot, used, gone_after)
SELECT $1, $2, $3, 1, to_timestamp($4) FROM allowed WHERE uses > 0
ON CONFLICT (principal, action, slot) DO UPDATE SET used = u.used + 1
    WHERE u.used < (SELECT uses FROM allowed)
RETURNING used
"""
_ADD = """
INSERT INTO kernel.limit_use AS u (principal, action, slot, used, gone_after)
SELECT principal, action, slot, used, to_timestamp(gone_after)
FROM unnest($1::text[], $2::text[], $3::bigint[], $4::int[], $5::float8[])
    AS t (principal, action, slot, used, gone_after)
ORDER BY principal, action, slot
ON CONFLICT (principal, action, slot) DO UPDATE SET used = u.used + excluded.used
"""
_KNOWN = """
SELECT t.principal, t.action, coalesce(p.keep_percent, 100) AS kept, u.slot, u.used
FROM unnest($1::text[], $2::text[]) AS t (principal, action)
LEFT JOIN kernel.limit_penalty p ON p.principal = t.principal AND p.until > now()
LEFT JOIN kernel.limit_use u ON u.principal = t.principal AND u.action = t.action AND u.gone_after > now()
"""
_BREACH = """
INSERT INTO kernel.limit_breach (principal, minute)
SELECT unnest($1::text[]), floor(extract(epoch FROM now()) / 60) ON CONFLICT DO NOTHING
"""
# DOMAIN §2.6: 3 in 5 min halve for 1 h, 10 in 30 min cut by 75 % for 6 h, 25 in 1 h suspend.
_PUNISH = """
WITH deserved AS (
    SELECT principal, keep_percent, coalesce(now() + lasts, 'infinity') AS until
    FROM kernel.limit_breach, (
        VALUES (3, 5, 50, interval '1 hour'), (10, 30, 25, interval '6 hours'), (25, 60, 0, NULL)
    ) AS rule (breaches, minutes, keep_percent, lasts)
    WHERE principal = ANY($1) AND minute > floor(extract(epoch FROM now()) / 60) - minutes
    GROUP BY principal, breaches, keep_percent, lasts HAVING count(*) >= breaches
)
INSERT INTO kernel.limit_penalty AS p (principal, keep_percent, until)
SELECT DISTINCT ON (principal) principal, keep_percent, until FROM deserved ORDER BY principal, keep_percent
ON CONFLICT (principal) DO UPDATE SET keep_percent = excluded.keep_percent, until = excluded.until
    WHERE p.until <= now() OR excluded.keep_percent < p.keep_percent
"""
_PURGE = """
DELETE FROM kernel.limit_use WHERE gone_after < now();
DELETE FROM kernel.limit_breach WHERE minute < floor(extract(epoch FROM now()) / 60) - 60;
DELETE FROM kernel.idempotent_answer WHERE expires_at < now();
"""

Key = tuple[str, str]
"""A principal and an action."""


class Use(NamedTuple):
    """A principal did something so often in one slot, which is forgotten after a moment (seconds, UTC)."""

    principal: str
    action: str
    slot: int
    used: int
    gone_after: float


class Known(NamedTuple):
    """What all processes know of a key: the percentage penalties leave of the allowance, and uses by slot."""

    kept: int
    slots: dict[int, int]


class LimitStore:
    """Counts uses in PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def spend(self, use: Use, most: int, slots: int) -> tuple[bool, Known]:
        """Count one use unless ``most`` are in the window already; say whether it was counted."""
        key = (use.principal, use.action)
        async with self._database.write() as work:
            counted = await work.fetch_value(_SPEND, *key, use.slot, use.gone_after, most, slots)
            return counted is not None, (await _known(work, [key]))[key]

    async def exchange(
        self, uses: Collection[Use], keys: Collection[Key], breaches: Collection[str]
    ) -> dict[Key, Known]:
        """Add what one process counted, note who asked for too much, and return what all know of ``keys``."""
        async with self._database.write() as work:
            if uses:
                await work.execute(_ADD, *map(list, zip(*uses, strict=True)))
            if breaches:
                await work.execute(_BREACH, sorted(breaches))
                await work.execute(_PUNISH, sorted(breaches))
            return await _known(work, keys)

    async def pardon(self, principal: str) -> None:
        """Lift the penalty of a principal and forget its breaches."""
        async with self._database.write() as work:
            await work.execute("DELETE FROM kernel.limit_penalty WHERE principal = $1", principal)
            await work.execute("DELETE FROM kernel.limit_breach WHERE principal = $1", principal)

    async def purge(self) -> None:
        """Forget what lies outside every window, and answers kept longer than promised."""
        async with self._database.write() as work:
            await work.execute(_PURGE)


async def _known(work: UnitOfWork, keys: Collection[Key]) -> dict[Key, Known]:
    found: dict[Key, Known] = {}
    for row in await work.fetch(_KNOWN, *map(list, zip(*keys, strict=True))):
        known = found.setdefault((row["principal"], row["action"]), Known(row["kept"], {}))
        if row["slot"] is not None:
            known.slots[row["slot"]] = row["used"]
    return found
