"""The pages for a forgotten password."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Page, Refusal, Visit, empty_form, flash, read_form
from litestar import Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect
from msgspec import Meta

from commonweal_identity.humans.codes import resend_code
from commonweal_identity.humans.credentials import forgotten, reset_password
from commonweal_identity.humans.http import ENTERING, GUESS, REGISTER
from commonweal_identity.humans.mailing import ask_for_code
from commonweal_identity.humans.pages_entrance import AgainForm, shown, with_code
from commonweal_identity.services import identity_in

_Address = Annotated[str, Meta(max_length=254)]
_Password = Annotated[str, Meta(max_length=1_024)]
_Code = Annotated[str, Meta(max_length=40)]


class ForgottenForm(msgspec.Struct):
    """Whose password is forgotten."""

    email: _Address


class ResetForm(msgspec.Struct):
    """The code from the mail, and the new password."""

    id: UUID
    code: _Code
    password: _Password


@get("/forgotten")
async def forgotten_page(request: Visit) -> Page:
    """Show the form for a forgotten password."""
    return shown("forgotten", empty_form(request))


@post("/forgotten", guards=[REGISTER], opt=ENTERING)
async def forgotten_form(request: Visit) -> Response[Any]:
    """Send a code if somebody has the address; nothing tells whether."""
    form = await read_form(request, ForgottenForm)
    if form.value is None:
        return shown("forgotten", form)
    try:
        code_id = await forgotten(request.web.database, form.value.email, request.locale)
    except Refusal as refusal:
        form.refuse(refusal)
        return shown("forgotten", form)
    return Redirect(with_code("/reset", code_id, ""), status_code=303)


@get("/reset")
async def reset_page(request: Visit, id: FromQuery[str | None] = None) -> Page:  # noqa: A002 - as in the address
    """Show the form for a new password."""
    return shown("reset", empty_form(request, id=id))


@post("/reset", guards=[GUESS], opt=ENTERING)
async def reset_form(request: Visit) -> Response[Any]:
    """Set the new password once the code is right."""
    form = await read_form(request, ResetForm)
    if form.value is None:
        return shown("reset", form)
    entered = form.value
    try:
        await reset_password(
            request.web.database, identity_in(request), entered.id, entered.code, entered.password
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return shown("reset", form)
    response = Redirect("/sign-in", status_code=303)
    flash(response, "identity-flash-password-reset")
    return response


@post("/reset/again", guards=[GUESS], opt=ENTERING)
async def reset_again(request: Visit) -> Response[Any]:
    """Send another code for a new password."""
    form = await read_form(request, AgainForm)
    if form.value is None:
        raise Refusal("not_found")
    try:
        async with request.web.database.write() as work:
            await resend_code(work, form.value.id, "reset")
            await ask_for_code(work, form.value.id)
    except Refusal as refusal:
        form.refuse(refusal)
        return shown("reset", form)
    response = Redirect(with_code("/reset", form.value.id, ""), status_code=303)
    flash(response, "identity-flash-code-sent")
    return response


PAGES = [forgotten_page, forgotten_form, reset_page, reset_form, reset_again]
