"""Webhooks end with the right to follow, with the account, and when a server is gone or fails for days."""

import asyncio

import msgspec
import pytest
from commonweal import emit, new_id
from commonweal_identity.api import AccountSuspended
from commonweal_realtime.hub.registry import Registry
from commonweal_realtime.webhooks import telling


async def offs(site):
    """Return what was told of webhooks that were switched off."""
    async with site.database.write() as work:
        rows = await work.fetch(
            "SELECT data ->> 'reason' AS reason FROM kernel.event"
            " WHERE type = 'realtime.webhook_switched_off' ORDER BY sequence"
        )
    return [row["reason"] for row in rows]


async def test_nothing_is_told_from_the_place_on_where_the_right_was_taken(grove, site, principals, receiver):
    ana, ben, tree = await principals.human(), await principals.human(), new_id()
    for each, path in ((ana, "/ana"), (ben, "/ben")):
        await grove.keep(tree, each)
        await grove.webhook(each, receiver.url(path), f"tree:{tree}", "forest")
    await grove.fall(tree, 1)
    await site.settle()
    await grove.leave(tree, ana)
    await grove.fall(tree, 2)
    await site.settle()
    topic = f"tree:{tree}"
    assert receiver.numbers("/ana", topic) == [1]
    assert receiver.numbers("/ben", topic) == [1, 2]
    assert receiver.numbers("/ana", "forest") == [1, 2], "other topics go on"
    (ended,) = [each.frame for each in receiver.at("/ana") if each.frame["type"] == "ended"]
    assert ended == {"type": "ended", "topic": topic, "reason": "revoked"}
    assert "keeper.left" not in {each.frame.get("event") for each in receiver.at("/ana")}
    assert "keeper.left" in {each.frame.get("event") for each in receiver.at("/ben")}


async def test_who_may_follow_again_is_told_again_once_they_ask(grove, site, principals, receiver):
    ana, tree = await principals.human(), new_id()
    topic = f"tree:{tree}"
    await grove.keep(tree, ana)
    webhook = await grove.webhook(ana, receiver.url(), topic)
    await grove.leave(tree, ana)
    await grove.fall(tree, 1)
    await site.settle()
    shown = await grove.ask(ana, f"/{webhook}")
    assert shown["topics"] == [{"topic": topic, "ended": "revoked"}]
    await grove.keep(tree, ana)
    await grove.fall(tree, 2)
    await site.settle()
    assert receiver.numbers() == []
    await grove.ask(ana, f"/{webhook}", "PATCH", topics=[topic])
    await grove.fall(tree, 3)
    await site.settle()
    assert receiver.numbers() == [3]


async def test_a_predicate_that_fails_ends_its_topic_and_harms_no_other(grove, site, principals, receiver):
    """A topic whose plugin cannot say who may follow is told no more; all else of the event is."""
    from grove.plugin import LOST

    ana, tree = await principals.human(), new_id()
    await grove.keep(tree, ana)
    webhook = await grove.webhook(ana, receiver.url(), "forest", f"tree:{tree}", "fog:valley")
    await grove.fall(tree, 1)
    await site.settle()
    LOST.add("valley")
    try:
        await grove.fall(tree, 2)
        await site.settle()
    finally:
        LOST.clear()
    assert receiver.numbers(topic="forest") == receiver.numbers(topic=f"tree:{tree}") == [1, 2]
    assert receiver.numbers(topic="fog:valley") == [1]
    assert {"topic": "fog:valley", "ended": "unavailable"} in (await grove.ask(ana, f"/{webhook}"))["topics"]


async def test_a_predicate_that_hangs_is_waited_for_once_whoever_follows(
    grove, site, principals, receiver, monkeypatch
):
    people, tree, asked = [await principals.human() for _ in range(3)], new_id(), []
    for number, each in enumerate(people):
        await grove.webhook(each, receiver.url(f"/{number}"), "forest", "fog:valley")

    async def hang(work, principal, key):
        asked.append(principal.id)
        await asyncio.Event().wait()

    monkeypatch.setattr(telling, "PREDICATE_SECONDS", 0.3)
    fog = site.host.services.get(Registry).topics["fog"].topic
    could_tell = fog.may_follow
    msgspec.structs.force_setattr(fog, "may_follow", hang)
    try:
        await grove.fall(tree, 1)
        await site.settle()
    finally:
        msgspec.structs.force_setattr(fog, "may_follow", could_tell)
    assert len(asked) == 1
    for number in range(3):
        assert receiver.numbers(f"/{number}", "forest") == [1]
        assert receiver.numbers(f"/{number}", "fog:valley") == []


async def test_a_frame_that_its_plugin_cannot_tell_costs_no_other(grove, site, principals, receiver):
    ana, tree = await principals.human(), new_id()
    await grove.keep(tree, ana)
    await grove.webhook(ana, receiver.url(), "forest", f"tree:{tree}")
    await grove.storm(tree)
    await grove.fall(tree, 1)
    await site.settle()
    assert [each.frame["event"] for each in receiver.taken] == ["storm.came", "leaf.fell", "leaf.fell"]


async def test_a_server_that_is_gone_is_told_nothing_more(grove, site, principals, receiver):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    receiver.answers["/hook"] = 410
    await grove.fall(tree, 1, 2)
    await site.settle()
    await grove.fall(tree, 3)
    await site.settle()
    assert receiver.numbers() == [1]
    shown = await grove.ask(ana, f"/{webhook}")
    assert shown["off_reason"] == "gone"
    states = [each["state"] for each in (await grove.ask(ana, f"/{webhook}/deliveries"))["items"]]
    assert states == ["failed", "failed"]
    assert await offs(site) == ["gone"]


async def test_the_account_is_told_in_its_own_topic_that_a_webhook_is_off(grove, site, principals, receiver):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url("/gone"), "forest")
    await grove.webhook(ana, receiver.url("/mine"), f"user:{ana.id}")
    receiver.answers["/gone"] = 410
    await grove.fall(tree, 1)
    await site.settle()
    (told,) = receiver.at("/mine")
    assert (told.frame["topic"], told.frame["event"]) == (f"user:{ana.id}", "webhook.switched_off")
    assert told.frame["data"] == {"webhook": webhook, "reason": "gone"}


async def test_days_of_failures_switch_a_webhook_off_and_are_told(grove, site, principals, receiver, clock):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    receiver.answers["/hook"] = 500
    await grove.fall(tree, 1)
    await site.settle()
    for hours in (1, 1, 1, 3, 6, 12, 16, 24):
        await clock.forward(hours=hours)
        await site.settle()
    assert (await grove.ask(ana, f"/{webhook}"))["off_reason"] is None
    await clock.forward(hours=27)
    await site.settle()
    shown = await grove.ask(ana, f"/{webhook}")
    assert shown["off_reason"] == "failing"
    assert len(receiver.taken) == 10, "as often as the specification's table says"
    assert await offs(site) == ["failing"]


async def test_a_success_between_failures_keeps_a_webhook_on(grove, site, principals, receiver, clock):
    """A frame that the server refuses for ever is given up, and the topic goes on."""
    ana, tree = await principals.human(), new_id()
    await grove.keep(tree, ana)
    webhook = await grove.webhook(ana, receiver.url(), "forest", f"tree:{tree}")

    async def refuse_the_first(taken):
        return 400 if taken.frame["topic"] == "forest" and taken.frame["data"]["number"] == 1 else 200

    receiver.answers["/hook"] = refuse_the_first
    await grove.fall(tree, 1, 2)
    await site.settle()
    for number, hours in enumerate((1, 1, 1, 3, 6, 12, 16, 24, 27), start=3):
        await clock.forward(hours=hours)
        await grove.fall(tree, number)
        await site.settle()
    shown = await grove.ask(ana, f"/{webhook}")
    assert (shown["off_reason"], shown["failing_since"]) == (None, None)
    assert receiver.numbers(topic="forest") == [1] * 10 + list(range(2, 12))
    failed = (await grove.ask(ana, f"/{webhook}/deliveries?state=failed"))["items"]
    assert [(each["topic"], each["attempts"]) for each in failed] == [("forest", 10)]


@pytest.mark.parametrize("kind", ["human", "agent"])
async def test_a_suspended_account_has_no_webhooks_that_work(grove, site, principals, receiver, kind):
    ana, tree = await getattr(principals, kind)(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    async with site.database.write() as work:
        await work.execute("UPDATE identity.account SET state = 'suspended' WHERE id = $1", ana.account_id)
        await emit(work, AccountSuspended(account_id=ana.account_id), subject=ana.account_id)
    await grove.fall(tree, 1)
    await site.settle()
    assert receiver.taken == []
    assert (await grove.ask(ana, f"/{webhook}"))["off_reason"] == "account"
    assert await offs(site) == ["account"]


async def test_an_account_that_stopped_working_without_a_word_is_told_nothing(
    grove, site, principals, receiver
):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    async with site.database.write() as work:
        await work.execute("UPDATE identity.account SET state = 'deactivated' WHERE id = $1", ana.account_id)
    await grove.fall(tree, 1)
    await site.settle()
    assert receiver.taken == []
    assert (await grove.ask(ana, f"/{webhook}"))["off_reason"] == "account"


async def test_switched_off_and_on_again_a_webhook_is_told_what_happens_from_then_on(
    grove, site, principals, receiver
):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    await grove.fall(tree, 1)
    await site.settle()
    shown = await grove.ask(ana, f"/{webhook}", "PATCH", on=False)
    assert shown["off_reason"] == "owner"
    await grove.fall(tree, 2)
    await site.settle()
    await grove.ask(ana, f"/{webhook}", "PATCH", on=True)
    await grove.fall(tree, 3)
    await site.settle()
    assert receiver.numbers() == [1, 3]
    last = receiver.taken[-1].frame
    first = receiver.taken[0].frame
    assert last["previous"] != first["position"], "the server can see that it missed something"
    assert await offs(site) == []
