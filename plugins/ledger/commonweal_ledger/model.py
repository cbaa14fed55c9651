"""The words of the ledger: accounts, amounts, receipts and the event of a posting."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
from commonweal import Event, event_type

STRIPES = 16
OwnedKind = Literal["human", "pool"]
SystemKind = Literal["issuance", "burn"]
Account = UUID | SystemKind
"""The id of a human or an organisation, or one of the system's accounts."""

_FIRST_STRIPE: dict[SystemKind, int] = {"issuance": 0x010000000000, "burn": 0x020000000000}


def system_account(kind: SystemKind, beside: int) -> UUID:
    """Return the stripe of a system account that goes with a number, such as that of a human's id."""
    return UUID(int=_FIRST_STRIPE[kind] + beside % STRIPES)


def is_system(account_id: UUID) -> bool:
    """Say whether an account is a stripe of issuance or burn."""
    return account_id.int < _FIRST_STRIPE["burn"] + STRIPES


class Receipt(msgspec.Struct, frozen=True):
    """What came of a posting; ``replayed`` when the same key had posted it before."""

    transaction_id: UUID
    replayed: bool = False


class Balance(msgspec.Struct, frozen=True):
    """What an account has, and what of it is held back, in minor units."""

    balance_minor: int
    held_minor: int

    @property
    def spendable_minor(self) -> int:
        """What may be spent now."""
        return self.balance_minor - self.held_minor


class StatementLine(msgspec.Struct, frozen=True, kw_only=True):
    """One posting as the owner of the account reads it."""

    number: int
    transaction_id: UUID
    type: str
    reference: UUID | None
    description: str
    posted_at: datetime
    amount_minor: int
    balance_after_minor: int


@event_type("ledger.tokens_posted")
class TokensPosted(Event, frozen=True):
    """Tokens came to, or left, the account that is the event's subject."""

    transaction_id: UUID
    type: str
    amount_minor: int
