"""The states of circles (DOMAIN §12)."""

from commonweal import StateMachine, Transition

CIRCLE = StateMachine(
    "circles.circle",
    "active",
    (
        Transition("active", "archived", "its owner archives it"),
        Transition("archived", "active", "its owner restores it, unless the fee was given back"),
    ),
)
MACHINES: list[StateMachine] = [CIRCLE]
