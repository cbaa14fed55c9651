"""What an operator may change about the ledger."""

from typing import Annotated

import msgspec

MOST_MINOR = 100_000


def _price(service: str) -> msgspec.Meta:
    return msgspec.Meta(ge=1, le=MOST_MINOR, description=f"The price of {service}, in minor units.")


class LedgerSettings(msgspec.Struct, frozen=True):
    """The section ``ledger``: the soft cap, and the prices of DOMAIN §10.3 but that of a vote."""

    weekly_cap: Annotated[
        int,
        msgspec.Meta(
            ge=1, description="ImpactTokens credited to humans in an ISO week before admins are told."
        ),
    ] = 10_000
    circle_minor: Annotated[int, _price("opening a circle")] = 25_00
    analytics_minor: Annotated[int, _price("an advanced view of analytics")] = 10_00
    boost_minor: Annotated[int, _price("highlighting something")] = 15_00
    priority_review_minor: Annotated[int, _price("being reviewed first")] = 10_00
    featured_minor: Annotated[int, _price("being featured in a list")] = 20_00
    investigation_minor: Annotated[int, _price("asking for an investigation")] = 20_00
