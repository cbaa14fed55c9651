"""Our mailers keep the contract, each against what really takes the mail."""

import asyncio
from email import message_from_bytes, policy

import pytest
from aiosmtpd.smtp import SMTP
from commonweal import Database, Mail, MailRefused, MailSettings, MailUnavailable, Services
from commonweal.testing.contract import overrides_contract
from commonweal.testing.database import installed_sources
from commonweal.testing.mailer_contract import MailerContract
from commonweal.testing.outbox import Outbox
from commonweal_mailers.mailbox import MailboxMailer, kept_mails
from commonweal_mailers.smtp import SmtpMailer

ANSWERS = {"wait": "451 later", "refuse": "550 no", "": "250 OK"}


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


class Post:
    """A server that takes mail, or answers as it is told."""

    def __init__(self):
        self.mails, self.answer = [], "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - as aiosmtpd calls it
        if self.answer[0] == "2":
            message = message_from_bytes(envelope.content, policy=policy.default)
            text, html = message.get_body(("plain",)), message.get_body(("html",))
            mail = Mail(
                to=message["to"],
                subject=message["subject"],
                text=text.get_content().replace("\r\n", "\n"),
                html=html.get_content() if html else None,
            )
            self.mails.append(mail)
        return self.answer


class TestSmtp(MailerContract):
    @pytest.fixture
    async def post(self):
        post = Post()
        server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(post, enable_SMTPUTF8=True), "127.0.0.1", 0
        )
        port = server.sockets[0].getsockname()[1]
        post.settings = MailSettings(driver="smtp", host="127.0.0.1", port=port, security="none")
        post.mailer = SmtpMailer(post.settings, Services())
        yield post
        await post.mailer.close()
        server.close()
        await server.wait_closed()

    @pytest.fixture
    def mailer(self, post):
        return post.mailer

    @pytest.fixture
    def arrived(self, post):
        async def arrived():
            return post.mails

        return arrived

    @pytest.fixture
    def mailer_that(self, post):
        def mailer_that(answer):
            post.answer = ANSWERS[answer]
            return post.mailer

        return mailer_that


KEEPS_ALL = "the mailbox keeps whatever it is given on this machine: there is no server that could say no"


class TestMailbox(MailerContract):
    @pytest.fixture
    def mailer(self, database):
        services = Services()
        services.provide(Database, database)
        return MailboxMailer(MailSettings(), services)

    @pytest.fixture
    def arrived(self, database):
        async def arrived():
            async with database.read() as work:
                kept = await kept_mails(work, None)
            return [
                Mail(to=each.recipient, subject=each.subject, text=each.text, html=each.html) for each in kept
            ]

        return arrived

    @overrides_contract(KEEPS_ALL)
    async def test_a_server_that_wants_it_later_is_told_apart(self):
        """There is none."""

    @overrides_contract(KEEPS_ALL)
    async def test_a_server_that_will_not_have_it_is_told_apart(self):
        """There is none."""


class TestOutboxOfTests(MailerContract):
    @pytest.fixture
    def mailer(self):
        return Outbox()

    @pytest.fixture
    def arrived(self, mailer):
        async def arrived():
            return mailer.mails

        return arrived

    @pytest.fixture
    def mailer_that(self, mailer):
        def mailer_that(answer):
            mailer.fail_next({"wait": MailUnavailable, "refuse": MailRefused}[answer]("no"))
            return mailer

        return mailer_that
