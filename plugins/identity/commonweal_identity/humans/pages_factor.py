"""The pages of the second factor: set up, switched off, new recovery codes."""

from typing import Annotated, Any

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, limited, needs, read_form
from litestar import Response, get, post
from litestar.response import Redirect
from markupsafe import Markup
from msgspec import Meta

from commonweal_identity.humans.entering import ENROL_PAGE
from commonweal_identity.humans.http import NEVER
from commonweal_identity.humans.pages_account import SECURITY
from commonweal_identity.humans.permissions import OWN_ACCOUNT
from commonweal_identity.humans.proving import own_account, prove
from commonweal_identity.humans.second_factor import (
    check_second_factor,
    finish_enrolment,
    new_recovery_codes,
    picture,
    remove_second_factor,
    second_factor_state,
    start_enrolment,
)
from commonweal_identity.services import identity_in

GUARDS = [needs(OWN_ACCOUNT)]
WRITES = [needs(OWN_ACCOUNT), limited("second_factor", 20, 900)]
_Code = Annotated[str, Meta(max_length=40)]
_SECRET_SHOWN = {"cache-control": "no-store"}


class EnrolForm(msgspec.Struct):
    """The first code of the app."""

    code: _Code


class ProofForm(msgspec.Struct):
    """Password and a code."""

    code: _Code
    password: Annotated[str, Meta(max_length=1_024)] = ""


@get(ENROL_PAGE, guards=GUARDS)
async def enrol_page(request: Visit) -> Response[Any]:
    """Show the secret to share with an app, unless there is a second factor already."""
    async with request.web.database.read() as work:
        has_factor, _ = await second_factor_state(work, request.principal.account_id)
    if has_factor:
        return Redirect(SECURITY, status_code=303)
    return await _enrol(request, empty_form(request))


@post(ENROL_PAGE, guards=WRITES, opt=NEVER)
async def enrol_form(request: Visit) -> Response[Any]:
    """Switch the second factor on, and show the recovery codes this once."""
    form = await read_form(request, EnrolForm)
    if form.value is None:
        return await _enrol(request, form)
    principal = request.principal
    try:
        codes = await finish_enrolment(
            request.web.database,
            identity_in(request).keys,
            principal.account_id,
            principal.session_id,
            form.value.code,
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return await _enrol(request, form)
    return _codes(codes)


@get(f"{ENROL_PAGE}/remove", guards=GUARDS)
async def remove_page(request: Visit) -> Page:
    """Show the form that switches the second factor off."""
    return await _proof(request, empty_form(request), "remove")


@post(f"{ENROL_PAGE}/remove", guards=WRITES, opt=NEVER)
async def remove_form(request: Visit) -> Response[Any]:
    """Switch the second factor off."""
    form = await read_form(request, ProofForm)
    if not await _is_proved(request, form):
        return await _proof(request, form, "remove")
    async with request.web.database.write() as work:
        await remove_second_factor(work, request.principal.account_id)
    response = Redirect(SECURITY, status_code=303)
    flash(response, "identity-flash-second-factor-removed")
    return response


@get(f"{ENROL_PAGE}/codes", guards=GUARDS)
async def codes_page(request: Visit) -> Page:
    """Show the form that makes new recovery codes."""
    return await _proof(request, empty_form(request), "codes")


@post(f"{ENROL_PAGE}/codes", guards=WRITES, opt=NEVER)
async def codes_form(request: Visit) -> Response[Any]:
    """Make new recovery codes; those before are worth nothing any more."""
    form = await read_form(request, ProofForm)
    if not await _is_proved(request, form):
        return await _proof(request, form, "codes")
    async with request.web.database.write() as work:
        codes = await new_recovery_codes(work, identity_in(request).keys, request.principal.account_id)
    return _codes(codes)


async def _is_proved(request: Visit, form: Form[ProofForm]) -> bool:
    if form.value is None:
        return False
    keys, human_id = identity_in(request).keys, request.principal.account_id
    try:
        await prove(request, form.value.password)
        await check_second_factor(request.web.database, keys, human_id, form.value.code)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


async def _enrol(request: Visit, form: Form[Any]) -> Page:
    account, keys = await own_account(request), identity_in(request).keys
    async with request.web.database.write() as work:
        secret = await start_enrolment(work, keys, request.principal.account_id)
    context = {
        "form": form,
        "account": account,
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "picture": Markup(picture(secret, account["email"])),  # noqa: S704 - drawn by us
    }
    status = 422 if form.is_wrong else 200
    return Page("identity/humans/factor_enrol.html", context, status=status, headers=_SECRET_SHOWN)


async def _proof(request: Visit, form: Form[Any], action: str) -> Page:
    context = {"form": form, "action": action, "account": await own_account(request)}
    return Page("identity/humans/factor_proof.html", context, status=422 if form.is_wrong else 200)


def _codes(codes: list[str]) -> Page:
    return Page("identity/humans/factor_codes.html", {"codes": codes}, headers=_SECRET_SHOWN)


PAGES = [enrol_page, enrol_form, remove_page, remove_form, codes_page, codes_form]
