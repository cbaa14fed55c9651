"""Providers of identities: OpenID Connect (code flow with PKCE), and GitHub, which speaks OAuth 2 only.

Nothing here knows our accounts: a browser is sent to a provider, and what comes back is checked and read.
"""

import base64
import hashlib
import secrets
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
import msgspec
from commonweal import CommonwealError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from commonweal_identity.settings import Provider

# By key pairs only: a shared secret would let others sign.
ALGORITHMS = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "ES256",
    "ES384",
    "EdDSA",
]
_SECONDS = 5.0
_MOST_BYTES = 262_144
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class ProviderFailed(CommonwealError):
    """A provider did not answer as it should, or what it answered does not hold."""

    code = "unauthorized"


class Person(msgspec.Struct, frozen=True):
    """Who somebody is at a provider; ``email`` may be missing, or not shown to be theirs."""

    subject: str
    email: str
    is_verified: bool
    name: str


class Trip(msgspec.Struct, frozen=True):
    """What a browser takes along to a provider, and what we keep to check it when it comes back."""

    state: str
    nonce: str
    verifier: str

    @property
    def challenge(self) -> str:
        """What proves later that whoever changes the code in began the trip (RFC 7636)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def new_trip() -> Trip:
    """Begin a trip."""
    return Trip(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))


async def address_at(provider: Provider, trip: Trip, back: str) -> str:
    """Return where to send the browser."""
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "state": trip.state,
        "code_challenge": trip.challenge,
        "code_challenge_method": "S256",
    }
    if provider.kind == "github":
        return f"{provider.site_url}/login/oauth/authorize?" + urlencode(
            asked | {"scope": "read:user user:email"}
        )
    async with _client() as client:
        endpoint = (await _discovered(client, provider))["authorization_endpoint"]
    more = urlencode(asked | {"scope": "openid email profile", "nonce": trip.nonce})
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{more}"


async def person_at(provider: Provider, trip: Trip, back: str, code: str, issuer: str = "") -> Person:
    """Return who came back with a code; raises ``ProviderFailed``. ``issuer`` is what the answer named."""
    changed = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
    changed["code_verifier"] = trip.verifier
    async with _client() as client:
        if provider.kind == "github":
            return await _github_person(client, provider, changed)
        if issuer and issuer != provider.issuer:
            raise ProviderFailed("the answer comes from another issuer (RFC 9207)")
        return await _oidc_person(client, provider, changed, trip.nonce)


async def _oidc_person(
    client: httpx.AsyncClient, provider: Provider, changed: dict[str, str], nonce: str
) -> Person:
    known = await _discovered(client, provider)
    tokens = await _tokens(client, provider, known, changed)
    keys = await _json(client.get(_safe(provider, known["jwks_uri"])))
    claims = checked_claims(provider, str(tokens.get("id_token", "")), keys, nonce)
    if "email" not in claims and "userinfo_endpoint" in known:
        headers = {"authorization": f"Bearer {tokens.get('access_token', '')}"}
        more = await _json(client.get(_safe(provider, known["userinfo_endpoint"]), headers=headers))
        if more.get("sub") == claims["sub"]:
            claims = {**more, **claims}
    email = str(claims.get("email") or "")
    verified = claims.get("email_verified") in (True, "true")
    return Person(str(claims["sub"]), email, bool(email) and verified, str(claims.get("name") or ""))


def checked_claims(provider: Provider, token: str, keys: dict[str, Any], nonce: str) -> dict[str, Any]:
    """Return what an ID token says (OpenID Connect Core §3.1.3.7); raises ``ProviderFailed``."""
    rules = jwt.JWTClaimsRegistry(
        leeway=60,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        found = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)  # type: ignore[arg-type]  # checked there
        rules.validate(found.claims)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ProviderFailed(f"the ID token does not hold: {type(error).__name__}") from error
    several = isinstance(found.claims["aud"], list) and len(found.claims["aud"]) > 1
    if found.claims.get("azp", None if several else provider.client_id) != provider.client_id:
        raise ProviderFailed("the ID token was made for another client")
    return dict(found.claims)


async def _tokens(
    client: httpx.AsyncClient, provider: Provider, known: dict[str, Any], changed: dict[str, str]
) -> dict[str, Any]:
    """Change the code for tokens, showing who we are in the way the provider wants."""
    endpoint = _safe(provider, known["token_endpoint"])
    ways = known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    secret = provider.client_secret.reveal()
    if "client_secret_basic" in ways:
        return await _json(client.post(endpoint, data=changed, auth=(provider.client_id, secret)))
    shown = {"client_id": provider.client_id, "client_secret": secret}
    return await _json(client.post(endpoint, data=changed | shown))


async def _github_person(client: httpx.AsyncClient, provider: Provider, changed: dict[str, str]) -> Person:
    shown = {"client_id": provider.client_id, "client_secret": provider.client_secret.reveal()}
    accept = {"accept": "application/json"}
    address = f"{provider.site_url}/login/oauth/access_token"
    tokens = await _json(client.post(address, data=changed | shown, headers=accept))
    headers = {**accept, "authorization": f"Bearer {tokens.get('access_token', '')}"}
    user = await _json(client.get(f"{provider.api_url}/user", headers=headers))
    answer = await _sent(client.get(f"{provider.api_url}/user/emails", headers=headers))
    try:
        own = msgspec.json.decode(answer.content, type=list[dict[str, Any]])
        subject = str(int(user["id"]))
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError) as error:
        raise ProviderFailed("the provider's answer has another form than expected") from error
    first = next((each for each in own if each.get("primary")), {})
    email = str(first.get("email") or "")
    name = str(user.get("name") or user.get("login") or "")
    return Person(subject, email, bool(email) and first.get("verified") is True, name)


async def _discovered(client: httpx.AsyncClient, provider: Provider) -> dict[str, Any]:
    """Return what a provider says of itself (OpenID Connect Discovery)."""
    address = _safe(provider, provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
    known = await _json(client.get(address))
    if known.get("issuer") != provider.issuer:
        raise ProviderFailed("the provider calls itself otherwise than the setting says")
    if not {"authorization_endpoint", "token_endpoint", "jwks_uri"} <= known.keys():
        raise ProviderFailed("the provider does not name its addresses")
    _safe(provider, known["authorization_endpoint"])
    return known


def _safe(provider: Provider, address: str) -> str:
    """Return an address that is asked by https; a provider on this very machine may do without."""
    parts = urlsplit(str(address))
    here = parts.hostname in _LOOPBACK and urlsplit(provider.issuer).hostname in _LOOPBACK
    if parts.scheme != "https" and not here:
        raise ProviderFailed("the provider names an address without https")
    return str(address)


async def _json(request: Any) -> dict[str, Any]:
    try:
        return msgspec.json.decode((await _sent(request)).content, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise ProviderFailed("the provider's answer has another form than expected") from error


async def _sent(request: Any) -> httpx.Response:
    try:
        answer: httpx.Response = (await request).raise_for_status()
    except httpx.HTTPError as error:
        raise ProviderFailed(f"the provider does not answer: {type(error).__name__}") from error
    if len(answer.content) > _MOST_BYTES:
        raise ProviderFailed("the provider's answer is too long")
    return answer


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(timeout=_SECONDS, follow_redirects=False)
