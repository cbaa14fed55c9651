"""What admins do to accounts: each act with its reason in the audit log, in the same unit of work.

Acts take turns behind one lock, and whoever acts must be an active admin at that moment: of two admins who
suspend each other at once, one is left.
"""

from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork, emit

from commonweal_identity.admin.events import AdminGranted, AdminRevoked, PasswordResetForced
from commonweal_identity.admin.states import ACCOUNT
from commonweal_identity.agents.reading import agents_of
from commonweal_identity.audit import record_audit
from commonweal_identity.events import AccountRestored, AccountSuspended
from commonweal_identity.humans.mailing import tell
from commonweal_identity.humans.second_factor import (
    forget_wrong_codes,
    remove_second_factor,
    second_factor_state,
)
from commonweal_identity.humans.sessions import end_other_sessions
from commonweal_identity.keys import Keys

SHORTEST_REASON = 3
Reason = Annotated[str, msgspec.Meta(min_length=SHORTEST_REASON, max_length=2000)]
OPERATOR = Principal(kind="service", id="command-line")
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('identity.admins', 0))"
_ACTS = """
SELECT 1 FROM identity.human JOIN identity.account USING (id)
WHERE id = $1 AND is_admin AND account.state = 'active'
"""
_OTHER_ADMIN = """
SELECT 1 FROM identity.human JOIN identity.account USING (id)
WHERE id <> $1 AND is_admin AND account.state = 'active' LIMIT 1
"""


async def is_admin(work: UnitOfWork, human_id: UUID) -> bool:
    """Say whether a human has the role admin and an account that works."""
    return bool(await work.fetch_value(_ACTS, human_id))


async def suspend(work: UnitOfWork, principal: Principal, account_id: UUID, reason: str) -> None:
    """Suspend a human, an agent or an organisation; a human's sessions end. Nobody suspends themselves."""
    kind = await _step(work, principal, account_id, "suspended", reason)
    if kind == "human":
        await end_other_sessions(work, account_id, None, "suspended")
        await tell(work, account_id, "suspended")
    agent_ids = tuple(await agents_of(work, account_id))
    await emit(work, AccountSuspended(account_id=account_id, agent_ids=agent_ids), subject=account_id)
    await _note(work, principal, "identity.suspend", kind, account_id, reason)


async def restore(work: UnitOfWork, principal: Principal, account_id: UUID, reason: str) -> None:
    """Let a suspended account act again."""
    kind = await _step(work, principal, account_id, "active", reason)
    if kind == "human":
        await tell(work, account_id, "restored")
    await emit(work, AccountRestored(account_id=account_id), subject=account_id)
    await _note(work, principal, "identity.restore", kind, account_id, reason)


async def force_password_reset(work: UnitOfWork, principal: Principal, human_id: UUID, reason: str) -> None:
    """Take a password away and end all sessions: its owner chooses another by the code sent by mail."""
    reason = checked(reason)
    await take_turn(work, principal)
    if not await work.fetch_value(
        "UPDATE identity.human SET password_hash = NULL WHERE id = $1 RETURNING id", human_id
    ):
        raise Refusal("not_found")
    await end_other_sessions(work, human_id, None, "password")
    await tell(work, human_id, "password-forced")
    await emit(work, PasswordResetForced(human_id=human_id), subject=human_id)
    await _note(work, principal, "identity.force_password_reset", "human", human_id, reason)


async def grant_admin(work: UnitOfWork, principal: Principal, human_id: UUID) -> bool:
    """Give a human the role admin; False when they had it. The session needs a second factor all the same."""
    await work.execute(_LOCK)
    if not await work.fetch_value(
        "UPDATE identity.human SET is_admin = true WHERE id = $1 AND NOT is_admin RETURNING id", human_id
    ):
        return False
    await emit(work, AdminGranted(human_id=human_id), subject=human_id)
    await _note(work, principal, "identity.grant_admin", "human", human_id, "")
    return True


async def revoke_admin(
    work: UnitOfWork, principal: Principal, human_id: UUID, *, last_too: bool = False
) -> bool:
    """Take the role admin away; False when they had none. The last active admin stays unless ``last_too``."""
    await work.execute(_LOCK)
    if not await work.fetch_value(
        "UPDATE identity.human SET is_admin = false WHERE id = $1 AND is_admin RETURNING id", human_id
    ):
        return False
    if not last_too and not await work.fetch_value(_OTHER_ADMIN, human_id):
        raise Refusal("conflict")
    await end_other_sessions(work, human_id, None, "ended")
    await emit(work, AdminRevoked(human_id=human_id), subject=human_id)
    await _note(work, principal, "identity.revoke_admin", "human", human_id, "")
    return True


async def reset_second_factor(
    work: UnitOfWork, keys: Keys, principal: Principal, human_id: UUID
) -> int | None:
    """Switch off a second factor that its owner has lost, and end all sessions; returns how many ended.

    None when there was none to switch off. An admin has no rights until another one is set up.
    """
    await work.execute(_LOCK)
    has_factor, _ = await second_factor_state(work, human_id)
    if not has_factor:
        return None
    ended = await end_other_sessions(work, human_id, None, "ended")
    await remove_second_factor(work, human_id, "second-factor-reset")
    await forget_wrong_codes(work, keys, human_id)
    await _note(work, principal, "identity.reset_second_factor", "human", human_id, "")
    return ended


def checked(reason: str) -> str:
    """Return a reason without blanks around it; raises ``Refusal("validation_error")`` for hardly any."""
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        wrong = FieldError("/reason", "too_short", {"minimum": SHORTEST_REASON})
        raise Refusal("validation_error", fields=[wrong])
    return reason


async def _step(work: UnitOfWork, principal: Principal, account_id: UUID, state: str, reason: str) -> str:
    checked(reason)
    await take_turn(work, principal)
    row = await work.fetch_row(
        "SELECT kind, state FROM identity.account WHERE id = $1 AND kind <> 'service' FOR UPDATE", account_id
    )
    if row is None:
        raise Refusal("not_found")
    if account_id == principal.account_id:
        raise Refusal("forbidden")
    ACCOUNT.step(row["state"], state)
    await work.execute("UPDATE identity.account SET state = $2 WHERE id = $1", account_id, state)
    return str(row["kind"])


async def take_turn(work: UnitOfWork, principal: Principal) -> None:
    """Take one's turn among admins; raises ``Refusal("forbidden")`` for whoever is none now."""
    await work.execute(_LOCK)
    if not await is_admin(work, principal.account_id):
        raise Refusal("forbidden")


async def _note(
    work: UnitOfWork, principal: Principal, action: str, kind: str, subject_id: UUID, reason: str
) -> None:
    await record_audit(
        work, principal, action, subject_kind=kind, subject_id=subject_id, reason=reason.strip()
    )
