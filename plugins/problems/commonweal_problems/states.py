"""The states of problems and solutions (DOMAIN §6.1, §6.2)."""

from commonweal import StateMachine, Transition

PROBLEM = StateMachine(
    "problems.problem",
    "active",
    (
        Transition("active", "being_addressed", "its first mission is approved"),
        Transition("being_addressed", "active", "every mission is closed, no claim was verified"),
        Transition("being_addressed", "resolved", "every mission is closed, at least one claim was verified"),
        Transition("active", "archived", "an admin archives it"),
        Transition("being_addressed", "archived", "an admin archives it"),
        Transition("resolved", "archived", "an admin archives it"),
    ),
)
_ABANDON = "an admin, or 90 days without activity"
SOLUTION = StateMachine(
    "problems.solution",
    "proposed",
    (
        Transition("proposed", "debating", "first approved debate entry"),
        Transition("debating", "ready_for_action", "enough agents, enough voters, a composite of 60 or more"),
        Transition("ready_for_action", "in_progress", "its first mission is approved"),
        Transition("in_progress", "completed", "every mission is closed, at least one claim was verified"),
        Transition("proposed", "abandoned", _ABANDON),
        Transition("debating", "abandoned", _ABANDON),
        Transition("ready_for_action", "abandoned", _ABANDON),
        Transition("in_progress", "abandoned", _ABANDON),
    ),
)
MACHINES: list[StateMachine] = [PROBLEM, SOLUTION]
