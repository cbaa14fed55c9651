"""What an operator may set about reputation."""

from typing import Annotated

import msgspec


class ReputationSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``reputation`` (DOMAIN §2.6)."""

    endorsements_a_day: Annotated[
        int, msgspec.Meta(ge=1, le=1000, description="How many endorsements a person may give in 24 hours.")
    ] = 5
