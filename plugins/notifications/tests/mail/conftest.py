"""What the tests of mail share: a site with bells, its mail server, and what became of each record."""

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from uuid import UUID, uuid4

import msgspec
import pytest
from aiosmtpd.smtp import SMTP
from commonweal import MailSettings, Services
from commonweal_mailers.smtp import SmtpMailer
from commonweal_notifications.deciding.kinds import kinds_of
from commonweal_notifications.mail.sending import send_due
from commonweal_notifications.mail.service import mailing_of


@pytest.fixture(scope="module")
def chosen_plugins(installed_bells):
    return ["bells"]


class Mailroom:
    """Where mail is made ready and handed over."""

    def __init__(self, world):
        self.world, self.site, self.database = world, world.site, world.database
        self.mailing = mailing_of(self.site.context("notifications"))

    @property
    def mails(self):
        return self.site.outbox.mails

    def change_kind(self, name, **changes):
        kinds = kinds_of(self.site.host.services)
        kinds[name] = msgspec.structs.replace(kinds[name], **changes)

    async def always_awake(self, *people):
        """Let people have no quiet hours."""
        for each in people:
            await self.world.change(
                "INSERT INTO notifications.person (account, quiet_from, quiet_to) VALUES ($1, '0:00', '0:00')"
                " ON CONFLICT (account) DO UPDATE SET quiet_from = '0:00', quiet_to = '0:00'",
                each.account_id,
            )

    async def due(self):
        """Let everything that waits be due."""
        await self.world.change(
            "UPDATE notifications.delivery SET due_at = now() WHERE state IN ('queued', 'held', 'digest')"
        )

    async def send(self, *, is_bulk=None):
        streams = (False, True) if is_bulk is None else (is_bulk,)
        return [await send_due(self.database, self.mailing, is_bulk=each, seconds=30) for each in streams]

    async def states(self):
        """Return what became of the mail, with reasons."""
        rows = await self.world.rows(
            "SELECT state, reason FROM notifications.delivery WHERE channel = 'email'"
        )
        return Counter(f"{state} {reason}".strip() for state, reason in rows if reason != "off_by_default")

    async def ring(self, *people, kind="bells.rang", bell=None):
        """Ring a bell that is whole, and return it."""
        return await self.world.ring(*people, kind=kind, bell=bell or UUID(f"b{uuid4().hex[1:]}"))

    async def all_due_rang(self, *people, kinds=("bells.rang",), times=1):
        """Have bells rung for people who are awake, about which mail is due."""
        await self.always_awake(*people)
        for kind in kinds:
            for _ in range(times):
                await self.ring(*people, kind=kind)
        await self.due()


@pytest.fixture
async def mailroom(world):
    room = Mailroom(world)
    kinds = dict(kinds_of(room.site.host.services))
    yield room
    kinds_of(room.site.host.services).update(kinds)


class Server:
    """A real SMTP server that notes what it takes, and does as it is told."""

    def __init__(self):
        self.mails, self.answer, self.hangs_up = [], "250 OK", False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - as aiosmtpd calls it
        if self.answer[0] == "2":
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.hangs_up:
            server.transport.abort()
        return self.answer


@asynccontextmanager
async def smtp_server(site):
    """Have the site send to a real server for the length of the block."""
    handler = Server()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(handler), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = MailSettings(driver="smtp", host="127.0.0.1", port=port, security="none", seconds=5)
    handler.mailer = SmtpMailer(settings, Services())
    from commonweal import Mailer

    chosen = site.host.services.get(Mailer)
    outbox, chosen._driver = chosen._driver, handler.mailer
    try:
        yield handler
    finally:
        chosen._driver = outbox
        await handler.mailer.close()
        server.close()
        await server.wait_closed()


@pytest.fixture
async def post_office(site):
    async with smtp_server(site) as server:
        yield server
