"""The books themselves: posting, holding and reading, each in one round trip of the caller's work."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from commonweal import CommonwealError, Refusal, UnitOfWork, event_row, new_id

from commonweal_ledger.model import (
    Account,
    Balance,
    OwnedKind,
    Receipt,
    TokensPosted,
    is_system,
    system_account,
)

FEWEST_POSTINGS = 2
LONGEST_KEY = 64
_OPEN = "INSERT INTO ledger.account (id, kind) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING"
_POST = "SELECT * FROM ledger.post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
_BALANCES = "SELECT id, balance_minor, held_minor FROM ledger.account WHERE id = ANY ($1)"


class LedgerMisused(CommonwealError):
    """A plugin asked the ledger for something that cannot be right, whatever the caller sent."""

    code = "ledger_misused"


async def open_account(work: UnitOfWork, account_id: UUID, kind: OwnedKind) -> None:
    """Open the account of a human or the pool of an organisation; nothing happens when it is open."""
    await work.execute(_OPEN, account_id, kind)


async def post(
    work: UnitOfWork,
    *,
    key: str,
    type: str,  # noqa: A002 - the word of the books
    amounts: Mapping[Account, int],
    reference: UUID | None = None,
    description: str = "",
    reverses: UUID | None = None,
    from_hold: str | None = None,
) -> Receipt:
    """Post one transaction: ``amounts`` maps accounts to minor units that sum to zero.

    ``"issuance"`` and ``"burn"`` stand for the system's accounts. A ``key`` that was used for the same
    transaction gives the receipt of the first one. Raises ``Refusal``: ``insufficient_tokens`` (with
    ``balance_minor``, what may be spent, and ``shortfall_minor``), ``conflict`` when this earning was paid
    under another key, ``idempotency_key_reused``; and ``LedgerMisused`` for what is a defect of the caller.
    """
    named = _accounts(amounts)
    minor = list(named.values())
    if len(named) < FEWEST_POSTINGS or sum(minor) != 0 or 0 in minor:
        raise LedgerMisused(
            f"the postings of {key!r} must be two or more that sum to zero, none of them zero"
        )
    _require_key(key)
    transaction_id = new_id()
    told = [
        event_row(
            work, TokensPosted(transaction_id=transaction_id, type=type, amount_minor=amount), subject=each
        )
        for each, amount in named.items()
        if not is_system(each)
    ]
    row = await work.fetch_row(
        _POST,
        *(transaction_id, key, type, reference, description, reverses, from_hold, list(named), minor),
        *(TokensPosted.event_name, TokensPosted.event_version),
        *([event.id for event in told], [event.subject for event in told], [event.data for event in told]),
    )
    match row["outcome"]:
        case "posted":
            return Receipt(transaction_id)
        case "replayed":
            return Receipt(row["transaction_id"], replayed=True)
        case "short":
            raise too_little(row["spendable_minor"], -named[row["account_id"]])
        case "repeated":
            raise Refusal("conflict")
        case "reused":
            raise Refusal("idempotency_key_reused")
        case "missing":
            raise LedgerMisused(f"account {row['account_id']} of {key!r} was never opened")
        case "crossed":
            raise LedgerMisused(f"{key!r} would move tokens from one human to another")
        case _:
            raise LedgerMisused(f"{key!r} takes more than is left of the hold {from_hold!r}")


async def reserve(
    work: UnitOfWork, *, key: str, account_id: UUID, amount_minor: int, reference: UUID | None = None
) -> None:
    """Reserve part of a balance until it is paid from or freed; a repeated call changes nothing.

    Raises ``Refusal("insufficient_tokens")`` as ``post`` does.
    """
    if amount_minor <= 0:
        raise LedgerMisused(f"the hold {key!r} must be of more than nothing")
    _require_key(key)
    row = await work.fetch_row(
        "SELECT * FROM ledger.reserve($1, $2, $3, $4)", key, account_id, reference, amount_minor
    )
    match row["outcome"]:
        case "held" | "replayed":
            return
        case "short":
            raise too_little(row["spendable_minor"], amount_minor)
        case "reused":
            raise Refusal("idempotency_key_reused")
        case _:
            raise LedgerMisused(f"account {account_id} of the hold {key!r} was never opened")


async def free(work: UnitOfWork, *, key: str) -> int:
    """Free what is left of a hold and return it in minor units: 0 when that happened before."""
    freed = await work.fetch_value("SELECT ledger.free($1)", key)
    if freed is None:
        raise LedgerMisused(f"there is no hold {key!r}")
    return int(freed)


async def read_balance(work: UnitOfWork, account_id: UUID) -> Balance:
    """Return the balance of an account in minor units; of one never opened, nothing."""
    return (await read_balances(work, [account_id]))[account_id]


async def read_balances(work: UnitOfWork, account_ids: Iterable[UUID]) -> dict[UUID, Balance]:
    """Return the balances of several accounts; of those never opened, nothing."""
    asked = list(account_ids)
    rows = await work.fetch(_BALANCES, asked)
    known = {row["id"]: Balance(row["balance_minor"], row["held_minor"]) for row in rows}
    return {account_id: known.get(account_id, Balance(0, 0)) for account_id in asked}


async def read_transaction(work: UnitOfWork, transaction_id: UUID) -> tuple[Any, dict[UUID, int]]:
    """Return a transaction's row and its postings by account; raises ``Refusal("not_found")``."""
    row = await work.fetch_row("SELECT * FROM ledger.transaction WHERE id = $1", transaction_id)
    if row is None:
        raise Refusal("not_found")
    postings = await work.fetch(
        "SELECT account_id, amount_minor FROM ledger.posting WHERE transaction_id = $1", transaction_id
    )
    return row, {posting["account_id"]: posting["amount_minor"] for posting in postings}


def too_little(spendable_minor: int, needed_minor: int) -> Refusal:
    """Return the refusal of who has too little."""
    return Refusal(
        "insufficient_tokens", balance_minor=spendable_minor, shortfall_minor=needed_minor - spendable_minor
    )


def _require_key(key: str) -> None:
    if not 1 <= len(key) <= LONGEST_KEY:
        raise LedgerMisused(f"the key {key!r} must have 1 to {LONGEST_KEY} characters")


def _accounts(amounts: Mapping[Account, int]) -> dict[UUID, int]:
    """Put a stripe in the place of issuance and burn, the same one for the same human; sort by id."""
    beside = next((account for account in amounts if isinstance(account, UUID)), None)
    if beside is None:
        raise LedgerMisused("a transaction needs the account of a human or an organisation")
    named = {
        account if isinstance(account, UUID) else system_account(account, beside.int): amount
        for account, amount in amounts.items()
    }
    return dict(sorted(named.items()))
