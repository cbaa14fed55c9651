"""The state machines of missions as data (DOMAIN §7.2); the documentation is drawn from them.

The state of a mission itself is derived (``rules/state.py``). A test compares with the tables' constraints.
"""

from commonweal import StateMachine, Transition

CLAIM = StateMachine(
    name="missions.claim",
    initial="active",
    transitions=(
        Transition("active", "submitted", "evidence or an appeal is handed in"),
        Transition("submitted", "verified", "the evidence is verified"),
        Transition("submitted", "active", "the evidence is rejected"),
        Transition("active", "abandoned", "the human gives up"),
        Transition("active", "released", "the deadline passed, or an admin archived the mission"),
    ),
)

MACHINES: list[StateMachine] = [CLAIM]
