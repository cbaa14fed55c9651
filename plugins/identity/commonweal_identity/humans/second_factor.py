"""The second factor: codes of an authenticator app (TOTP, RFC 6238), or one of ten recovery codes."""

import secrets
from datetime import UTC, datetime
from uuid import UUID

import pyotp
import segno
from commonweal import Database, FieldError, Refusal, UnitOfWork, emit

from commonweal_identity.events import SecondFactorChanged
from commonweal_identity.humans.attempts import count_attempt, forget_attempts
from commonweal_identity.humans.mailing import tell
from commonweal_identity.keys import Keys

STEP_SECONDS, RECOVERY_CODES, DIGITS = 30, 10, 6
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_ENROL = """
INSERT INTO identity.second_factor AS f (human_id, secret) VALUES ($1, $2)
ON CONFLICT (human_id) DO UPDATE SET secret = excluded.secret, last_step = 0
WHERE f.confirmed_at IS NULL RETURNING true
"""
_STEP = """
UPDATE identity.second_factor SET last_step = $2, confirmed_at = coalesce(confirmed_at, now())
WHERE human_id = $1 AND last_step < $2 AND secret = $3 AND (confirmed_at IS NOT NULL) = $4 RETURNING true
"""
_RECOVER = """
UPDATE identity.recovery_code SET used_at = now()
WHERE human_id = $1 AND hash = $2 AND used_at IS NULL RETURNING true
"""
_PASSED = "UPDATE identity.session SET second_factor_at = now() WHERE id = $1 AND state = 'active'"


async def start_enrolment(work: UnitOfWork, keys: Keys, human_id: UUID) -> str:
    """Make the secret that a person's app is to share; raises ``Refusal("conflict")`` when one is in use.

    A secret that was made and not confirmed yet is returned again, so that a page may be loaded anew.
    """
    row = await work.fetch_row(
        "SELECT secret, confirmed_at FROM identity.second_factor WHERE human_id = $1", human_id
    )
    if row is not None and row["confirmed_at"] is None:
        return keys.open(row["secret"], str(human_id)).decode()
    secret = pyotp.random_base32()
    if not await work.fetch_value(_ENROL, human_id, keys.seal(secret.encode(), str(human_id))):
        raise Refusal("conflict")
    return secret


async def finish_enrolment(
    database: Database, keys: Keys, human_id: UUID, session_id: UUID | None, code: str
) -> list[str]:
    """Take a second factor into use once its first code is right; returns the recovery codes.

    Raises ``Refusal("validation_error")`` at ``/code`` for a wrong one.
    """
    await _count(database, keys, human_id)
    async with database.write() as work:
        if not await _right_step(work, keys, human_id, code, confirmed=False):
            raise _wrong()
        await forget_wrong_codes(work, keys, human_id)
        if session_id is not None:
            await work.execute(_PASSED, session_id)
        await emit(work, SecondFactorChanged(human_id=human_id, is_needed=True), subject=human_id)
        await tell(work, human_id, "second-factor-on")
        return await new_recovery_codes(work, keys, human_id)


async def new_recovery_codes(work: UnitOfWork, keys: Keys, human_id: UUID) -> list[str]:
    """Replace the recovery codes of a person."""
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    await work.execute("DELETE FROM identity.recovery_code WHERE human_id = $1", human_id)
    await work.execute_many(
        "INSERT INTO identity.recovery_code (human_id, hash) VALUES ($1, $2)",
        [(human_id, keys.hash("recovery", _plain(code))) for code in codes],
    )
    return codes


async def check_second_factor(database: Database, keys: Keys, human_id: UUID, code: str) -> None:
    """Take a code of the app, or a recovery code; each counts once.

    Raises ``Refusal``: ``validation_error`` at ``/code``, ``rate_limited`` after too many wrong ones.
    """
    await _count(database, keys, human_id)
    async with database.write() as work:
        right = await _right_step(work, keys, human_id, code, confirmed=True) or await work.fetch_value(
            _RECOVER, human_id, keys.hash("recovery", _plain(code))
        )
        if not right:
            raise _wrong()
        await forget_wrong_codes(work, keys, human_id)


async def remove_second_factor(work: UnitOfWork, human_id: UUID, notice: str = "second-factor-off") -> None:
    """Sign in without a second factor from now on; sessions lose the rights that need one.

    ``notice`` names the mail that tells the person of it.
    """
    await work.execute("DELETE FROM identity.second_factor WHERE human_id = $1", human_id)
    await work.execute(
        "UPDATE identity.session SET second_factor_at = NULL WHERE human_id = $1 AND state = 'active'",
        human_id,
    )
    await emit(work, SecondFactorChanged(human_id=human_id, is_needed=False), subject=human_id)
    await tell(work, human_id, notice)


async def forget_wrong_codes(work: UnitOfWork, keys: Keys, human_id: UUID) -> None:
    """Forget the wrong codes of a person, so that no lock keeps another app from being set up."""
    await forget_attempts(work, _attempts(keys, human_id))


async def second_factor_state(work: UnitOfWork, human_id: UUID) -> tuple[bool, int]:
    """Say whether a person has a second factor, and how many recovery codes are left."""
    has = await work.fetch_value(
        "SELECT confirmed_at IS NOT NULL FROM identity.second_factor WHERE human_id = $1", human_id
    )
    left = await work.fetch_value(
        "SELECT count(*) FROM identity.recovery_code WHERE human_id = $1 AND used_at IS NULL", human_id
    )
    return bool(has), left


def matching_step(secret: str, code: str, now: datetime | None = None) -> int | None:
    """Return the step of time whose code this is: the present one, or one beside it; None when it is none."""
    typed = "".join(letter for letter in code if letter.isascii() and letter.isdecimal())
    if len(typed) != DIGITS:
        return None
    present = int((now or datetime.now(UTC)).timestamp()) // STEP_SECONDS
    app = pyotp.TOTP(secret)
    steps = (present, present - 1, present + 1)
    return next((step for step in steps if secrets.compare_digest(app.generate_otp(step), typed)), None)


def picture(secret: str, email: str) -> str:
    """Return the QR code that an app reads, as an SVG element without styles."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Commonweal")
    drawn: str = segno.make(address, error="m").svg_inline(scale=5, border=3, light="#ffffff", dark="#000000")
    return drawn


async def _right_step(work: UnitOfWork, keys: Keys, human_id: UUID, code: str, *, confirmed: bool) -> bool:
    sealed = await work.fetch_value("SELECT secret FROM identity.second_factor WHERE human_id = $1", human_id)
    if sealed is None:
        return False
    step = matching_step(keys.open(sealed, str(human_id)).decode(), code)
    return step is not None and bool(await work.fetch_value(_STEP, human_id, step, sealed, confirmed))


async def _count(database: Database, keys: Keys, human_id: UUID) -> None:
    await count_attempt(database, _attempts(keys, human_id))


def _attempts(keys: Keys, human_id: UUID) -> bytes:
    return keys.hash("attempt", f"second factor {human_id}")


def _recovery_code() -> str:
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def _plain(code: str) -> str:
    return "".join(letter for letter in code.casefold() if letter.isalnum())


def _wrong() -> Refusal:
    return Refusal(
        "validation_error",
        fields=[FieldError("/code", "code_wrong", {}, "identity-field-second-factor-wrong")],
    )
