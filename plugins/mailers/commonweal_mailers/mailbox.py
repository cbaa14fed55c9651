"""The mailbox: mail of a deployment that sends none, kept in a table for whoever sits at this machine."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import Database, Mail, MailSettings, Services, UnitOfWork, new_id

from commonweal_mailers.writing import Writer, written

MOST_KEPT = 500
_KEEP = """
INSERT INTO mailbox.mail (id, recipient, sender, subject, text, html, headers)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
_FORGET = """
DELETE FROM mailbox.mail WHERE id IN (SELECT id FROM mailbox.mail ORDER BY id DESC OFFSET $1)
"""
_LIST = """
SELECT id, recipient, sender, subject, text, html, headers, kept_at FROM mailbox.mail
WHERE $1::text IS NULL OR recipient = $1 ORDER BY id DESC LIMIT 100
"""
_ONE = """
SELECT id, recipient, sender, subject, text, html, headers, kept_at FROM mailbox.mail WHERE id = $1
"""


class KeptMail(msgspec.Struct, frozen=True):
    """A mail that was kept instead of sent."""

    id: UUID
    recipient: str
    sender: str
    subject: str
    text: str
    html: str | None
    headers: dict[str, str]
    kept_at: datetime

    @property
    def fields(self) -> dict[str, str]:
        """The headers that were chosen for it."""
        return {"From": self.sender, **self.headers}

    def as_sent(self) -> bytes:
        """Return the mail as it would have gone over the wire, unsigned."""
        mail = Mail(
            to=self.recipient, subject=self.subject, text=self.text, html=self.html, headers=self.headers
        )
        return written(mail, self.sender).as_bytes()


class MailboxMailer:
    """The driver ``mailbox``: keeps the last mails in a table."""

    def __init__(self, settings: MailSettings, services: Services) -> None:
        self._writer = Writer(settings)
        self._database = services.get(Database)

    async def send(self, mail: Mail) -> None:
        """Keep a mail; the oldest ones beyond 500 are forgotten."""
        headers = msgspec.json.encode(mail.headers).decode()
        sender = self._writer.sender_of(mail)
        async with self._database.write() as work:
            await work.execute(_KEEP, new_id(), mail.to, sender, mail.subject, mail.text, mail.html, headers)
            await work.execute(_FORGET, MOST_KEPT)


async def kept_mails(work: UnitOfWork, recipient: str | None) -> list[KeptMail]:
    """Return the newest mails first, of one recipient if one is named."""
    return [_kept(row) for row in await work.fetch(_LIST, recipient)]


async def kept_mail(work: UnitOfWork, mail_id: UUID) -> KeptMail | None:
    """Return one mail, unless it was forgotten."""
    row = await work.fetch_row(_ONE, mail_id)
    return None if row is None else _kept(row)


def _kept(row: Any) -> KeptMail:
    return msgspec.convert({**dict(row), "headers": msgspec.json.decode(row["headers"])}, KeptMail)
