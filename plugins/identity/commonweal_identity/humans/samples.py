"""How sample people sign in: a password that everybody knows, and an admin's second factor likewise."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from commonweal import PluginContext, UnitOfWork

from commonweal_identity.passwords import check_password
from commonweal_identity.services import identity_of

SAMPLE_PASSWORD = "Commonweal-2026"  # noqa: S105 - of sample data, shown on the sign-in page


async def sample_credentials(
    context: PluginContext,
    work: UnitOfWork,
    human_id: UUID,
    email: str,
    *,
    password: str = SAMPLE_PASSWORD,
    admin_totp_secret: str | None = None,
) -> None:
    """Let a sample person sign in with a password; an admin gets a confirmed second factor too."""
    identity = identity_of(context)
    hashed = await identity.hasher.hash(check_password(password, email))
    await work.execute(
        "UPDATE identity.human SET password_hash = $2, password_changed_at = now() WHERE id = $1",
        *(human_id, hashed),
    )
    if admin_totp_secret is not None:
        sealed = identity.keys.seal(admin_totp_secret.encode(), str(human_id))
        await work.execute(
            """INSERT INTO identity.second_factor (human_id, secret, confirmed_at) VALUES ($1, $2, $3)
            ON CONFLICT (human_id) DO NOTHING""",
            *(human_id, sealed, datetime.now(UTC)),
        )


async def sample_accounts(work: UnitOfWork) -> list[dict[str, Any]]:
    """List the sample people who can sign in, for the page where one does; empty without sample data."""
    rows = await work.fetch(
        """SELECT email, display_name, is_admin FROM identity.human
        WHERE accepted_terms = 'sample' AND password_hash IS NOT NULL ORDER BY is_admin, email LIMIT 10"""
    )
    return [dict(row) for row in rows]
