"""The SMTP driver keeps connections, paces itself, signs, and knows when it does not know."""

import asyncio
import datetime as dt
import ipaddress
import ssl
from contextlib import asynccontextmanager
from email import message_from_bytes, policy

import dkim
import msgspec
import pytest
from aiosmtpd.smtp import SMTP
from commonweal import Mail, MailRefused, MailSettings, MailUnavailable, Secret, Services
from commonweal_mailers.pacing import Pace
from commonweal_mailers.smtp import SmtpMailer
from commonweal_mailers.writing import DkimUnusable, Writer, written
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from hypothesis import example, given, settings
from hypothesis import strategies as st

MAIL = Mail(to="ana@example.org", subject="Hola ¿qué tal? 你好", text="Häuser", html="<p>房子</p>")


class Server:
    """A mail server that counts connections, and does as it is told."""

    def __init__(self):
        self.contents, self.peers, self.senders = [], set(), []
        self.at_once = self.most_at_once = 0
        self.hangs_up, self.refuses = False, ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self.refuses or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        await asyncio.sleep(0.01)
        self.at_once -= 1
        self.contents.append(envelope.content)
        self.senders.append(envelope.mail_from)
        self.peers.add(session.peer)
        if self.hangs_up:
            server.transport.abort()
        return "250 OK"


@asynccontextmanager
async def serving(changes=None, **more):
    handler = Server()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(handler, enable_SMTPUTF8=True, **more), "127.0.0.1", 0, ssl=None
    )
    port = server.sockets[0].getsockname()[1]
    chosen = MailSettings(driver="smtp", host="127.0.0.1", port=port, security="none", seconds=5)
    mailer = SmtpMailer(msgspec.structs.replace(chosen, **(changes or {})), Services())
    try:
        yield handler, mailer
    finally:
        await mailer.close()
        server.close()
        await server.wait_closed()


async def test_mails_share_connections_that_stay_open():
    async with serving({"connections": 3, "domain_connections": 3}) as (server, mailer):
        await asyncio.gather(*(mailer.send(MAIL) for _ in range(30)))
        assert len(server.contents) == 30
        assert len(server.peers) <= 3


async def test_one_domain_gets_no_more_than_its_share():
    async with serving({"connections": 8, "domain_connections": 2}) as (server, mailer):
        await asyncio.gather(*(mailer.send(MAIL) for _ in range(12)))
        assert (len(server.contents), server.most_at_once) == (12, 2)


async def test_a_connection_that_the_server_closed_is_replaced():
    async with serving() as (server, mailer):
        await mailer.send(MAIL)
        for client in mailer._connections._idle:
            client.transport.abort()
        await mailer.send(MAIL)
        assert (len(server.contents), len(server.peers)) == (2, 2)


async def test_an_answer_that_is_lost_is_told_apart_from_a_no():
    async with serving() as (server, mailer):
        server.hangs_up = True
        with pytest.raises(MailUnavailable) as caught:
            await mailer.send(MAIL)
        assert caught.value.answer_lost
        assert len(server.contents) == 1


@pytest.mark.parametrize(
    ("answer", "is_bad"),
    [
        ("550 5.1.1 no such user", True),
        ("550 5.1.8 sender address rejected: domain not found", False),
        ("550 5.7.1 we do not like you", False),
    ],
)
async def test_an_address_that_does_not_exist_is_told_apart_from_a_mail_that_is_not_liked(answer, is_bad):
    async with serving() as (server, mailer):
        server.refuses = answer
        with pytest.raises(MailRefused) as caught:
            await mailer.send(MAIL)
        assert caught.value.bad_address is is_bad


async def test_bulk_mail_has_its_own_sender_and_what_cannot_be_delivered_returns_where_it_should():
    changes = {"bulk_sender": "News <news@example.org>", "bounces": "returns@example.org"}
    async with serving(changes) as (server, mailer):
        await mailer.send(msgspec.structs.replace(MAIL, bulk=True))
        await mailer.send(MAIL)
        froms = [message_from_bytes(each, policy=policy.default)["from"] for each in server.contents]
        assert froms == ["News <news@example.org>", "Commonweal <no-reply@localhost>"]
        assert server.senders == ["returns@example.org"] * 2


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_mail_goes_over_tls_to_a_server_we_trust_and_to_no_other(security, tmp_path, monkeypatch):
    certificate = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    handler, loop = Server(), asyncio.get_running_loop()
    starts = {"tls_context": context, "require_starttls": True} if security == "starttls" else {}
    server = await loop.create_server(
        lambda: SMTP(handler, **starts), "127.0.0.1", 0, ssl=context if security == "tls" else None
    )
    port = server.sockets[0].getsockname()[1]
    chosen = MailSettings(driver="smtp", host="127.0.0.1", port=port, security=security, seconds=5)
    distrusting = SmtpMailer(chosen, Services())
    with pytest.raises(MailUnavailable, match="does not let us in"):
        await distrusting.send(MAIL)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    trusting = SmtpMailer(chosen, Services())
    await trusting.send(MAIL)
    await trusting.close()
    server.close()
    await server.wait_closed()
    assert len(handler.contents) == 1


async def test_mail_to_one_domain_waits_for_its_turn_or_is_sent_away():
    pace = Pace(1, per_minute=1, seconds=1)
    async with pace.turn("example.org"):
        pass
    with pytest.raises(MailUnavailable):
        async with pace.turn("example.org"):
            pass
    async with pace.turn("example.net"):
        pass


def test_a_signed_mail_is_what_the_verifier_of_the_library_accepts():
    key, record = dkim_key()
    writer = Writer(signing(key))
    unsubscribe = {
        "List-Unsubscribe": f"<https://example.org/u/1/{'long' * 100}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "References": "<a@example.org> <b@example.org>",
    }
    content = writer.write(msgspec.structs.replace(MAIL, headers=unsubscribe))
    assert f"\r\nList-Unsubscribe: {unsubscribe['List-Unsubscribe']}\r\n".encode() in content, "as it is"

    def lookup(name, timeout=5):
        return record if name == b"post._domainkey.commonweal.test." else None

    assert dkim.verify(content, dnsfunc=lookup)
    signature = message_from_bytes(content)["dkim-signature"]
    assert "c=relaxed/relaxed" in signature
    signed = "".join(signature.split("h=")[1].split(";")[0].split()).split(":")
    assert {"from", "subject", "list-unsubscribe", "list-unsubscribe-post"} <= set(signed)
    assert not dkim.verify(content.replace(b"/u/1", b"/u/2"), dnsfunc=lookup)
    assert not dkim.verify(content.replace(b"One-Click", b"Two-Click"), dnsfunc=lookup)


def test_without_a_usable_key_an_operator_is_told_at_once():
    with pytest.raises(DkimUnusable, match="dkim_key"):
        Writer(MailSettings(dkim_selector="post"))
    with pytest.raises(DkimUnusable, match="PEM"):
        Writer(signing("no key"))


_ANYTHING = st.text(max_size=60) | st.sampled_from(
    ["a\r\nBcc: b@example.org", "\nX-Evil: 1", "x\0", "\u2028To: b"]
)


@settings(deadline=None, max_examples=400)
@example(subject="", name=".", value="", text="")
@given(subject=_ANYTHING, name=_ANYTHING, value=_ANYTHING, text=_ANYTHING)
def test_no_text_adds_a_header_to_a_mail(subject, name, value, text):
    mail = Mail(to="ana@example.org", subject=subject, text=text, headers={"X-About": value})
    expected = {"from", "to", "subject", "date", "message-id", "auto-submitted", "x-about"}
    try:
        content = written(mail, f"{name} <post@example.org>").as_bytes()
    except (MailRefused, UnicodeEncodeError):
        return
    parsed = message_from_bytes(content)
    named = {key.lower() for key in parsed} - {
        "mime-version",
        "content-type",
        "content-transfer-encoding",
    }
    assert named <= expected


@pytest.mark.parametrize(
    "to",
    ["", "ana", "ana@", "@example.org", "a@example.org, b@example.org", "Ana <ana@example.org>", "a b@c.d"],
)
def test_what_is_no_single_plain_address_is_refused(to):
    with pytest.raises(MailRefused) as caught:
        written(Mail(to=to, subject="s", text="t"), "post@example.org")
    assert caught.value.bad_address


def test_an_international_address_is_written_as_it_is():
    content = written(Mail(to="用户@例子.公司", subject="你好", text="t"), "post@example.org").as_bytes()
    assert message_from_bytes(content, policy=policy.default.clone(utf8=True))["to"] == "用户@例子.公司"


def signing(key):
    sender = "Commonweal <post@commonweal.test>"
    return MailSettings(dkim_selector="post", dkim_key=Secret(key), sender=sender)


def dkim_key():
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    text = "".join(public.decode().splitlines()[1:-1])
    return private.decode(), f"v=DKIM1; k=rsa; p={text}".encode()


def self_signed(folder):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
