"""The administration's pages of organisations and of the deployment's service tokens."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_identity.admin.http import SEARCH, Query, accounts_for
from commonweal_identity.admin.permissions import ADMIN_TOKENS
from commonweal_identity.admin.reading import AccountFilter
from commonweal_identity.organisations.acts import NewOrganisation, create_organisation, invite_owner
from commonweal_identity.organisations.pages import TokenEntries
from commonweal_identity.organisations.permissions import ADMIN_ORGANISATIONS
from commonweal_identity.organisations.rules import Name, Slug
from commonweal_identity.organisations.tokens import (
    DEPLOYMENT_SCOPES,
    MadeToken,
    NewToken,
    list_tokens,
    make_token,
    revoke_token,
)
from commonweal_identity.services import identity_in

ORGANISATIONS, TOKENS = "/admin/organisations", "/admin/service-tokens"
PAGE_SIZE = 25
Address = Annotated[str, msgspec.Meta(max_length=254)]


class OrganisationEntries(msgspec.Struct):
    """What the form of a new organisation sends."""

    name: Name
    slug: Slug
    owner_email: Address


class OwnerEntries(msgspec.Struct):
    """What the form of an owner's invitation sends."""

    owner_email: Address


@get(ORGANISATIONS, guards=[needs(ADMIN_ORGANISATIONS), SEARCH])
async def organisations_page(request: Visit, q: Query = None, cursor: FromQuery[str | None] = None) -> Page:
    """List organisations, and make another."""
    return await _show_organisations(request, empty_form(request), q, cursor)


@post(ORGANISATIONS, guards=[needs(ADMIN_ORGANISATIONS)])
async def create_page(request: Visit) -> Page | Redirect:
    """Make an organisation and invite its first owner."""
    form = await read_form(request, OrganisationEntries)
    if form.value is not None:
        new = NewOrganisation(form.value.slug, form.value.name, form.value.owner_email)
        try:
            async with request.web.database.write() as work:
                await create_organisation(work, request.principal, new)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return _told(f"/organisations/{new.slug}", "created")
    return await _show_organisations(request, form, None, None, 422)


@post("/admin/accounts/{account_id:uuid}/owner", guards=[needs(ADMIN_ORGANISATIONS)])
async def owner_page(request: Visit, account_id: FromPath[UUID]) -> Redirect:
    """Invite an owner of an organisation, such as one whose owners are gone."""
    form = await read_form(request, OwnerEntries)
    if form.value is None:
        raise Refusal("validation_error", fields=list(form.errors.values()))
    async with request.web.database.write() as work:
        await invite_owner(work, request.principal, account_id, form.value.owner_email)
    return _told(f"/admin/accounts/{account_id}", "owner")


@get(TOKENS, guards=[needs(ADMIN_TOKENS)])
async def tokens_page(request: Visit) -> Page:
    """List the deployment's service tokens, and make another."""
    return await _show_tokens(request, empty_form(request))


@post(TOKENS, guards=[needs(ADMIN_TOKENS)], opt={"idempotency": "never"})
async def make_page(request: Visit) -> Page:
    """Make a token and show it, this once."""
    form = await read_form(request, TokenEntries)
    if form.value is not None:
        new = NewToken(form.value.name, form.value.scopes, form.value.days)
        try:
            async with request.web.database.write() as work:
                made = await make_token(work, identity_in(request).keys, request.principal, None, new)
        except Refusal as refusal:
            form.refuse(refusal, "identity-token-too-many" if refusal.code == "conflict" else "")
        else:
            return await _show_tokens(request, empty_form(request), made=made)
    return await _show_tokens(request, form, status=422)


@post("/admin/service-tokens/{token_id:uuid}/revoke", guards=[needs(ADMIN_TOKENS)])
async def revoke_page(request: Visit, token_id: FromPath[UUID]) -> Redirect:
    """End a token at once."""
    async with request.web.database.write() as work:
        await revoke_token(work, request.principal, None, token_id)
    return _told(TOKENS, "token-revoked")


async def _show_organisations(
    request: Visit, form: Form[Any], q: str | None, cursor: str | None, status: int = 200
) -> Page:
    listed = await accounts_for(request, AccountFilter(q, "organisation"), cursor, PAGE_SIZE)
    context = {
        "organisations": listed.items,
        "form": form,
        "q": q or "",
        "next_url": request.here(cursor=listed.next_cursor) if listed.next_cursor else "",
        "first_url": request.here(cursor=None) if cursor else "",
    }
    return Page("identity/admin_organisations.html", context, status=status)


async def _show_tokens(
    request: Visit, form: Form[Any], *, made: MadeToken | None = None, status: int = 200
) -> Page:
    async with request.web.database.read() as work:
        tokens = await list_tokens(work, None)
    context = {"tokens": tokens, "form": form, "made": made, "scopes": DEPLOYMENT_SCOPES, "address": TOKENS}
    headers = {"cache-control": "no-store"} if made else None
    return Page("identity/admin_tokens.html", context, status=status, headers=headers)


def _told(url: str, told: str) -> Redirect:
    answered = Redirect(url, status_code=303)
    flash(answered, f"identity-flash-admin-{told}")
    return answered


PAGES = [organisations_page, create_page, owner_page, tokens_page, make_page, revoke_page]
