"""Who may become what in a circle: the table of memberships, and whom a role may act on (DOMAIN §12).

A membership is in a state; an act leads from it to another one, changes nothing because that is so already,
or is refused. "" stands for whoever never had to do with the circle; ``left`` for whoever had, and has no
more: members who left or were removed, invitations and requests that came to nothing, bans that ended.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, get_args

from commonweal import Refusal

from commonweal_circles.rules.vocabulary import MemberState, Role, may_act_on

Before = Literal["", "invited", "requested", "active", "banned", "left"]
Act = Literal[
    "join",  # where everybody may
    "ask",  # where a moderator decides
    "invite",  # by a member
    "redeem",  # an invitation by mail or link
    "accept",  # an invitation of one's account
    "decline",
    "withdraw",  # one's request
    "approve",  # a request, by a moderator
    "refuse",
    "leave",
    "remove",  # by a moderator
    "revoke",  # an invitation, by who sent it or a moderator
    "ban",
    "lift",
]
Cause = Literal[
    "joined",
    "requested",
    "request_withdrawn",
    "request_approved",
    "request_declined",
    "invited",
    "invitation_accepted",
    "invitation_declined",
    "invitation_withdrawn",
    "left",
    "removed",
    "banned",
    "ban_lifted",
]
ACTS: Final[tuple[Act, ...]] = get_args(Act)
BEFORE: Final[tuple[Before, ...]] = get_args(Before)
GOING: Final[frozenset[Act]] = frozenset({"leave", "decline", "withdraw"})
"""What one may still do in a circle that is archived."""


class Step(NamedTuple):
    """Where an act leads, and why."""

    after: MemberState
    cause: Cause


class No(NamedTuple):
    """Why an act is refused."""

    code: str


_SAME: Final = None
_NO: Final = No("invalid_transition")
_BANNED: Final = No("circle_banned")
_IN: Final = Step("active", "invitation_accepted")
_APPROVED: Final = Step("active", "request_approved")
_BAN: Final = Step("banned", "banned")
_JOINED: Final = Step("active", "joined")
_ASKED: Final = Step("requested", "requested")
_INVITED: Final = Step("invited", "invited")

# One row for each act: "", invited, requested, active, banned, left.
_ROWS: Final[Mapping[Act, tuple[Step | No | None, ...]]] = {
    "join": (_JOINED, _IN, _JOINED, _SAME, _BANNED, _JOINED),
    "ask": (_ASKED, _IN, _SAME, _SAME, _BANNED, _ASKED),
    "invite": (_INVITED, _SAME, _APPROVED, _SAME, _NO, _INVITED),
    "redeem": (_IN, _IN, _IN, _SAME, _BANNED, _IN),
    "accept": (_NO, _IN, _NO, _SAME, _BANNED, _NO),
    "decline": (_SAME, Step("left", "invitation_declined"), _NO, _NO, _NO, _SAME),
    "withdraw": (_SAME, _NO, Step("left", "request_withdrawn"), _NO, _NO, _SAME),
    "approve": (_NO, _NO, _APPROVED, _SAME, _NO, _NO),
    "refuse": (_SAME, _NO, Step("left", "request_declined"), _NO, _NO, _SAME),
    "leave": (
        _SAME,
        Step("left", "invitation_declined"),
        Step("left", "request_withdrawn"),
        Step("left", "left"),
        _BANNED,
        _SAME,
    ),
    "remove": (_SAME, _NO, _NO, Step("left", "removed"), _NO, _SAME),
    "revoke": (_SAME, Step("left", "invitation_withdrawn"), _NO, _NO, _NO, _SAME),
    "ban": (_BAN, _BAN, _BAN, _BAN, _BAN, _BAN),
    "lift": (_SAME, _NO, _NO, _NO, Step("left", "ban_lifted"), _SAME),
}
TABLE: Final[Mapping[tuple[Before, Act], Step | No | None]] = {
    (before, act): found for act, row in _ROWS.items() for before, found in zip(BEFORE, row, strict=True)
}


def step(before: Before, act: Act) -> Step | None:
    """Return where an act leads, or None when that is so already; raises ``Refusal`` if it is impossible."""
    found = TABLE[before, act]
    if isinstance(found, No):
        raise Refusal(found.code)
    return found


def require_greater(actor: Role, subject: Role, given: Role | None = None) -> None:
    """Raise ``Refusal("forbidden")`` unless a role is greater than another's, and than the one it gives."""
    if not may_act_on(actor, subject) or (given is not None and not may_act_on(actor, given)):
        raise Refusal("forbidden")


def check_leaving(role: Role, *, archived: bool, members: int) -> None:
    """Raise ``Refusal("circle_last_owner")`` for an owner, but in an archived circle where nobody else is."""
    if role == "owner" and not (archived and members == 1):
        raise Refusal("circle_last_owner")
