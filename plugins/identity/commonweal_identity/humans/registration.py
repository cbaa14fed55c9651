"""Registering (DOMAIN §2.3): asked for, then confirmed with the code that only the address's owner reads.

Whether the address is known here is looked up by nobody before the mail is sent, so no answer can tell.
"""

from uuid import UUID

import msgspec
from commonweal import Database, FieldError, Refusal, UnitOfWork, emit, new_id

from commonweal_identity.events import HumanConfirmed, HumanRegistered
from commonweal_identity.humans.codes import Code, guess_code, resend_code, start_code, use_code, wrong_code
from commonweal_identity.humans.mailing import ask_for_code
from commonweal_identity.passwords import check_password, normal_address
from commonweal_identity.services import Identity

_ASK = """
INSERT INTO identity.registration (id, email, email_key, password_hash, display_name, locale, time_zone,
    accepted_terms, invited_by, provider, provider_subject)
VALUES ($1, $2, $3, $4, $5, $6, '', $7, (SELECT id FROM identity.human WHERE id = $8), $9, $10)
"""
_CONFIRM = """
UPDATE identity.registration SET state = 'confirmed' WHERE id = $1 AND state = 'pending'
RETURNING email, email_key, password_hash, display_name, locale, accepted_terms, invited_by, created_at,
    provider, provider_subject
"""
_ADD = """
INSERT INTO identity.human (id, email, email_key, email_confirmed_at, password_hash, password_changed_at,
    accepted_terms, accepted_at, invited_by, display_name, locale)
VALUES ($1, $2, $3, now(), $4, CASE WHEN $4::text IS NOT NULL THEN now() END, $5, $6,
    (SELECT id FROM identity.human WHERE id = $7), $8, $9)
ON CONFLICT (email_key) DO NOTHING RETURNING id
"""
_FORGET = "DELETE FROM identity.registration WHERE email_key = $1 AND state = 'pending'"
_CONNECT = """
INSERT INTO identity.provider_identity (provider, subject, human_id) VALUES ($1, $2, $3)
ON CONFLICT (provider, subject) DO NOTHING RETURNING true
"""


class Newcomer(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever asks for an account: with a password, or with the identity a provider vouches for."""

    email: str
    display_name: str
    locale: str
    password: str | None = None
    invited_by: UUID | None = None
    provider: str | None = None
    provider_subject: str | None = None


async def register(database: Database, identity: Identity, newcomer: Newcomer) -> UUID:
    """Note who asks for an account and send a code; returns the id that the code is entered for.

    Raises ``Refusal``: ``validation_error`` at what is wrong, ``rate_limited`` beyond 4 mails an hour.
    """
    written, key = normal_address(newcomer.email)
    kept = None
    if newcomer.password is not None:
        kept = await identity.hasher.hash(
            check_password(newcomer.password, written, name=newcomer.display_name)
        )
    registration_id = new_id()
    async with database.write() as work:
        await work.execute(
            _ASK,
            *(registration_id, written, key, kept, checked_name(newcomer.display_name), newcomer.locale),
            *(identity.settings.terms_version, newcomer.invited_by),
            *(newcomer.provider, newcomer.provider_subject),
        )
        code_id = await start_code(work, "register", registration_id, written, newcomer.locale)
        await ask_for_code(work, code_id)
    return code_id


async def send_again(database: Database, code_id: UUID) -> None:
    """Send another code to whoever asked for an account."""
    async with database.write() as work:
        await resend_code(work, code_id, "register")
        await ask_for_code(work, code_id)


async def confirm(work: UnitOfWork, code: Code) -> UUID:
    """Make the account of a registration whose code was right, and return the human's id.

    Raises ``Refusal("validation_error")`` for a code that was used, or when the address got an account since.
    """
    await use_code(work, code)
    row = await work.fetch_row(_CONFIRM, code.subject_id)
    if row is None:
        raise wrong_code("over")
    human_id = await add_human(
        work,
        Newcomer(
            email=row["email"],
            display_name=row["display_name"],
            locale=row["locale"],
            invited_by=row["invited_by"],
            provider=row["provider"],
            provider_subject=row["provider_subject"],
        ),
        password_hash=row["password_hash"],
        terms=row["accepted_terms"],
    )
    if human_id is None:
        raise wrong_code("over")
    await work.execute(_FORGET, row["email_key"])
    return human_id


async def confirm_guess(database: Database, identity: Identity, code_id: UUID, text: str) -> Code:
    """Return the code of a registration when ``text`` is right."""
    return await guess_code(database, identity.keys, code_id, "register", text)


async def add_human(
    work: UnitOfWork, newcomer: Newcomer, *, password_hash: str | None, terms: str
) -> UUID | None:
    """Add the account of a person whose address is shown to be theirs; None when it has one already."""
    written, key = normal_address(newcomer.email)
    human_id = new_id()
    await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", human_id)
    made = await work.fetch_value(
        _ADD,
        *(human_id, written, key, password_hash, terms, await work.fetch_value("SELECT now()")),
        *(newcomer.invited_by, newcomer.display_name, newcomer.locale),
    )
    if made is None:
        await work.execute("DELETE FROM identity.account WHERE id = $1", human_id)
        return None
    if newcomer.provider is not None and not await work.fetch_value(
        _CONNECT, newcomer.provider, newcomer.provider_subject, human_id
    ):
        raise Refusal("conflict")  # the whole unit of work is taken back
    await emit(work, HumanRegistered(human_id=human_id), subject=human_id)
    await emit(work, HumanConfirmed(human_id=human_id), subject=human_id)
    return human_id


def checked_name(text: str) -> str:
    """Return a display name as it is kept; raises ``Refusal("validation_error")`` for one without letters."""
    name = " ".join(text.split())
    shown = "".join(letter for letter in name if letter.isprintable())
    if len(shown) < 2:  # noqa: PLR2004 - DOMAIN §2.3
        raise Refusal("validation_error", fields=[FieldError("/display_name", "too_short", {"minimum": 2})])
    return shown[:200]
