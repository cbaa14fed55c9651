"""The JSON API of organisations: ``/api/v1/identity/organisations``, and of invitations to them."""

from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import FieldError, Items, Refusal, Visit, limited, needs
from litestar import delete, get, patch, post
from litestar.params import FromPath, JSONBody

from commonweal_identity.organisations.acts import (
    NewOrganisation,
    OrganisationChange,
    change_organisation,
    close_organisation,
    create_organisation,
)
from commonweal_identity.organisations.inviting import Invitation, answer, invitations_of, invite
from commonweal_identity.organisations.members import (
    change_role,
    end_membership,
    remove_member,
    require_member,
)
from commonweal_identity.organisations.permissions import ACT, ADMIN_ORGANISATIONS, READ_MEMBERS
from commonweal_identity.organisations.reading import (
    Member,
    OrganisationProfile,
    OwnOrganisation,
    members_of,
    organisations_of,
    read_organisation,
)
from commonweal_identity.organisations.rules import Role, may_manage
from commonweal_identity.organisations.tokens import (
    MadeToken,
    NewToken,
    ServiceToken,
    list_tokens,
    make_token,
    organisation_of_token,
    revoke_token,
)
from commonweal_identity.services import identity_in

INVITING = limited("invite", 30, 3_600)


class NewInvitation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to invite, by address or by the id of the account, and as what."""

    role: Role
    email: Annotated[str, msgspec.Meta(max_length=254)] | None = None
    human_id: UUID | None = None


class InvitationAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Yes or no to an invitation."""

    accept: bool


class RoleChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The role a member is to have."""

    role: Role


class Invited(msgspec.Struct, frozen=True):
    """The invitation that was made; it says nothing of whether there is an account."""

    id: UUID


@get(
    "/organisations",
    guards=[needs(ACT)],
    operation_id="listMyOrganisations",
    summary="List one's organisations",
)
async def list_organisations(request: Visit) -> Items[OwnOrganisation]:
    """List the organisations one is a member of, with one's role."""
    async with request.web.database.read() as work:
        return Items(await organisations_of(work, request.principal.account_id))


@post(
    "/organisations",
    guards=[needs(ADMIN_ORGANISATIONS)],
    operation_id="createOrganisation",
    summary="Make an organisation",
)
async def create(request: Visit, data: JSONBody[NewOrganisation]) -> OrganisationProfile:
    """Make an organisation and invite its first owner by mail; for admins, and audited."""
    async with request.web.database.write() as work:
        await create_organisation(work, request.principal, data)
        return await read_organisation(work, data.slug)


@get("/organisations/{slug:str}", operation_id="readOrganisation", summary="Read an organisation")
async def read(request: Visit, slug: FromPath[str]) -> OrganisationProfile:
    """Give what everybody may know of an organisation."""
    async with request.web.database.read() as work:
        return await read_organisation(work, slug)


@patch(
    "/organisations/{slug:str}",
    guards=[needs(ACT)],
    operation_id="changeOrganisation",
    summary="Change an organisation",
)
async def change(
    request: Visit, slug: FromPath[str], data: JSONBody[OrganisationChange]
) -> OrganisationProfile:
    """Change name, words and website; owners only."""
    async with request.web.database.write() as work:
        found = await read_organisation(work, slug)
        await change_organisation(work, request.principal, found.id, data)
        return await read_organisation(work, slug)


@delete(
    "/organisations/{slug:str}",
    guards=[needs(ACT)],
    operation_id="closeOrganisation",
    summary="Close an organisation",
)
async def close(request: Visit, slug: FromPath[str]) -> None:
    """Close it for good: memberships end and service tokens are revoked; owners only, and audited."""
    async with request.web.database.write() as work:
        found = await read_organisation(work, slug)
        await close_organisation(work, request.principal, found.id)


@get(
    "/organisations/{slug:str}/members",
    guards=[needs(READ_MEMBERS)],
    operation_id="listMembers",
    summary="List the members of an organisation",
)
async def list_members(request: Visit, slug: FromPath[str]) -> Items[Member]:
    """List members, and to owners and managers those invited; for members and programs of theirs."""
    async with request.web.database.read() as work:
        found = await read_organisation(work, slug)
        if request.principal.kind == "service":
            if await organisation_of_token(work, request.principal.account_id) != found.id:
                raise Refusal("not_found")
            return Items(await members_of(work, found.id))
        own = await require_member(work, request.principal, found.id)
        return Items(await members_of(work, found.id, with_invited=may_manage(own.role)))


@post(
    "/organisations/{slug:str}/invitations",
    guards=[needs(ACT), INVITING],
    operation_id="inviteMember",
    summary="Invite a person",
)
async def invite_member(request: Visit, slug: FromPath[str], data: JSONBody[NewInvitation]) -> Invited:
    """Invite a person by address or account; owners any role, managers the roles below their own."""
    if (data.email is None) == (data.human_id is None):
        raise Refusal("validation_error", fields=[FieldError("/email", "required")])
    async with request.web.database.write() as work:
        found = await read_organisation(work, slug)
        to = {"email": data.email, "human_id": data.human_id}
        return Invited(await invite(work, request.principal, found.id, data.role, **to))  # type: ignore[arg-type]


@patch(
    "/organisations/{slug:str}/members/{membership_id:uuid}",
    guards=[needs(ACT)],
    operation_id="changeRole",
    summary="Change a member's role",
)
async def change_member(
    request: Visit, slug: FromPath[str], membership_id: FromPath[UUID], data: JSONBody[RoleChange]
) -> Items[Member]:
    """Give a member or an invited person another role; the last owner stays one (409)."""
    async with request.web.database.write() as work:
        found = await read_organisation(work, slug)
        await change_role(work, request.principal, found.id, membership_id, data.role)
        return Items(await members_of(work, found.id, with_invited=True))


@delete(
    "/organisations/{slug:str}/members/{membership_id:uuid}",
    guards=[needs(ACT)],
    operation_id="removeMember",
    summary="End a membership",
)
async def remove(request: Visit, slug: FromPath[str], membership_id: FromPath[UUID]) -> None:
    """End another's membership, or withdraw an invitation."""
    async with request.web.database.write() as work:
        found = await read_organisation(work, slug)
        await remove_member(work, request.principal, found.id, membership_id)


@delete(
    "/organisations/{slug:str}/membership",
    guards=[needs(ACT)],
    operation_id="leaveOrganisation",
    summary="Leave an organisation",
)
async def leave(request: Visit, slug: FromPath[str]) -> None:
    """End one's own membership; the last owner stays (409)."""
    async with request.web.database.write() as work:
        found = await read_organisation(work, slug)
        await require_member(work, request.principal, found.id)
        await end_membership(work, found.id, request.principal.account_id)


@get("/invitations", guards=[needs(ACT)], operation_id="listInvitations", summary="List one's invitations")
async def list_invitations(request: Visit) -> Items[Invitation]:
    """List the invitations one may answer."""
    async with request.web.database.read() as work:
        return Items(await invitations_of(work, request.principal.account_id))


@post(
    "/invitations/{membership_id:uuid}",
    guards=[needs(ACT)],
    operation_id="answerInvitation",
    summary="Accept or decline an invitation",
)
async def answer_invitation(
    request: Visit, membership_id: FromPath[UUID], data: JSONBody[InvitationAnswer]
) -> Items[OwnOrganisation]:
    """Accept or decline; answers with the organisations one is a member of now."""
    async with request.web.database.write() as work:
        await answer(work, request.principal.account_id, membership_id, accepted=data.accept)
        return Items(await organisations_of(work, request.principal.account_id))


@get(
    "/organisations/{slug:str}/tokens",
    guards=[needs(ACT)],
    operation_id="listOrganisationTokens",
    summary="List the service tokens of an organisation",
)
async def list_organisation_tokens(request: Visit, slug: FromPath[str]) -> Items[ServiceToken]:
    """List them with their prefixes; owners only."""
    async with request.web.database.read() as work:
        found = await read_organisation(work, slug)
        await require_member(work, request.principal, found.id, "owner")
        return Items(await list_tokens(work, found.id))


@post(
    "/organisations/{slug:str}/tokens",
    guards=[needs(ACT)],
    opt={"idempotency": "never"},
    operation_id="makeOrganisationToken",
    summary="Make a service token of an organisation",
)
async def make_organisation_token(request: Visit, slug: FromPath[str], data: JSONBody[NewToken]) -> MadeToken:
    """Make a token, shown in this answer only; owners only."""
    async with request.web.database.write() as work:
        found = await read_organisation(work, slug)
        return await make_token(work, identity_in(request).keys, request.principal, found.id, data)


@delete(
    "/organisations/{slug:str}/tokens/{token_id:uuid}",
    guards=[needs(ACT)],
    operation_id="revokeOrganisationToken",
    summary="Revoke a service token of an organisation",
)
async def revoke_organisation_token(request: Visit, slug: FromPath[str], token_id: FromPath[UUID]) -> None:
    """End a token at once; owners only."""
    async with request.web.database.write() as work:
        found = await read_organisation(work, slug)
        await revoke_token(work, request.principal, found.id, token_id)


ROUTES = [
    list_organisations,
    create,
    read,
    change,
    close,
    list_members,
    invite_member,
    change_member,
    remove,
    leave,
    list_invitations,
    answer_invitation,
    list_organisation_tokens,
    make_organisation_token,
    revoke_organisation_token,
]
