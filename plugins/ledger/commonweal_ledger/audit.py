"""The audit of the books (DOMAIN §10.5): everything recomputed from the postings, nothing ever corrected."""

from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

import msgspec
from commonweal import Database, UnitOfWork

RULES = {
    "transaction_sum": "a transaction does not sum to zero",
    "total": "all balances together are not zero",
    "balance": "a balance differs from its postings",
    "running_balance": "a running balance is wrong",
    "between_humans": "tokens moved between humans",
    "negative": "an account is negative",
    "holds": "holds differ from what their account holds",
    "paid_twice": "an earning was paid twice",
}
_CHECKS = {
    "transaction_sum": """
        SELECT t.id::text,
            format('n = %s, Σ = %s', count(p.amount_minor), coalesce(sum(p.amount_minor), 0))
        FROM ledger.transaction t LEFT JOIN ledger.posting p ON p.transaction_id = t.id
        GROUP BY t.id HAVING count(p.amount_minor) < 2 OR coalesce(sum(p.amount_minor), 0) <> 0""",
    "total": """
        SELECT '*', format('Σ = %s', sum(balance_minor)) FROM ledger.account
        HAVING sum(balance_minor) <> 0""",
    "balance": """
        SELECT a.id::text,
            format('Σ: %s, %s; n: %s, %s', a.balance_minor, coalesce(sum(p.amount_minor), 0), a.postings,
                count(p.number))
        FROM ledger.account a LEFT JOIN ledger.posting p ON p.account_id = a.id GROUP BY a.id
        HAVING a.balance_minor <> coalesce(sum(p.amount_minor), 0) OR a.postings <> count(p.number)
            OR a.postings <> coalesce(max(p.number), 0)""",
    "running_balance": """
        SELECT account_id::text,
            format('#%s: %s ≠ %s', number, balance_after_minor, running)
        FROM (SELECT account_id, number, balance_after_minor,
                  sum(amount_minor) OVER (PARTITION BY account_id ORDER BY number) AS running
              FROM ledger.posting) AS p WHERE balance_after_minor <> running""",
    "between_humans": """
        SELECT p.transaction_id::text, format('n = %s', count(*))
        FROM ledger.posting p JOIN ledger.account a ON a.id = p.account_id AND a.kind = 'human'
        GROUP BY p.transaction_id HAVING count(*) > 1""",
    "negative": """
        SELECT id::text, balance_minor::text FROM ledger.account
        WHERE kind <> 'issuance' AND balance_minor < 0""",
    "holds": """
        SELECT a.id::text,
            format('%s ≠ %s', a.held_minor, coalesce(sum(h.left_minor), 0))
        FROM ledger.account a LEFT JOIN ledger.hold h ON h.account_id = a.id GROUP BY a.id
        HAVING a.held_minor <> coalesce(sum(h.left_minor), 0)""",
    "paid_twice": """
        SELECT reference::text, format('%s: n = %s', type, count(*)) FROM ledger.transaction t
        WHERE reverses IS NULL
            AND type IN ('earn_mission', 'earn_peer_review', 'earn_referral', 'earn_orientation',
                'earn_first_in_domain')
            AND NOT EXISTS (SELECT FROM ledger.transaction r WHERE r.reverses = t.id)
        GROUP BY type, reference HAVING count(*) > 1""",
}


class Difference(msgspec.Struct, frozen=True):
    """Something in the books that must not be: the rule it breaks (of ``RULES``), where, and the figures."""

    rule: str
    where: str
    figures: str


class Audit(msgspec.Struct, frozen=True):
    """What an audit looked at, when, and what it found; sums are in minor units."""

    looked_at: datetime
    accounts: int
    transactions: int
    postings: int
    issued_minor: int
    burnt_minor: int
    differences: list[Difference]


class Books(Protocol):
    """Where the books are read: a unit of work, or a connection without time limits."""

    async def fetch(self, sql: str, /) -> list[Any]:
        """Run a statement and return its rows."""


_FIGURES = """
    SELECT (SELECT count(*) FROM ledger.account), (SELECT count(*) FROM ledger.transaction),
        (SELECT count(*) FROM ledger.posting),
        (SELECT coalesce(-sum(balance_minor), 0)::bigint FROM ledger.account WHERE kind = 'issuance'),
        (SELECT coalesce(sum(balance_minor), 0)::bigint FROM ledger.account WHERE kind = 'burn')
"""
# One statement sees the books at one moment, while others go on posting.
_ALL = " UNION ALL ".join(
    f"SELECT '{rule}', found.* FROM ({sql} LIMIT 100) AS found" for rule, sql in _CHECKS.items()
)


_KEEP = """
    INSERT INTO ledger.audit
        (id, looked_at, accounts, transactions, postings, issued_minor, burnt_minor, differences)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb) ON CONFLICT DO NOTHING
"""
_LAST = """
    SELECT looked_at, accounts, transactions, postings, issued_minor, burnt_minor, differences
    FROM ledger.audit ORDER BY looked_at DESC LIMIT 1
"""


async def audit(books: Books) -> Audit:
    """Recompute everything from the postings; at most 100 differences of each kind are named."""
    now = datetime.now(UTC)
    differences = [Difference(*row) for row in await books.fetch(_ALL)]
    [(accounts, transactions, postings, issued_minor, burnt_minor)] = await books.fetch(_FIGURES)
    return Audit(now, accounts, transactions, postings, issued_minor, burnt_minor, differences)


async def audit_whole(database: Database) -> Audit:
    """Recompute the books however long it takes: about ten seconds for a million postings."""
    async with database.direct_connection() as connection:
        return await audit(connection)


async def keep_audit(work: UnitOfWork, audit_id: UUID, found: Audit) -> None:
    """Keep what an audit found; once for each id."""
    differences = msgspec.json.encode(found.differences).decode()
    await work.execute(
        _KEEP,
        *(audit_id, found.looked_at, found.accounts, found.transactions, found.postings),
        *(found.issued_minor, found.burnt_minor, differences),
    )


async def last_audit(work: UnitOfWork) -> Audit | None:
    """Return what the last audit found, or None before the first one."""
    row = await work.fetch_row(_LAST)
    if row is None:
        return None
    found = dict(row)
    differences = msgspec.json.decode(found.pop("differences"), type=list[Difference])
    return Audit(**found, differences=differences)
