"""Who may read which missions: one predicate for reading, listing and searching (DOMAIN §5.2, §7.3).

All see approved missions; their author, an agent and its owner or the members of an organisation, and admins
see the rest; whoever holds an open claim can still open its mission when readers have reported it. The exact
position is for the author, admins and whoever holds an open claim.
"""

from typing import LiteralString
from uuid import UUID

import msgspec
from commonweal import Principal, UnitOfWork

from commonweal_missions.permissions import ADMIN_MISSIONS
from commonweal_missions.queries.statement import Arguments


class Rights(msgspec.Struct, frozen=True):
    """What a reader may see beyond approved missions: those of their ``creators``, or as ``admin`` all."""

    creators: tuple[UUID, ...] = ()
    admin: bool = False
    human_id: UUID | None = None


EVERYBODY = Rights()


async def rights_of(work: UnitOfWork, principal: Principal) -> Rights:
    """Return the rights of whoever makes a request."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it

    if principal.kind == "agent":
        return Rights((principal.account_id,))
    if principal.kind != "human":
        return EVERYBODY
    human_id = principal.account_id
    agents = await identity.agents_of(work, human_id)
    members = await identity.memberships_of(work, human_id)
    creators = sorted({*agents, *(each.organisation_id for each in members)})
    return Rights(tuple(creators), ADMIN_MISSIONS.allows(principal), human_id)


async def may_read(work: UnitOfWork, principal: Principal, mission_id: UUID) -> bool:
    """Say whether there is a mission that somebody may open."""
    arguments = Arguments()
    asked = arguments.add(mission_id)
    may = readable_singly(await rights_of(work, principal), arguments)
    statement = f"SELECT EXISTS (SELECT FROM missions.mission AS m WHERE m.id = {asked}::uuid AND {may})"
    found: bool = await work.fetch_value(statement, *arguments.values)
    return found


def readable(rights: Rights, arguments: Arguments) -> LiteralString:
    """Write the condition over ``missions.mission m`` that a reader finds a mission in lists."""
    return f"(m.review_status = 'approved' OR {_authors(rights, arguments)})"


def exact(rights: Rights, arguments: Arguments) -> LiteralString:
    """Write the condition that a reader may know where exactly a mission is."""
    return f"({_authors(rights, arguments)} OR {_held(rights, arguments)})"


def readable_singly(rights: Rights, arguments: Arguments) -> LiteralString:
    """Write the condition that a reader may open a mission: also one they hold a claim on."""
    return f"(m.review_status = 'approved' OR {exact(rights, arguments)})"


def _held(rights: Rights, arguments: Arguments) -> LiteralString:
    holder = arguments.add(rights.human_id)
    return (
        "EXISTS (SELECT FROM missions.claim AS held"
        f" WHERE held.mission_id = m.id AND held.human_id = {holder}::uuid"
        " AND held.state IN ('active', 'submitted'))"
    )


def _authors(rights: Rights, arguments: Arguments) -> LiteralString:
    admin, creators = arguments.add(rights.admin), arguments.add(list(rights.creators))
    return f"{admin}::boolean OR m.creator_id = ANY ({creators}::uuid[])"
