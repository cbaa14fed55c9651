"""The rules of organisations that need no database (DOMAIN §2.4)."""

from typing import Annotated, Literal

import msgspec
from commonweal import Refusal, StateMachine, Transition

Role = Literal["owner", "manager", "verifier", "viewer"]
ROLES: tuple[Role, ...] = ("owner", "manager", "verifier", "viewer")
BELOW_MANAGER = frozenset({"verifier", "viewer"})
MEMBERSHIP = StateMachine(
    "identity.membership",
    initial="invited",
    transitions=(
        Transition("invited", "active", "the invited person accepts"),
        Transition("invited", "ended", "the invited person declines, or the invitation is withdrawn"),
        Transition("active", "ended", "the member leaves or is removed"),
    ),
)
Slug = Annotated[str, msgspec.Meta(max_length=100, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)")]
Name = Annotated[str, msgspec.Meta(min_length=2, max_length=200)]
About = Annotated[str, msgspec.Meta(max_length=2000)]
Website = Annotated[str, msgspec.Meta(max_length=200, pattern=r"^(https://[^\s<>\"']+)?$(?!\n)")]


def may_manage(own: str, *roles: str) -> bool:
    """Say whether a member may give, change or take these roles: owners all, managers those below them."""
    return own == "owner" or (own == "manager" and BELOW_MANAGER.issuperset(roles))


def require_managing(own: str, *roles: str) -> None:
    """Raise ``Refusal("forbidden")`` unless a member may manage these roles."""
    if not may_manage(own, *roles):
        raise Refusal("forbidden")
