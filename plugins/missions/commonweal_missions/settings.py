"""What a deployment may change about missions."""

from typing import Annotated

import msgspec
from commonweal import Visit


class MissionsSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The section ``missions``.

    ``max_open_claims`` is how many claims a human may hold at once (DOMAIN §7.2), ``reviewers`` how many
    peers review a piece of evidence (§8.3).
    """

    max_open_claims: Annotated[int, msgspec.Meta(ge=1, le=100)] = 3
    reviewers: Annotated[int, msgspec.Meta(ge=1, le=9)] = 3


def settings_of(visit: Visit) -> MissionsSettings:
    """Return the plugin's settings in the app that answers a visit."""
    context = visit.web.host.plugins["missions"].context
    settings = context.settings if context else None
    return settings if isinstance(settings, MissionsSettings) else MissionsSettings()
