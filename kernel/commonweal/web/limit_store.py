"""Where the use of rate limits is counted for all processes: unlogged tables of the kernel's schema.

What is done there stands in SQL, in the migration ``0201_limit_functions``.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from commonweal.plugin.acting import as_kernel
from commonweal.storage.database import Database
from commonweal.storage.work import UnitOfWork

Key = tuple[str, str]
"""A principal and an action."""


class Use(NamedTuple):
    """A principal did something so often in one slot, which is forgotten after a moment."""

    principal: str
    action: str
    slot: int
    used: int
    gone_after: datetime


class Known(NamedTuple):
    """What all processes know of a key: the percentage penalties leave of the allowance, and uses by slot."""

    kept: int
    slots: dict[int, int]


class LimitStore:
    """Counts uses in PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @as_kernel
    async def spend(self, use: Use, most: int, slots: int) -> tuple[bool, Known]:
        """Count one use unless ``most`` are in the window already; say whether it was counted."""
        key = (use.principal, use.action)
        call = "SELECT kernel.spend_limit($1, $2, $3, $4, $5, $6)"
        async with self._database.write() as work:
            counted = await work.fetch_value(call, *key, use.slot, use.gone_after, most, slots)
            return counted, (await _known(work, [key]))[key]

    async def exchange(
        self, uses: Collection[Use], keys: Collection[Key], breaches: Collection[str]
    ) -> dict[Key, Known]:
        """Add what one process counted, note who asked for too much, and return what all know of ``keys``."""
        async with self._database.write() as work:
            if uses:
                columns = map(list, zip(*uses, strict=True))
                await work.execute("SELECT kernel.add_limit_uses($1, $2, $3, $4, $5)", *columns)
            if breaches:
                await work.execute("SELECT kernel.punish_breaches($1)", sorted(breaches))
            return await _known(work, keys)

    async def purge(self) -> None:
        """Forget what lies outside every window, and answers kept longer than promised."""
        async with self._database.write() as work:
            await work.execute("SELECT kernel.forget_requests()")


async def _known(work: UnitOfWork, keys: Collection[Key]) -> dict[Key, Known]:
    found: dict[Key, Known] = {}
    columns = map(list, zip(*keys, strict=True))
    for *key, kept, slot, used in await work.fetch("SELECT * FROM kernel.known_limits($1, $2)", *columns):
        known = found.setdefault((key[0], key[1]), Known(kept, {}))
        if slot is not None:
            known.slots[slot] = used
    return found
