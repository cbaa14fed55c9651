"""Invitations: by address or by account; whoever invites never learns whether an address has an account."""

from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork, enqueue, new_id

from commonweal_identity.organisations.mailing import send_invitation
from commonweal_identity.organisations.members import (
    Kept,
    lock_organisation,
    note,
    require_member,
    step_to,
    tell,
)
from commonweal_identity.organisations.rules import Role, require_managing
from commonweal_identity.passwords import normal_address

_INVITE = """
INSERT INTO identity.membership (id, organisation_id, human_id, email, email_key, role, invited_by)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id
"""
_MINE = """
SELECT m.id, m.organisation_id, m.human_id, m.role, m.state, o.slug, o.name, m.invited_at
FROM identity.membership m
JOIN identity.organisation o ON o.id = m.organisation_id
JOIN identity.account a ON a.id = o.id AND a.state = 'active'
JOIN identity.human h ON h.id = $1
WHERE m.state = 'invited'
    AND (m.human_id = $1 OR (m.email_key = h.email_key AND h.email_confirmed_at IS NOT NULL))
    AND ($2::uuid IS NULL OR m.id = $2)
ORDER BY m.id
"""


class Invitation(msgspec.Struct, frozen=True):
    """An invitation as the invited person sees it."""

    id: UUID
    organisation_id: UUID
    slug: str
    name: str
    role: Role


async def invite(
    work: UnitOfWork,
    principal: Principal,
    organisation_id: UUID,
    role: Role,
    *,
    email: str | None = None,
    human_id: UUID | None = None,
) -> UUID:
    """Invite a person; a mail follows. ``Refusal``: ``forbidden``, or ``conflict`` when invited already."""
    await lock_organisation(work, organisation_id)
    own = await require_member(work, principal, organisation_id)
    require_managing(own.role, role)
    invited = await invite_anyone(work, principal, organisation_id, role, email=email, human_id=human_id)
    await note(work, principal, "identity.member_invite", invited, role=role)
    return invited


async def invite_anyone(
    work: UnitOfWork,
    principal: Principal,
    organisation_id: UUID,
    role: Role,
    *,
    email: str | None = None,
    human_id: UUID | None = None,
) -> UUID:
    """Invite a person on behalf of whoever was allowed to already: a member, or an admin."""
    address, address_key = normal_address(email) if email is not None else (None, None)
    if human_id is not None and not await work.fetch_value(
        "SELECT 1 FROM identity.human JOIN identity.account USING (id) WHERE id = $1 AND state = 'active'",
        human_id,
    ):
        raise Refusal("not_found")
    membership_id = await work.fetch_value(
        _INVITE,
        *(new_id(), organisation_id, human_id, address, address_key, role, principal.account_id),
    )
    if membership_id is None:
        raise Refusal("conflict")
    await tell(work, Kept(membership_id, organisation_id, human_id, role, "invited"))
    await enqueue(work, send_invitation, membership_id=membership_id)
    return membership_id  # type: ignore[no-any-return]  # a column of type uuid


async def invitations_of(work: UnitOfWork, human_id: UUID) -> list[Invitation]:
    """Return the invitations a person may answer: to the account, or to its confirmed address."""
    rows = await work.fetch(_MINE, human_id, None)
    return [
        Invitation(row["id"], row["organisation_id"], row["slug"], row["name"], row["role"]) for row in rows
    ]


async def answer(work: UnitOfWork, human_id: UUID, membership_id: UUID, *, accepted: bool) -> None:
    """Accept or decline an invitation of one's own; another's is ``not_found``."""
    found = await work.fetch_row(_MINE, human_id, membership_id)
    if found is None:
        raise Refusal("not_found")
    await lock_organisation(work, found["organisation_id"])
    row = await work.fetch_row(_MINE, human_id, membership_id)  # as it is now that it is our turn
    if row is None:
        raise Refusal("not_found")
    if accepted and await work.fetch_value(
        """SELECT 1 FROM identity.membership
        WHERE organisation_id = $1 AND human_id = $2 AND state <> 'ended' AND id <> $3""",
        *(row["organisation_id"], human_id, membership_id),
    ):
        raise Refusal("conflict")
    kept = Kept(row["id"], row["organisation_id"], row["human_id"], row["role"], row["state"])
    await step_to(work, kept, "active" if accepted else "ended", human_id)
