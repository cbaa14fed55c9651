"""Changing the way in: a new password, a forgotten one, another address. Other sessions end with it."""

from uuid import UUID

from commonweal import Database, Refusal, UnitOfWork, emit

from commonweal_identity.events import AddressChanged, PasswordChanged
from commonweal_identity.humans.codes import guess_code, start_code, use_code, wrong_code
from commonweal_identity.humans.mailing import ask_for_code, tell
from commonweal_identity.humans.sessions import end_other_sessions
from commonweal_identity.passwords import check_password, normal_address
from commonweal_identity.services import Identity

_OWNER = """
SELECT h.id, h.email FROM identity.human h JOIN identity.account a ON a.id = h.id
WHERE h.email_key = $1 AND a.state = 'active'
"""
_SET = """
UPDATE identity.human SET password_hash = $2, password_changed_at = now() WHERE id = $1 RETURNING email
"""
_MOVE = """
UPDATE identity.human SET email = $2, email_key = $3, email_confirmed_at = now()
WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM identity.human WHERE email_key = $3) RETURNING id
"""


async def forgotten(database: Database, email: str, locale: str) -> UUID:
    """Send a code to whoever forgot the password, if there is such a person; returns the code's id."""
    written, key = normal_address(email)
    async with database.write() as work:
        owner = await work.fetch_row(_OWNER, key)
        # Sent to the address that was confirmed, not to one that only compares as equal.
        human_id, to = (owner["id"], owner["email"]) if owner else (None, written)
        code_id = await start_code(work, "reset", human_id, to, locale)
        await ask_for_code(work, code_id)
    return code_id


async def reset_password(
    database: Database, identity: Identity, code_id: UUID, text: str, password: str
) -> None:
    """Set a new password with the code that was sent; every session ends.

    Raises ``Refusal("validation_error")`` for the code or the password; the password is looked at first, so
    that no guess is spent on a weak one.
    """
    chosen = check_password(password)
    code = await guess_code(database, identity.keys, code_id, "reset", text)
    if code.subject_id is None:
        raise wrong_code()
    check_password(password, code.email)
    kept = await identity.hasher.hash(chosen)
    async with database.write() as work:
        await use_code(work, code)
        await work.execute(
            "DELETE FROM identity.attempt WHERE key = $1", identity.keys.hash("attempt", code.email_key)
        )
        await _set_password(work, code.subject_id, kept, None)


async def change_password(
    database: Database, identity: Identity, human_id: UUID, session_id: UUID | None, password: str
) -> None:
    """Set a new password for a person who has just proved who they are; the other sessions end."""
    async with database.read() as work:
        row = await work.fetch_row("SELECT email, display_name FROM identity.human WHERE id = $1", human_id)
    chosen = check_password(password, row["email"], "new_password", name=row["display_name"])
    kept = await identity.hasher.hash(chosen)
    async with database.write() as work:
        await _set_password(work, human_id, kept, session_id)


async def ask_for_address(database: Database, human_id: UUID, email: str, locale: str) -> UUID:
    """Send a code to the address that a person wants to have from now on."""
    written, key = normal_address(email)
    async with database.write() as work:
        own = await work.fetch_value("SELECT email_key FROM identity.human WHERE id = $1", human_id)
        if own == key:
            raise Refusal("conflict")
        code_id = await start_code(work, "email", human_id, written, locale)
        await ask_for_code(work, code_id)
    return code_id


async def change_address(
    database: Database, identity: Identity, human_id: UUID, session_id: UUID | None, code_id: UUID, text: str
) -> None:
    """Take the new address once its code is right; the old one is told, and the other sessions end."""
    code = await guess_code(database, identity.keys, code_id, "email", text)
    if code.subject_id != human_id:
        raise wrong_code()
    async with database.write() as work:
        await use_code(work, code)
        before = await work.fetch_value("SELECT email FROM identity.human WHERE id = $1 FOR UPDATE", human_id)
        if not await work.fetch_value(_MOVE, human_id, code.email, code.email_key):
            raise wrong_code("over")
        await end_other_sessions(work, human_id, session_id, "email")
        await emit(work, AddressChanged(human_id=human_id), subject=human_id)
        await tell(work, human_id, "address-changed", before)


async def _set_password(work: UnitOfWork, human_id: UUID, kept: str, session_id: UUID | None) -> None:
    await work.execute(_SET, human_id, kept)
    await end_other_sessions(work, human_id, session_id, "password")
    await emit(work, PasswordChanged(human_id=human_id), subject=human_id)
    await tell(work, human_id, "password-changed")
