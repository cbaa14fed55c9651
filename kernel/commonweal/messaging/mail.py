"""Mail: what plugins send, and what a driver of the group ``commonweal.mailers`` does with it.

Sending takes its time and may fail, so it belongs into tasks, which are tried again.
"""

from typing import Annotated, Any, Protocol

import msgspec
from msgspec import Meta

from commonweal.errors import CommonwealError
from commonweal.plugin.acting import acting_as
from commonweal.plugin.context import Services
from commonweal.plugin.drivers import driver
from commonweal.plugin.published import plugin_of
from commonweal.plugin.secret import Secret


class MailSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """The settings section ``mail``: how mail leaves."""

    driver: Annotated[
        str, Meta(description="mailbox (kept, and shown at /mailbox on this machine only) or smtp")
    ] = "mailbox"
    sender: Annotated[str, Meta(description="who mail comes from")] = "Commonweal <no-reply@localhost>"
    host: Annotated[str, Meta(description="the SMTP server")] = "localhost"
    port: Annotated[int, Meta(ge=1, le=65_535, description="its port")] = 587
    security: Annotated[str, Meta(pattern="^(starttls|tls|none)$", description="starttls, tls or none")] = (
        "starttls"
    )
    username: Annotated[str, Meta(description="who signs in there; nobody if empty")] = ""
    password: Annotated[Secret | None, Meta(description="the password for it")] = None
    seconds: Annotated[float, Meta(gt=0, description="how long the server may take")] = 20
    bulk_sender: Annotated[
        str, Meta(description="who mail nobody waits for comes from; the sender if empty")
    ] = ""
    bounces: Annotated[str, Meta(description="where undeliverable mail returns to; the sender if empty")] = ""
    connections: Annotated[
        int, Meta(ge=1, le=100, description="connections a process keeps to the server")
    ] = 4
    domain_connections: Annotated[
        int, Meta(ge=1, description="how many of them serve one domain at a time")
    ] = 2
    domain_per_minute: Annotated[
        int, Meta(ge=0, description="mails a minute a process sends to one domain; 0 for no limit")
    ] = 0
    dkim_selector: Annotated[str, Meta(description="the selector of the DKIM key; no signing if empty")] = ""
    dkim_domain: Annotated[str, Meta(description="whose DKIM key it is; the sender's domain if empty")] = ""
    dkim_key: Annotated[Secret | None, Meta(description="the private DKIM key, PEM")] = None


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """One mail to one address: plain text, and the same as HTML if there is more to show.

    ``bulk`` mail is what nobody waits for. ``sender`` is who it comes from, where that is not who the
    settings name.
    """

    to: str
    subject: str
    text: str
    html: str | None = None
    headers: dict[str, str] = {}
    sender: str = ""
    bulk: bool = False


class MailUnavailable(CommonwealError):
    """The mail server does not answer or wants the mail later; try again.

    ``answer_lost`` when it was handed the mail and may have taken it: whoever tries again may send it twice.
    """

    code = "service_unavailable"

    def __init__(self, message: str, *, answer_lost: bool = False) -> None:
        super().__init__(message)
        self.answer_lost = answer_lost


class MailRefused(CommonwealError):
    """The mail server will not take this mail; trying again is no use.

    ``bad_address`` when no mail can reach the address.
    """

    code = "mail_refused"

    def __init__(self, message: str, *, bad_address: bool = False) -> None:
        super().__init__(message)
        self.bad_address = bad_address


class Mailer(Protocol):
    """What sends mail; ``context.services.get(Mailer)`` is the deployment's."""

    async def send(self, mail: Mail) -> None:
        """Hand a mail over; raises MailUnavailable or MailRefused."""


class ChosenMailer:
    """The driver that the settings name, loaded with the first mail."""

    def __init__(self, settings: MailSettings, services: Services) -> None:
        self.settings = settings
        self._services = services
        self._driver: Any = None

    async def send(self, mail: Mail) -> None:
        """Send a mail through the driver; a line break in what becomes a header is refused."""
        for value in (mail.to, mail.subject, mail.sender, *mail.headers, *mail.headers.values()):
            if any(mark in value for mark in "\r\n\0"):
                raise MailRefused("A header of a mail holds a line break; take it out.")
        make = driver("commonweal.mailers", self.settings.driver) if self._driver is None else None
        with acting_as(plugin_of((make or type(self._driver)).__module__)):
            if make is not None:
                self._driver = make(self.settings, self._services)
            await self._driver.send(mail)
