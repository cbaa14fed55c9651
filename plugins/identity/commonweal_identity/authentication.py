"""Who makes a request, told from its credentials: a key, a token, or the cookie of a session."""

from collections.abc import Callable, Mapping

from commonweal import Database, PluginContext, Principal, Refusal

from commonweal_identity.humans.cookies import SESSION, cookie, named
from commonweal_identity.humans.session_tokens import read_access_token
from commonweal_identity.humans.session_use import principal_of_cookie, principal_of_session
from commonweal_identity.services import identity_of

Answer = Callable[[str, str], None]
_KEYS, _SERVICE = ("cw_ak_", "cw_sk_"), "cw_st_"
_LONGEST = 4_096  # characters of a token worth looking at


async def authenticate(
    context: PluginContext,
    headers: Mapping[str, str],
    cookies: Mapping[str, str],
    answer: Answer,
) -> Principal | None:
    """Return the principal a request's credentials stand for, or None when there are none of ours.

    Raises ``Refusal`` for a bearer token that is not valid. A cookie that is not valid is taken
    away, and whoever sent it is a guest.
    """
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return await _by_token(context, token.strip(), answer)
    for secure in (True, False):
        if secret := cookies.get(named(SESSION, secure=secure)):
            return await _by_cookie(context, secret, answer, secure=secure)
    return None


async def _by_token(context: PluginContext, token: str, answer: Answer) -> Principal | None:
    if len(token) > _LONGEST or not token.isascii():
        raise Refusal("unauthorized")
    if token.startswith(_KEYS):
        from commonweal_identity.agents.authenticating import principal_of_key  # noqa: PLC0415 - a later part

        return await principal_of_key(context, token, answer)
    if token.startswith(_SERVICE):
        from commonweal_identity.organisations.tokens import principal_of_token  # noqa: PLC0415 - a later part

        return await principal_of_token(context, token)
    found = read_access_token(identity_of(context).keys, token)
    principal = await principal_of_session(context.services.get(Database), found.session_id, found.expires_at)
    if principal is None:
        raise Refusal("unauthorized")
    return principal


async def _by_cookie(
    context: PluginContext, secret: str, answer: Answer, *, secure: bool
) -> Principal | None:
    if len(secret) > _LONGEST:
        return None
    keys, database = identity_of(context).keys, context.services.get(Database)
    found = await principal_of_cookie(database, keys, secret, is_secure=secure)
    if found.secret != secret:
        answer("set-cookie", cookie(SESSION, found.secret, secure=secure).to_header(header=""))
    return found.principal
