"""The pages of one's own account: the landing page, security, sessions."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from msgspec import Meta

from commonweal_identity.humans.credentials import ask_for_address, change_address, change_password
from commonweal_identity.humans.http import GUESS, NEVER, REGISTER
from commonweal_identity.humans.permissions import OWN_ACCOUNT
from commonweal_identity.humans.provider_links import connections_of
from commonweal_identity.humans.proving import own_account, prove
from commonweal_identity.humans.second_factor import second_factor_state
from commonweal_identity.humans.sessions import end_other_sessions, end_own_session, sessions_of
from commonweal_identity.services import identity_in

SECURITY, SESSIONS = "/account/security", "/account/sessions"
GUARDS = [needs(OWN_ACCOUNT)]
Text = Annotated[str, Meta(max_length=1_024)]


class PasswordForm(msgspec.Struct):
    """The present password and the new one."""

    new_password: Text
    password: Text = ""


class AddressForm(msgspec.Struct):
    """The new address, and the password."""

    email: Annotated[str, Meta(max_length=254)]
    password: Text = ""


class AddressCodeForm(msgspec.Struct):
    """The code that was sent to the new address."""

    id: UUID
    code: Annotated[str, Meta(max_length=40)]


@get("/account", guards=GUARDS)
async def account_page(request: Visit) -> Page:
    """Show what there is to do, and what other plugins say about the account."""
    return Page(
        "identity/humans/account.html",
        {"account": await own_account(request)},
        slots={"identity.account.cards": {}},
    )


@get(SECURITY, guards=GUARDS)
async def security_page(request: Visit) -> Page:
    """Show how one signs in."""
    human_id = request.principal.account_id
    async with request.web.database.read() as work:
        has_factor, left = await second_factor_state(work, human_id)
        connections = await connections_of(work, human_id)
    context = {
        "account": await own_account(request),
        "has_factor": has_factor,
        "codes_left": left,
        "providers": identity_in(request).settings.providers,
        "connections": connections,
    }
    return Page("identity/humans/security.html", context)


@get(f"{SECURITY}/password", guards=GUARDS)
async def password_page(request: Visit) -> Page:
    """Show the form for a new password."""
    return await _shown(request, "password", empty_form(request))


@post(f"{SECURITY}/password", guards=GUARDS, opt=NEVER)
async def password_form(request: Visit) -> Response[Any]:
    """Set a new password, and end the other sessions."""
    form = await read_form(request, PasswordForm)
    if form.value is None:
        return await _shown(request, "password", form)
    principal = request.principal
    try:
        await prove(request, form.value.password)
        await change_password(
            request.web.database,
            identity_in(request),
            principal.account_id,
            principal.session_id,
            form.value.new_password,
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return await _shown(request, "password", form)
    return _done("password-changed")


@get(f"{SECURITY}/address", guards=GUARDS)
async def address_page(request: Visit) -> Page:
    """Show the form for a new address."""
    return await _shown(request, "address", empty_form(request))


@post(f"{SECURITY}/address", guards=[*GUARDS, REGISTER], opt=NEVER)
async def address_form(request: Visit) -> Response[Any]:
    """Send a code to the new address."""
    form = await read_form(request, AddressForm)
    if form.value is None:
        return await _shown(request, "address", form)
    try:
        await prove(request, form.value.password)
        code_id = await ask_for_address(
            request.web.database, request.principal.account_id, form.value.email, request.locale
        )
    except Refusal as refusal:
        if refusal.code == "conflict":
            form.fail("email", "invalid", "identity-field-own-address")
        else:
            form.refuse(refusal)
        return await _shown(request, "address", form)
    return Redirect(f"{SECURITY}/address/confirm?id={code_id}", status_code=303)


@get(f"{SECURITY}/address/confirm", guards=GUARDS)
async def address_code_page(
    request: Visit,
    id: FromQuery[str | None] = None,  # noqa: A002 - the name in the address
) -> Page:
    """Show the form for the code that was sent to the new address."""
    return await _shown(request, "address_confirm", empty_form(request, id=id))


@post(f"{SECURITY}/address/confirm", guards=[*GUARDS, GUESS], opt=NEVER)
async def address_code_form(request: Visit) -> Response[Any]:
    """Take the new address."""
    form = await read_form(request, AddressCodeForm)
    if form.value is None:
        return await _shown(request, "address_confirm", form)
    principal = request.principal
    try:
        await change_address(
            request.web.database,
            identity_in(request),
            principal.account_id,
            principal.session_id,
            form.value.id,
            form.value.code,
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return await _shown(request, "address_confirm", form)
    return _done("address-changed")


@get(SESSIONS, guards=GUARDS)
async def sessions_page(request: Visit) -> Page:
    """List where one is signed in."""
    principal = request.principal
    async with request.web.database.read() as work:
        sessions = await sessions_of(work, principal.account_id, principal.session_id)
    return Page("identity/humans/sessions.html", {"sessions": sessions})


@post(SESSIONS + "/{session_id:uuid}/end", guards=GUARDS)
async def end_session_form(request: Visit, session_id: FromPath[UUID]) -> Response[Any]:
    """End one session."""
    async with request.web.database.write() as work:
        await end_own_session(work, request.principal.account_id, session_id, "ended")
    return _done("session-ended", SESSIONS)


@post(SESSIONS + "/others/end", guards=GUARDS)
async def end_others_form(request: Visit) -> Response[Any]:
    """End all sessions but this one."""
    principal = request.principal
    async with request.web.database.write() as work:
        await end_other_sessions(work, principal.account_id, principal.session_id, "ended")
    return _done("sessions-ended", SESSIONS)


async def _shown(request: Visit, name: str, form: Form[Any]) -> Page:
    context = {"form": form, "account": await own_account(request)}
    return Page(f"identity/humans/{name}.html", context, status=422 if form.is_wrong else 200)


def _done(message: str, onward: str = SECURITY) -> Response[Any]:
    response = Redirect(onward, status_code=303)
    flash(response, f"identity-flash-{message}")
    return response


PAGES = [
    account_page,
    security_page,
    password_page,
    password_form,
    address_page,
    address_form,
    address_code_page,
    address_code_form,
    sessions_page,
    end_session_form,
    end_others_form,
]
