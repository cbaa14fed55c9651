"""The cookies of signing in: how they are named, set and taken away."""

from typing import Any

from commonweal import Visit
from litestar import Response
from litestar.datastructures import Cookie

WEEKS = 14 * 86_400
SESSION, SECOND_STEP, PROVIDER, INVITER = "session", "second-step", "provider", "inviter"
_PREFIX = "__Host-"  # only a page of this very host, by https, can have set it


def is_secure(visit: Visit) -> bool:
    """Say whether the page was asked for by https."""
    return bool(visit.scope["scheme"] == "https")


def named(name: str, *, secure: bool) -> str:
    """Return what a cookie is called in the browser."""
    return _PREFIX + name if secure else name


def read_cookie(visit: Visit, name: str) -> str:
    """Return one of our cookies; empty when there is none."""
    return visit.cookies.get(named(name, secure=is_secure(visit)), "")


def cookie(name: str, value: str, *, secure: bool, seconds: int = WEEKS) -> Cookie:
    """Return a cookie that no script reads; an empty value takes it away."""
    return Cookie(
        named(name, secure=secure),
        value=value,
        max_age=seconds if value else 0,
        httponly=True,
        secure=secure,
        samesite="lax",
    )


def set_cookie(response: Response[Any], visit: Visit, name: str, value: str, seconds: int = WEEKS) -> None:
    """Let an answer set one of our cookies."""
    response.set_cookie(cookie(name, value, secure=is_secure(visit), seconds=seconds))
