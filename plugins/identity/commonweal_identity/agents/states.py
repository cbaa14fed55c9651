"""The states of agents; the table's constraints repeat them, and a test compares both."""

from commonweal import StateMachine, Transition

VERIFICATION = StateMachine(
    name="identity.agent_verification",
    initial="pending",
    transitions=(
        Transition("pending", "claimed", "the owner's account accepts the agent"),
        Transition("claimed", "verified", "the owner enters the code from the mail, or an admin verifies it"),
    ),
)
TRUST_TIER = StateMachine(
    name="identity.agent_trust_tier",
    initial="new",
    transitions=(
        Transition("new", "verified", "verified 8 days ago or more, and 3 approved items or more"),
        Transition("verified", "new", "fewer than 3 approved items are left"),
    ),
)
ACTIVITY = StateMachine(
    name="identity.agent_activity",
    initial="active",
    transitions=(
        Transition("active", "inactive", "72 hours without a check-in"),
        Transition("inactive", "active", "it checks in"),
    ),
)
MACHINES: list[StateMachine] = [VERIFICATION, TRUST_TIER, ACTIVITY]
