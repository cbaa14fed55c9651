"""The pages of organisations: one's own, and each one's public page with its members' area."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect

from commonweal_identity.organisations.acts import OrganisationChange, change_organisation, close_organisation
from commonweal_identity.organisations.http import INVITING
from commonweal_identity.organisations.inviting import answer, invitations_of, invite
from commonweal_identity.organisations.members import (
    change_role,
    end_membership,
    remove_member,
    require_member,
)
from commonweal_identity.organisations.permissions import ACT
from commonweal_identity.organisations.reading import (
    OrganisationProfile,
    members_of,
    organisations_of,
    read_organisation,
)
from commonweal_identity.organisations.rules import ROLES, About, Name, Role, Website, may_manage
from commonweal_identity.organisations.tokens import (
    ORGANISATION_SCOPES,
    MadeToken,
    NewToken,
    list_tokens,
    make_token,
    revoke_token,
)
from commonweal_identity.services import identity_in

MINE = "/organisations"


class InviteEntries(msgspec.Struct):
    """What the form of an invitation sends."""

    email: Annotated[str, msgspec.Meta(max_length=254)]
    role: Role


class RoleEntries(msgspec.Struct):
    """What the form beside a member sends."""

    role: Role


class WordEntries(msgspec.Struct):
    """What the form of an organisation's words sends."""

    name: Name
    about: About = ""
    website: Website = ""


class TokenEntries(msgspec.Struct):
    """What the form of a new token sends."""

    name: Annotated[str, msgspec.Meta(min_length=2, max_length=100)]
    days: Annotated[int, msgspec.Meta(ge=1, le=366)]
    scopes: Annotated[list[str], msgspec.Meta(min_length=1, max_length=20)]


class AnswerEntries(msgspec.Struct):
    """Which button of an invitation was pressed."""

    accept: bool = False


class CloseEntries(msgspec.Struct):
    """What the form that closes an organisation sends: its name, typed again."""

    typed_name: Annotated[str, msgspec.Meta(max_length=200)]


@get(MINE, guards=[needs(ACT)])
async def mine_page(request: Visit) -> Page:
    """Show one's organisations, and the invitations to answer."""
    async with request.web.database.read() as work:
        context = {
            "organisations": await organisations_of(work, request.principal.account_id),
            "invitations": await invitations_of(work, request.principal.account_id),
        }
    return Page("identity/organisations.html", context)


@post("/organisations/invitations/{membership_id:uuid}", guards=[needs(ACT)])
async def answer_page(request: Visit, membership_id: FromPath[UUID]) -> Redirect:
    """Accept or decline an invitation."""
    form = await read_form(request, AnswerEntries)
    accepted = form.value is not None and form.value.accept
    async with request.web.database.write() as work:
        await answer(work, request.principal.account_id, membership_id, accepted=accepted)
    return _back(MINE, "accepted" if accepted else "declined")


@get("/organisations/{slug:str}")
async def organisation_page(request: Visit, slug: FromPath[str]) -> Page:
    """Show an organisation; its members see its members and what they may change."""
    return await _show(request, slug)


@post("/organisations/{slug:str}/invite", guards=[needs(ACT), INVITING])
async def invite_page(request: Visit, slug: FromPath[str]) -> Page | Redirect:
    """Invite a person by address."""
    form = await read_form(request, InviteEntries)
    if form.value is not None:
        try:
            async with request.web.database.write() as work:
                found = await read_organisation(work, slug)
                await invite(work, request.principal, found.id, form.value.role, email=form.value.email)
        except Refusal as refusal:
            _refuse(form, refusal, "identity-invite-conflict")
        else:
            return _back(f"{MINE}/{slug}", "invited")
    return await _show(request, slug, invite_form=form, status=422)


@post("/organisations/{slug:str}/words", guards=[needs(ACT)])
async def words_page(request: Visit, slug: FromPath[str]) -> Page | Redirect:
    """Change name, words and website."""
    form = await read_form(request, WordEntries)
    if form.value is not None:
        given = OrganisationChange(form.value.name, form.value.about, form.value.website)
        try:
            async with request.web.database.write() as work:
                found = await read_organisation(work, slug)
                await change_organisation(work, request.principal, found.id, given)
        except Refusal as refusal:
            _refuse(form, refusal, "")
        else:
            return _back(f"{MINE}/{slug}", "saved")
    return await _show(request, slug, words_form=form, status=422)


@post("/organisations/{slug:str}/members/{membership_id:uuid}/role", guards=[needs(ACT)])
async def role_page(request: Visit, slug: FromPath[str], membership_id: FromPath[UUID]) -> Page | Redirect:
    """Give a member another role."""
    form = await read_form(request, RoleEntries)
    if form.value is not None:
        try:
            async with request.web.database.write() as work:
                found = await read_organisation(work, slug)
                await change_role(work, request.principal, found.id, membership_id, form.value.role)
        except Refusal as refusal:
            _refuse(form, refusal, "identity-last-owner")
        else:
            return _back(f"{MINE}/{slug}", "role")
    return await _show(request, slug, members_form=form, status=422)


@post("/organisations/{slug:str}/members/{membership_id:uuid}/end", guards=[needs(ACT)])
async def end_page(request: Visit, slug: FromPath[str], membership_id: FromPath[UUID]) -> Page | Redirect:
    """End another's membership, or withdraw an invitation."""
    form = empty_form(request)
    try:
        async with request.web.database.write() as work:
            found = await read_organisation(work, slug)
            await remove_member(work, request.principal, found.id, membership_id)
    except Refusal as refusal:
        _refuse(form, refusal, "identity-last-owner")
        return await _show(request, slug, members_form=form, status=422)
    return _back(f"{MINE}/{slug}", "removed")


@post("/organisations/{slug:str}/leave", guards=[needs(ACT)])
async def leave_page(request: Visit, slug: FromPath[str]) -> Page | Redirect:
    """End one's own membership."""
    form = empty_form(request)
    try:
        async with request.web.database.write() as work:
            found = await read_organisation(work, slug)
            await require_member(work, request.principal, found.id)
            await end_membership(work, found.id, request.principal.account_id)
    except Refusal as refusal:
        _refuse(form, refusal, "identity-last-owner")
        return await _show(request, slug, members_form=form, status=422)
    return _back(MINE, "left")


@post("/organisations/{slug:str}/close", guards=[needs(ACT)])
async def close_page(request: Visit, slug: FromPath[str]) -> Page | Redirect:
    """Close an organisation for good, once its name is typed."""
    form = await read_form(request, CloseEntries)
    if form.value is not None:
        async with request.web.database.write() as work:
            found = await read_organisation(work, slug)
            if form.value.typed_name == found.name:
                await close_organisation(work, request.principal, found.id)
                return _back(MINE, "closed")
        form.fail("typed_name", "wrong_name", "identity-organisation-close-wrong")
    return await _show(request, slug, close_form=form, status=422)


@post("/organisations/{slug:str}/tokens", guards=[needs(ACT)], opt={"idempotency": "never"})
async def token_page(request: Visit, slug: FromPath[str]) -> Page:
    """Make a service token and show it, this once."""
    form = await read_form(request, TokenEntries)
    if form.value is not None:
        new = NewToken(form.value.name, form.value.scopes, form.value.days)
        try:
            async with request.web.database.write() as work:
                found = await read_organisation(work, slug)
                made = await make_token(work, identity_in(request).keys, request.principal, found.id, new)
        except Refusal as refusal:
            _refuse(form, refusal, "identity-token-too-many")
        else:
            return await _show(request, slug, made=made)
    return await _show(request, slug, token_form=form, status=422)


@post("/organisations/{slug:str}/tokens/{token_id:uuid}/revoke", guards=[needs(ACT)])
async def revoke_page(request: Visit, slug: FromPath[str], token_id: FromPath[UUID]) -> Redirect:
    """End a service token at once."""
    async with request.web.database.write() as work:
        found = await read_organisation(work, slug)
        await revoke_token(work, request.principal, found.id, token_id)
    return _back(f"{MINE}/{slug}", "revoked")


async def _show(
    request: Visit, slug: str, *, status: int = 200, made: MadeToken | None = None, **forms: Form[Any]
) -> Page:
    async with request.web.database.read() as work:
        found = await read_organisation(work, slug)
        context: dict[str, Any] = {"organisation": found, "own": None, "made": made}
        if ACT.allows(request.principal):
            context |= await _as_member(request, found)
    names = ("invite_form", "words_form", "members_form", "token_form", "close_form")
    context |= {name: forms.get(name) or empty_form(request) for name in names}
    headers = {"cache-control": "no-store"} if made else None
    slots = {"identity.organisation": {"organisation": found}}
    return Page("identity/organisation.html", context, status=status, headers=headers, slots=slots)


async def _as_member(request: Visit, found: OrganisationProfile) -> dict[str, Any]:
    """Return what a member sees in addition."""
    async with request.web.database.read() as work:
        own = next(
            (
                each
                for each in await organisations_of(work, request.principal.account_id)
                if each.id == found.id
            ),
            None,
        )
        if own is None:
            return {}
        managed = [role for role in ROLES if may_manage(own.role, role)]
        return {
            "own": own,
            "managed": managed,
            "members": await members_of(work, found.id, with_invited=bool(managed)),
            "tokens": await list_tokens(work, found.id) if own.role == "owner" else None,
            "scopes": ORGANISATION_SCOPES,
        }


def _refuse(form: Form[Any], refusal: Refusal, when_conflict: str) -> None:
    """Show why the rules refused, but for what is not this reader's business at all."""
    if refusal.code in {"not_found", "forbidden"}:
        raise refusal
    form.refuse(refusal, when_conflict if refusal.code == "conflict" else "")


def _back(url: str, told: str) -> Redirect:
    answered = Redirect(url, status_code=303)
    flash(answered, f"identity-flash-organisation-{told}")
    return answered


PAGES = [
    mine_page,
    answer_page,
    organisation_page,
    invite_page,
    words_page,
    role_page,
    end_page,
    leave_page,
    close_page,
    token_page,
    revoke_page,
]
