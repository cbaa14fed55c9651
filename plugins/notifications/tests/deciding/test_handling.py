"""An event becomes one record for each recipient, kind and channel, whatever happens on the way."""

import asyncio
from datetime import UTC, datetime

import pytest
from commonweal import emit, new_id
from commonweal_notifications.deciding import handling
from commonweal_notifications.deciding.kinds import kinds_of

LEDGER = """
SELECT recipient, kind, channel, state, reason FROM notifications.delivery ORDER BY recipient, kind, channel
"""


async def rows(site, sql=LEDGER, *given):
    async with site.database.read() as work:
        return [tuple(row) for row in await work.fetch(sql, *given)]


async def ring(site, bells, *recipients, event="Rang"):
    async with site.database.write() as work:
        return await emit(work, getattr(bells, event)(bell=new_id(), heard_by=list(recipients)))


async def change(site, sql, *given):
    async with site.database.write() as work:
        await work.execute(sql, *given)


async def test_an_event_is_decided_for_each_recipient_kind_and_channel(site, principals, installed_bells):
    ana, heron = (await principals.human()).account_id, (await principals.agent()).account_id
    await change(
        site,
        "INSERT INTO notifications.person (account, quiet_from, quiet_to) VALUES ($1, '00:00', '00:00')",
        ana,
    )
    await ring(site, installed_bells, ana, heron)
    await site.settle()

    told = {(row[0], row[1].partition(".")[2], row[2]): row[3:] for row in await rows(site)}
    assert told == {
        (ana, "rang", "in_app"): ("delivered", ""),
        (ana, "rang", "email"): ("queued", ""),
        (ana, "chimed", "in_app"): ("delivered", ""),
        (ana, "chimed", "email"): ("digest", "digest"),
        (ana, "whispered", "in_app"): ("skipped", "off_by_default"),
        (ana, "whispered", "email"): ("skipped", "off_by_default"),
        (heron, "rang", "agent"): ("delivered", ""),
        (heron, "chimed", "agent"): ("delivered", ""),
        (heron, "whispered", "agent"): ("skipped", "off_by_default"),
    }


async def test_an_alarm_reaches_a_suspended_account_and_nothing_else_does(site, principals, installed_bells):
    ana = (await principals.human()).account_id
    await change(site, "UPDATE identity.account SET state = 'suspended' WHERE id = $1", ana)
    await ring(site, installed_bells, ana)
    await ring(site, installed_bells, ana, event="AlarmRang")
    await site.settle()

    states = {(kind, channel): (state, reason) for _, kind, channel, state, reason in await rows(site)}
    assert states[("bells.alarm", "in_app")] == ("delivered", "")
    assert states[("bells.alarm", "email")] == ("queued", "")
    assert states[("bells.rang", "email")] == ("skipped", "account_suspended")


async def test_an_account_that_is_gone_is_skipped_with_the_reason(site, installed_bells):
    await ring(site, installed_bells, new_id())
    await site.settle()
    assert {(state, reason) for *_, state, reason in await rows(site)} == {("skipped", "account_closed")}


async def test_the_kit_waits_for_what_stands_behind_a_transaction_of_others(site, installed_bells):
    is_open = asyncio.Event()

    async def hold():
        async with site.database.write() as work:
            await work.execute("SELECT pg_current_xact_id()")
            is_open.set()
            await asyncio.sleep(0.3)

    holding = asyncio.create_task(hold())
    await is_open.wait()
    await ring(site, installed_bells, new_id())
    await site.settle()
    await holding
    assert len(await rows(site)) > 0


async def test_an_event_that_is_handled_again_changes_nothing(site, principals, installed_bells):
    ana = (await principals.human()).account_id
    event_id = await ring(site, installed_bells, ana)
    await site.settle()
    before = await rows(site)
    [told] = await rows(
        site, "SELECT count(*) FROM kernel.event WHERE type = 'notifications.notification_added'"
    )
    for name in ("bells.rang", "bells.chimed", "bells.whispered"):
        kind = kinds_of(site.host.services)[name]
        notice = installed_bells.Notice(recipient=ana, data={}, about="bell:1")
        async with site.database.write() as work:
            assert await handling.decide_and_store(work, kind, event_id, [notice]) == 0
    assert await rows(site) == before
    again = "SELECT count(*) FROM kernel.event WHERE type = 'notifications.notification_added'"
    assert await rows(site, again) == [told]


async def test_an_event_with_a_crowd_is_decided_page_by_page(site, principals, installed_bells, monkeypatch):
    monkeypatch.setattr(handling, "PAGE", 2)
    people = [(await principals.human()).account_id for _ in range(5)]
    event_id = await ring(site, installed_bells, *people)
    await site.settle()
    decided = await rows(
        site, "SELECT recipient FROM notifications.delivery WHERE kind = 'bells.rang' AND channel = 'in_app'"
    )
    assert sorted(decided) == sorted((person,) for person in people)
    assert await rows(site, "SELECT count(*) FROM notifications.waiting") == [(0,)]
    await site.run_task("notifications.decide_waiting", kind="bells.rang", event_id=event_id)
    assert await rows(site, "SELECT count(*) FROM notifications.delivery") == [(30,)]


async def test_kinds_of_a_plugin_that_is_off_tell_nobody(site, principals, installed_bells):
    ana = (await principals.human()).account_id
    site.host.switch("bells", on=False)
    await ring(site, installed_bells, ana)
    await site.settle()
    assert await rows(site) == []


async def test_what_waits_for_a_kind_that_is_gone_is_dropped(site, installed_bells):
    event_id = new_id()
    await change(
        site,
        "INSERT INTO notifications.waiting VALUES ('bells.gone', $1, 1, $1, '', '', '{}')",
        event_id,
    )
    await site.run_task("notifications.decide_waiting", kind="bells.gone", event_id=event_id)
    assert await rows(site, "SELECT count(*) FROM notifications.waiting") == [(0,)]


@pytest.mark.parametrize(
    ("hour", "state", "due"), [(23, "held", datetime(2026, 3, 2, 8, tzinfo=UTC)), (12, "queued", None)]
)
async def test_mail_waits_for_the_end_of_quiet_hours(site, principals, installed_bells, hour, state, due):
    ana, now = (await principals.human()).account_id, datetime(2026, 3, 1, hour, tzinfo=UTC)
    kind = kinds_of(site.host.services)["bells.rang"]
    notice = installed_bells.Notice(recipient=ana, data={}, about="bell:1")
    async with site.database.write() as work:
        await handling.decide_and_store(work, kind, new_id(), [notice], now)
    [row] = await rows(site, "SELECT state, due_at FROM notifications.delivery WHERE channel = 'email'")
    assert row == (state, due or now)
