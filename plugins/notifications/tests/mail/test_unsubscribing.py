"""A reader's mail provider, or the reader, turns mail off by its link; nobody else, and no GET (RFC 8058)."""

import re
from urllib.parse import urlsplit

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
CHOICES = (
    "SELECT kind, choice FROM notifications.preference WHERE account = $1 AND channel = 'email' ORDER BY 1"
)


def link_of(mail):
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return urlsplit(re.fullmatch(r"<(http.*)>", mail.headers["List-Unsubscribe"])[1]).path


async def sent(mailroom, *people, **more):
    await mailroom.all_due_rang(*people, **more)
    before = len(mailroom.mails)
    await mailroom.send()
    return mailroom.mails[before:]


async def test_one_click_by_a_provider_without_signing_in_turns_off_that_kind_alone(
    mailroom, world, principals
):
    ana, ben = await principals.human(), await principals.human()
    [mail] = await sent(mailroom, ana)
    async with mailroom.site.browse() as provider:
        for _ in range(2):  # providers repeat what they are not sure of
            answer = await provider.post(link_of(mail), data=ONE_CLICK)
            assert answer.status_code == 204
            assert answer.content == b""
    assert await world.rows(CHOICES, ana.account_id) == [("bells.rang", "never")]
    assert await world.rows(CHOICES, ben.account_id) == []
    assert await sent(mailroom, ana) == []
    [alarm] = await sent(mailroom, ana, kinds=["bells.alarm"])
    assert "List-Unsubscribe" not in alarm.headers


async def test_one_click_sent_as_multipart_is_taken_too(mailroom, world, principals):
    ana = await principals.human()
    [mail] = await sent(mailroom, ana)
    async with mailroom.site.browse() as provider:
        answer = await provider.post(link_of(mail), files={"List-Unsubscribe": (None, "One-Click")})
    assert answer.status_code == 204
    assert await world.rows(CHOICES, ana.account_id) == [("bells.rang", "never")]


async def test_looking_at_the_link_changes_nothing_and_shows_a_button_that_does(mailroom, world, principals):
    ana = await principals.human()
    [mail] = await sent(mailroom, ana)
    async with mailroom.site.browse(accept="text/html") as browser:
        for _ in range(3):
            page = await browser.get(link_of(mail))
        assert page.status_code == 200
        assert "A bell rang" in page.text
        assert '<form method="post"' in page.text
        assert await world.rows(CHOICES, ana.account_id) == []
        done = await browser.post(link_of(mail), data={})
        assert 'role="status"' in done.text
    assert await world.rows(CHOICES, ana.account_id) == [("bells.rang", "never")]


async def test_a_digest_is_turned_off_as_a_whole_and_all_bulk_mail_at_once(mailroom, world, principals):
    ana, ben = await principals.human(), await principals.human()
    mailroom.change_kind("bells.whispered", bulk=True)
    digests = await sent(mailroom, ana, ben, kinds=["bells.chimed"])
    by_address = {mail.to: mail for mail in digests}
    async with mailroom.site.browse() as provider:
        await provider.post(link_of(by_address[f"{ana.account_id}@example.org"]), data=ONE_CLICK)
        await provider.post(link_of(by_address[f"{ben.account_id}@example.org"]), data={"all": "bulk"})
    rows = await world.rows("SELECT account, digest FROM notifications.person ORDER BY account")
    assert rows == sorted([(ana.account_id, "none"), (ben.account_id, "none")])
    assert await world.rows(CHOICES, ana.account_id) == []
    assert ("bells.whispered", "never") in await world.rows(CHOICES, ben.account_id)
    assert ("bells.rang", "never") not in await world.rows(CHOICES, ben.account_id)


async def test_a_forged_link_is_not_found_and_one_of_an_account_that_is_gone_changes_nothing(
    mailroom, world, principals
):
    from commonweal import new_id

    ana = await principals.human()
    [mail] = await sent(mailroom, ana)
    gone = mailroom.mailing.keys.token(new_id(), ["bells.rang"])
    must = mailroom.mailing.keys.token(ana.account_id, ["bells.alarm", "no.such_kind"])
    async with mailroom.site.browse() as anybody:
        for path in (
            link_of(mail)[:-3] + "AAA",
            "/notifications/unsubscribe/x",
            "/notifications/unsubscribe/é",
        ):
            assert (await anybody.get(path)).status_code == 404
            assert (await anybody.post(path, data=ONE_CLICK)).status_code == 404
        for token in (gone, must):
            answer = await anybody.post(f"/notifications/unsubscribe/{token}", data=ONE_CLICK)
            assert answer.status_code == 204
    assert await world.rows("SELECT * FROM notifications.preference") == []
