"""What is due is handed to the mail server, once at most, and its record says what came of it."""

import asyncio
from uuid import UUID

import pytest
from commonweal import MailRefused, MailUnavailable
from commonweal_notifications.mail import records, sending, telling
from commonweal_notifications.mail.sending import MOST_ATTEMPTS


async def test_mail_arrives_in_the_language_of_its_reader_with_both_texts(mailroom, principals, post_office):
    ana, wei = await principals.human(locale="es"), await principals.human(locale="zh-Hans")
    await mailroom.all_due_rang(ana, wei)
    await mailroom.send()

    mails = {mail["content-language"]: mail for mail in post_office.mails}
    assert set(mails) == {"es", "zh-Hans"}
    for language, mail in mails.items():
        assert mail["subject"].startswith("<Big Ben>")
        assert mail.get_body(("plain",)).get_content().startswith("<Big Ben>")
        html = mail.get_body(("html",)).get_content()
        assert f'<html lang="{language}">' in html
        assert "&lt;Big Ben&gt;" in html
        assert "<Big Ben>" not in html
        assert mail["auto-submitted"] == "auto-generated"
    assert await mailroom.states() == {"sent": 2}


async def test_mail_about_one_thing_makes_one_thread_and_about_another_a_second_one(
    mailroom, world, principals, post_office
):
    ana = await principals.human()
    await mailroom.always_awake(ana)
    bell = await mailroom.ring(ana)
    await mailroom.ring(ana, bell=bell)
    await mailroom.ring(ana)
    await mailroom.due()
    await mailroom.send(is_bulk=False)

    threads = [(mail["references"], mail["in-reply-to"]) for mail in post_office.mails]
    assert all(references == reply for references, reply in threads)
    assert len(threads) == 3
    assert len(set(threads)) == 2
    assert len({mail["message-id"] for mail in post_office.mails}) == 3


async def test_a_server_that_wants_it_later_gets_it_later_and_not_for_ever(mailroom, world, principals):
    ana = await principals.human()
    await mailroom.all_due_rang(ana)
    for attempt in range(1, MOST_ATTEMPTS + 1):
        mailroom.site.outbox.fail_next(MailUnavailable("later"))
        await mailroom.send(is_bulk=False)
        [(state, attempts, waits)] = await world.rows(
            "SELECT state, attempts, extract(epoch FROM due_at - now()) FROM notifications.delivery"
            " WHERE kind = 'bells.rang' AND channel = 'email'"
        )
        assert attempts == attempt
        if state == "queued":
            pause = records.pause_before(attempt).total_seconds()
            assert pause - 30 <= waits <= pause
        await mailroom.due()
    assert (await mailroom.states())["failed gave_up"] == 1
    assert mailroom.mails == []


async def test_mail_that_is_refused_is_not_tried_again(mailroom, principals):
    ana = await principals.human()
    await mailroom.all_due_rang(ana)
    mailroom.site.outbox.fail_next(MailRefused("no"))
    await mailroom.send(is_bulk=False)
    await mailroom.due()
    await mailroom.send(is_bulk=False)
    assert (await mailroom.states())["failed refused"] == 1
    assert mailroom.mails == []


async def test_an_address_that_does_not_exist_gets_nothing_any_more(mailroom, world, principals):
    ana = await principals.human()
    await mailroom.all_due_rang(ana)
    mailroom.site.outbox.fail_next(MailRefused("no such user", bad_address=True))
    await mailroom.send(is_bulk=False)
    await mailroom.ring(ana, kind="bells.alarm")
    await mailroom.due()
    await mailroom.send(is_bulk=False)
    states = await mailroom.states()
    assert (states["failed bad_address"], states["skipped suppressed"]) == (1, 1)


async def test_when_the_answer_is_lost_the_record_says_so_and_nothing_is_sent_again(
    mailroom, principals, post_office
):
    ana = await principals.human()
    await mailroom.all_due_rang(ana)
    post_office.hangs_up = True
    await mailroom.send(is_bulk=False)
    post_office.hangs_up = False
    await mailroom.due()
    await mailroom.send(is_bulk=False)
    assert (await mailroom.states())["unknown answer_lost"] == 1
    assert len(post_office.mails) == 1


async def test_what_a_worker_died_with_is_unknown_after_its_time_and_not_before(mailroom, world, principals):
    ana = await principals.human()
    await mailroom.all_due_rang(ana)
    await world.change(
        "UPDATE notifications.delivery SET state = 'handing', due_at = now() + interval '1 minute'"
        " WHERE kind = 'bells.rang' AND channel = 'email'"
    )
    await mailroom.send(is_bulk=False)
    assert (await mailroom.states())["handing"] == 1
    await world.change(
        "UPDATE notifications.delivery SET due_at = now() - interval '1 s' WHERE state = 'handing'"
    )
    await mailroom.send(is_bulk=False)
    assert (await mailroom.states())["unknown answer_lost"] == 1
    assert mailroom.mails == []


async def test_two_workers_send_nothing_twice(mailroom, world, principals, post_office):
    people = [await principals.human() for _ in range(10)]
    await mailroom.all_due_rang(*people, kinds=["bells.rang", "bells.chimed"], times=3)
    await asyncio.gather(*(mailroom.send() for _ in range(4)))
    assert len(post_office.mails) == 30 + 10  # and a digest for each
    assert len({mail["message-id"] for mail in post_office.mails}) == 40
    assert await mailroom.states() == {"sent": 60}


async def test_bulk_mail_waits_for_its_own_queue_and_has_its_own_sender(mailroom, principals):
    ana = await principals.human()
    mailroom.change_kind("bells.rang", bulk=True)
    await mailroom.all_due_rang(ana, kinds=["bells.rang", "bells.chimed"])
    await mailroom.send(is_bulk=False)
    assert mailroom.mails == []
    await mailroom.send(is_bulk=True)
    assert len(mailroom.mails) == 2
    assert {mail.bulk for mail in mailroom.mails} == {True}
    assert {mail.headers["Feedback-ID"].split(":")[1] for mail in mailroom.mails} == {"bulk"}


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE identity.human SET email_confirmed_at = NULL", "no_address"),
        ("UPDATE identity.account SET state = 'suspended'", "account_suspended"),
        ("UPDATE identity.account SET state = 'deactivated'", "account_closed"),
        (
            "INSERT INTO notifications.mute SELECT recipient, about FROM notifications.delivery LIMIT 1",
            "muted",
        ),
        (
            """INSERT INTO notifications.preference SELECT recipient, kind, channel, 'never'
            FROM notifications.delivery WHERE kind = 'bells.rang' AND channel = 'email'""",
            "turned_off",
        ),
    ],
)
async def test_what_changed_before_it_was_sent_is_minded(mailroom, world, principals, statement, reason):
    ana = await principals.human()
    await mailroom.all_due_rang(ana)
    await world.change(statement)
    await mailroom.send(is_bulk=False)
    assert (await mailroom.states())[f"skipped {reason}"] == 1
    assert mailroom.mails == []


async def test_what_is_gone_is_told_to_nobody(mailroom, world, principals):
    ana = await principals.human()
    await mailroom.always_awake(ana)
    await mailroom.ring(ana, bell=UUID(int=1))
    await mailroom.due()
    await mailroom.send()
    assert (await mailroom.states())["skipped gone"] == 1
    assert mailroom.mails == []


async def test_words_that_fail_in_one_language_stop_that_mail_and_no_other(mailroom, principals, monkeypatch):
    readers = {locale: await principals.human(locale=locale) for locale in ("en", "es", "zh-Hans")}
    catalogue = mailroom.mailing.composer._catalogue
    written = catalogue._read

    def broken(locale):
        from fluent.syntax import FluentParser

        own = written(locale)
        wrong = FluentParser().parse(
            "bells-rang-title = { $nobody_knows_this }\nbells-chimed-group = { $nobody_knows_this }"
        )
        return [wrong, *own] if locale == "es" else own

    monkeypatch.setattr(catalogue, "_read", broken)
    catalogue.replace(catalogue.sources)
    await mailroom.all_due_rang(*readers.values())
    await mailroom.send(is_bulk=False)
    assert sorted(mail.headers["Content-Language"] for mail in mailroom.mails) == ["en", "zh-Hans"]
    assert (await mailroom.states())["failed template_error"] == 1
    mailroom.change_kind("bells.whispered", email="digest")
    bell = await mailroom.ring(readers["es"], kind="bells.chimed")
    await mailroom.ring(readers["es"], kind="bells.chimed", bell=bell)
    await mailroom.ring(readers["es"], kind="bells.whispered")
    await mailroom.due()
    await mailroom.send(is_bulk=True)
    assert mailroom.mails[-1].subject == "Tu día: 1 notificación", "one plugin's words spoil no digest"
    assert (await mailroom.states())["failed template_error"] == 3
    monkeypatch.undo()
    catalogue.replace(catalogue.sources)


async def test_a_plugin_that_cannot_describe_its_own_stops_no_other(mailroom, world, principals, monkeypatch):
    ana = await principals.human()

    async def fails(work, locale, data):
        await work.execute("SELECT 1 / 0")

    async def hangs(work, locale, data):
        await asyncio.Event().wait()

    monkeypatch.setattr(telling, "DESCRIBE_SECONDS", 0.3)
    await mailroom.always_awake(ana)
    for number, describe in enumerate((fails, hangs), 1):
        mailroom.change_kind("bells.rang", describe=describe)
        await mailroom.ring(ana)
        await mailroom.ring(ana, kind="bells.alarm")
        await mailroom.due()
        async with asyncio.timeout(25):
            await mailroom.send(is_bulk=False)
        states = await mailroom.states()
        assert (states["failed not_described"], states["sent"]) == (number, number)


async def test_mail_of_a_plugin_that_is_off_waits(mailroom, principals, monkeypatch):
    ana = await principals.human()
    await mailroom.all_due_rang(ana)
    monkeypatch.setattr("commonweal_notifications.mail.service.is_on", lambda host, kind: False)
    await mailroom.send()
    assert (await mailroom.states())["queued"] == 1
    monkeypatch.undo()
    await mailroom.send()
    assert (await mailroom.states())["sent"] == 1


async def test_a_worker_told_to_stop_finishes_the_letter_it_is_at(mailroom, principals, monkeypatch):
    ana = await principals.human()
    await mailroom.all_due_rang(ana)
    begun, release = asyncio.Event(), asyncio.Event()
    send = mailroom.site.outbox.send

    async def slowly(mail):
        begun.set()
        await release.wait()
        await send(mail)

    monkeypatch.setattr(mailroom.site.outbox, "send", slowly)
    working = asyncio.create_task(mailroom.send(is_bulk=False))
    await begun.wait()
    working.cancel()
    await asyncio.sleep(0.05)
    release.set()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert (await mailroom.states())["sent"] == 1
    assert sending._GRACE_SECONDS < 5  # the worker waits five for tasks that it ends
