"""What circles show on the pages of others."""

from commonweal import SlotFill

SLOTS: list[SlotFill] = []
