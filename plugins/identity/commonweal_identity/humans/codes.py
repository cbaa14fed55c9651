"""Codes of six digits by mail (DOMAIN §2.1, §2.3): 15 minutes, 5 guesses, sent again 3 times an hour.

A code is kept nowhere: it follows from the key of the deployment, a salt, and the number of the sending.
There is a row for whoever asks, whether the address is known here or not, so that nothing tells which.
"""

import hmac
import secrets
from typing import Literal
from uuid import UUID

import msgspec
from commonweal import Database, FieldError, Refusal, UnitOfWork, new_id

from commonweal_identity.keys import Keys
from commonweal_identity.passwords import normal_address

Purpose = Literal["register", "reset", "email", "agent"]
SENDINGS, AN_HOUR = 4, 3_600  # the first one, and three more
_SPENT = """
SELECT coalesce(sum(sending), 0) FROM identity.email_code
WHERE email_key = $1 AND purpose = $2 AND created_at > now() - interval '1 hour'
"""
_ADD = """
INSERT INTO identity.email_code (id, purpose, subject_id, email, email_key, locale, salt)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
_AGAIN = """
UPDATE identity.email_code SET sending = sending + 1, guesses = 0, expires_at = NULL
WHERE id = $1 AND purpose = $2 AND used_at IS NULL AND sending < $3 RETURNING sending
"""
_GUESS = """
UPDATE identity.email_code SET guesses = guesses + 1
WHERE id = $1 AND purpose = $2 AND used_at IS NULL AND guesses < 5
    AND coalesce(expires_at, 'infinity') > now() AND created_at > now() - interval '1 day'
RETURNING id, purpose, subject_id, email, email_key, locale, salt, sending, expires_at IS NOT NULL AS is_sent
"""
_USE = "UPDATE identity.email_code SET used_at = now() WHERE id = $1 AND used_at IS NULL RETURNING true"


class Code(msgspec.Struct, frozen=True):
    """A code on its way to an address."""

    id: UUID
    purpose: Purpose
    subject_id: UUID | None
    email: str
    email_key: str
    locale: str
    salt: bytes
    sending: int
    is_sent: bool

    def digits(self, keys: Keys) -> str:
        """Return the six digits."""
        told = f"{self.id} {self.sending} {self.salt.hex()}"
        return f"{int.from_bytes(keys.hash('code', told)[:8]) % 1_000_000:06}"


async def start_code(
    work: UnitOfWork, purpose: Purpose, subject_id: UUID | None, email: str, locale: str
) -> UUID:
    """Note that a code is to be sent; the caller enqueues the mail.

    Raises ``Refusal("rate_limited")`` when the address was sent enough in this hour.
    """
    written, key = normal_address(email)
    await work.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 31))", f"{purpose} {key}")
    if await work.fetch_value(_SPENT, key, purpose) >= SENDINGS:
        raise Refusal("rate_limited", seconds=AN_HOUR)
    code_id = new_id()
    await work.execute(_ADD, code_id, purpose, subject_id, written, key, locale, secrets.token_bytes(16))
    return code_id


async def resend_code(work: UnitOfWork, code_id: UUID, purpose: Purpose) -> None:
    """Let another code take the place of the last; the caller enqueues the mail.

    Raises ``Refusal``: ``rate_limited`` beyond three times, ``not_found`` for what is none or was used.
    """
    row = await work.fetch_row(
        "SELECT email_key FROM identity.email_code WHERE id = $1 AND purpose = $2 AND used_at IS NULL",
        *(code_id, purpose),
    )
    if row is None:
        raise Refusal("not_found")
    key = row["email_key"]
    await work.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 31))", f"{purpose} {key}")
    spent = await work.fetch_value(_SPENT, key, purpose) >= SENDINGS
    if spent or not await work.fetch_value(_AGAIN, code_id, purpose, SENDINGS):
        raise Refusal("rate_limited", seconds=AN_HOUR)


async def guess_code(database: Database, keys: Keys, code_id: UUID, purpose: Purpose, text: str) -> Code:
    """Return the code when ``text`` is right; each guess is counted and committed before it is looked at.

    Raises ``Refusal("validation_error")`` at ``/code``: ``code_wrong``, or ``code_over`` when it cannot be
    right any more.
    """
    async with database.write() as work:
        row = await work.fetch_row(_GUESS, code_id, purpose)
    if row is None:
        raise wrong_code("over")
    code = Code(**dict(row))
    typed = "".join(letter for letter in text if letter.isdecimal())
    if not hmac.compare_digest(code.digits(keys).encode(), typed.encode()) or not code.is_sent:
        raise wrong_code()
    return code


async def use_code(work: UnitOfWork, code: Code) -> None:
    """Use up a code that was right, in the unit of work of what it is for; once."""
    if not await work.fetch_value(_USE, code.id):
        raise wrong_code("over")


def wrong_code(why: Literal["wrong", "over"] = "wrong") -> Refusal:
    """Return the refusal of a code."""
    return Refusal(
        "validation_error", fields=[FieldError("/code", f"code_{why}", {}, f"identity-field-code-{why}")]
    )
