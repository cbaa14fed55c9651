"""Mail by SMTP."""

import re
from typing import NoReturn

import aiosmtplib
from commonweal import Mail, MailRefused, MailSettings, MailUnavailable, Services

from commonweal_mailers.connections import Connections
from commonweal_mailers.pacing import Pace
from commonweal_mailers.writing import Writer, domain_of

_TRY_AGAIN = range(400, 500)
_BAD_ADDRESS = re.compile(r"5\.(?:1\.(?![789]\b)|2\.1\b)")
"""RFC 3463: no such address, and one that takes no mail any more; 5.1.7 and 5.1.8 are about our own."""


class SmtpMailer:
    """The driver ``smtp``: hands mail to a server, over connections that stay open between mails."""

    def __init__(self, settings: MailSettings, _services: Services) -> None:
        self._writer = Writer(settings)
        self._connections = Connections(settings)
        self._pace = Pace(settings.domain_connections, settings.domain_per_minute, settings.seconds)

    async def send(self, mail: Mail) -> None:
        """Hand a mail over to the server; raises MailUnavailable or MailRefused."""
        content, sender = self._writer.write(mail), self._writer.envelope_sender(mail)
        async with self._pace.turn(domain_of(mail.to)), self._connections.one() as client:
            try:
                await _address(client, sender, mail.to)
            except (aiosmtplib.SMTPException, OSError) as error:
                _explain(error, is_handed_over=False)
            try:
                await client.data(content)
            except (aiosmtplib.SMTPException, OSError) as error:
                _explain(error, is_handed_over=True)

    async def close(self) -> None:
        """Close the connections that wait for the next mail."""
        await self._connections.close()


async def _address(client: aiosmtplib.SMTP, sender: str, to: str) -> None:
    options = []
    if not f"{sender}{to}".isascii():
        if not client.supports_extension("smtputf8"):
            raise MailRefused(
                "The mail server takes no addresses with letters beyond ASCII.", bad_address=True
            )
        options = ["SMTPUTF8"]
    encoding = "utf-8" if options else "ascii"
    await client.mail(sender, options=options, encoding=encoding)
    await client.rcpt(to, encoding=encoding)


def _explain(error: Exception, *, is_handed_over: bool) -> NoReturn:
    """Raise what the server's answer means for the mail; without an answer, it may have taken it."""
    if not isinstance(error, aiosmtplib.SMTPResponseException) or error.code < 0:
        raise MailUnavailable(
            "The mail server did not answer until the end.", answer_lost=is_handed_over
        ) from error
    if error.code in _TRY_AGAIN:
        raise MailUnavailable(f"The mail server answered {error.code}; it is tried again.") from error
    is_recipient = isinstance(error, aiosmtplib.SMTPRecipientRefused)
    is_bad = is_recipient and bool(_BAD_ADDRESS.match(error.message))
    raise MailRefused(f"The mail server refused the mail with {error.code}.", bad_address=is_bad) from error
