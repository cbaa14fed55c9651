"""Where the use of rate limits is counted for all processes: unlogged tables of the kernel's schema."""

from collections.abc import Iterable
from typing import NamedTuple

from commonweal.storage.database import Database
from commonweal.storage.work import UnitOfWork

_SPEND = """
WITH past AS (
    SELECT coalesce(sum(used), 0) AS used FROM kernel.limit_use
    WHERE principal = $1 AND action = $2 AND slot > $3::bigint - $6 AND slot < $3
)
INSERT INTO kernel.limit_use AS u (principal, action, slot, used, gone_after)
SELECT $1, $2, $3, 1, to_timestamp($4) FROM past WHERE past.used < $5
ON CONFLICT (principal, action, slot) DO UPDATE SET used = u.used + 1
    WHERE u.used + (SELECT used FROM past) < $5
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
_USED = """
SELECT u.principal, u.action, u.slot, u.used FROM kernel.limit_use u
JOIN unnest($1::text[], $2::text[]) AS t (principal, action) USING (principal, action)
WHERE u.gone_after > now()
"""
_KEPT = "SELECT principal, keep_percent FROM kernel.limit_penalty WHERE principal = ANY($1) AND until > now()"
_BREACH = """
INSERT INTO kernel.limit_breach (principal, minute)
SELECT unnest($1::text[]), floor(extract(epoch FROM now()) / 60) ON CONFLICT DO NOTHING
"""
# DOMAIN §2.6: 3 in 5 min halve for 1 h, 10 in 30 min cut by 75 % for 6 h, 25 in 1 h suspend.
_PUNISH = """
WITH minutes AS (
    SELECT principal, floor(extract(epoch FROM now()) / 60) - minute AS age
    FROM kernel.limit_breach WHERE principal = ANY($1)
), counted AS (
    SELECT principal, count(*) FILTER (WHERE age < 60) AS hour,
        count(*) FILTER (WHERE age < 30) AS half_hour, count(*) FILTER (WHERE age < 5) AS five_minutes
    FROM minutes GROUP BY principal
)
INSERT INTO kernel.limit_penalty AS p (principal, keep_percent, until)
SELECT principal,
    CASE WHEN hour >= 25 THEN 0 WHEN half_hour >= 10 THEN 25 ELSE 50 END,
    CASE WHEN hour >= 25 THEN 'infinity' WHEN half_hour >= 10 THEN now() + interval '6 hours'
        ELSE now() + interval '1 hour' END
FROM counted WHERE hour >= 25 OR half_hour >= 10 OR five_minutes >= 3
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
    """What the store knows: uses by slot, and the percentage of the allowance that penalties leave."""

    slots: dict[Key, dict[int, int]]
    kept: dict[str, int]


class LimitStore:
    """Counts uses in PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def spend(self, use: Use, most: int, slots: int) -> tuple[bool, Known]:
        """Count one use unless ``most`` are in the window already; say whether it was counted."""
        async with self._database.write() as work:
            known_kept = await self._kept(work, [use.principal])
            most = most * known_kept.get(use.principal, 100) // 100
            counted = await work.fetch_value(
                _SPEND, use.principal, use.action, use.slot, use.gone_after, most, slots
            )
            known = Known(await self._used(work, [(use.principal, use.action)]), known_kept)
        return counted is not None, known

    async def exchange(self, uses: Iterable[Use], keys: list[Key], breaches: Iterable[str]) -> Known:
        """Add what one process counted, note who asked for too much, and return what all know of ``keys``."""
        columns = list(zip(*uses, strict=True))
        async with self._database.write() as work:
            if columns:
                await work.execute(_ADD, *map(list, columns))
            if noted := sorted(breaches):
                await work.execute(_BREACH, noted)
                await work.execute(_PUNISH, noted)
            return Known(await self._used(work, keys), await self._kept(work, [key[0] for key in keys]))

    async def pardon(self, principal: str) -> None:
        """Lift the penalty of a principal and forget its breaches."""
        async with self._database.write() as work:
            await work.execute("DELETE FROM kernel.limit_penalty WHERE principal = $1", principal)
            await work.execute("DELETE FROM kernel.limit_breach WHERE principal = $1", principal)

    async def purge(self) -> None:
        """Forget what lies outside every window, and answers kept longer than promised."""
        async with self._database.write() as work:
            await work.execute(_PURGE)

    async def _used(self, work: UnitOfWork, keys: list[Key]) -> dict[Key, dict[int, int]]:
        found: dict[Key, dict[int, int]] = {}
        rows = await work.fetch(_USED, [key[0] for key in keys], [key[1] for key in keys])
        for principal, action, slot, used in rows:
            found.setdefault((principal, action), {})[slot] = used
        return found

    async def _kept(self, work: UnitOfWork, principals: list[str]) -> dict[str, int]:
        return {row["principal"]: row["keep_percent"] for row in await work.fetch(_KEPT, principals)}
