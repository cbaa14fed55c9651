"""The state machines of missions as data (DOMAIN §7); the documentation is drawn from them.

The state of a mission itself is derived (``rules/state.py``): ``MISSION`` says which changes its facts can
bring about, and events tell of. A test compares with the tables' constraints.
"""

from commonweal import StateMachine, Transition

from commonweal_missions.evidence.states import EVIDENCE, PEER_REVIEW

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

_FULL = ("claimed", "in_progress", "submitted")
MISSION = StateMachine(
    name="missions.mission",
    initial="open",
    transitions=(
        *(Transition("open", state, "the last free slot is taken") for state in _FULL),
        *(Transition(state, "open", "a claim ended without being verified") for state in _FULL),
        Transition("claimed", "in_progress", "somebody has begun"),
        Transition("in_progress", "claimed", "nobody who has begun is left"),
        Transition("claimed", "submitted", "everybody has handed in"),
        Transition("in_progress", "submitted", "everybody has handed in"),
        Transition("submitted", "claimed", "evidence is rejected, nobody has begun again"),
        Transition("submitted", "in_progress", "evidence is rejected"),
        *(Transition(state, "verified", "every slot has a verified claim") for state in (*_FULL, "expired")),
        Transition("open", "verified", "its creator takes away the slots that are left"),
        *(Transition(state, "expired", "its time is over") for state in ("open", *_FULL)),
        *(
            Transition(state, "archived", "its creator or an admin archives it")
            for state in ("open", *_FULL, "expired")
        ),
    ),
)

TRANSLATION = StateMachine(
    name="missions.translation",
    initial="machine",
    transitions=(
        Transition("machine", "reviewed", "a human vouches for the machine's text"),
        Transition("machine", "human", "a human writes it"),
        Transition("reviewed", "human", "a human writes it anew"),
    ),
)

MACHINES: list[StateMachine] = [CLAIM, MISSION, TRANSLATION, EVIDENCE, PEER_REVIEW]
