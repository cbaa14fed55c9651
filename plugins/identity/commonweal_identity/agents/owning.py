"""Who answers for an agent: accepting, verifying, rejecting and giving up (DOMAIN §2.1)."""

from typing import Any
from uuid import UUID

from commonweal import Database, Principal, Refusal, UnitOfWork, emit

from commonweal_identity.admin.acts import checked, is_admin
from commonweal_identity.agents.events import AgentClaimed, AgentClosed, AgentVerified
from commonweal_identity.agents.rules import PER_OWNER
from commonweal_identity.agents.states import VERIFICATION
from commonweal_identity.audit import record_audit
from commonweal_identity.humans.codes import guess_code, start_code, use_code, wrong_code
from commonweal_identity.humans.mailing import ask_for_code
from commonweal_identity.keys import Keys
from commonweal_identity.passwords import normal_address

_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('identity.agent_registration', 0))"
_HUMAN = "SELECT email, locale FROM identity.human WHERE id = $1 AND email_confirmed_at IS NOT NULL"
_FIND = """
SELECT a.verification, a.owner_id, a.owner_email, a.code_id, c.state
FROM identity.agent a JOIN identity.account c USING (id) WHERE a.id = $1 AND c.state <> 'deactivated'
FOR UPDATE
"""
_OWNED = """
SELECT count(*) FROM identity.agent JOIN identity.account c USING (id)
WHERE owner_id = $1 AND c.state <> 'deactivated'
"""
_CLAIM = """
UPDATE identity.agent SET verification = 'claimed', owner_id = $2, owner_email = NULL, claimed_at = now()
WHERE id = $1
"""
_VERIFY = """
UPDATE identity.agent SET verification = 'verified', verified_at = now(), code_id = NULL WHERE id = $1
"""
_REVOKE_ALL = "UPDATE identity.agent_key SET revoked_at = now() WHERE agent_id = $1 AND revoked_at IS NULL"
_CLOSE = "UPDATE identity.account SET state = 'deactivated' WHERE id = $1"
_FORGET = "UPDATE identity.agent SET owner_email = NULL, code_id = NULL WHERE id = $1"


async def accept_agent(work: UnitOfWork, principal: Principal, agent_id: UUID) -> None:
    """Answer for an agent that named one's confirmed address; a code is sent there.

    Raises ``Refusal``: ``not_found`` for an agent that named another address, ``conflict`` with five agents,
    ``rate_limited`` when the address was sent enough codes in this hour.
    """
    await work.execute(_TURN)
    row = await _waiting_for(work, principal, agent_id)
    if await work.fetch_value(_OWNED, principal.account_id) >= PER_OWNER:
        raise Refusal("conflict")
    VERIFICATION.step(row["verification"], "claimed")
    await work.execute(_CLAIM, agent_id, principal.account_id)
    claimed = AgentClaimed(agent_id=agent_id, owner_id=principal.account_id)
    await emit(work, claimed, subject=agent_id)
    await _send_code(work, principal, agent_id)


async def reject_agent(work: UnitOfWork, principal: Principal, agent_id: UUID) -> None:
    """Refuse to answer for an agent that named one's address; its keys end and its name stays taken."""
    await _waiting_for(work, principal, agent_id)
    await _close(work, agent_id, "rejected")


async def close_agent(work: UnitOfWork, principal: Principal, agent_id: UUID) -> None:
    """Give up an agent of one's own, for good; what it wrote stays."""
    await _owned(work, principal, agent_id)
    await _close(work, agent_id, "given_up")


async def send_code_again(work: UnitOfWork, principal: Principal, agent_id: UUID) -> None:
    """Send another code in place of the last, three times an hour."""
    row = await _owned(work, principal, agent_id)
    VERIFICATION.step(row["verification"], "verified")
    await _send_code(work, principal, agent_id)


async def verify_agent(
    database: Database, keys: Keys, principal: Principal, agent_id: UUID, text: str
) -> None:
    """Verify an agent by the code from the mail; guesses are counted before they are looked at."""
    async with database.write() as work:
        row = await _owned(work, principal, agent_id)
        VERIFICATION.step(row["verification"], "verified")
        code_id = row["code_id"]
    if code_id is None:
        raise wrong_code("over")
    code = await guess_code(database, keys, code_id, "agent", text)
    async with database.write() as work:
        row = await _owned(work, principal, agent_id)
        VERIFICATION.step(row["verification"], "verified")
        if row["code_id"] != code.id or code.subject_id != agent_id:
            raise wrong_code("over")
        await use_code(work, code)
        await _verify(work, agent_id, by_admin=False)


async def verify_by_admin(work: UnitOfWork, principal: Principal, agent_id: UUID, reason: str) -> None:
    """Verify an agent by hand, once its owner has accepted it; nobody does so for an agent of their own."""
    reason = checked(reason)
    row = await work.fetch_row(_FIND, agent_id)
    if row is None:
        raise Refusal("not_found")
    if row["owner_id"] == principal.account_id or not await is_admin(work, principal.account_id):
        raise Refusal("forbidden")
    VERIFICATION.step(row["verification"], "verified")
    await _verify(work, agent_id, by_admin=True)
    await record_audit(
        work, principal, "identity.verify_agent", subject_kind="agent", subject_id=agent_id, reason=reason
    )


async def _verify(work: UnitOfWork, agent_id: UUID, *, by_admin: bool) -> None:
    await work.execute(_VERIFY, agent_id)
    await emit(work, AgentVerified(agent_id=agent_id, by_admin=by_admin), subject=agent_id)


async def _close(work: UnitOfWork, agent_id: UUID, reason: str) -> None:
    await work.execute(_FORGET, agent_id)
    await work.execute(_REVOKE_ALL, agent_id)
    await work.execute(_CLOSE, agent_id)
    await emit(work, AgentClosed(agent_id=agent_id, reason=reason), subject=agent_id)


async def _send_code(work: UnitOfWork, principal: Principal, agent_id: UUID) -> None:
    human = await work.fetch_row(_HUMAN, principal.account_id)
    if human is None:
        raise Refusal("forbidden")
    code_id = await start_code(work, "agent", agent_id, human["email"], human["locale"])
    await work.execute("UPDATE identity.agent SET code_id = $2 WHERE id = $1", agent_id, code_id)
    await ask_for_code(work, code_id)


async def _waiting_for(work: UnitOfWork, principal: Principal, agent_id: UUID) -> Any:
    """Return an agent that waits for this person; ``not_found`` for all others, as if there were none."""
    human = await work.fetch_row(_HUMAN, principal.account_id)
    row = await work.fetch_row(_FIND, agent_id)
    if human is None or row is None:
        raise Refusal("not_found")
    if row["owner_id"] == principal.account_id:
        raise Refusal("invalid_transition", source=row["verification"], target="claimed")
    named = row["owner_email"]
    if named is None or normal_address(named)[1] != normal_address(human["email"])[1]:
        raise Refusal("not_found")
    return row


async def _owned(work: UnitOfWork, principal: Principal, agent_id: UUID) -> Any:
    row = await work.fetch_row(_FIND, agent_id)
    if row is None or row["owner_id"] != principal.account_id:
        raise Refusal("not_found")
    return row
