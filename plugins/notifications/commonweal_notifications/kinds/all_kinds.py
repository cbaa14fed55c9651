"""The kinds of the base, all together, and what they need in an app."""

from commonweal import Services

from commonweal_notifications.hooks import Kind
from commonweal_notifications.kinds import (
    account,
    agents,
    claims,
    creators,
    evidence,
    nearby,
    operators,
    problems,
    reputation,
    reviews,
    security,
    solutions,
    tokens,
    webhooks,
)
from commonweal_notifications.kinds.announcing import kind as announcement
from commonweal_notifications.kinds.words import Words

_SUBJECTS = (
    security,
    claims,
    evidence,
    reviews,
    creators,
    tokens,
    nearby,
    problems,
    solutions,
    reputation,
    agents,
    webhooks,
    account,
    operators,
    announcement,
)


def base_kinds(services: Services) -> list[Kind]:
    """Return the kinds of the base, in the order in which settings show them."""
    words = Words(services)
    return [kind for subject in _SUBJECTS for kind in subject.kinds(words)]
