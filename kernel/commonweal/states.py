"""State machines as data: which states a thing has, and what leads from one to the next.

Rules ask them, the database's constraints repeat them, and the documentation is drawn from them.
"""

import msgspec

from commonweal.errors import Refusal


class Transition(msgspec.Struct, frozen=True):
    """One way from a state to another, and in a few words when it is taken."""

    source: str
    target: str
    when: str


class StateMachine(msgspec.Struct, frozen=True):
    """The states of one kind of thing, such as ``missions.claim``; it begins in ``initial``."""

    name: str
    initial: str
    transitions: tuple[Transition, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, the first one first."""
        reached = [state for each in self.transitions for state in (each.source, each.target)]
        return tuple(dict.fromkeys([self.initial, *reached]))

    @property
    def final(self) -> frozenset[str]:
        """The states that nothing leads away from."""
        return frozenset(self.states) - {each.source for each in self.transitions}

    def sources(self, target: str) -> tuple[str, ...]:
        """Return the states from which ``target`` is reached in one step."""
        return tuple(dict.fromkeys(each.source for each in self.transitions if each.target == target))

    def allows(self, source: str, target: str) -> bool:
        """Say whether one step leads from ``source`` to ``target``."""
        return any((each.source, each.target) == (source, target) for each in self.transitions)

    def step(self, source: str, target: str) -> str:
        """Return ``target``; raises ``Refusal("invalid_transition")`` when no step leads there."""
        if not self.allows(source, target):
            raise Refusal("invalid_transition", source=source, target=target)
        return target

    def drawing(self) -> str:
        """Return the machine as a Mermaid state diagram."""
        arrows = (f"    {each.source} --> {each.target}: {each.when}" for each in self.transitions)
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}", *arrows]
        return "\n".join([*lines, *(f"    {state} --> [*]" for state in self.states if state in self.final)])
