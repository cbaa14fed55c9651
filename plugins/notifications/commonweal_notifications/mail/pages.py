"""The page to which the link of a mail leads: it shows what would be turned off, and a button does so."""

from typing import Any

from commonweal import Page, Refusal, Visit, limited
from litestar import Response, get, post
from litestar.params import FromPath

from commonweal_notifications.deciding.kinds import message_of
from commonweal_notifications.mail.composing import DIGEST, UNSUBSCRIBE
from commonweal_notifications.mail.keys import Token
from commonweal_notifications.mail.service import mailing_in
from commonweal_notifications.mail.unsubscribing import BULK, kinds_named, unsubscribe

_ADDRESS = f"{UNSUBSCRIBE}/{{token:str}}"
_HIDDEN = {"x-robots-tag": "noindex", "cache-control": "no-store"}


@get(_ADDRESS)
async def unsubscribe_page(request: Visit, token: FromPath[str]) -> Page:
    """Show what a link turns off; nothing changes, since programs follow links to look at them (RFC 8058)."""
    return _page(request, _token_in(request, token), is_done=False)


_OPEN = {
    "form_token": "never",
    "idempotency": "never",
    "public": "the address is signed: whoever has it, such as a mail provider, may turn this mail off",
}


@post(_ADDRESS, status_code=200, guards=[limited("unsubscribe", 600, 60)], opt=_OPEN)
async def unsubscribe_now(request: Visit, token: FromPath[str]) -> Page | Response[None]:
    """Turn mail off: for a mail provider on its reader's behalf (RFC 8058), or by the button of the page."""
    read = _token_in(request, token)
    sent = await request.form()
    async with request.web.database.write() as work:
        await unsubscribe(work, mailing_in(request), read, all_bulk=sent.get("all") == BULK)
    if sent.get("List-Unsubscribe") == "One-Click":
        return Response(None, status_code=204, headers=_HIDDEN)
    return _page(request, read, is_done=True)


def _token_in(visit: Visit, text: str) -> Token:
    token = mailing_in(visit).keys.read_token(text)
    if token is None:
        raise Refusal("not_found")
    return token


def _page(visit: Visit, token: Token, *, is_done: bool) -> Page:
    kinds = [message_of(name) for name in kinds_named(mailing_in(visit), token)]
    content: dict[str, Any] = {
        "kinds": [f"{name}-label" for name in kinds],
        "is_digest": DIGEST in token.what,
        "is_bulk": BULK in token.what,
        "is_done": is_done,
    }
    return Page("notifications/unsubscribe.html", content, headers=_HIDDEN)


PAGES = [unsubscribe_page, unsubscribe_now]
