"""Who may be seen: what identity says of people, by the one rule that pages, lists and boards share."""

from collections.abc import Iterable
from uuid import UUID

from commonweal import Permission, Principal, Refusal, UnitOfWork
from commonweal_identity import api as identity
from commonweal_identity.api import Human

SEE_PRIVATE = Permission("reputation.people.private", frozenset({"admin"}))
"""See the standing of people who keep their portfolio private."""


def is_public(human: Human) -> bool:
    """Say whether everybody may see what a human has reached."""
    return human.portfolio == "public" and human.state == "active"


async def public_people(work: UnitOfWork, human_ids: Iterable[UUID]) -> dict[UUID, Human]:
    """Return those of some humans whom everybody may see, by id."""
    found = await identity.find_humans(work, human_ids)
    return {human_id: human for human_id, human in found.items() if is_public(human)}


async def require_visible(work: UnitOfWork, principal: Principal, human_id: UUID) -> Human:
    """Return a human as far as the principal may see them; else raises ``Refusal("not_found")``."""
    human = await identity.find_human(work, human_id)
    own = principal.kind == "human" and principal.account_id == human_id
    if human is None or not (own or is_public(human) or SEE_PRIVATE.allows(principal)):
        raise Refusal("not_found")
    return human
