"""Making organisations, and changing what they say of themselves."""

from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, UnitOfWork, emit, new_id

from commonweal_identity.audit import record_audit
from commonweal_identity.organisations.events import (
    OrganisationChanged,
    OrganisationClosed,
    OrganisationCreated,
)
from commonweal_identity.organisations.inviting import invite_anyone
from commonweal_identity.organisations.members import end_all, lock_organisation, require_member
from commonweal_identity.organisations.rules import About, Name, Slug, Website

RESERVED = frozenset({"invitations", "new", "api", "admin"})
_INSERT = """
INSERT INTO identity.organisation (id, slug, name) VALUES ($1, $2, $3)
ON CONFLICT (slug) DO NOTHING RETURNING id
"""
_CHANGE = """
UPDATE identity.organisation SET name = coalesce($2, name), about = coalesce($3, about),
    website = coalesce($4, website) WHERE id = $1
"""
_REVOKE_ALL = """
UPDATE identity.service_token SET revoked_at = now() WHERE organisation_id = $1 AND revoked_at IS NULL
"""


class NewOrganisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organisation to be made: its name in addresses, its name, and whom to invite as its first owner."""

    slug: Slug
    name: Name
    owner_email: str


class OrganisationChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an organisation is to say of itself; what is left out stays."""

    name: Name | None = None
    about: About | None = None
    website: Website | None = None


async def create_organisation(work: UnitOfWork, principal: Principal, new: NewOrganisation) -> UUID:
    """Make an organisation and invite its first owner; raises ``Refusal("conflict")`` for a taken name."""
    if new.slug in RESERVED:
        raise Refusal("validation_error", fields=[FieldError("/slug", "pattern")])
    organisation_id = new_id()
    await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'organisation')", organisation_id)
    if not await work.fetch_value(_INSERT, organisation_id, new.slug, new.name.strip()):
        taken = FieldError("/slug", "taken", {}, "identity-field-slug-taken")
        raise Refusal("validation_error", fields=[taken])
    await emit(work, OrganisationCreated(organisation_id=organisation_id), subject=organisation_id)
    await invite_owner(work, principal, organisation_id, new.owner_email)
    await record_audit(
        work,
        principal,
        "identity.organisation_create",
        subject_kind="organisation",
        subject_id=organisation_id,
        details={"slug": new.slug},
    )
    return organisation_id


async def invite_owner(work: UnitOfWork, principal: Principal, organisation_id: UUID, email: str) -> None:
    """Invite an owner on behalf of the deployment, so that an organisation without one can be saved."""
    await lock_organisation(work, organisation_id)
    try:
        membership = await invite_anyone(work, principal, organisation_id, "owner", email=email)
    except Refusal as refusal:
        fields = [
            FieldError("/owner_email", wrong.code, wrong.arguments, wrong.message) for wrong in refusal.fields
        ]
        raise Refusal(refusal.code, fields=fields) from refusal
    await record_audit(
        work,
        principal,
        "identity.organisation_invite_owner",
        subject_kind="membership",
        subject_id=membership,
    )


async def change_organisation(
    work: UnitOfWork, principal: Principal, organisation_id: UUID, change: OrganisationChange
) -> None:
    """Change name and words; owners only."""
    await lock_organisation(work, organisation_id)
    await require_member(work, principal, organisation_id, "owner")
    name = None if change.name is None else change.name.strip()
    if name is not None and len(name) < 2:  # noqa: PLR2004 - DOMAIN gives no other number for a name
        raise Refusal("validation_error", fields=[FieldError("/name", "too_short", {"minimum": 2})])
    await work.execute(_CHANGE, organisation_id, name, change.about, change.website)
    await emit(work, OrganisationChanged(organisation_id=organisation_id), subject=organisation_id)


async def close_organisation(work: UnitOfWork, principal: Principal, organisation_id: UUID) -> None:
    """Close an organisation for good, by an owner: memberships end, and its service tokens with them."""
    await lock_organisation(work, organisation_id)
    await require_member(work, principal, organisation_id, "owner")
    await work.execute("UPDATE identity.account SET state = 'deactivated' WHERE id = $1", organisation_id)
    await work.execute(_REVOKE_ALL, organisation_id)
    await end_all(work, organisation_id)
    await emit(work, OrganisationClosed(organisation_id=organisation_id), subject=organisation_id)
    await record_audit(
        work,
        principal,
        "identity.organisation_close",
        subject_kind="organisation",
        subject_id=organisation_id,
    )
