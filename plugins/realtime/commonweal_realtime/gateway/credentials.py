"""Who connects, by the header Authorization, the cookie of this site's own pages, or later by a frame.

A cookie is sent by browsers whoever wrote the page, so with one the page must be ours (RFC 6454). Nothing
that lets anybody in may stand in an address, because addresses are logged.
"""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from commonweal import Attached, Principal, Refusal
from litestar.connection import ASGIConnection

Headers = list[tuple[bytes, bytes]]
_SECRETS = ("token", "key", "secret", "authorization", "password", "credential", "session", "jwt", "bearer")


class OriginRefused(Refusal):
    """A page of another site connects with our reader's cookie."""

    def __init__(self) -> None:
        super().__init__("forbidden")


class Door:
    """Tells who connects, and how often they may."""

    def __init__(self, attached: Attached) -> None:
        self._web = attached.web
        self._own = _origin(self._web.settings.public_url)

    async def admit(self, scope: Mapping[str, Any], answer: Headers) -> Principal:
        """Return who connects; headers such as a renewed session's are added to ``answer``.

        Raises ``Refusal``. Credentials that are not valid count against the guest who sent them.
        """
        client = scope.get("client")
        guest = self._web.guest(client[0] if client else "")
        found, wrong = None, None
        try:
            found = await self._by_head(scope, answer)
        except Refusal as refusal:
            wrong = refusal
        self._spend(found or guest)
        if wrong:
            raise wrong
        return found or guest

    async def by_token(self, token: str, principal: Principal) -> Principal:
        """Return whose token it is that somebody sends; raises ``Refusal``."""
        try:
            found = await self._ask({"authorization": f"Bearer {token}"}, {}, [])
        except Refusal:
            self._spend(principal)
            raise
        if found is None:
            self._spend(principal)
            raise Refusal("unauthorized")
        return found

    async def _by_head(self, scope: Mapping[str, Any], answer: Headers) -> Principal | None:
        visit: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(dict(scope))  # type: ignore[arg-type]  # a copy
        headers = dict(visit.headers.items())
        if headers.get("authorization"):
            found = await self._ask(headers, {}, answer)
            if found is None:
                raise Refusal("unauthorized")
            return found
        if "cookie" not in headers:
            return None
        if not self._is_own_page(headers, must_say=scope["type"] == "websocket"):
            raise OriginRefused
        return await self._ask(headers, visit.cookies, answer)

    async def _ask(
        self, headers: Mapping[str, str], cookies: Mapping[str, str], answer: Headers
    ) -> Principal | None:
        def add(name: str, value: str) -> None:
            answer.append((name.lower().encode("latin-1"), value.encode("latin-1")))

        found: Principal | None = await self._web.executor.first(
            "commonweal_authenticate", needed=True, headers=headers, cookies=cookies, answer=add
        )
        return found

    def _is_own_page(self, headers: Mapping[str, str], *, must_say: bool) -> bool:
        """Say whether a page of this site connects; browsers name its origin where it could be another's."""
        origin = headers.get("origin")
        if origin is None:
            return not must_say and headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}
        given, host = _origin(origin), headers.get("host", "").lower()
        if given == ("http", host) and self._own == ("https", host):
            return False  # whoever sits on the line writes such pages
        return given is not None and (given == self._own or given[1] == host)

    def _spend(self, principal: Principal) -> None:
        """Count a request as the web processes do."""
        limits = self._web.limits
        allowance = limits.read(principal, limits.general(principal))
        if not allowance.allowed:
            raise Refusal("rate_limited", seconds=allowance.reset_seconds)


def read_query(scope: Mapping[str, Any], known: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return the parameters of an address; raises ``Refusal`` for unknown ones, and for secrets."""
    given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    for name, value in given:
        if any(secret in name.lower() for secret in _SECRETS) or value.startswith(("cw_", "eyJ")):
            raise Refusal("token_in_address")
        if name not in known:
            raise Refusal("malformed_request")
    return given


def _origin(url: str) -> tuple[str, str] | None:
    """Return scheme and host of an address; None when it is none of the web."""
    try:
        parts = urlsplit(url.strip().lower())
    except ValueError:
        return None
    return (parts.scheme, parts.netloc) if parts.scheme in {"http", "https"} and parts.netloc else None
