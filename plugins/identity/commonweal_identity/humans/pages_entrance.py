"""The pages before one is signed in: registering, signing in, the second step, and signing out."""

from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from commonweal import Form, MailSettings, Page, Refusal, Visit, empty_form, flash, limited, read_form
from litestar import Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect
from msgspec import Meta

from commonweal_identity.humans.cookies import INVITER, SESSION, read_cookie, set_cookie
from commonweal_identity.humans.entering import ENROL_PAGE, STEP_PAGE, enter, enter_now, half_way
from commonweal_identity.humans.http import ENTERING, GUESS, LOGIN, REGISTER, require_promises
from commonweal_identity.humans.registration import (
    Newcomer,
    checked_name,
    confirm,
    confirm_guess,
    register,
    send_again,
)
from commonweal_identity.humans.samples import SAMPLE_PASSWORD, sample_accounts
from commonweal_identity.humans.second_factor import check_second_factor
from commonweal_identity.humans.sessions import end_sessions
from commonweal_identity.humans.signing_in import check_sign_in, find_signed_in
from commonweal_identity.humans.visitors import safe_next
from commonweal_identity.passwords import check_password, normal_address
from commonweal_identity.services import identity_in

ORIENTATION = "/orientation"
_Address = Annotated[str, Meta(max_length=254)]
_Password = Annotated[str, Meta(max_length=1_024)]
_Code = Annotated[str, Meta(max_length=40)]


class RegisterForm(msgspec.Struct):
    """What a newcomer enters."""

    display_name: Annotated[str, Meta(min_length=2, max_length=200)]
    email: _Address
    password: _Password
    is_adult: bool
    accepts_terms: bool
    next: str = ""
    invited_by: str = ""


class ConfirmForm(msgspec.Struct):
    """The code, and what it was sent for."""

    id: UUID
    code: _Code
    next: str = ""


class AgainForm(msgspec.Struct):
    """For what another code is to be sent."""

    id: UUID
    next: str = ""


class SignInForm(msgspec.Struct):
    """Address and password."""

    email: _Address
    password: _Password
    next: str = ""


class StepForm(msgspec.Struct):
    """A code of the authenticator app, or a recovery code."""

    code: _Code


@get("/register")
async def register_page(
    request: Visit,
    next: FromQuery[str | None] = None,  # noqa: A002 - the name in the address
    invited_by: FromQuery[str | None] = None,
) -> Response[Any]:
    """Show the form that asks for an account."""
    if request.principal.kind == "human":
        return Redirect(safe_next(next), status_code=303)
    page = _register(request, empty_form(request, next=next, invited_by=invited_by))
    if inviter := id_or_none(invited_by or ""):
        set_cookie(page, request, INVITER, str(inviter))  # whoever looks around first was still invited
    return page


@post("/register", opt=ENTERING)
async def register_form(request: Visit) -> Response[Any]:
    """Note who asks, and lead on to the code; the same whether the address is known or not."""
    form = await read_form(request, RegisterForm)
    _refuse_early(form)
    if form.value is None or form.is_wrong:
        return _register(request, form)
    entered = form.value
    try:
        await REGISTER(request, request.route_handler)  # a slip of the pen is no registration
        newcomer = Newcomer(
            email=entered.email,
            display_name=entered.display_name,
            locale=request.locale,
            password=entered.password,
            invited_by=id_or_none(entered.invited_by) or inviter_of(request),
        )
        code_id = await register(request.web.database, identity_in(request), newcomer)
    except Refusal as refusal:
        form.refuse(refusal)
        return _register(request, form)
    return Redirect(confirm_address(code_id, entered.next), status_code=303)


@get("/confirm")
async def confirm_page(
    request: Visit,
    id: FromQuery[str | None] = None,  # noqa: A002 - the name in the address
    next: FromQuery[str | None] = None,  # noqa: A002
) -> Page:
    """Show the form for the code that was sent."""
    return _confirm(empty_form(request, id=id, next=next))


@post("/confirm", guards=[GUESS], opt=ENTERING)
async def confirm_form(request: Visit) -> Response[Any]:
    """Make the account once the code is right, and sign in."""
    form = await read_form(request, ConfirmForm)
    if form.value is None:
        return _confirm(form)
    try:
        code = await confirm_guess(request.web.database, identity_in(request), form.value.id, form.value.code)
        async with request.web.database.write() as work:
            human_id = await confirm(work, code)
    except Refusal as refusal:
        form.refuse(refusal)
        return _confirm(form)
    onward = safe_next(form.value.next, ORIENTATION)
    response = await enter_now(request, human_id, onward, second_factor=False)
    flash(response, "identity-flash-welcome")
    return response


@post("/confirm/again", guards=[GUESS], opt=ENTERING)
async def confirm_again(request: Visit) -> Response[Any]:
    """Send another code."""
    form = await read_form(request, AgainForm)
    if form.value is None:
        raise Refusal("not_found")
    try:
        await send_again(request.web.database, form.value.id)
    except Refusal as refusal:
        form.refuse(refusal)
        return _confirm(form)
    response = Redirect(confirm_address(form.value.id, form.value.next), status_code=303)
    flash(response, "identity-flash-code-sent")
    return response


@get("/sign-in")
async def sign_in_page(
    request: Visit,
    next: FromQuery[str | None] = None,  # noqa: A002 - the name in the address
) -> Response[Any]:
    """Show the form to sign in with; an admin without the second factor is led on to it."""
    if "admin_pending" in request.principal.roles:
        who = await find_signed_in(request.web.database, request.principal.account_id)
        return (
            await enter(request, who, safe_next(next))
            if who.needs_second_factor
            else Redirect(ENROL_PAGE, status_code=303)
        )
    if request.principal.kind == "human":
        return Redirect(safe_next(next), status_code=303)
    return await sign_in_with(request, empty_form(request, next=next))


@post("/sign-in", guards=[LOGIN], opt=ENTERING)
async def sign_in_form(request: Visit) -> Response[Any]:
    """Sign in, or lead on to the second factor."""
    form = await read_form(request, SignInForm)
    if form.value is None:
        return await sign_in_with(request, form)
    try:
        who = await check_sign_in(
            request.web.database, identity_in(request), form.value.email, form.value.password
        )
    except Refusal as refusal:
        form.refuse(refusal, _words(refusal, "identity-sign-in-wrong"))
        return await sign_in_with(request, form)
    return await enter(request, who, safe_next(form.value.next))


@get(STEP_PAGE)
async def second_step_page(request: Visit) -> Response[Any]:
    """Show the form for the second factor."""
    if half_way(request) is None:
        return Redirect("/sign-in", status_code=303)
    return shown("second_step", empty_form(request))


@post(STEP_PAGE, guards=[limited("second_factor", 20, 900)], opt=ENTERING)
async def second_step_form(request: Visit) -> Response[Any]:
    """Let a person in whose second factor is right."""
    halfway = half_way(request)
    if halfway is None:
        return Redirect("/sign-in", status_code=303)
    form = await read_form(request, StepForm)
    if form.value is None:
        return shown("second_step", form)
    database = request.web.database
    try:
        await find_signed_in(database, halfway.human_id)
        await check_second_factor(database, identity_in(request).keys, halfway.human_id, form.value.code)
    except Refusal as refusal:
        form.refuse(refusal)
        return shown("second_step", form)
    return await enter_now(request, halfway.human_id, halfway.next, second_factor=True)


@get("/sign-out")
async def sign_out_page(request: Visit) -> Response[Any]:
    """Ask whether to sign out: a link alone must not do it."""
    if request.principal.kind == "guest":
        return Redirect("/", status_code=303)
    return Page("identity/humans/sign_out.html")


@post("/sign-out", opt={"public": "ends the session of whoever asks, and nobody else's"})
async def sign_out_form(request: Visit) -> Response[Any]:
    """End this session."""
    if request.principal.session_id is not None:
        async with request.web.database.write() as work:
            await end_sessions(work, [request.principal.session_id], "signed_out")
    response = Redirect("/", status_code=303)
    set_cookie(response, request, SESSION, "")
    response.headers["clear-site-data"] = '"cache"'
    return response


def shown(name: str, form: Form[Any], **context: object) -> Page:
    """Return a page of this part with its form."""
    return Page(
        f"identity/humans/{name}.html", {"form": form, **context}, status=422 if form.is_wrong else 200
    )


def _register(request: Visit, form: Form[Any]) -> Page:
    return shown("register", form, providers=identity_in(request).settings.providers)


def _confirm(form: Form[Any]) -> Page:
    return shown("confirm", form)


async def sign_in_with(request: Visit, form: Form[Any]) -> Page:
    """Return the page to sign in on, with a form that may say what went wrong."""
    samples = []
    if request.web.host.services.get(MailSettings).driver == "mailbox":
        async with request.web.database.read() as work:
            samples = await sample_accounts(work)
    return shown(
        "sign_in",
        form,
        providers=identity_in(request).settings.providers,
        samples=samples,
        sample_password=SAMPLE_PASSWORD,
    )


def _words(refusal: Refusal, wrong: str) -> str:
    """Return our own words for a wrong password; other refusals have good ones."""
    return wrong if refusal.code == "unauthorized" else ""


def _refuse_early(form: Form[RegisterForm]) -> None:
    """Note everything that is wrong with a registration, so that it is said at once."""
    promises = {name: bool(form.text(name)) for name in ("is_adult", "accepts_terms")}
    email, password = form.text("email"), form.text("password")
    for check in (
        lambda: require_promises(**promises),
        lambda: normal_address(email),
        lambda: check_password(password, email, name=form.text("display_name")),
        lambda: checked_name(form.text("display_name")),
    ):
        try:
            check()
        except Refusal as refusal:
            form.refuse(refusal)


def confirm_address(code_id: UUID, onward: str) -> str:
    """Return where the code of a registration is entered."""
    return with_code("/confirm", code_id, onward)


def inviter_of(visit: Visit) -> UUID | None:
    """Return whose invitation this browser followed lately, if any's."""
    return id_or_none(read_cookie(visit, INVITER))


def id_or_none(text: str) -> UUID | None:
    """Return an id; a broken link of an invitation is no reason to refuse a newcomer."""
    try:
        return UUID(text)
    except ValueError:
        return None


def with_code(path: str, code_id: UUID, onward: str) -> str:
    """Return the address of a page where a code is entered."""
    kept = {"id": str(code_id)} | ({"next": onward} if onward else {})
    return f"{path}?{urlencode(kept)}"


PAGES = [
    register_page,
    register_form,
    confirm_page,
    confirm_form,
    confirm_again,
    sign_in_page,
    sign_in_form,
    second_step_page,
    second_step_form,
    sign_out_page,
    sign_out_form,
]
