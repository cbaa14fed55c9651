"""Forms that only our own pages can send: a token in the form that fits a cookie (double submit, signed)."""

import asyncio
import hashlib
import hmac
import secrets

from litestar.datastructures import FormMultiDict, UploadFile
from litestar.types import Empty, Scope
from litestar.utils.scope.state import ScopeState
from markupsafe import Markup

from commonweal.errors import Refusal
from commonweal.web.pages import FORM_COOKIE as COOKIE
from commonweal.web.principals import Principal
from commonweal.web.visit import Visit, arrival

FIELD, HEADER = "form_token", "x-form-token"
ONCE = "once"  # an idempotency key in a form
MULTIPART = "multipart/form-data"
FORM_TYPES = ("application/x-www-form-urlencoded", MULTIPART)


def once_field() -> Markup:
    """Return a hidden field that lets a form happen once, however often it is sent."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(ONCE, secrets.token_urlsafe(18))


class FormTokens:
    """Makes and checks the tokens of forms."""

    def __init__(self, key: bytes) -> None:
        self._key = hmac.digest(key, b"commonweal forms", hashlib.sha256)

    def field(self, visit: Visit) -> Markup:
        """Return the hidden field of a form; the page that shows it sets the cookie."""
        here = arrival(visit.scope)
        here.form_cookie = here.form_cookie or visit.cookies.get(COOKIE) or secrets.token_urlsafe(24)
        return Markup('<input type="hidden" name="{}" value="{}">').format(
            FIELD, self._token(here.form_cookie, here.principal)
        )

    async def check(self, visit: Visit) -> None:
        """Raise ``Refusal("forbidden")`` for a form or a write by cookie that is not of our pages.

        Whoever shows a token of their own in a header is not sent by another site, whatever they send.
        """
        principal = visit.principal
        is_form = visit.headers.get("content-type", "").lower().startswith(FORM_TYPES)
        if not principal.by_cookie and (not is_form or principal.kind != "guest"):
            return
        sent = visit.headers.get(HEADER) or (str((await visit.form()).get(FIELD, "")) if is_form else "")
        expected = self._token(visit.cookies.get(COOKIE, ""), visit.principal)
        if COOKIE not in visit.cookies or not hmac.compare_digest(sent.encode(), expected.encode()):
            raise Refusal("forbidden")

    def _token(self, cookie: str, principal: Principal) -> str:
        # A guest's address may change between page and form.
        owner = "" if principal.kind == "guest" else principal.key
        return hmac.digest(self._key, f"{cookie}\n{owner}".encode(), hashlib.sha256).hex()


class _Lent(UploadFile):
    """A file of a form whose handler may be run again: when Litestar closes it after a run, it is rewound."""

    __slots__ = ()

    async def close(self) -> None:
        """Let the next run read the file from its beginning; ``put_away`` closes it."""
        await self.seek(0)


async def content_of(visit: Visit) -> bytes:
    """Return what a body says, by which it is known when it is sent again; its files may be read many times.

    Of a form with files that is what its parts say: what stands between them is made anew for each sending.
    """
    if visit.content_type[0] != MULTIPART:
        return await visit.body()
    parts = (await visit.form()).items()
    said = [(name, await _lent(part) if isinstance(part, UploadFile) else part) for name, part in parts]
    return repr(said).encode()


async def put_away(scope: Scope) -> None:
    """Close the files of a form, if one was read, whoever was the last to have them."""
    sent = ScopeState.from_scope(scope).form
    for part in () if sent is Empty else FormMultiDict.from_form_data(sent).values():
        if isinstance(part, UploadFile):
            await UploadFile.close(part)


async def _lent(file: UploadFile) -> tuple[str, str, str]:
    digest = await asyncio.to_thread(hashlib.file_digest, file.file, "sha256")
    file.__class__ = _Lent
    await file.close()
    return file.filename, file.content_type, digest.hexdigest()
