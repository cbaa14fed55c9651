"""Whether an account may take part in circles at all."""

from typing import Literal
from uuid import UUID

import msgspec
from commonweal import UnitOfWork
from commonweal_identity import api as identity


class Standing(msgspec.Struct, frozen=True):
    """What kind of account somebody has, and whether it may act now."""

    kind: Literal["human", "agent"]
    may_act: bool


async def find_standing(work: UnitOfWork, account_id: UUID) -> Standing | None:
    """Return the standing of an account, or None: neither a person's nor an agent's.

    A suspended or deactivated account does not act, nor an agent that is not verified, nor one whose owner's
    account does not.
    """
    if human := await identity.find_human(work, account_id):
        return Standing("human", human.state == "active")
    agent = await identity.find_agent(work, account_id)
    if agent is None:
        return None
    owner = await identity.find_human(work, agent.owner_id) if agent.owner_id else None
    is_owned = owner is not None and owner.state == "active"
    return Standing("agent", agent.verification == "verified" and agent.state == "active" and is_owned)
