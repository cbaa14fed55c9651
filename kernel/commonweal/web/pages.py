"""Pages: what handlers return to be rendered with Jinja, and what plugins add to the pages of others."""

import gzip
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, Literal, get_args

import msgspec
from litestar import Response
from litestar.datastructures import Cookie
from litestar.response.base import ASGIResponse
from litestar.types import Receive, Scope, Send

from commonweal.i18n.translator import Translator
from commonweal.plugin.contributions import expect
from commonweal.web.principals import Permission
from commonweal.web.visit import LANGUAGE, THEME, Visit, arrival

FORM_COOKIE = "form_token"
FLASH_COOKIE = "flash"
_FLASH = re.compile(r"[a-z0-9-]+-flash-[a-z0-9-]+")
YEAR = 31_536_000
Area = Literal["main", "footer", "account", "admin"]
THEMES = ("light", "dark", "auto")


class Fragment(msgspec.Struct, frozen=True):
    """A piece of a page: a template and what it shows."""

    template: str
    context: dict[str, Any] = {}


class SlotFill(msgspec.Struct, frozen=True, kw_only=True):
    """What a plugin puts into a slot of another's page.

    ``render`` gets the visit and the slot's arguments by name, and returns a ``Fragment`` or None.
    It has ``milliseconds`` for it (else setting ``web.slot_milliseconds``); late or failing, it is left out.
    """

    slot: str
    render: Callable[..., Awaitable[Fragment | None]]
    order: int = 100
    milliseconds: int | None = None

    def __post_init__(self) -> None:
        expect(self, slot=str, render="callable", order=int, milliseconds=int | None)


class NavigationItem(msgspec.Struct, frozen=True, kw_only=True):
    """A link of the layout: ``label`` is a message id, ``icon`` a name of the icon set.

    ``main`` and ``footer`` are on every page, ``account`` in the menu of whoever is signed in, ``admin``
    beside the pages of admins. With ``permission`` only those who have it see the link.
    """

    label: str
    url: str
    icon: str = ""
    order: int = 100
    area: Area = "main"
    permission: Permission | None = None

    def __post_init__(self) -> None:
        expect(self, label=str, url=str, icon=str, order=int, permission=Permission | None)
        if self.area not in get_args(Area):
            raise ValueError(f"a link cannot stand in {self.area!r}; choose from {', '.join(get_args(Area))}")


class Page(Response[dict[str, Any]]):
    """An HTML page: the template ``<plugin id>/<file>`` rendered with a context in the reader's language.

    ``slots`` names the slots of the template and the arguments their fills get; in the template
    ``{{ slot("missions.mission.aside") }}`` shows what came of them.
    """

    def __init__(
        self,
        template: str,
        context: Mapping[str, Any] | None = None,
        *,
        status: int = HTTPStatus.OK,
        headers: Mapping[str, str] | None = None,
        slots: Mapping[str, Mapping[str, Any]] | None = None,
        translator: Translator | None = None,
    ) -> None:
        super().__init__(
            dict(context or {}), status_code=int(status), headers=headers, media_type="text/html"
        )
        self.template = template
        self.slots = dict(slots or {})
        self.translator = translator

    def to_asgi_response(self, app: Any, request: Any, **kwargs: Any) -> Any:  # noqa: ARG002 - as Litestar calls
        """Return the ASGI answer that renders the page when it is called."""
        visit = request if isinstance(request, Visit) else Visit(request.scope, request.receive, request.send)
        return partial(self._answer, visit, [*self.cookies, *(kwargs.get("cookies") or ())])

    async def _answer(
        self,
        visit: Visit,
        cookies: Iterable[Cookie],
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        """Render everything before the first byte is sent, so that a failure still gets its own page."""
        words = self.translator or visit.translator
        html = await visit.web.pages.render(self, visit, words)
        body, packed = _pack(html.encode(), visit)
        headers = {
            "content-language": words.locale,
            "cache-control": "private, no-cache",
            "vary": "accept, accept-encoding, accept-language, cookie",
            **self.headers,
            **packed,
        }
        answer = ASGIResponse(
            body=body,
            headers=headers,
            cookies=[*cookies, *self._remembered(visit, words)],
            media_type="text/html",
            status_code=self.status_code or HTTPStatus.OK,
        )
        await answer(scope, receive, send)

    def _remembered(self, visit: Visit, words: Translator) -> list[Cookie]:
        """Keep a language or theme chosen by this request for the next ones."""
        chosen = dict(visit.parameters)
        kept = {LANGUAGE: words.locale} if LANGUAGE in chosen and self.translator is None else {}
        if chosen.get(THEME) in THEMES:
            kept[THEME] = chosen[THEME]
        if cookie := arrival(visit.scope).form_cookie:
            kept[FORM_COOKIE] = cookie
        secure = visit.scope["scheme"] == "https"
        if FLASH_COOKIE in visit.cookies:
            kept[FLASH_COOKIE] = ""
        return [
            # Only the theme is any business of scripts: live.js changes it.
            Cookie(
                name,
                value=value,
                max_age=YEAR if value else 0,
                secure=secure,
                httponly=name != THEME,
                samesite="lax",
            )
            for name, value in kept.items()
        ]


def flash(response: Response[Any], message: str) -> None:
    """Let the next page show a message once, such as ``circles-flash-opened`` after a redirect."""
    response.set_cookie(FLASH_COOKIE, message, max_age=60, httponly=True, samesite="lax")


def flashed(visit: Visit, words: Translator) -> str:
    """Return the message that the page before this one left, if it is one."""
    message = visit.cookies.get(FLASH_COOKIE, "")
    return words.text(message) if _FLASH.fullmatch(message) and words.has(message) else ""


def _pack(body: bytes, visit: Visit) -> tuple[bytes, dict[str, str]]:
    """Compress a page, but never one with a form's token: its length would give it away."""
    if "gzip" not in visit.headers.get("accept-encoding", "") or arrival(visit.scope).form_cookie:
        return body, {}
    return gzip.compress(body, 4, mtime=0), {"content-encoding": "gzip"}
