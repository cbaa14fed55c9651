"""The words of circles, and what the roles in them are allowed (DOMAIN §12)."""

from typing import Final, Literal, get_args

from commonweal_identity import api as identity

POST: Final = "circles.post"
"""The kind of content that review knows posts by, and the files at them."""
Domain = identity.Domain
Visibility = Literal["public", "private"]
Joining = Literal["open", "request", "invitation"]
Inviting = Literal["members", "moderators"]
CircleState = Literal["active", "archived"]
MemberState = Literal["invited", "requested", "active", "banned", "left"]
Role = Literal["member", "moderator", "admin", "owner"]
Level = Literal["all", "threads", "mentions", "none"]
PostKind = Literal["discussion", "update", "proposal", "evidence", "decision"]
Reaction = Literal["agree", "thanks", "celebrate", "curious", "concerned"]
ReportReason = Literal["spam", "off_topic", "insult", "privacy", "harmful", "other"]
Metric = Literal["missions", "minutes", "tokens", "people", "domains"]
Locale = Literal["en", "es", "zh-Hans"]

DOMAINS = identity.DOMAINS
ROLES: tuple[Role, ...] = get_args(Role)
"""From the least to the greatest."""
REACTIONS: tuple[Reaction, ...] = get_args(Reaction)
DEEPEST = 5
"""The depth of the deepest reply; the beginning of a thread has 0."""


def at_least(role: str, least: Role) -> bool:
    """Say whether a role is the other one or greater; an unknown one is none."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(least)


def may_act_on(actor: str, subject: str) -> bool:
    """Say whether a role may remove, ban or give a role to somebody who has another.

    Moderators act on members, admins on moderators, too, and the owner on all but the owner.
    """
    return at_least(actor, "moderator") and not at_least(subject, _as_role(actor))


def _as_role(word: str) -> Role:
    return next((role for role in ROLES if role == word), "member")
