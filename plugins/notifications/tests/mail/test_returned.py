"""What comes back fills the suppression list: a hard bounce for all mail, a complaint for bulk mail."""

import base64
import json
import mailbox
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from commonweal import Secret
from commonweal_notifications.mail.reports import Report, reports_in
from commonweal_notifications.mail.returned import read_folder
from commonweal_notifications.mail.signatures import sign
from hypothesis import given
from hypothesis import strategies as st

SUPPRESSED = "SELECT scope, reason FROM notifications.suppression ORDER BY 1"
SECRET = "whsec_" + base64.b64encode(b"a secret of the tests").decode()
DSN = """\
From: MAILER-DAEMON@mx.example.net
To: returns@commonweal.test
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=us-ascii

This is the mail system. I am sorry to have to inform you...

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Sun, 29 Nov 2026 18:00:00 +0000

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; 550 {status} not here

--b1
Content-Type: {part}

{headers}
--b1--
"""
ARF = """\
From: abuse@provider.example
To: returns@commonweal.test
Subject: FW: Your day
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b2"

--b2
Content-Type: text/plain

This is an email abuse report.

--b2
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Rcpt-To: <{address}>

--b2
Content-Type: message/rfc822

From: Commonweal <no-reply@localhost>
Message-ID: {message_id}
Subject: Your day

Text.
--b2--
"""


def dsn(
    message_id, *, address="ana@example.org", action="failed", status="5.1.1", part="text/rfc822-headers"
):
    headers = f"From: x@commonweal.test\nMessage-ID: {message_id}\nSubject: Hi\n"
    return DSN.format(address=address, action=action, status=status, part=part, headers=headers).encode()


@pytest.mark.parametrize("part", ["text/rfc822-headers", "message/rfc822"])
@pytest.mark.parametrize(
    ("status", "is_permanent", "is_bad"),
    [("5.1.1", True, True), ("5.1.10", True, True), ("5.2.1", True, True), ("5.7.1", True, False),
     ("5.1.8", True, False), ("5.2.2", True, False), ("4.4.1", False, False)],
)  # fmt: skip
def test_a_delivery_report_says_which_mail_failed_and_whether_the_address_is_bad(
    part, status, is_permanent, is_bad
):
    [report] = reports_in(dsn("<m1@commonweal.test>", status=status, part=part))
    assert report == Report("bounce", is_permanent, is_bad, "<m1@commonweal.test>", "ana@example.org")


def test_a_delay_and_a_success_report_nothing_to_act_on():
    assert reports_in(dsn("<m@x>", action="delayed", status="4.4.7")) == []
    assert reports_in(dsn("<m@x>", action="delivered", status="2.0.0")) == []


def test_a_complaint_names_the_mail_and_other_feedback_is_none():
    text = ARF.format(kind="abuse", address="Ana@example.org", message_id="<m2@x>").encode()
    assert reports_in(text) == [Report("complaint", message_id="<m2@x>", address="ana@example.org")]
    assert reports_in(ARF.format(kind="not-spam", address="a@b.c", message_id="<m>").encode()) == []


@given(
    st.binary(max_size=2_000)
    | st.text(max_size=500).map(lambda t: dsn("<m@x>").replace(b"rfc822", t.encode()))
)
def test_whatever_arrives_is_read_or_left_alone(content):
    assert isinstance(reports_in(content), list)


def test_ordinary_mail_is_no_report():
    mail = EmailMessage()
    mail["subject"] = "Out of office"
    mail.set_content("Final-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: 5.1.1")
    assert reports_in(mail.as_bytes()) == []


@pytest.fixture
async def told(mailroom, principals):
    """A mail that was sent: to whom, and its Message-ID."""
    ana = await principals.human()
    await mailroom.all_due_rang(ana)
    await mailroom.send()
    [mail] = mailroom.mails
    return ana, mail.headers["Message-ID"]


@pytest.fixture
def folder(mailroom, tmp_path):
    import msgspec

    path = tmp_path / "returned"
    box = mailbox.Maildir(path, create=True)
    mailroom.mailing.settings = msgspec.structs.replace(mailroom.mailing.settings, returned_mail=str(path))
    return box


async def test_returned_mail_in_the_folder_stops_all_mail_to_the_address(mailroom, world, told, folder):
    ana, message_id = told
    folder.add(dsn(message_id))
    assert await read_folder(mailroom.database, mailroom.mailing) == 1
    assert await read_folder(mailroom.database, mailroom.mailing) == 0
    assert await world.rows(SUPPRESSED) == [("all", "bounce")]
    assert (await mailroom.states())["failed bounced"] == 1
    await mailroom.all_due_rang(ana, kinds=["bells.alarm"])
    await mailroom.send()
    assert (await mailroom.states())["skipped suppressed"] == 1
    assert len(mailroom.mails) == 1


async def test_what_comes_back_late_stops_mail_to_the_address_it_was_about_and_not_to_the_next_one(
    mailroom, world, told, folder
):
    ana, message_id = told
    await world.change("UPDATE identity.human SET email = 'new@example.org' WHERE id = $1", ana.account_id)
    folder.add(dsn(message_id, address="new@example.org"))  # which only the report says
    folder.add(ARF.format(kind="abuse", address="new@example.org", message_id=message_id).encode())
    assert await read_folder(mailroom.database, mailroom.mailing) == 2
    keys = await world.rows("SELECT DISTINCT address_key FROM notifications.suppression")
    assert keys == [(mailroom.mailing.keys.address_key(f"{ana.account_id}@example.org"),)]
    await mailroom.all_due_rang(ana, kinds=["bells.alarm", "bells.chimed"])
    await mailroom.send()
    assert [mail.to for mail in mailroom.mails[1:]] == ["new@example.org"] * 2


async def test_mail_of_which_no_address_is_known_is_marked_and_stops_nothing(mailroom, world, told, folder):
    await world.change("UPDATE notifications.delivery SET address_key = NULL")
    folder.add(dsn(told[1]))
    assert await read_folder(mailroom.database, mailroom.mailing) == 1
    assert await world.rows(SUPPRESSED) == []
    assert (await mailroom.states())["failed bounced"] == 1


async def test_a_report_that_anybody_could_have_written_stops_nothing(mailroom, world, told, folder):
    ana, _ = told
    folder.add(dsn("<guessed@localhost>", address=f"{ana.account_id}@example.org"))
    folder.add(b"\xff\xfe no mail at all")
    folder.add(dsn("<a\0b@localhost>"))
    assert await read_folder(mailroom.database, mailroom.mailing) == 0
    assert await world.rows(SUPPRESSED) == []
    assert len(list(folder)) == 3
    assert list((Path(folder._path) / "new").iterdir()) == []


async def test_a_complaint_stops_bulk_mail_and_nothing_else(mailroom, world, told, folder):
    ana, message_id = told
    folder.add(ARF.format(kind="abuse", address="x@y.z", message_id=message_id).encode())
    await read_folder(mailroom.database, mailroom.mailing)
    assert await world.rows(SUPPRESSED) == [("bulk", "complaint")]
    await mailroom.all_due_rang(ana, kinds=["bells.alarm", "bells.chimed"])
    await mailroom.send()
    states = await mailroom.states()
    assert (states["skipped suppressed_bulk"], states["sent"]) == (1, 2)


async def test_mail_that_was_not_liked_is_noted_and_the_address_stays_good(mailroom, world, told, folder):
    folder.add(dsn(told[1], status="5.7.1"))
    await read_folder(mailroom.database, mailroom.mailing)
    assert await world.rows(SUPPRESSED) == []
    assert (await mailroom.states())["failed bounced"] == 1


def signed(body, secret=SECRET, at=None):
    at = str(int(time.time() if at is None else at))
    headers = {"webhook-id": "e1", "webhook-timestamp": at, "webhook-signature": sign(body, "e1", at, secret)}
    return {**headers, "content-type": "application/json"}


@pytest.fixture
def events(mailroom):
    import msgspec

    mailroom.mailing.settings = msgspec.structs.replace(
        mailroom.mailing.settings, mail_events_secret=Secret(SECRET)
    )

    async def send(body, headers=None):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with mailroom.site.browse() as provider:
            path = "/api/v1/notifications/mail-events"
            return await provider.post(path, content=body, headers=headers or signed(body))

    return send


async def test_a_signed_report_of_the_provider_is_taken_in_and_may_be_repeated(mailroom, world, told, events):
    ana, message_id = told
    body = {
        "events": [
            {"type": "complaint", "address": f"{ana.account_id}@EXAMPLE.org"},
            {
                "type": "bounce",
                "message_id": message_id,
                "address": "as-they@xn--write-it.org",
                "bad_address": True,
            },
            {"type": "bounce", "message_id": "<not-ours@x>"},
        ]
    }
    for _ in range(2):
        answer = await events(body)
        assert (answer.status_code, answer.json()) == (200, {"taken": 2})
    assert await world.rows(SUPPRESSED) == [("all", "bounce"), ("bulk", "complaint")]
    keys = await world.rows("SELECT DISTINCT address_key FROM notifications.suppression")
    assert keys == [(mailroom.mailing.keys.address_key(f"{ana.account_id}@example.org"),)]


async def test_a_report_that_is_not_signed_by_the_provider_now_is_refused(mailroom, world, told, events):
    body = json.dumps({"events": [{"type": "complaint", "address": "ana@example.org"}]}).encode()
    old, other = signed(body, at=time.time() - 301), signed(body, secret="whsec_b3RoZXI=")
    none = {"content-type": "application/json"}
    for headers in (
        old,
        other,
        none,
        {**signed(body), "webhook-signature": "v1,é".encode()},
        {**signed(body), "webhook-timestamp": "9" * 5_000},
    ):
        assert (await events(body, headers)).status_code == 403
    changed = body.replace(b"ana", b"eve")
    assert (await events(changed, signed(body))).status_code == 403
    assert await world.rows(SUPPRESSED) == []


async def test_without_a_secret_nobody_reports(mailroom, told):
    body = b'{"events": [{"type": "complaint", "address": "a@example.org"}]}'
    async with mailroom.site.browse() as provider:
        answer = await provider.post("/api/v1/notifications/mail-events", content=body, headers=signed(body))
    assert answer.status_code == 403


async def test_a_report_that_makes_no_sense_says_what_to_change(told, events):
    for wrong in ({"events": []}, {"events": [{"type": "love"}]}, {"events": [{"type": "bounce", "x": 1}]}):
        answer = await events(wrong)
        assert answer.status_code in (400, 422)
        assert answer.headers["content-type"].startswith("application/problem+json")
