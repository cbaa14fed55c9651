"""Services at a set price (DOMAIN §10.3): whoever offers one asks for its price and takes it here."""

from typing import Literal
from uuid import UUID

from commonweal import UnitOfWork, Visit

from commonweal_ledger import books
from commonweal_ledger.model import Account, Receipt
from commonweal_ledger.settings import LedgerSettings

Service = Literal["circle", "analytics", "boost", "priority_review", "featured", "investigation"]


def price_minor(visit: Visit, service: Service) -> int:
    """Return what a service costs in this deployment, in minor units."""
    price: int = getattr(settings_of(visit), f"{service}_minor")
    return price


async def buy(
    visit: Visit,
    work: UnitOfWork,
    *,
    key: str,
    service: Service,
    account_id: UUID,
    reference: UUID | None = None,
    description: str = "",
) -> Receipt:
    """Take the price of a service from a human or a pool, in the unit of work that gives the service.

    Raises ``Refusal("insufficient_tokens")`` with ``balance_minor`` and ``shortfall_minor``; a repeated
    ``key`` takes nothing more and gives the first receipt.
    """
    minor = price_minor(visit, service)
    amounts: dict[Account, int] = {account_id: -minor, "burn": minor}
    spent = f"spend_{service}"
    return await books.post(
        work, key=key, type=spent, amounts=amounts, reference=reference, description=description
    )


def settings_of(visit: Visit) -> LedgerSettings:
    """Return the settings of this deployment."""
    context = visit.web.host.plugins["ledger"].context
    settings = context.settings if context else None
    return settings if isinstance(settings, LedgerSettings) else LedgerSettings()
