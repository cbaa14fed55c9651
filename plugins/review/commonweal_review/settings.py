"""What an operator may change about content review."""

from typing import Annotated

import msgspec

Score = Annotated[float, msgspec.Meta(ge=0, le=1)]


class ReviewSettings(msgspec.Struct, frozen=True):
    """The section ``review``."""

    approve_from: Annotated[
        Score, msgspec.Meta(description="The score from which trusted authors' content is approved.")
    ] = 0.70
    flag_from: Annotated[
        Score, msgspec.Meta(description="The score below which trusted authors' content is rejected.")
    ] = 0.40

    def __post_init__(self) -> None:
        """Refuse thresholds in the wrong order."""
        if self.flag_from > self.approve_from:
            raise ValueError("flag_from must not be above approve_from")
