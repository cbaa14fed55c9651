"""The states of an account of any kind."""

from commonweal import StateMachine, Transition

ACCOUNT = StateMachine(
    "identity.account",
    initial="active",
    transitions=(
        Transition("active", "suspended", "an admin suspends it, with a reason"),
        Transition("suspended", "active", "an admin restores it, with a reason"),
        Transition("active", "deactivated", "it is closed and erased"),
        Transition("suspended", "deactivated", "it is closed and erased"),
    ),
)
