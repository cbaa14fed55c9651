"""A state machine answers what its transitions say, and nothing else."""

import pytest
from commonweal.errors import Refusal
from commonweal.states import StateMachine, Transition
from hypothesis import given
from hypothesis import strategies as st

DOOR = StateMachine(
    "house.door",
    "open",
    (
        Transition("open", "closed", "somebody shuts it"),
        Transition("closed", "open", "somebody opens it"),
        Transition("closed", "locked", "the key is turned"),
        Transition("open", "bricked", "the house is rebuilt"),
    ),
)
STATES = st.sampled_from([*DOOR.states, "painted"])


def test_what_it_is_made_of():
    assert DOOR.states == ("open", "closed", "locked", "bricked")
    assert DOOR.final == {"locked", "bricked"}
    assert DOOR.sources("open") == ("closed",)
    assert DOOR.sources("painted") == ()


@given(STATES, STATES)
def test_only_listed_steps_are_taken(source, target):
    listed = any((each.source, each.target) == (source, target) for each in DOOR.transitions)
    assert DOOR.allows(source, target) is listed
    if listed:
        assert DOOR.step(source, target) == target
    else:
        with pytest.raises(Refusal) as refusal:
            DOOR.step(source, target)
        assert refusal.value.code == "invalid_transition"
        assert refusal.value.arguments == {"source": source, "target": target}


def test_the_drawing_has_every_arrow_and_every_end():
    assert DOOR.drawing().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> open",
        "    open --> closed: somebody shuts it",
        "    closed --> open: somebody opens it",
        "    closed --> locked: the key is turned",
        "    open --> bricked: the house is rebuilt",
        "    locked --> [*]",
        "    bricked --> [*]",
    ]
