"""The audit of the books (DOMAIN §10.5): everything recomputed from the postings, nothing ever corrected."""

import msgspec
from commonweal import UnitOfWork

_CHECKS = {
    "a transaction does not sum to zero": """
        SELECT t.id::text,
            format('%s postings with the sum %s', count(p.amount_minor), coalesce(sum(p.amount_minor), 0))
        FROM ledger.transaction t LEFT JOIN ledger.posting p ON p.transaction_id = t.id
        GROUP BY t.id HAVING count(p.amount_minor) < 2 OR coalesce(sum(p.amount_minor), 0) <> 0""",
    "all balances together are not zero": """
        SELECT 'all accounts', sum(balance_minor)::text FROM ledger.account
        HAVING sum(balance_minor) <> 0""",
    "a balance differs from its postings": """
        SELECT a.id::text,
            format('balance %s, postings %s', a.balance_minor, coalesce(sum(p.amount_minor), 0))
        FROM ledger.account a LEFT JOIN ledger.posting p ON p.account_id = a.id GROUP BY a.id
        HAVING a.balance_minor <> coalesce(sum(p.amount_minor), 0) OR a.postings <> count(p.number)
            OR a.postings <> coalesce(max(p.number), 0)""",
    "a running balance is wrong": """
        SELECT account_id::text,
            format('posting %s says %s, the sum is %s', number, balance_after_minor, running)
        FROM (SELECT account_id, number, balance_after_minor,
                  sum(amount_minor) OVER (PARTITION BY account_id ORDER BY number) AS running
              FROM ledger.posting) AS p WHERE balance_after_minor <> running""",
    "tokens moved between humans": """
        SELECT p.transaction_id::text, format('%s humans', count(*))
        FROM ledger.posting p JOIN ledger.account a ON a.id = p.account_id AND a.kind = 'human'
        GROUP BY p.transaction_id HAVING count(*) > 1""",
    "an account is negative": """
        SELECT id::text, balance_minor::text FROM ledger.account
        WHERE kind <> 'issuance' AND balance_minor < 0""",
    "holds differ from what their account holds": """
        SELECT a.id::text,
            format('account %s, holds %s', a.held_minor, coalesce(sum(h.left_minor), 0))
        FROM ledger.account a LEFT JOIN ledger.hold h ON h.account_id = a.id GROUP BY a.id
        HAVING a.held_minor <> coalesce(sum(h.left_minor), 0)""",
    "an earning was paid twice": """
        SELECT reference::text, format('%s times %s', count(*), type) FROM ledger.transaction t
        WHERE reverses IS NULL
            AND type IN ('earn_mission', 'earn_peer_review', 'earn_referral', 'earn_orientation',
                'earn_first_in_domain')
            AND NOT EXISTS (SELECT FROM ledger.transaction r WHERE r.reverses = t.id)
        GROUP BY type, reference HAVING count(*) > 1""",
}


class Difference(msgspec.Struct, frozen=True):
    """Something in the books that must not be: the rule it breaks, where, and the figures."""

    rule: str
    where: str
    figures: str


class Audit(msgspec.Struct, frozen=True):
    """What an audit looked at and what it found; sums are in minor units."""

    accounts: int
    transactions: int
    postings: int
    issued_minor: int
    burnt_minor: int
    differences: list[Difference]


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


async def audit(work: UnitOfWork) -> Audit:
    """Recompute everything from the postings; at most 100 differences of each kind are named."""
    differences = [Difference(*row) for row in await work.fetch(_ALL)]
    accounts, transactions, postings, issued_minor, burnt_minor = await work.fetch_row(_FIGURES)
    return Audit(accounts, transactions, postings, issued_minor, burnt_minor, differences)
