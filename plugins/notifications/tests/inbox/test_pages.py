"""The pages of the inbox and the ledger do their work without JavaScript, in three languages."""

import re
from datetime import UTC, datetime

import pytest
from commonweal import new_id
from commonweal_notifications.pages import back

BELL = re.compile(r'class="notification-count"[^>]*>(\d+)<')
FORMS = re.compile(r'action="(/notifications/[0-9a-f-]{36})"')


async def page(world, principal, path="/notifications", **query):
    async with world.as_(principal, accept="text/html") as client:
        answer = await client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.text


async def post(world, principal, path, **data):
    async with world.as_(principal, accept="text/html") as client:
        answer = await client.post(path, data=data)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]


async def test_the_bell_counts_what_is_unread_on_every_page_and_only_for_people(world, principals):
    ana = await principals.human()
    await world.ring(ana)
    await world.ring(ana)
    text = await page(world, ana, "/search")
    assert BELL.findall(text) == ["2"]
    assert f'data-topic="user:{ana.id}"' in text
    async with world.as_(None, accept="text/html") as guest:
        assert "notification-bell" not in (await guest.get("/search")).text


async def test_opening_a_notification_reads_it_and_leads_to_what_it_is_about(world, principals):
    ana = await principals.human()
    bell = await world.ring(ana)
    [form] = FORMS.findall(await page(world, ana))
    assert await post(world, ana, form, act="open") == f"/bells/{bell}"
    text = await page(world, ana)
    assert f'<a href="/bells/{bell}">&lt;Big Ben&gt; rang</a>' in text
    assert "notification is-new" not in text


@pytest.mark.parametrize(("act", "left"), [("read", 1), ("archive", 0), ("mute", 1)])
async def test_one_is_read_archived_or_muted_by_its_form(world, principals, act, left):
    ana = await principals.human()
    bell = await world.ring(ana)
    [form] = FORMS.findall(await page(world, ana))
    assert (
        await post(world, ana, form, act=act, back="/notifications?show=unread")
        == "/notifications?show=unread"
    )
    assert len((await world.get(ana))["items"]) == left
    muted = (await world.get(ana, "/settings"))["muted"]
    assert muted == ([f"bell:{bell}"] if act == "mute" else [])


async def test_all_that_was_shown_is_read_and_then_archived(world, principals):
    ana = await principals.human()
    for _ in range(3):
        await world.ring(ana)
    newest = (await world.get(ana))["items"][0]["id"]
    await world.ring(ana)
    for act in ("read", "archive"):
        assert (
            await post(world, ana, "/notifications/all", act=act, upto=newest, back="//evil")
            == "/notifications"
        )
    assert len((await world.get(ana))["items"]) == 1
    assert len((await world.get(ana, archived=True))["items"]) == 3


async def test_nobody_acts_on_what_is_anothers_and_nonsense_changes_nothing(world, principals):
    ana, ben = await principals.human(), await principals.human()
    await world.ring(ana)
    [form] = FORMS.findall(await page(world, ana))
    async with world.as_(ben, accept="text/html") as client:
        for act in ("open", "read", "archive", "mute"):
            assert (await client.post(form, data={"act": act})).status_code == 404
    assert await post(world, ana, form, act="burn") == "/notifications"
    assert await post(world, ana, "/notifications/all", act="burn", upto="x") == "/notifications"
    assert await world.get(ana, "/unread") == {"unread": 1}


async def test_the_page_says_why_one_is_told(world, principals):
    ana = await principals.human()
    wish = {"kind": "bells.whispered", "channel": "in_app", "choice": "now"}
    await world.send(ana, "PUT", "/settings/choices", {"choices": [wish]})
    for kind in ("bells.rang", "bells.alarm", "bells.whispered"):
        await world.ring(ana, kind=kind)
    text = await page(world, ana)
    for words in ("on for everybody until", "because it concerns the safety", "because you turned that on"):
        assert text.count(words) == 1
    assert text.count('value="mute"') == 2  # not for what must be heard


async def test_what_is_not_one_thing_cannot_be_muted(world, principals):
    ana = await principals.human()
    await world.ring(ana)
    await world.change("UPDATE notifications.delivery SET about = 'bells'")
    text = await page(world, ana)
    assert 'value="mute"' not in text
    async with world.as_(ana, accept="text/html") as client:
        assert (await client.post(FORMS.findall(text)[0], data={"act": "mute"})).status_code == 404


async def test_an_empty_inbox_says_so_in_each_language(world, principals):
    ana = await principals.human()
    for language, words in (("en", "Nothing to tell"), ("es", "Nada que contar"), ("zh-Hans", "暂无通知")):
        assert words in await page(world, ana, lang=language)
    assert "No notification fits" in await page(world, ana, kind="bells.rang")


async def test_the_ledger_says_what_was_sent_and_skipped_and_why_in_the_readers_time(world, principals):
    ana = await principals.human()
    await world.change("UPDATE identity.human SET time_zone = 'Europe/Berlin' WHERE id = $1", ana.account_id)
    await world.ring(ana, now=datetime(2026, 3, 1, 22, 30, tzinfo=UTC))
    text = await page(world, ana, "/notifications/ledger")
    assert "It waits for the end of your quiet hours." in text
    assert re.search(r"Due <bdi>Mar 2, 2026, 8:00", text)
    only = await page(world, ana, "/notifications/ledger", state="delivered")
    assert "quiet hours" not in only.partition("<table")[2]
    await world.change(
        "UPDATE notifications.delivery SET state = 'failed', reason = 'smtp_550' WHERE state = 'held'"
    )
    assert "It could not be sent (smtp_550)." in await page(world, ana, "/notifications/ledger")


async def test_guests_are_asked_to_sign_in(world):
    async with world.as_(None, accept="text/html") as guest:
        for path in ("/notifications", "/notifications/settings", "/notifications/ledger"):
            assert (await guest.get(path)).status_code == 303
        assert (await guest.post(f"/notifications/{new_id()}", data={"act": "read"})).status_code in (
            303,
            401,
            403,
        )


@pytest.mark.parametrize(
    "given", ["https://evil.example", "//evil.example", "/notifications.evil", "", "/else"]
)
def test_a_form_leads_back_to_the_inbox_and_nowhere_else(given):
    assert back(given) == "/notifications"
    assert back("/notifications?kind=x") == "/notifications?kind=x"
