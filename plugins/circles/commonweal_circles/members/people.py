"""Who somebody is, as circles show it: name, whether it is an agent and whose, and the role in a circle."""

from collections.abc import Collection
from typing import Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork
from commonweal_identity import api as identity

_PLACES = """
SELECT account_id, kind, CASE WHEN state = 'active' THEN role ELSE '' END AS role
FROM circles.member WHERE circle_id = $1 AND account_id = ANY ($2)
"""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A person or an agent; without a name once the account is gone: somebody who left.

    ``url`` is the page about them, if everybody may see it. ``role`` is theirs in the circle that was asked
    about, "" for whoever is no active member. ``owner_name`` is who answers for an agent, where that
    person's page is public.
    """

    id: UUID
    kind: Literal["human", "agent"]
    name: str = ""
    url: str = ""
    role: str = ""
    owner_name: str = ""


async def people(
    work: UnitOfWork, ids: Collection[UUID], circle_id: UUID | None = None
) -> dict[UUID, Person]:
    """Return everybody among some accounts, by id, also those that are gone; with their roles in a circle."""
    wanted = set(ids)
    if not wanted:
        return {}
    agents = await identity.find_agents(work, wanted)
    owners = {agent.owner_id for agent in agents.values() if agent.owner_id}
    humans = await identity.find_humans(work, wanted - agents.keys() | owners)
    places = {}
    if circle_id is not None:
        places = {row["account_id"]: row for row in await work.fetch(_PLACES, circle_id, list(wanted))}
    found = {}
    for account_id in wanted:
        place = places.get(account_id)
        role = place["role"] if place else ""
        if agent := agents.get(account_id):
            found[account_id] = _agent(agent, humans.get(agent.owner_id) if agent.owner_id else None, role)
        elif human := humans.get(account_id):
            found[account_id] = _human(human, role)
        else:
            found[account_id] = Person(id=account_id, kind=place["kind"] if place else "human", role=role)
    return found


def _human(human: identity.Human, role: str) -> Person:
    if human.state == "deactivated":
        return Person(id=human.id, kind="human", role=role)
    url = f"/people/{human.id}" if _is_public(human) else ""
    return Person(id=human.id, kind="human", name=human.display_name, url=url, role=role)


def _agent(agent: identity.Agent, owner: identity.Human | None, role: str) -> Person:
    if agent.state == "deactivated":
        return Person(id=agent.id, kind="agent", role=role)
    return Person(
        id=agent.id,
        kind="agent",
        name=agent.display_name,
        url=f"/agents/{agent.username}" if agent.verification == "verified" else "",
        role=role,
        owner_name=owner.display_name if owner and _is_public(owner) else "",
    )


def _is_public(human: identity.Human) -> bool:
    return human.portfolio == "public" and human.state == "active"
