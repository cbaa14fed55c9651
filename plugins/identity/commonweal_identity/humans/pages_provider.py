"""The pages of signing in through a provider: there, back, the rest of registering, and connections."""

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, limited, needs, read_form
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from msgspec import Meta

from commonweal_identity.humans.cookies import set_cookie
from commonweal_identity.humans.entering import enter, enter_now
from commonweal_identity.humans.http import ENTERING, NEVER, REGISTER, require_promises
from commonweal_identity.humans.pages_account import SECURITY
from commonweal_identity.humans.pages_entrance import ORIENTATION, confirm_address, inviter_of, sign_in_with
from commonweal_identity.humans.permissions import OWN_ACCOUNT
from commonweal_identity.humans.provider_links import connect, disconnect, human_of
from commonweal_identity.humans.provider_visits import (
    NEWCOMER,
    Arrived,
    Stranger,
    arrive,
    depart,
    provider_called,
    remember_stranger,
    remembered_stranger,
)
from commonweal_identity.humans.providers import ProviderFailed
from commonweal_identity.humans.proving import own_account, prove
from commonweal_identity.humans.registration import Newcomer, add_human, checked_name, register
from commonweal_identity.humans.signing_in import find_signed_in
from commonweal_identity.humans.visitors import safe_next
from commonweal_identity.services import identity_in

WITH, FINISH = "/sign-in/with/{provider:str}", "/register/finish"
VISITS = limited("provider_visit", 30, 900)
OWN = [needs(OWN_ACCOUNT)]


class FinishForm(msgspec.Struct):
    """What a provider cannot say: a name to be called by, an address if there is none, and the promises."""

    display_name: Annotated[str, Meta(min_length=2, max_length=200)]
    is_adult: bool
    accepts_terms: bool
    email: Annotated[str, Meta(max_length=254)] = ""


class PasswordForm(msgspec.Struct):
    """The password, where there is one."""

    password: Annotated[str, Meta(max_length=1_024)] = ""


@get(WITH, guards=[VISITS])
async def leave_page(
    request: Visit,
    provider: FromPath[str],
    next: FromQuery[str | None] = None,  # noqa: A002 - the name in the address
) -> Response[Any]:
    """Send the browser to a provider; a link, as a form may lead to this site only."""
    try:
        departure = await depart(request, provider, safe_next(next, ""))
    except ProviderFailed:
        return await _failed(request, provider)
    response = Redirect(departure.address, status_code=303)
    departure.remember(response, request)
    return response


@get(f"{WITH}/callback", guards=[VISITS], opt={"query_names": None})
async def come_back_page(request: Visit, provider: FromPath[str]) -> Response[Any]:
    """Let in who comes back from a provider, connect it to an account, or begin one."""
    try:
        arrived = await arrive(request, provider)
    except ProviderFailed:
        return await _failed(request, provider)
    if arrived.human_id is not None:
        return await _connected(request, provider, arrived)
    async with request.web.database.read() as work:
        human_id = await human_of(work, provider, arrived.person.subject)
    if human_id is not None:
        try:
            who = await find_signed_in(request.web.database, human_id)
        except Refusal:
            return await _failed(request, provider)
        return await enter(request, who, safe_next(arrived.next))
    response = Redirect(FINISH, status_code=303)
    stranger = Stranger(provider, arrived.person, arrived.next, datetime.now(UTC))
    remember_stranger(response, request, stranger)
    return response


@get(FINISH)
async def finish_page(request: Visit) -> Response[Any]:
    """Ask for what a provider cannot say."""
    stranger = remembered_stranger(request)
    if stranger is None:
        return Redirect("/register", status_code=303)
    return _finish(request, stranger, empty_form(request, display_name=stranger.person.name))


@post(FINISH, guards=[REGISTER], opt=ENTERING)
async def finish_form(request: Visit) -> Response[Any]:
    """Make the account at once where the provider has confirmed the address; else send a code."""
    stranger = remembered_stranger(request)
    if stranger is None:
        return Redirect("/register", status_code=303)
    form = await read_form(request, FinishForm)
    if form.value is None:
        return _finish(request, stranger, form)
    entered, person = form.value, stranger.person
    try:
        require_promises(is_adult=entered.is_adult, accepts_terms=entered.accepts_terms)
        newcomer = Newcomer(
            email=person.email if person.is_verified else entered.email or person.email,
            display_name=checked_name(entered.display_name),
            locale=request.locale,
            provider=stranger.provider,
            provider_subject=person.subject,
            invited_by=inviter_of(request),
        )
        if person.is_verified:
            return await _added(request, stranger, newcomer, form)
        code_id = await register(request.web.database, identity_in(request), newcomer)
    except Refusal as refusal:
        form.refuse(refusal)
        return _finish(request, stranger, form)
    return _forgetting(request, Redirect(confirm_address(code_id, stranger.next), status_code=303))


@get(SECURITY + "/connect/{provider:str}", guards=OWN)
async def connect_page(request: Visit, provider: FromPath[str]) -> Page:
    """Ask who it is before another way in is opened."""
    return await _proof(request, provider, "connect", empty_form(request))


@post(SECURITY + "/connect/{provider:str}", guards=[*OWN, VISITS], opt=NEVER)
async def connect_form(request: Visit, provider: FromPath[str]) -> Response[Any]:
    """Show the link that leads to the provider: a form may lead to this site only."""
    form = await read_form(request, PasswordForm)
    if form.value is None:
        return await _proof(request, provider, "connect", form)
    try:
        await prove(request, form.value.password)
        departure = await depart(request, provider, SECURITY, request.principal.account_id)
    except Refusal as refusal:
        form.refuse(refusal)
        return await _proof(request, provider, "connect", form)
    except ProviderFailed:
        form.problem = _failure(request, provider)
        return await _proof(request, provider, "connect", form)
    context = {"name": provider_called(request, provider).name, "address": departure.address}
    page = Page("identity/humans/provider_continue.html", context, headers={"cache-control": "no-store"})
    departure.remember(page, request)
    return page


@get(SECURITY + "/disconnect/{provider:str}", guards=OWN)
async def disconnect_page(request: Visit, provider: FromPath[str]) -> Page:
    """Ask who it is before a way in is closed."""
    return await _proof(request, provider, "disconnect", empty_form(request))


@post(SECURITY + "/disconnect/{provider:str}", guards=OWN, opt=NEVER)
async def disconnect_form(request: Visit, provider: FromPath[str]) -> Response[Any]:
    """Disconnect a provider, unless it is the only way in."""
    form = await read_form(request, PasswordForm)
    if form.value is None:
        return await _proof(request, provider, "disconnect", form)
    try:
        await prove(request, form.value.password)
        async with request.web.database.write() as work:
            await disconnect(work, request.principal.account_id, provider)
    except Refusal as refusal:
        form.refuse(refusal, "identity-security-provider-last" if refusal.code == "conflict" else "")
        return await _proof(request, provider, "disconnect", form)
    return _flashed(Redirect(SECURITY, status_code=303), "provider-disconnected")


async def _connected(request: Visit, provider: str, arrived: Arrived) -> Response[Any]:
    if request.principal.kind != "human" or request.principal.account_id != arrived.human_id:
        return await _failed(request, provider)
    try:
        async with request.web.database.write() as work:
            await connect(work, request.principal.account_id, provider, arrived.person.subject)
    except Refusal:
        form = empty_form(request)
        name = provider_called(request, provider).name
        form.problem = request.translator.text("identity-provider-used", provider=name)
        return await _proof(request, provider, "connect", form)
    return _flashed(Redirect(SECURITY, status_code=303), "provider-connected")


async def _added(request: Visit, stranger: Stranger, newcomer: Newcomer, form: Form[Any]) -> Response[Any]:
    terms = identity_in(request).settings.terms_version
    async with request.web.database.write() as work:
        human_id = await add_human(work, newcomer, password_hash=None, terms=terms)
    if human_id is None:
        # The provider vouches that the address is theirs, so they may know that it has an account.
        return _finish(request, stranger, form, known=True)
    onward = safe_next(stranger.next, ORIENTATION)
    response = await enter_now(request, human_id, onward, second_factor=False)
    return _flashed(_forgetting(request, response), "welcome")


def _finish(request: Visit, stranger: Stranger, form: Form[Any], *, known: bool = False) -> Page:
    context = {
        "form": form,
        "person": stranger.person,
        "name": provider_called(request, stranger.provider).name,
        "known": known,
    }
    return Page("identity/humans/finish.html", context, status=422 if form.is_wrong or known else 200)


async def _proof(request: Visit, provider: str, action: str, form: Form[Any]) -> Page:
    context = {
        "form": form,
        "id": provider,
        "name": provider_called(request, provider).name,
        "action": action,
        "account": await own_account(request),
    }
    return Page("identity/humans/provider_proof.html", context, status=422 if form.is_wrong else 200)


async def _failed(request: Visit, provider: str) -> Page:
    form = empty_form(request)
    form.problem = _failure(request, provider)
    return await sign_in_with(request, form)


def _failure(request: Visit, provider: str) -> str:
    return request.translator.text(
        "identity-provider-failed", provider=provider_called(request, provider).name
    )


def _forgetting(request: Visit, response: Response[Any]) -> Response[Any]:
    set_cookie(response, request, NEWCOMER, "")
    return response


def _flashed(response: Response[Any], message: str) -> Response[Any]:
    flash(response, f"identity-flash-{message}")
    return response


PAGES = [
    leave_page,
    come_back_page,
    finish_page,
    finish_form,
    connect_page,
    connect_form,
    disconnect_page,
    disconnect_form,
]
