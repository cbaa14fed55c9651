"""What a mail provider reports: one neutral form for all, which a few lines beside theirs translate into."""

from typing import Annotated, Literal

import msgspec
from commonweal import Refusal, Visit, limited
from litestar import post
from litestar.params import JSONBody
from msgspec import Meta

from commonweal_notifications.mail.reports import Report
from commonweal_notifications.mail.returned import take_in
from commonweal_notifications.mail.service import mailing_in
from commonweal_notifications.mail.signatures import is_signed


class MailEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What became of one mail; ``address`` or ``message_id``, better both, say which.

    ``bad_address``: no mail reaches that address, so that none is sent there any more.
    """

    type: Literal["bounce", "complaint"]
    address: Annotated[str, Meta(max_length=320)] = ""
    message_id: Annotated[str, Meta(max_length=320)] = ""
    permanent: bool = True
    bad_address: bool = False


class MailEvents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A batch of what became of mails."""

    events: Annotated[list[MailEvent], Meta(min_length=1, max_length=1000)]


class TakenIn(msgspec.Struct, frozen=True):
    """How many of the events were about mail of ours."""

    taken: int


_OPEN = {"idempotency": "never", "public": "what is sent is signed by who has the secret of the settings"}


@post("/mail-events", status_code=200, guards=[limited("mail_events", 600, 60)], opt=_OPEN)
async def take_mail_events(request: Visit, data: JSONBody[MailEvents]) -> TakenIn:
    """Take in bounces and complaints, signed as Standard Webhooks are; repeating them changes nothing."""
    mailing = mailing_in(request)
    secret = mailing.settings.mail_events_secret
    if secret is None or not is_signed(await request.body(), request.headers, secret.reveal()):
        raise Refusal("forbidden")
    taken = 0
    async with request.web.database.write() as work:
        for event in data.events:
            report = Report(
                event.type,
                is_permanent=event.permanent,
                is_bad_address=event.bad_address,
                message_id=event.message_id,
                address=event.address.strip().lower(),
            )
            taken += await take_in(work, mailing, report, is_trusted=True)
    return TakenIn(taken)


ROUTES = [take_mail_events]
