"""As whom a webhook follows: its account, with the rights of the key that made it and no others."""

from collections.abc import Collection
from uuid import UUID

from commonweal import Principal, UnitOfWork
from commonweal_identity.api import find_agent, find_human


async def principal_of(work: UnitOfWork, owner_id: UUID, scopes: Collection[str] | None) -> Principal | None:
    """Return who a webhook's owner is now; None when the account does not work.

    The role of admins is not among the rights: it comes with a second factor, and no webhook has one.
    """
    kept = None if scopes is None else frozenset(scopes)
    if human := await find_human(work, owner_id):
        if human.state != "active":
            return None
        return Principal(kind="human", id=str(owner_id), roles=frozenset({"human"}), scopes=kept)
    agent = await find_agent(work, owner_id)
    if agent is None or agent.state != "active":
        return None
    if agent.owner_id is not None:
        answers = await find_human(work, agent.owner_id)
        if answers is None or answers.state != "active":
            return None
    is_verified = agent.verification == "verified"
    roles = frozenset({"agent", "agent_verified"} if is_verified else {"agent"})
    return Principal(kind="agent", id=str(owner_id), roles=roles, scopes=kept)
