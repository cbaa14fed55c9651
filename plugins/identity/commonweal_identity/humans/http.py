"""The JSON API of people's accounts: ``/api/v1/identity``."""

from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import FieldError, Items, Refusal, Visit, limited, needs
from litestar import Response, delete, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from commonweal_identity.humans.codes import resend_code
from commonweal_identity.humans.credentials import forgotten, reset_password
from commonweal_identity.humans.entering import give_tokens
from commonweal_identity.humans.mailing import ask_for_code
from commonweal_identity.humans.permissions import OWN_ACCOUNT
from commonweal_identity.humans.registration import Newcomer, confirm, confirm_guess, register, send_again
from commonweal_identity.humans.second_factor import check_second_factor
from commonweal_identity.humans.sessions import (
    SessionView,
    Tokens,
    end_other_sessions,
    end_own_session,
    refresh,
    sessions_of,
    tokens_of,
)
from commonweal_identity.humans.signing_in import SignedIn, check_sign_in
from commonweal_identity.services import identity_in

Address = Annotated[str, Meta(min_length=3, max_length=254)]
Password = Annotated[str, Meta(min_length=1, max_length=1_024)]
CodeText = Annotated[str, Meta(min_length=1, max_length=40)]
REGISTER = limited("register", 5, 3_600)
LOGIN = limited("login", 10, 900)
REFRESH = limited("token_refresh", 30, 3_600)
GUESS = limited("code", 30, 900)
NEVER = {"idempotency": "never"}  # answers with a secret, or refuses with a count that must stay
ENTERING = {**NEVER, "public": "whoever enters, or has lost the way in, is not signed in yet"}


class Registering(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Who asks for an account; both promises must be made."""

    email: Address
    password: Password
    display_name: Annotated[str, Meta(min_length=2, max_length=200)]
    is_adult: bool
    accepts_terms: bool
    invited_by: UUID | None = None


class Asked(msgspec.Struct, frozen=True):
    """A code was asked for; it is entered for this id, within 15 minutes of the mail."""

    id: UUID


class Confirming(msgspec.Struct, forbid_unknown_fields=True):
    """The code of six digits from the mail."""

    code: CodeText


class SigningIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Address and password; ``code`` of the authenticator app, or a recovery code, where one is needed."""

    email: Address
    password: Password
    code: CodeText | None = None


class Refreshing(msgspec.Struct, forbid_unknown_fields=True):
    """The newest refresh token."""

    refresh_token: Annotated[str, Meta(min_length=1, max_length=200)]


class Forgetting(msgspec.Struct, forbid_unknown_fields=True):
    """Whose password is forgotten."""

    email: Address


class Resetting(msgspec.Struct, forbid_unknown_fields=True):
    """The code from the mail, and the new password."""

    code: CodeText
    password: Password


@post(
    "/registrations",
    status_code=202,
    guards=[REGISTER],
    opt=ENTERING,
    operation_id="register",
    summary="Ask for an account",
)
async def ask_for_account(request: Visit, data: JSONBody[Registering]) -> Asked:
    """Send a code to the address; the answer is the same whether the address is known here or not."""
    require_promises(is_adult=data.is_adult, accepts_terms=data.accepts_terms)
    newcomer = Newcomer(
        email=data.email,
        display_name=data.display_name,
        locale=request.locale,
        password=data.password,
        invited_by=data.invited_by,
    )
    return Asked(await register(request.web.database, identity_in(request), newcomer))


@post(
    "/registrations/{registration_id:uuid}/code",
    status_code=202,
    opt=ENTERING,
    guards=[GUESS],
    operation_id="sendRegistrationCode",
    summary="Send another code",
)
async def send_code_again(request: Visit, registration_id: FromPath[UUID]) -> Asked:
    """Send another code, three times an hour at most; the one before it is worth nothing any more."""
    await send_again(request.web.database, registration_id)
    return Asked(registration_id)


@post(
    "/registrations/{registration_id:uuid}/confirmation",
    status_code=201,
    guards=[GUESS],
    opt=ENTERING,
    operation_id="confirmRegistration",
    summary="Confirm the address",
)
async def confirm_account(
    request: Visit, registration_id: FromPath[UUID], data: JSONBody[Confirming]
) -> Tokens:
    """Make the account once the code is right, and sign in."""
    code = await confirm_guess(request.web.database, identity_in(request), registration_id, data.code)
    async with request.web.database.write() as work:
        human_id = await confirm(work, code)
    who = SignedIn(human_id, is_admin=False, needs_second_factor=False)
    return await give_tokens(request, who, second_factor=False)


@post("/tokens", status_code=201, guards=[LOGIN], opt=ENTERING, operation_id="signIn", summary="Sign in")
async def sign_in(request: Visit, data: JSONBody[SigningIn]) -> Tokens:
    """Begin a session: an access token for 15 minutes, and a refresh token for 7 days."""
    database, identity = request.web.database, identity_in(request)
    who = await check_sign_in(database, identity, data.email, data.password)
    proved = who.needs_second_factor and data.code is not None
    if proved and data.code is not None:
        await check_second_factor(database, identity.keys, who.human_id, data.code)
    return await give_tokens(request, who, second_factor=proved)


@post(
    "/tokens/refresh",
    status_code=201,
    guards=[REFRESH],
    opt=ENTERING,
    operation_id="refreshTokens",
    summary="Get the next tokens",
)
async def refresh_tokens(request: Visit, data: JSONBody[Refreshing]) -> Tokens:
    """Replace both tokens; a refresh token that was replaced before ends the session."""
    keys = identity_in(request).keys
    return tokens_of(keys, await refresh(request.web.database, keys, data.refresh_token))


@delete("/tokens", guards=[needs(OWN_ACCOUNT)], operation_id="signOut", summary="Sign out")
async def sign_out(request: Visit) -> None:
    """End the session whose access token is sent."""
    principal = request.principal
    if principal.session_id is None:
        raise Refusal("not_found")
    async with request.web.database.write() as work:
        await end_own_session(work, principal.account_id, principal.session_id, "signed_out")


@get("/sessions", guards=[needs(OWN_ACCOUNT)], operation_id="listSessions", summary="List one's own sessions")
async def list_sessions(request: Visit) -> Items[SessionView]:
    """List the sessions that are not over, the last used one first."""
    principal = request.principal
    async with request.web.database.read() as work:
        return Items(await sessions_of(work, principal.account_id, principal.session_id))


@delete(
    "/sessions/{session_id:uuid}",
    guards=[needs(OWN_ACCOUNT)],
    operation_id="endSession",
    summary="End one of one's own sessions",
)
async def end_session(request: Visit, session_id: FromPath[UUID]) -> None:
    """End a session, this one too."""
    async with request.web.database.write() as work:
        await end_own_session(work, request.principal.account_id, session_id, "ended")


@delete(
    "/sessions",
    guards=[needs(OWN_ACCOUNT)],
    operation_id="endOtherSessions",
    summary="End all one's other sessions",
)
async def end_others(request: Visit) -> None:
    """End every session but this one."""
    principal = request.principal
    async with request.web.database.write() as work:
        await end_other_sessions(work, principal.account_id, principal.session_id, "ended")


@post(
    "/password-resets",
    status_code=202,
    guards=[REGISTER],
    opt=ENTERING,
    operation_id="forgetPassword",
    summary="Ask for a new password",
)
async def forget_password(request: Visit, data: JSONBody[Forgetting]) -> Asked:
    """Send a code to the address if somebody here has it; the answer is the same if nobody has."""
    return Asked(await forgotten(request.web.database, data.email, request.locale))


@post(
    "/password-resets/{reset_id:uuid}/code",
    status_code=202,
    opt=ENTERING,
    guards=[GUESS],
    operation_id="sendResetCode",
    summary="Send another code for a new password",
)
async def send_reset_again(request: Visit, reset_id: FromPath[UUID]) -> Asked:
    """Send another code, three times an hour at most."""
    async with request.web.database.write() as work:
        await resend_code(work, reset_id, "reset")
        await ask_for_code(work, reset_id)
    return Asked(reset_id)


@post(
    "/password-resets/{reset_id:uuid}/confirmation",
    status_code=204,
    guards=[GUESS],
    opt=ENTERING,
    operation_id="resetPassword",
    summary="Set a new password",
)
async def set_password(request: Visit, reset_id: FromPath[UUID], data: JSONBody[Resetting]) -> Response[None]:
    """Set the password once the code is right; every session ends."""
    await reset_password(request.web.database, identity_in(request), reset_id, data.code, data.password)
    return Response(None, status_code=204)


def require_promises(*, is_adult: bool, accepts_terms: bool) -> None:
    """Raise ``Refusal("validation_error")`` for a promise that was not made (DOMAIN §2.3)."""
    wrong = []
    if not is_adult:
        wrong.append(FieldError("/is_adult", "required", {}, "identity-field-is-adult"))
    if not accepts_terms:
        wrong.append(FieldError("/accepts_terms", "required", {}, "identity-field-accepts-terms"))
    if wrong:
        raise Refusal("validation_error", fields=wrong)


ROUTES = [
    ask_for_account,
    send_code_again,
    confirm_account,
    sign_in,
    refresh_tokens,
    sign_out,
    list_sessions,
    end_session,
    end_others,
    forget_password,
    send_reset_again,
    set_password,
]
