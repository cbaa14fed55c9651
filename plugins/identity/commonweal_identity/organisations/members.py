"""Who may act for an organisation, and how memberships change (DOMAIN §2.4).

All changes of one organisation take turns behind the lock on its row, so that at least one owner remains.
"""

from datetime import UTC, datetime
from uuid import UUID

import msgspec
from commonweal import Principal, Refusal, UnitOfWork, emit

from commonweal_identity.audit import record_audit
from commonweal_identity.organisations.events import MembershipChanged
from commonweal_identity.organisations.rules import MEMBERSHIP, require_managing

_ROW = """
SELECT id, organisation_id, human_id, role, state FROM identity.membership
WHERE organisation_id = $1 AND id = $2 AND state <> 'ended'
"""
_OTHER_OWNER = """
SELECT 1 FROM identity.membership
WHERE organisation_id = $1 AND id <> $2 AND role = 'owner' AND state = 'active' LIMIT 1
"""
_WRITE = """
UPDATE identity.membership SET state = $2, human_id = $3, email = NULL, email_key = NULL,
    joined_at = CASE WHEN $2 = 'active' THEN $4 ELSE joined_at END,
    ended_at = CASE WHEN $2 = 'ended' THEN $4 END
WHERE id = $1
"""


class Membership(msgspec.Struct, frozen=True):
    """A human's part in an organisation."""

    organisation_id: UUID
    human_id: UUID
    role: str
    state: str


async def require_member(
    work: UnitOfWork, principal: Principal, organisation_id: UUID, *roles: str
) -> Membership:
    """Return the membership of who asks. Strangers: ``not_found``; other roles, suspended: ``forbidden``."""
    row = await work.fetch_row(
        """SELECT role, account.state FROM identity.membership
        JOIN identity.account ON account.id = organisation_id
        WHERE organisation_id = $1 AND human_id = $2 AND membership.state = 'active'""",
        *(organisation_id, principal.account_id),
    )
    if row is None:
        raise Refusal("not_found")
    if row["state"] != "active" or (roles and row["role"] not in roles):
        raise Refusal("forbidden")
    return Membership(organisation_id, principal.account_id, row["role"], "active")


async def lock_organisation(work: UnitOfWork, organisation_id: UUID) -> None:
    """Take one's turn in changing an organisation's members; raises ``Refusal("not_found")``."""
    if not await work.fetch_value(
        "SELECT 1 FROM identity.organisation WHERE id = $1 FOR UPDATE", organisation_id
    ):
        raise Refusal("not_found")


async def change_role(
    work: UnitOfWork, principal: Principal, organisation_id: UUID, membership_id: UUID, role: str
) -> None:
    """Give a member, or whoever is invited, another role; the last owner stays one."""
    await lock_organisation(work, organisation_id)
    own = await require_member(work, principal, organisation_id)
    kept = await _open(work, organisation_id, membership_id)
    require_managing(own.role, kept.role, role)
    if kept.role == role:
        return
    await _keep_an_owner(work, kept)
    await work.execute("UPDATE identity.membership SET role = $2 WHERE id = $1", membership_id, role)
    await tell(work, msgspec.structs.replace(kept, role=role))
    await note(work, principal, "identity.member_role", membership_id, before=kept.role, role=role)


async def remove_member(
    work: UnitOfWork, principal: Principal, organisation_id: UUID, membership_id: UUID
) -> None:
    """End another's membership or withdraw an invitation, by who may manage that role."""
    await lock_organisation(work, organisation_id)
    own = await require_member(work, principal, organisation_id)
    kept = await _open(work, organisation_id, membership_id)
    require_managing(own.role, kept.role)
    await _end(work, kept)
    await note(work, principal, "identity.member_remove", membership_id, role=kept.role)


async def end_membership(work: UnitOfWork, organisation_id: UUID, human_id: UUID) -> None:
    """Leave an organisation; the last owner stays: ``Refusal("conflict")``."""
    await lock_organisation(work, organisation_id)
    membership_id = await work.fetch_value(
        """SELECT id FROM identity.membership
        WHERE organisation_id = $1 AND human_id = $2 AND state <> 'ended'""",
        *(organisation_id, human_id),
    )
    if membership_id is None:
        raise Refusal("not_found")
    await _end(work, await _open(work, organisation_id, membership_id))


async def end_all(work: UnitOfWork, organisation_id: UUID) -> None:
    """End every membership and invitation of an organisation that is closed, its owners' too."""
    rows = await work.fetch(
        """SELECT id, organisation_id, human_id, role, state FROM identity.membership
        WHERE organisation_id = $1 AND state <> 'ended' ORDER BY id""",
        organisation_id,
    )
    for row in rows:
        await step_to(work, Kept(**dict(row)), "ended", row["human_id"])


class Kept(msgspec.Struct, frozen=True):
    """A membership as its row says."""

    id: UUID
    organisation_id: UUID
    human_id: UUID | None
    role: str
    state: str


async def step_to(work: UnitOfWork, kept: Kept, state: str, human_id: UUID | None) -> None:
    """Take one step of a membership's life, and tell it."""
    MEMBERSHIP.step(kept.state, state)
    await work.execute(_WRITE, kept.id, state, human_id, datetime.now(UTC))
    await tell(work, msgspec.structs.replace(kept, state=state, human_id=human_id))


async def tell(work: UnitOfWork, kept: Kept) -> None:
    """Tell what a membership is now."""
    event = MembershipChanged(
        organisation_id=kept.organisation_id,
        membership_id=kept.id,
        human_id=kept.human_id,
        state=kept.state,
        role=kept.role,
    )
    await emit(work, event, subject=kept.organisation_id)


async def note(
    work: UnitOfWork, principal: Principal, action: str, membership_id: UUID, **details: str
) -> None:
    """Note in the audit log what a member did to another's membership."""
    await record_audit(
        work, principal, action, subject_kind="membership", subject_id=membership_id, details=details
    )


async def _open(work: UnitOfWork, organisation_id: UUID, membership_id: UUID) -> Kept:
    row = await work.fetch_row(_ROW, organisation_id, membership_id)
    if row is None:
        raise Refusal("not_found")
    return Kept(**dict(row))


async def _end(work: UnitOfWork, kept: Kept) -> None:
    await _keep_an_owner(work, kept)
    await step_to(work, kept, "ended", kept.human_id)


async def _keep_an_owner(work: UnitOfWork, kept: Kept) -> None:
    if (kept.role, kept.state) == ("owner", "active") and not await work.fetch_value(
        _OTHER_OWNER, kept.organisation_id, kept.id
    ):
        raise Refusal("conflict")
