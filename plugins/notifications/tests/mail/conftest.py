"""What the tests of mail share: a site with bells, its mail server, and what became of each record."""

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import commonweal_locales
import commonweal_notifications
import msgspec
import pytest
from aiosmtpd.smtp import SMTP
from commonweal import Catalogue, KeptKeys, LocaleSource, Mailer, MailSettings, Services
from commonweal_mailers.smtp import SmtpMailer
from commonweal_notifications.deciding.kinds import kinds_of
from commonweal_notifications.mail.composing import Composer, Reader
from commonweal_notifications.mail.keys import Keys
from commonweal_notifications.mail.sending import send_due
from commonweal_notifications.mail.service import mailing_of
from commonweal_notifications.mail.settings import NotificationsSettings


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


@pytest.fixture(scope="module")
def catalogue(installed_bells):
    """The words of the kernel, of notifications and of the bells, without an app around them."""
    packs = Path(commonweal_locales.__file__).parent
    sources = [
        LocaleSource(folder.name, locale, folder)
        for locale, pack in (("en", "en"), ("es", "es"), ("zh-Hans", "zh_hans"))
        for folder in (packs / pack / "ftl").iterdir()
    ]
    for plugin_id, module in (("notifications", commonweal_notifications), ("bells", installed_bells)):
        locales = Path(module.__file__).parent / "locales"
        sources += [LocaleSource(plugin_id, each.name, each) for each in sorted(locales.iterdir())]
    return Catalogue(sources)


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    services = Services()
    services.provide(KeptKeys, KeptKeys(tmp_path_factory.mktemp("keys")))
    return Keys(services, NotificationsSettings())


@pytest.fixture(scope="module")
def write(catalogue, keys):
    """Give what makes a composer with settings of the test's choice."""

    def make(**changes):
        settings = NotificationsSettings(site="https://commonweal.test", **changes)
        sender = MailSettings(sender="Commonweal <post@commonweal.test>")
        return Composer(settings, keys, catalogue, sender)

    return make


@pytest.fixture(scope="module")
def reader():
    def make(locale="en"):
        return Reader(
            id=UUID(int=7), address="ana@example.org", locale=locale, zone=ZoneInfo("Europe/Madrid")
        )

    return make


@pytest.fixture(scope="module")
def base_kinds():
    from commonweal_notifications.kinds.all_kinds import base_kinds

    return base_kinds(Services())
