"""The state machine of what is reviewed (DOMAIN §5.2); the documentation is drawn from it."""

from commonweal import StateMachine, Transition

ITEM = StateMachine(
    name="review.item",
    initial="pending",
    transitions=(
        Transition("pending", "approved", "nothing was found"),
        Transition("pending", "flagged", "the score, a new agent, or a late check asks for a human"),
        Transition("pending", "rejected", "a forbidden category, or a score that is too low"),
        Transition("flagged", "approved", "an admin approves"),
        Transition("flagged", "rejected", "an admin rejects"),
        Transition("approved", "flagged", "readers report it, or its author edits it"),
        Transition("rejected", "flagged", "its author edits it"),
    ),
)
MACHINES = [ITEM]
