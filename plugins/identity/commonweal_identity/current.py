"""What is left by now of who a principal was when the credentials were shown.

For connections that stay open: a session may have ended meanwhile, a key may have been revoked, a role taken
away. Requests are authenticated anew each time and need none of this.
"""

from typing import Any
from uuid import UUID

import msgspec
from commonweal import Principal, UnitOfWork

from commonweal_identity.agents.permissions import READ_OWN

_HUMAN = """
SELECT h.is_admin, s.second_factor_at IS NOT NULL AS has_second_factor
FROM identity.human h JOIN identity.account a ON a.id = h.id
    LEFT JOIN identity.session s
        ON s.id = $2 AND s.human_id = h.id AND s.state = 'active' AND s.expires_at > now()
WHERE h.id = $1 AND a.state = 'active' AND ($2::uuid IS NULL OR s.id IS NOT NULL)
"""
_AGENT = """
SELECT true FROM identity.agent g JOIN identity.account a ON a.id = g.id
    LEFT JOIN identity.account owner ON owner.id = g.owner_id
WHERE g.id = $1 AND a.state = 'active' AND coalesce(owner.state, 'active') = 'active'
    AND ($2::uuid IS NULL OR EXISTS (
        SELECT FROM identity.agent_key k
        WHERE k.id = $2 AND k.agent_id = g.id AND k.revoked_at IS NULL
            AND coalesce(k.ends_at > now(), true) AND coalesce(k.expires_at > now(), true)))
"""
_SERVICE = """
SELECT true FROM identity.service_token t JOIN identity.account a ON a.id = t.id
    LEFT JOIN identity.account o ON o.id = t.organisation_id
WHERE t.id = $1 AND a.state = 'active' AND t.revoked_at IS NULL AND t.expires_at > now()
    AND coalesce(o.state, 'active') = 'active'
"""


class KeyPrincipal(Principal, frozen=True, kw_only=True):
    """An agent that showed a key; ``key_id`` says which, so that it can be asked for again."""

    key_id: UUID


async def principal_now(work: UnitOfWork, principal: Principal) -> Principal | None:
    """Return the principal with the roles it still has, or None once its credentials are worth nothing.

    A guest stays one. A principal that names neither session nor key is asked for by its account alone.
    """
    match principal.kind:
        case "guest":
            return principal
        case "human":
            row = await work.fetch_row(_HUMAN, principal.account_id, principal.session_id)
            if row is None:
                return None
            return msgspec.structs.replace(principal, roles=_left(principal, row))
        case "agent":
            key_id = principal.key_id if isinstance(principal, KeyPrincipal) else None
            return principal if await work.fetch_value(_AGENT, principal.account_id, key_id) else None
        case _:
            return principal if await work.fetch_value(_SERVICE, principal.account_id) else None


def _left(principal: Principal, row: Any) -> frozenset[str]:
    """Return the roles that are left of a human's: an admin needs the role, and a second factor's session."""
    if not row["is_admin"]:
        return principal.roles - {"admin", "admin_pending"}
    if principal.session_id is not None and not row["has_second_factor"] and "admin" in principal.roles:
        return principal.roles - {"admin"} | {"admin_pending"}
    return principal.roles


def acts_as(principal: Principal, account_id: UUID) -> bool:
    """Say whether a principal is this very account, with credentials that may read what only it may know."""
    return READ_OWN.allows(principal) and principal.account_id == account_id
