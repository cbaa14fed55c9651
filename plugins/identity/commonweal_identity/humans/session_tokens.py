"""The tokens of sessions: their form, and the short-lived access tokens signed with the deployment's key."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from commonweal import Refusal
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import OctKey

from commonweal_identity.keys import Keys

ACCESS_FOR = timedelta(minutes=15)
CLOCKS_DIFFER = 60
"""Seconds that the clock of the host that signed a token may be ahead of ours; it ends on time anyway."""
ISSUER = "commonweal"
_ALGORITHM = "HS256"


class AccessToken(NamedTuple):
    """What a valid access token says: of which session it is, and when it ends."""

    session_id: UUID
    expires_at: datetime


def new_secret() -> str:
    """Make a token that nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


def successor(keys: Keys, secret: str) -> str:
    """Return the one token that may follow another; whoever asks again gets the same."""
    return keys.hash("session successor", secret).hex()


def hashed(keys: Keys, secret: str) -> bytes:
    """Return what is kept of a token."""
    return keys.hash("session", secret)


def access_token(keys: Keys, human_id: UUID, session_id: UUID, now: datetime | None = None) -> str:
    """Sign an access token (JWT, RFC 7519) for 15 minutes."""
    begun = now or datetime.now(UTC)
    claims = {
        "iss": ISSUER,
        "aud": ISSUER,
        "sub": str(human_id),
        "sid": str(session_id),
        "iat": int(begun.timestamp()),
        "exp": int((begun + ACCESS_FOR).timestamp()),
    }
    return jwt.encode({"alg": _ALGORITHM, "typ": "at+jwt"}, claims, _key(keys))


def read_access_token(keys: Keys, token: str) -> AccessToken:
    """Return what a token says; raises ``Refusal``: ``token_expired`` or ``unauthorized``."""
    rules = jwt.JWTClaimsRegistry(
        leeway=CLOCKS_DIFFER,
        iss={"essential": True, "value": ISSUER},
        aud={"essential": True, "value": ISSUER},
        exp={"essential": True},
        sid={"essential": True},
    )
    try:
        found = jwt.decode(token, _key(keys), algorithms=[_ALGORITHM])
        if found.header.get("typ") != "at+jwt":
            raise Refusal("unauthorized")
        rules.validate(found.claims)
        ends = datetime.fromtimestamp(int(found.claims["exp"]), UTC)
        if ends <= datetime.now(UTC):
            raise Refusal("token_expired")
        return AccessToken(UUID(str(found.claims["sid"])), ends)
    except ExpiredTokenError as error:
        raise Refusal("token_expired") from error
    except (JoseError, ValueError, TypeError, AttributeError) as error:
        raise Refusal("unauthorized") from error


def _key(keys: Keys) -> OctKey:
    return OctKey.import_key(keys.derived("access token"))
