"""Mail by SMTP."""

from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr

import aiosmtplib
from commonweal import Mail, MailRefused, MailSettings, MailUnavailable, Services

_TRY_AGAIN = range(400, 500)


class SmtpMailer:
    """The driver ``smtp``: one connection for each mail, so that none is kept open between them."""

    def __init__(self, settings: MailSettings, _services: Services) -> None:
        self._settings = settings

    async def send(self, mail: Mail) -> None:
        """Hand a mail over to the server; raises MailUnavailable or MailRefused."""
        settings = self._settings
        try:
            await aiosmtplib.send(
                written(mail, settings.sender),
                hostname=settings.host,
                port=settings.port,
                use_tls=settings.security == "tls",
                start_tls=settings.security == "starttls",
                username=settings.username or None,
                password=settings.password.reveal() if settings.password else None,
                timeout=settings.seconds,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = [each.code for each in error.recipients]
            if all(code in _TRY_AGAIN for code in codes):
                raise MailUnavailable("The mail server wants the mail later.") from error
            raise MailRefused("The mail server refuses the address.") from error
        except aiosmtplib.SMTPResponseException as error:
            if error.code in _TRY_AGAIN:
                raise MailUnavailable(f"The mail server answered {error.code}; it is tried again.") from error
            raise MailRefused(f"The mail server refused the mail with {error.code}.") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailUnavailable(
                f"The mail server {settings.host}:{settings.port} does not answer; look at the section mail."
            ) from error


def written(mail: Mail, sender: str) -> EmailMessage:
    """Return a mail as it goes over the wire (RFC 5322)."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2] or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    for name, value in mail.headers.items():
        message[name] = value
    message.set_content(mail.text)
    if mail.html is not None:
        message.add_alternative(mail.html, subtype="html")
    return message
