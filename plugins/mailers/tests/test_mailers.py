"""Mail leaves by SMTP, or is kept for whoever sits at this machine."""

import asyncio
import re
from contextlib import asynccontextmanager
from email import message_from_bytes, policy

import pytest
from aiosmtpd.smtp import SMTP
from commonweal import Database, Mail, MailRefused, MailSettings, MailUnavailable, Services, new_id
from commonweal.messaging.mail import ChosenMailer
from commonweal.testing.database import installed_sources
from commonweal.testing.web import browse, running_app
from commonweal_mailers.mailbox import MailboxMailer, kept_mails
from commonweal_mailers.pages import linked
from commonweal_mailers.smtp import SmtpMailer

MAIL = Mail(to="ana@example.org", subject="Código ünico", text="123456\nhttps://example.org/a?b=1&c=2 <b>")


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


class Post:
    """Takes mail, or answers as it is told."""

    def __init__(self):
        self.mails, self.answer = [], "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - as aiosmtpd calls it
        envelope.rcpt_tos.append(address)
        return "250 OK" if self.answer[0] == "2" else self.answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@pytest.fixture
async def post():
    handler = Post()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(handler), "127.0.0.1", 0)
    handler.settings = MailSettings(
        driver="smtp",
        host="127.0.0.1",
        port=server.sockets[0].getsockname()[1],
        security="none",
        sender="Commonweal <post@commonweal.test>",
    )
    yield handler
    server.close()
    await server.wait_closed()


@asynccontextmanager
async def smtp(settings):
    mailer = SmtpMailer(settings, Services())
    try:
        yield mailer
    finally:
        await mailer.close()


async def test_a_mail_arrives_as_it_was_written(post):
    async with smtp(post.settings) as mailer:
        await mailer.send(MAIL)

    [mail] = post.mails
    assert (mail["to"], mail["subject"]) == (MAIL.to, MAIL.subject)
    assert mail["from"] == "Commonweal <post@commonweal.test>"
    assert mail.get_content().replace("\r\n", "\n").rstrip("\n") == MAIL.text
    assert mail["auto-submitted"] == "auto-generated"
    assert mail["message-id"].endswith("@commonweal.test>")


@pytest.mark.parametrize(("answer", "error"), [("451 later", MailUnavailable), ("550 no", MailRefused)])
async def test_the_servers_no_is_told_apart_from_not_now(post, answer, error):
    post.answer = answer
    async with smtp(post.settings) as mailer:
        with pytest.raises(error) as caught:
            await mailer.send(MAIL)
    assert not getattr(caught.value, "answer_lost", False)


async def test_a_server_that_is_not_there_is_tried_again_later():
    settings = MailSettings(driver="smtp", host="127.0.0.1", port=1, security="none")
    with pytest.raises(MailUnavailable, match=r"127\.0\.0\.1:1"):
        await SmtpMailer(settings, Services()).send(MAIL)


async def test_a_line_break_in_a_header_is_refused(database):
    services = Services()
    services.provide(Database, database)
    mailer = ChosenMailer(MailSettings(), services)
    for wrong in (
        Mail(to="a@example.org\r\nBcc: b@example.org", subject="s", text="t"),
        Mail(to="a@example.org", subject="s\nBcc: b@example.org", text="t"),
    ):
        with pytest.raises(MailRefused):
            await mailer.send(wrong)
    async with database.read() as work:
        assert await kept_mails(work, None) == []


async def test_kept_mail_is_shown_newest_first_and_forgotten_in_time(database):
    services = Services()
    services.provide(Database, database)
    mailer = MailboxMailer(MailSettings(), services)
    for number in range(503):
        await mailer.send(Mail(to=f"{number % 2}@example.org", subject=str(number), text="t"))
    async with database.read() as work:
        assert (await kept_mails(work, None))[0].subject == "502"
        assert {mail.recipient for mail in await kept_mails(work, "1@example.org")} == {"1@example.org"}
        assert await work.fetch_value("SELECT count(*) FROM mailbox.mail") == 500


async def test_the_mailbox_is_open_to_this_machine_alone(tmp_path, database, database_settings):
    services = Services()
    services.provide(Database, database)
    await MailboxMailer(MailSettings(), services).send(MAIL)
    async with running_app(tmp_path, database_settings) as app, browse(app) as browser:
        shown = await browser.get("/mailbox")
        assert "123456" in shown.text
        assert "&lt;b&gt;" in shown.text
        [link] = re.findall(r'href="(/mailbox/[0-9a-f-]+/mail[.]eml)"', shown.text)
        file = message_from_bytes((await browser.get(link)).content, policy=policy.default)
        assert (file["subject"], file["to"]) == (MAIL.subject, MAIL.to)
        assert (await browser.get(f"/mailbox/{new_id()}/mail.eml")).status_code == 404
        for headers in ({"host": "example.org"}, {"x-forwarded-for": "203.0.113.9"}):
            assert (await browser.get("/mailbox", headers=headers)).status_code == 404
    async with (
        running_app(tmp_path, database_settings, COMMONWEAL_MAIL__DRIVER="smtp") as app,
        browse(app) as browser,
    ):
        assert (await browser.get("/mailbox")).status_code == 404


def test_addresses_in_a_mail_are_links_and_all_else_is_text():
    assert linked("see https://a.org/?x=1&y=2 <i>") == (
        'see <a href="https://a.org/?x=1&amp;y=2">https://a.org/?x=1&amp;y=2</a> &lt;i&gt;'
    )
