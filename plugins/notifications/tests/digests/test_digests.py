"""What waited is told in one mail, without what was read or muted meanwhile, and once for each period."""

import asyncio

import pytest
from commonweal import MailUnavailable
from commonweal_notifications.mail import sending

PERIODS = "SELECT account, period FROM notifications.digest"
LOST = "UPDATE notifications.delivery SET due_at = now() - interval '1 s' WHERE state = 'handing'"


class DiedError(BaseException):
    """The worker is gone."""


async def chimed(mailroom, *people, times=1):
    await mailroom.all_due_rang(*people, kinds=["bells.chimed"], times=times)


async def held_back(mailroom, *people, times=1):
    """Have bells rung in the night, and let the morning come."""
    for _ in range(times):
        await mailroom.ring(*people)
    await mailroom.world.change("UPDATE notifications.delivery SET state = 'held' WHERE state = 'queued'")
    await mailroom.always_awake(*people)
    await mailroom.due()


async def test_a_digest_tells_of_all_that_waited_in_one_mail(mailroom, world, principals):
    ana, ben = await principals.human(), await principals.human()
    await chimed(mailroom, ana, times=3)
    await chimed(mailroom, ben)
    await mailroom.send()
    subjects = {mail.to: mail.subject for mail in mailroom.mails}
    assert subjects == {
        f"{ana.account_id}@example.org": "Your day: 3 notifications",
        f"{ben.account_id}@example.org": "Your day: 1 notification",
    }
    assert len(await world.rows(PERIODS)) == 2
    assert await mailroom.states() == {"sent": 4}


async def test_what_is_read_muted_or_turned_off_by_then_is_left_out(mailroom, world, principals):
    ana = await principals.human()
    await mailroom.always_awake(ana)
    read, muted, told = [await mailroom.ring(ana, kind="bells.chimed") for _ in range(3)]
    await mailroom.due()
    await world.change(
        "UPDATE notifications.delivery SET read_at = now() WHERE channel = 'in_app' AND about = $1",
        f"bell:{read}",
    )
    await world.change("INSERT INTO notifications.mute VALUES ($1, $2)", ana.account_id, f"bell:{muted}")
    await mailroom.send()
    [mail] = mailroom.mails
    assert mail.subject == "Your day: 1 notification"
    assert f"/bells/{told}" in mail.text
    assert f"{read}" not in mail.text + mail.html
    assert await mailroom.states() == {"sent": 1, "skipped read": 1, "skipped muted": 1}


async def test_a_digest_of_nothing_is_not_sent_and_uses_up_no_period(mailroom, world, principals):
    ana = await principals.human()
    await chimed(mailroom, ana, times=2)
    await world.change("UPDATE notifications.delivery SET archived_at = now() WHERE channel = 'in_app'")
    await mailroom.send()
    assert mailroom.mails == []
    assert await world.rows(PERIODS) == []
    assert await mailroom.states() == {"skipped read": 2}


async def test_a_huge_digest_is_cut_and_says_how_many_more(mailroom, world, principals):
    ana = await principals.human()
    await chimed(mailroom, ana)
    await world.change(
        """INSERT INTO notifications.delivery
            (id, kind, event_id, recipient, channel, state, about, data, due_at)
        SELECT gen_random_uuid(), kind, gen_random_uuid(), recipient, channel, state, about, data, due_at
        FROM notifications.delivery, generate_series(1, 4999)
        WHERE channel = 'email' AND kind = 'bells.chimed'"""
    )
    await mailroom.send()
    [mail] = mailroom.mails
    assert mail.subject == "Your day: 5,000 notifications"
    assert mail.text.count("/bells/") == 25
    assert "And 4,975 more." in mail.text
    assert await mailroom.states() == {"sent": 5_000}


async def test_there_is_one_digest_a_period_and_the_rest_waits_for_the_next(mailroom, world, principals):
    ana = await principals.human()
    await chimed(mailroom, ana)
    await mailroom.send()
    await chimed(mailroom, ana)
    await mailroom.send()
    assert len(mailroom.mails) == 1
    [(waits,)] = await world.rows(
        "SELECT due_at > now() FROM notifications.delivery WHERE state = 'digest' AND reason = 'digest'"
    )
    assert waits


async def test_after_days_without_a_worker_there_is_one_digest(mailroom, world, principals):
    ana = await principals.human()
    await mailroom.always_awake(ana)
    for days in range(5):
        await mailroom.ring(ana, kind="bells.chimed")
        await world.change(
            "UPDATE notifications.delivery SET due_at = now() - $1 * interval '1 d' WHERE due_at > now()",
            days + 1,
        )
    await asyncio.gather(*(mailroom.send() for _ in range(3)))
    assert [mail.subject for mail in mailroom.mails] == ["Your day: 5 notifications"]


async def test_a_digest_that_the_server_did_not_take_is_composed_again_in_its_period(
    mailroom, world, principals
):
    ana = await principals.human()
    await chimed(mailroom, ana)
    mailroom.site.outbox.fail_next(MailUnavailable("later"))
    await mailroom.send()
    assert await world.rows(PERIODS) == []
    await chimed(mailroom, ana)
    await mailroom.send()
    assert [mail.subject for mail in mailroom.mails] == ["Your day: 2 notifications"]


async def test_a_digest_whose_worker_died_is_not_composed_again(mailroom, world, principals, monkeypatch):
    ana = await principals.human()
    await chimed(mailroom, ana)

    async def dies(*_given):
        raise DiedError

    monkeypatch.setattr(sending, "hand_over", dies)
    with pytest.raises(BaseExceptionGroup):
        await mailroom.send()
    monkeypatch.undo()
    await world.change(LOST)
    await chimed(mailroom, ana)
    await mailroom.send()
    assert mailroom.mails == []
    states = await mailroom.states()
    assert states["unknown answer_lost"] == 1
    assert states["digest digest"] == 1


async def test_a_weekly_digest_says_so_and_who_wants_none_any_more_gets_none(mailroom, world, principals):
    ana, ben = await principals.human(locale="es"), await principals.human()
    await chimed(mailroom, ana, ben)
    for person, wish in ((ana, "weekly"), (ben, "none")):
        await world.change(
            "UPDATE notifications.person SET digest = $2 WHERE account = $1", person.account_id, wish
        )
    await mailroom.send()
    assert [mail.subject for mail in mailroom.mails] == ["Tu semana: 1 notificación"]
    assert await mailroom.states() == {"sent": 1, "skipped no_digest": 1}
    [(_, period)] = await world.rows(PERIODS)
    assert period.startswith("weekly:")


async def test_what_came_in_quiet_hours_is_told_in_one_batch_when_they_are_over(mailroom, principals):
    ana, ben = await principals.human(), await principals.human()
    await held_back(mailroom, ana, times=4)
    await held_back(mailroom, ben)
    await asyncio.gather(*(mailroom.send() for _ in range(3)))
    subjects = {mail.to: mail.subject for mail in mailroom.mails}
    assert subjects[f"{ana.account_id}@example.org"] == "While it was quiet: 4 notifications"
    assert subjects[f"{ben.account_id}@example.org"].endswith(" rang")
    assert len(mailroom.mails) == 2
    assert not any(mail.bulk for mail in mailroom.mails)


async def test_what_came_due_late_and_at_night_waits_for_the_morning(mailroom, world, principals):
    ana = await principals.human()
    await mailroom.all_due_rang(ana)
    await mailroom.ring(ana, kind="bells.alarm")
    await mailroom.due()
    await world.change(
        """UPDATE notifications.person SET quiet_from = (now() AT TIME ZONE 'UTC' - interval '1 hour')::time,
            quiet_to = (now() AT TIME ZONE 'UTC' + interval '1 hour')::time"""
    )
    await mailroom.send()
    assert [mail.subject.endswith("sounds the alarm") for mail in mailroom.mails] == [True]
    assert (await mailroom.states())["held quiet_hours"] == 1
