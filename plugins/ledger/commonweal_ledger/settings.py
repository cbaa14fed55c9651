"""What an operator may change about the ledger."""

from typing import Annotated

import msgspec


class LedgerSettings(msgspec.Struct, frozen=True):
    """The section ``ledger``."""

    weekly_cap: Annotated[
        int,
        msgspec.Meta(
            ge=1, description="ImpactTokens credited to humans in an ISO week before admins are told."
        ),
    ] = 10_000
