"""The states of registrations and sessions; the tables' constraints repeat them, and a test compares both."""

from commonweal import StateMachine, Transition

REGISTRATION = StateMachine(
    name="identity.registration",
    initial="pending",
    transitions=(Transition("pending", "confirmed", "the code sent to the address is entered"),),
)
SESSION = StateMachine(
    name="identity.session",
    initial="active",
    transitions=(
        Transition("active", "ended", "signed out, ended, expired, reused, or the password was changed"),
    ),
)
MACHINES: list[StateMachine] = [REGISTRATION, SESSION]
