"""What repeated breaches of rate limits cost a principal, and the end an admin puts to it (DOMAIN §2.6)."""

from datetime import datetime

import msgspec

from commonweal.plugin.acting import as_kernel
from commonweal.storage.work import UnitOfWork

_LIST = """
SELECT principal, keep_percent AS kept, nullif(until, 'infinity') AS until FROM kernel.limit_penalty
WHERE until > now() AND ($1::text IS NULL OR (keep_percent, principal) > ($2, $1))
ORDER BY keep_percent, principal LIMIT $3
"""
_OF = """
SELECT principal, keep_percent AS kept, nullif(until, 'infinity') AS until FROM kernel.limit_penalty
WHERE principal = $1 AND until > now()
"""


class LimitPenalty(msgspec.Struct, frozen=True):
    """What is left of a principal's allowances, in percent; without ``until``, until an admin looks.

    ``principal`` is the principal's ``key``: the kind and the id, such as ``human:…``.
    """

    principal: str
    kept: int
    until: datetime | None


@as_kernel
async def limit_penalties(
    work: UnitOfWork, limit: int, after: LimitPenalty | None = None
) -> list[LimitPenalty]:
    """List the penalties that hold now, the hardest first, from the one after ``after`` on."""
    place = (after.principal, after.kept) if after else (None, None)
    return [LimitPenalty(**dict(row)) for row in await work.fetch(_LIST, *place, limit)]


@as_kernel
async def limit_penalty_of(work: UnitOfWork, principal: str) -> LimitPenalty | None:
    """Return the penalty of one principal that holds now."""
    row = await work.fetch_row(_OF, principal)
    return LimitPenalty(**dict(row)) if row else None


@as_kernel
async def lift_limit_penalty(work: UnitOfWork, principal: str) -> None:
    """Let a principal have its whole allowances again, and forget its breaches."""
    await work.execute("SELECT kernel.pardon_breaches($1)", principal)
