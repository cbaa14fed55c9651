"""The wiring of realtime: what the plugin contributes to the kernel."""

from typing import TYPE_CHECKING

from commonweal import hookimpl

if TYPE_CHECKING:
    from commonweal import SlotFill

# Imports stand inside the hooks: the command line loads this module, and needs none of what they bring.


@hookimpl
def commonweal_slots() -> "list[SlotFill]":
    """Let every page be live."""
    from commonweal_realtime.pages import SLOTS  # noqa: PLC0415

    return SLOTS
