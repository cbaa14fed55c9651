"""Proving again who one is, before something important about the account is changed."""

from typing import Any

from commonweal import FieldError, Refusal, Visit

from commonweal_identity.humans.signing_in import check_again
from commonweal_identity.services import identity_in

_ACCOUNT = """
SELECT h.email, h.display_name, h.is_admin, h.orientation_step,
    h.password_hash IS NOT NULL AS has_password, h.password_changed_at,
    EXISTS (SELECT 1 FROM identity.session s WHERE s.id = $2
        AND s.authenticated_at > now() - interval '15 minutes') AS is_recent
FROM identity.human h WHERE h.id = $1
"""


async def own_account(visit: Visit) -> dict[str, Any]:
    """Return what the pages of one's own account show; the address is shown to nobody else."""
    principal = visit.principal
    async with visit.web.database.read() as work:
        row = await work.fetch_row(_ACCOUNT, principal.account_id, principal.session_id)
    if row is None:
        raise Refusal("not_found")
    return dict(row)


async def prove(visit: Visit, password: str) -> None:
    """Let a person prove who they are: by the password, or, without one, by having signed in just now.

    Raises ``Refusal``: ``validation_error`` at ``/password``, ``rate_limited`` after too many attempts.
    """
    account = await own_account(visit)
    if not account["has_password"]:
        if not account["is_recent"]:
            raise _wrong("identity-provider-sign-in-again")
        return
    try:
        await check_again(visit.web.database, identity_in(visit), visit.principal.account_id, password)
    except Refusal as refusal:
        if refusal.code != "unauthorized":
            raise
        raise _wrong("identity-field-wrong-password") from refusal


def _wrong(message: str) -> Refusal:
    return Refusal("validation_error", fields=[FieldError("/password", "invalid", {}, message)])
