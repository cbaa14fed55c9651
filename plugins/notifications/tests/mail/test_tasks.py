"""The background work of mail, as workers do it; and what goes past it."""

import asyncio

import msgspec
from commonweal_notifications.mail.suppressing import suppress


async def test_each_stream_has_a_task_that_sends_what_is_due(mailroom, principals):
    ana = await principals.human()
    await mailroom.all_due_rang(ana, kinds=["bells.rang", "bells.chimed"])
    await mailroom.site.run_task("notifications.send_mail")
    assert [mail.bulk for mail in mailroom.mails] == [False]
    await mailroom.site.run_task("notifications.send_bulk_mail")
    assert [mail.bulk for mail in mailroom.mails] == [False, True]


async def test_a_process_that_is_at_a_stream_already_is_not_sent_to_it_again(mailroom, principals):
    ana = await principals.human()
    await mailroom.all_due_rang(ana)
    async with mailroom.mailing.turns[False]:
        async with asyncio.timeout(60):
            await mailroom.site.run_task("notifications.send_mail")
        assert mailroom.mails == []
    await mailroom.site.run_task("notifications.send_mail")
    assert len(mailroom.mails) == 1


async def test_returned_mail_is_read_only_where_the_settings_name_a_folder(mailroom, tmp_path):
    await mailroom.site.run_task("notifications.read_returned_mail")
    folder = tmp_path / "returned"
    folder.mkdir()  # as an operator makes it
    mailroom.mailing.settings = msgspec.structs.replace(mailroom.mailing.settings, returned_mail=str(folder))
    await mailroom.site.run_task("notifications.read_returned_mail")
    assert {each.name for each in folder.iterdir()} == {"cur", "new", "tmp"}


async def test_letters_about_the_account_itself_go_their_own_way_whatever_is_turned_off(
    mailroom, world, principals
):
    ana = await principals.human()
    address = f"{ana.account_id}@example.org"
    async with mailroom.database.write() as work:
        for scope in ("bulk", "all"):
            await suppress(work, mailroom.mailing.keys.address_key(address), scope, "complaint")
    await mailroom.site.run_task("identity.send_notice", human_id=ana.account_id, kind="suspended")
    [mail] = mailroom.mails
    assert mail.to == address
    assert not mail.bulk
    assert "List-Unsubscribe" not in mail.headers


async def test_mail_that_must_be_read_is_sent_after_a_complaint_about_bulk_mail(mailroom, principals):
    ana = await principals.human()
    async with mailroom.database.write() as work:
        key = mailroom.mailing.keys.address_key(f"{ana.account_id}@example.org")
        await suppress(work, key, "bulk", "complaint")
    await mailroom.all_due_rang(ana, kinds=["bells.alarm"])
    await mailroom.site.run_task("notifications.send_mail")
    assert len(mailroom.mails) == 1
