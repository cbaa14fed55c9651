"""What the owner of an account reads: lines with the running balance, and totals."""

from typing import Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_ledger.model import StatementLine

Kind = Literal["earned", "spent"]

_LINES = """
    SELECT p.number, p.transaction_id, t.type, t.reference, t.description, t.posted_at,
        p.amount_minor, p.balance_after_minor
    FROM ledger.posting p JOIN ledger.transaction t ON t.id = p.transaction_id
    WHERE p.account_id = $1 AND ($2::bigint IS NULL OR p.number < $2)
        AND CASE $3::text WHEN 'earned' THEN p.amount_minor > 0 WHEN 'spent' THEN p.amount_minor < 0
            ELSE true END
    ORDER BY p.number DESC LIMIT $4
"""
_ONE = """
    SELECT p.number, p.transaction_id, t.type, t.reference, t.description, t.posted_at,
        p.amount_minor, p.balance_after_minor
    FROM ledger.posting p JOIN ledger.transaction t ON t.id = p.transaction_id
    WHERE p.account_id = $1 AND p.transaction_id = $2
"""
_TOTALS = """
    SELECT a.balance_minor, a.held_minor,
        (SELECT coalesce(sum(p.amount_minor), 0)::bigint FROM ledger.posting p
         WHERE p.account_id = a.id AND p.amount_minor > 0),
        (SELECT coalesce(-sum(p.amount_minor), 0)::bigint FROM ledger.posting p
         WHERE p.account_id = a.id AND p.amount_minor < 0)
    FROM ledger.account a WHERE a.id = $1
"""


class Totals(msgspec.Struct, frozen=True):
    """What an account has, what of it is held, and all it ever got and gave, in minor units."""

    balance_minor: int = 0
    held_minor: int = 0
    earned_minor: int = 0
    spent_minor: int = 0


async def read_totals(work: UnitOfWork, account_id: UUID) -> Totals:
    """Return the totals of an account; of one never opened, nothing."""
    row = await work.fetch_row(_TOTALS, account_id)
    return Totals(*row) if row else Totals()


async def read_lines(
    work: UnitOfWork, account_id: UUID, *, kind: Kind | None, before: int | None, limit: int
) -> list[StatementLine]:
    """Return postings, the newest first: all, or those that added or took tokens."""
    rows = await work.fetch(_LINES, account_id, before, kind, limit)
    return [StatementLine(**dict(row)) for row in rows]


async def read_line(work: UnitOfWork, account_id: UUID, transaction_id: UUID) -> StatementLine | None:
    """Return what a transaction did to an account, or None when it has no part in it."""
    row = await work.fetch_row(_ONE, account_id, transaction_id)
    return StatementLine(**dict(row)) if row else None
