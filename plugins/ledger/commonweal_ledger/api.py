"""What other plugins may do with ImpactTokens: reward, charge, hold, release and read balances (DOMAIN §10).

Everything happens in the caller's unit of work, so that tokens move if and only if the caller's own rows do.
Every movement has a ``key`` of at most 64 characters: a second call with it and the same content changes
nothing and gives the first receipt. Amounts are minor units: 100 make one ImpactToken.
"""

from typing import Literal
from uuid import UUID, uuid5

from commonweal import UnitOfWork

from commonweal_ledger import books
from commonweal_ledger.books import LedgerMisused, open_account
from commonweal_ledger.books import free as release
from commonweal_ledger.books import read_balance as balance
from commonweal_ledger.books import read_balances as balances
from commonweal_ledger.books import reserve as hold
from commonweal_ledger.earnings import REFERRAL_MINOR, most_earned
from commonweal_ledger.erasing import erase_account
from commonweal_ledger.issuance import IssuanceReached
from commonweal_ledger.model import Account, Balance, Receipt, TokensPosted
from commonweal_ledger.prices import Service, buy, price_minor
from commonweal_ledger.tasks import BooksDiffer

Earning = Literal[
    "earn_orientation", "earn_mission", "earn_peer_review", "earn_first_in_domain", "earn_referral"
]
Spending = Literal[
    "spend_vote",
    "spend_circle",
    "spend_analytics",
    "spend_boost",
    "spend_priority_review",
    "spend_featured",
    "spend_investigation",
    "erase_burn",
]

__all__ = [
    "REFERRAL_MINOR",
    "Balance",
    "BooksDiffer",
    "Earning",
    "IssuanceReached",
    "LedgerMisused",
    "Receipt",
    "Service",
    "Spending",
    "TokensPosted",
    "balance",
    "balances",
    "buy",
    "charge",
    "domain_reference",
    "erase_account",
    "fund",
    "hold",
    "most_earned",
    "open_account",
    "price_minor",
    "release",
    "reverse",
    "reward",
]


def domain_reference(human_id: UUID, domain: str) -> UUID:
    """Return what ``earn_first_in_domain`` refers to: one human's first verified mission in a domain."""
    return uuid5(human_id, f"first_in_domain:{domain}")


async def reward(
    work: UnitOfWork,
    *,
    key: str,
    type: Earning,  # noqa: A002 - the word of the books
    human_id: UUID,
    amount_minor: int,
    reference: UUID,
    description: str = "",
    pool: tuple[UUID, str, int] | None = None,
) -> Receipt:
    """Pay a human from issuance, or partly from a pool's hold.

    ``reference`` is what the payment is for (the claim, the review, the human; ``domain_reference`` for the
    first mission in a domain); each is paid once per type, else ``Refusal("conflict")``. ``pool`` is the
    organisation, the key of its hold, and how much it pays.
    """
    amounts: dict[Account, int] = {human_id: amount_minor}
    from_pool = 0
    if pool is not None:
        organisation_id, _, from_pool = pool
        amounts[organisation_id] = -from_pool
    if amount_minor > from_pool:
        amounts["issuance"] = from_pool - amount_minor
    return await books.post(
        work,
        key=key,
        type=type,
        amounts=amounts,
        reference=reference,
        description=description,
        from_hold=pool[1] if pool else None,
    )


async def charge(
    work: UnitOfWork,
    *,
    key: str,
    type: Spending,  # noqa: A002 - the word of the books
    account_id: UUID,
    amount_minor: int,
    reference: UUID | None = None,
    description: str = "",
) -> Receipt:
    """Take the price of a service from a human or a pool; what is spent is burnt.

    Raises ``Refusal("insufficient_tokens")`` with ``balance_minor`` and ``shortfall_minor``.
    """
    amounts: dict[Account, int] = {account_id: -amount_minor, "burn": amount_minor}
    return await books.post(
        work, key=key, type=type, amounts=amounts, reference=reference, description=description
    )


async def fund(
    work: UnitOfWork,
    *,
    key: str,
    organisation_id: UUID,
    amount_minor: int,
    reference: UUID,
    description: str = "",
) -> Receipt:
    """Put tokens into the pool of an organisation whose payment (``reference``) was recorded."""
    amounts: dict[Account, int] = {organisation_id: amount_minor, "issuance": -amount_minor}
    return await books.post(
        work, key=key, type="fund_pool", amounts=amounts, reference=reference, description=description
    )


async def reverse(work: UnitOfWork, *, key: str, transaction_id: UUID, description: str) -> Receipt:
    """Undo a transaction by one with opposite postings; once, else ``Refusal("conflict")``.

    Raises ``Refusal("insufficient_tokens")`` when what was given is spent already.
    """
    row, postings = await books.read_transaction(work, transaction_id)
    amounts: dict[Account, int] = {account: -amount for account, amount in postings.items()}
    return await books.post(
        work,
        key=key,
        type="reversal",
        amounts=amounts,
        reference=row["reference"],
        description=description,
        reverses=transaction_id,
    )
