"""What is earned once, and who earned most: the ranking behind leaderboards, read from the postings."""

from datetime import datetime
from typing import Final
from uuid import UUID

from commonweal import UnitOfWork

REFERRAL_MINOR: Final = 20_00
"""What somebody earns when the first mission of a person they invited is verified (DOMAIN §10.2)."""

# What was reversed counts no more, whenever the reversal came.
_MOST_EARNED = """
    SELECT human_id, earned::bigint FROM (
        SELECT p.account_id AS human_id, sum(p.amount_minor) AS earned
        FROM ledger.transaction t JOIN ledger.posting p ON p.transaction_id = t.id
            JOIN ledger.account a ON a.id = p.account_id AND a.kind = 'human'
        WHERE t.type LIKE 'earn\\_%' AND t.posted_at >= $1
            AND NOT EXISTS (SELECT FROM ledger.transaction r WHERE r.reverses = t.id)
        GROUP BY p.account_id) AS earners
    WHERE earned > 0 AND ($2::bigint IS NULL OR earned < $2 OR (earned = $2 AND human_id > $3::uuid))
    ORDER BY earned DESC, human_id LIMIT $4
"""


async def most_earned(
    work: UnitOfWork, *, since: datetime, after: tuple[int, UUID] | None = None, limit: int
) -> list[tuple[UUID, int]]:
    """Return humans and the minor units they earned since a moment: the most first, ties by id.

    ``after`` is the amount and the human where the last part of the ranking ended.
    """
    amount, human_id = after or (None, None)
    rows = await work.fetch(_MOST_EARNED, since, amount, human_id, limit)
    return [(row[0], row[1]) for row in rows]
