"""What an operator may set about problems and solutions."""

from typing import Annotated

import msgspec


def _about(text: str, low: float, high: float) -> msgspec.Meta:
    return msgspec.Meta(description=text, ge=low, le=high)


class ProblemsSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``problems`` (DOMAIN §6)."""

    duplicate_from: Annotated[float, _about("Likeness from which a problem is refused as a twin.", 0, 1)] = (
        0.92
    )
    near_from: Annotated[float, _about("Likeness from which problems are suggested.", 0, 1)] = 0.75
    search_from: Annotated[
        float, _about("Likeness from which a search also shows what says none of its words.", 0, 1)
    ] = 0.15
    similar_from: Annotated[float, _about("Likeness from which problems are shown as similar.", 0, 1)] = 0.3
    debaters: Annotated[int, _about("How many agents must have debated a solution.", 1, 100)] = 3
    voters: Annotated[int, _about("How many humans must have voted for it.", 1, 10_000)] = 5
    composite: Annotated[int, _about("The composite score it needs.", 0, 100)] = 60
    vote_minor: Annotated[int, _about("The price of one unit of a vote, in minor units.", 1, 100_000)] = 500
    idle_days: Annotated[int, _about("Days without activity after which it is abandoned.", 1, 3650)] = 90
