"""Servers are told what happens: signed, in order, at least once, and none waits for another."""

import asyncio
import json

import pytest
from commonweal import new_id
from commonweal_realtime.webhooks import telling
from commonweal_realtime.webhooks.courier import LEASE_SECONDS

from .receiver import verify


async def test_a_server_is_told_what_happens_in_its_topics_with_the_frame_of_the_streams(
    grove, site, principals, receiver
):
    ana, tree = await principals.human(), new_id()
    await grove.keep(tree, ana)
    webhook = await grove.webhook(ana, receiver.url(), "forest", f"tree:{tree}")
    await grove.fall(tree, 1, 2)
    await site.settle()
    assert receiver.numbers(topic="forest") == [1, 2]
    assert receiver.numbers(topic=f"tree:{tree}") == [1, 2]
    assert len({each.id for each in receiver.taken}) == 4
    for each in receiver.taken:
        verify([grove.secrets[webhook]], each.headers, each.body)
        assert each.headers["content-type"] == "application/json"
        assert list(each.frame) == ["type", "topic", "event", "id", "position", "previous", "at", "data"]
    first, second = (each.frame for each in receiver.taken if each.frame["topic"] == "forest")
    assert (first["type"], first["event"]) == ("event", "leaf.fell")
    assert second["previous"] == first["position"]
    assert place(first["previous"]) < place(first["position"]) < place(second["position"])


def place(text):
    return tuple(int(each) for each in text.split("."))


async def test_what_happened_before_a_webhook_was_made_is_not_told(grove, site, principals, receiver):
    ana, tree = await principals.human(), new_id()
    await grove.fall(tree, 1)
    await grove.webhook(ana, receiver.url(), "forest")
    await grove.fall(tree, 2)
    await site.settle()
    assert receiver.numbers() == [2]


async def test_what_was_under_way_when_a_webhook_was_made_is_told(grove, site, principals, receiver):
    """Its transaction is older than the webhook, and nothing of it could be seen yet."""
    from commonweal import emit
    from grove.plugin import LeafFell

    ana, tree = await principals.human(), new_id()
    async with site.database.write() as work:
        await emit(work, LeafFell(tree=tree, number=1))
        await asyncio.create_task(grove.webhook(ana, receiver.url(), "forest"), context=fresh())
    await site.settle()
    assert receiver.numbers() == [1]


def fresh():
    from contextvars import Context

    return Context()


async def test_order_within_a_topic_is_that_of_the_log_whichever_handler_comes_first(
    grove, site, principals, receiver, monkeypatch
):
    """Handlers get events of different subjects side by side: here the first has no time for later ones.

    Then the last comes first.
    """
    from commonweal import Position, read_log
    from commonweal.plugin.acting import acting_as

    ana, tree, reached = await principals.human(), new_id(), []
    await grove.webhook(ana, receiver.url(), "forest")
    for number in range(6):
        await grove.fall(tree, number, subject=new_id())
    subscription = site.runtime.registry.subscriptions["realtime.tell_webhooks"].item
    kinds = {kind.event_name: kind for kind in subscription.event_types}
    events = [each for each in await read_log(site.database, Position(0, 0)) if each.type in kinds]
    monkeypatch.setattr(telling, "SPARE_SECONDS", -1)
    for event in (events[0], *reversed(events)):
        with acting_as("realtime"):
            async with site.database.write() as work:
                await subscription.handler(work, event.read_as(kinds[event.type]))
                reached.append(await work.fetch_value("SELECT sequence FROM realtime.webhook_cursor"))
    assert reached == [events[0].position.sequence, *[events[-1].position.sequence] * len(events)]
    await site.settle()
    assert receiver.numbers() == [0, 1, 2, 3, 4, 5]


async def test_a_server_that_fails_is_told_again_after_the_pauses_of_the_specification(
    grove, site, principals, receiver, clock
):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    receiver.answers["/hook"] = 500
    await grove.fall(tree, 1)
    await site.settle()
    for pause in ({"seconds": 5}, {"minutes": 5}, {"minutes": 30}, {"hours": 2}):
        tried = len(receiver.taken)
        early = 0.1 if "seconds" in pause else 0.9  # seconds pass by themselves on a busy machine
        await clock.forward(**{unit: early * value for unit, value in pause.items()})
        await site.settle()
        assert len(receiver.taken) == tried, f"earlier than after {pause}"
        await clock.forward(**{unit: (1.2 - early) * value for unit, value in pause.items()})
        await site.settle()
        assert len(receiver.taken) == tried + 1, f"later than after {pause}"
    assert len({each.id for each in receiver.taken}) == 1
    assert len({each.headers["webhook-timestamp"] for each in receiver.taken}) == 5
    verify([grove.secrets[webhook]], receiver.taken[-1].headers, receiver.taken[-1].body)
    receiver.answers["/hook"] = 200
    await clock.forward(hours=6)
    await site.settle()
    (delivery,) = (await grove.ask(ana, f"/{webhook}/deliveries"))["items"]
    assert (delivery["state"], delivery["attempts"], delivery["status"]) == ("delivered", 6, 200)


async def test_later_frames_of_a_topic_wait_for_one_that_fails_and_other_topics_do_not(
    grove, site, principals, receiver, clock
):
    ana, tree = await principals.human(), new_id()
    await grove.keep(tree, ana)
    await grove.webhook(ana, receiver.url(), "forest", f"tree:{tree}")

    async def refuse_the_forest(taken):
        return 503 if taken.frame["topic"] == "forest" else 200

    receiver.answers["/hook"] = refuse_the_forest
    await grove.fall(tree, 1, 2, 3)
    await site.settle()
    assert receiver.numbers(topic=f"tree:{tree}") == [1, 2, 3]
    assert receiver.numbers(topic="forest") == [1]
    receiver.answers["/hook"] = 200
    await clock.forward(seconds=6)
    await site.settle()
    assert receiver.numbers(topic="forest") == [1, 1, 2, 3]


async def test_slow_and_failing_servers_hold_up_nobody_else(grove, site, principals, receiver):
    ana, tree, released = await principals.human(), new_id(), asyncio.Event()

    async def slow(taken):
        await released.wait()
        return 200

    for number in range(3):
        receiver.answers[f"/slow{number}"] = slow
        receiver.answers[f"/bad{number}"] = 500
        await grove.webhook(ana, receiver.url(f"/slow{number}"), "forest")
        await grove.webhook(ana, receiver.url(f"/bad{number}"), "forest")
    await grove.webhook(ana, receiver.url("/quick"), "forest")
    await grove.fall(tree, 1, 2, 3)
    settling = asyncio.create_task(site.settle())
    async with asyncio.timeout(30):
        while receiver.numbers("/quick") != [1, 2, 3]:
            await receiver.came.wait()
            receiver.came.clear()
    assert receiver.numbers("/slow0") == [1], "the slow one has not answered yet"
    released.set()
    await settling
    assert receiver.numbers("/slow0") == [1, 2, 3]


async def test_a_webhook_that_is_deleted_while_it_is_told_stops_no_other(grove, site, principals, receiver):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url("/leaving"), "forest")
    await grove.webhook(ana, receiver.url("/staying"), "forest")

    async def leave(taken):
        await grove.ask(ana, f"/{webhook}", "DELETE", 204)
        return 500

    receiver.answers["/leaving"] = leave
    await grove.fall(tree, 1, 2)
    await site.settle()
    assert receiver.numbers("/leaving") == [1]
    assert receiver.numbers("/staying") == [1, 2]


async def test_one_owner_does_not_take_all_places(grove, site, principals, receiver):
    """Ana's servers are slow, more of them than she may have told at once; Ben's is told meanwhile."""
    from commonweal_realtime.webhooks.courier import MOST_OF_ONE_OWNER

    ana, ben, released = await principals.human(), await principals.human(), asyncio.Event()

    async def slow(taken):
        await released.wait()
        return 200

    slow_ones = [f"/slow{number}" for number in range(MOST_OF_ONE_OWNER + 4)]
    for path in slow_ones:
        receiver.answers[path] = slow
        await grove.webhook(ana, receiver.url(path), "forest")
    await grove.webhook(ben, receiver.url("/quick"), "forest")
    await grove.fall(new_id(), 1, 2)
    settling = asyncio.create_task(site.settle())
    async with asyncio.timeout(30):
        while receiver.numbers("/quick") != [1, 2]:
            await receiver.came.wait()
            receiver.came.clear()
    assert sum(bool(receiver.at(path)) for path in slow_ones) <= MOST_OF_ONE_OWNER
    released.set()
    await settling
    assert all(receiver.numbers(path) == [1, 2] for path in slow_ones)


async def test_what_comes_while_a_courier_is_at_work_is_delivered_by_it(grove, site, principals, receiver):
    """Another one that is asked for meanwhile sees that there is one, and goes."""
    ana, tree, released = await principals.human(), new_id(), asyncio.Event()

    async def slow(taken):
        await released.wait()
        return 200

    receiver.answers["/slow"] = slow
    await grove.webhook(ana, receiver.url("/slow"), "forest")
    await grove.webhook(ana, receiver.url("/quick"), "forest")
    await grove.fall(tree, 1)
    settling = asyncio.create_task(site.settle())
    async with asyncio.timeout(30):
        while not receiver.at("/slow"):
            await receiver.came.wait()
            receiver.came.clear()
    await grove.fall(tree, 2)
    await site._deliver()
    await site.run_task("realtime.deliver_webhooks")
    async with asyncio.timeout(30):
        while receiver.numbers("/quick") != [1, 2]:
            await asyncio.sleep(0.05)
    released.set()
    await settling
    assert receiver.numbers("/slow") == [1, 2]


async def test_a_crash_between_sending_and_writing_down_gives_a_duplicate_with_the_same_id(
    grove, site, principals, receiver, clock
):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    await grove.fall(tree, 1, 2)
    await site._deliver()
    crash = asyncio.Event()

    async def answer_and_crash(taken):
        crash.set()
        await asyncio.sleep(0.01)
        return 200

    receiver.answers["/hook"] = answer_and_crash
    async with site.database.write() as work:  # nobody can write down what comes of it
        await work.execute("LOCK TABLE realtime.webhook_attempt IN SHARE MODE")
        courier = asyncio.create_task(site.run_task("realtime.deliver_webhooks"), context=fresh())
        await crash.wait()
        courier.cancel()
        await asyncio.wait([courier])
    async with site.database.write() as work:  # as a process that was killed leaves it
        await work.execute(
            "UPDATE realtime.webhook_courier SET held_until = now() + make_interval(secs => $1)",
            LEASE_SECONDS,
        )
    receiver.answers["/hook"] = 200
    await site.settle()
    assert receiver.numbers() == [1], "the lease of the courier that died still holds"
    await clock.forward(seconds=LEASE_SECONDS + 1)
    await site.run_task("realtime.deliver_webhooks")
    assert receiver.numbers() == [1, 1, 2]
    assert receiver.taken[0].id == receiver.taken[1].id != receiver.taken[2].id
    assert receiver.taken[0].body == receiver.taken[1].body
    verify(
        [grove.secrets[webhook]], receiver.taken[1].headers, receiver.taken[1].body, clock.now().timestamp()
    )


async def test_a_courier_that_lost_its_lease_writes_nothing_down(grove, site, principals, receiver):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")

    async def take_the_lease_away(taken):
        async with site.database.write() as work:
            await work.execute(
                "UPDATE realtime.webhook_courier SET holder = $1, held_until = now()", new_id()
            )
        return 200

    receiver.answers["/hook"] = take_the_lease_away
    await grove.fall(tree, 1)
    await site._deliver()
    with pytest.raises(Exception, match="another courier"):
        await site.run_task("realtime.deliver_webhooks")
    (delivery,) = (await grove.ask(ana, f"/{webhook}/deliveries"))["items"]
    assert (delivery["state"], delivery["attempts"]) == ("waiting", 0)
    receiver.answers["/hook"] = 200
    await site.settle()
    assert [each.id for each in receiver.taken] == [delivery["message_id"]] * 2


async def test_the_log_of_deliveries_shows_status_time_and_the_first_part_of_the_answer(
    grove, site, principals, receiver
):
    ana, tree = await principals.human(), new_id()
    webhook = await grove.webhook(ana, receiver.url(), "forest")
    receiver.answers["/hook"] = (422, {"content-type": "text/plain"}, b"no \0 thank you " * 500)
    await grove.fall(tree, 1)
    await site.settle()
    (delivery,) = (await grove.ask(ana, f"/{webhook}/deliveries?state=waiting"))["items"]
    assert (delivery["status"], delivery["problem"], delivery["attempts"]) == (422, None, 1)
    assert delivery["answer"].startswith("no  thank you")
    assert len(delivery["answer"]) == 1_000
    assert delivery["next_at"] > delivery["tried_at"]
    whole = await grove.ask(ana, f"/{webhook}/deliveries/{delivery['id']}")
    assert whole["body"].encode() == receiver.taken[0].body
    assert json.loads(whole["body"])["data"] == {"number": 1}
    assert [each["number"] for each in whole["attempts"]] == [1]
    assert whole["delivery"] == delivery
    assert (await grove.ask(ana, f"/{webhook}/deliveries?state=failed"))["items"] == []
