"""What an operator may set, in the section ``toolshed``."""

from typing import Annotated

import msgspec
from msgspec import Meta


class ToolshedSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of the plugin."""

    hold_hours: Annotated[
        int, Meta(ge=1, le=720, description="How many hours a reservation is held until it is picked up.")
    ] = 48
