"""The page of the mailbox; it is there for whoever sits at this machine, and for nobody else."""

import ipaddress
import re
from urllib.parse import urlsplit
from uuid import UUID

from commonweal import MailSettings, Page, Refusal, Visit
from litestar import Response, get
from litestar.params import FromPath, FromQuery
from markupsafe import Markup, escape

from commonweal_mailers.mailbox import kept_mail, kept_mails

_LINK = re.compile(r"https?://[^\s<>\"']+")
_LOCAL_NAMES = {"localhost", "127.0.0.1", "::1", "commonweal.test"}


@get("/mailbox")
async def show_mailbox(request: Visit, to: FromQuery[str | None] = None) -> Page:
    """Show the newest mails; a refusal to all others looks as if there were no mailbox."""
    if not is_here(request):
        raise Refusal("not_found")
    async with request.web.database.read() as work:
        mails = await kept_mails(work, to)
    return Page("mailbox/mailbox.html", {"mails": mails, "to": to, "linked": linked})


@get("/mailbox/{mail_id:uuid}/mail.eml")
async def take_mail(request: Visit, mail_id: FromPath[UUID]) -> Response[bytes]:
    """Give a mail as it would have been sent, with its headers and both its texts, for programs to open."""
    if not is_here(request):
        raise Refusal("not_found")
    async with request.web.database.read() as work:
        mail = await kept_mail(work, mail_id)
    if mail is None:
        raise Refusal("not_found")
    named = {"content-disposition": f'attachment; filename="{mail_id}.eml"'}
    return Response(mail.as_sent(), media_type="message/rfc822", headers=named)


def is_here(visit: Visit) -> bool:
    """Say whether mail is kept, and the reader sits at this machine and asked for it by a name of its own."""
    keeps = visit.web.host.services.get(MailSettings).driver == "mailbox"
    client = visit.scope.get("client")
    asked = urlsplit(f"//{visit.headers.get('host', '')}").hostname or ""
    forwarded = any(name in visit.headers for name in ("x-forwarded-for", "forwarded", "fly-client-ip"))
    return keeps and asked in _LOCAL_NAMES and not forwarded and _is_loopback(client)


def _is_loopback(client: tuple[str, int] | None) -> bool:
    try:
        return client is not None and ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return False


def linked(text: str) -> Markup:
    """Return a text as HTML in which addresses are links."""
    parts, end = Markup(), 0
    for match in _LINK.finditer(text):
        parts += escape(text[end : match.start()])
        parts += Markup('<a href="{0}">{0}</a>').format(match[0])
        end = match.end()
    return parts + escape(text[end:])
