"""Who may act for an organisation (DOMAIN §2.4)."""

from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork


class Membership(msgspec.Struct, frozen=True):
    """A human's part in an organisation."""

    organisation_id: UUID
    human_id: UUID
    role: str
    state: str


async def require_member(
    work: UnitOfWork, principal: Principal, organisation_id: UUID, *roles: str
) -> Membership:
    """Return the membership of who asks; not a member: ``not_found``, another role: ``forbidden``."""
    row = await work.fetch_row(
        """SELECT role FROM identity.membership
        WHERE organisation_id = $1 AND human_id = $2 AND state = 'active'""",
        *(organisation_id, principal.account_id),
    )
    if row is None:
        raise Refusal("not_found")
    if roles and row["role"] not in roles:
        raise Refusal("forbidden")
    return Membership(organisation_id, principal.account_id, row["role"], "active")


async def end_membership(work: UnitOfWork, organisation_id: UUID, human_id: UUID) -> None:
    """End a membership; the last owner stays, as changes of one organisation take turns."""
    await work.fetch_value("SELECT 1 FROM identity.organisation WHERE id = $1 FOR UPDATE", organisation_id)
    role = await work.fetch_value(
        """UPDATE identity.membership SET state = 'ended'
        WHERE organisation_id = $1 AND human_id = $2 AND state <> 'ended' RETURNING role""",
        *(organisation_id, human_id),
    )
    if role is None:
        raise Refusal("not_found")
    if role == "owner" and not await work.fetch_value(
        """SELECT 1 FROM identity.membership
        WHERE organisation_id = $1 AND role = 'owner' AND state = 'active' LIMIT 1""",
        organisation_id,
    ):
        raise Refusal("conflict")
