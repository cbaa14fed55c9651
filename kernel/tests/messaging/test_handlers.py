import asyncio
from collections import Counter
from itertools import pairwise
from typing import ClassVar

import pytest
from commonweal import Event, Subscription, emit, event_type, new_id
from commonweal.messaging.console import dead_letters, figures, retry_dead
from commonweal.messaging.delivery import Deliverer
from commonweal.messaging.errors import LeaseLost
from commonweal.messaging.events import BEGINNING
from commonweal.messaging.registry import Registry
from commonweal.messaging.tail import read_log
from garden import Grown, Watered, garden, grow, note, sizes, until, until_sizes, values, working, write


async def test_an_event_reaches_its_handler_after_the_commit(effects, messaging_settings):
    subject = new_id()
    async with working(effects, garden(note), messaging_settings):
        await grow(effects, [1], subject)
        await until_sizes(effects, [1])
    assert await values(effects, "SELECT subject FROM effect") == [subject]


async def test_a_unit_of_work_that_fails_emits_nothing(effects, messaging_settings):
    async with working(effects, garden(note), messaging_settings):
        with pytest.raises(ZeroDivisionError):
            async with effects.write() as work:
                await emit(work, Grown(size=1))
                raise ZeroDivisionError
        await grow(effects, [2])
        await until_sizes(effects, [2])


async def test_the_events_of_one_subject_are_handled_in_order_and_others_beside_them(
    effects, messaging_settings
):
    slow = new_id()
    quick = next(other for other in iter(new_id, None) if other.int % 4 != slow.int % 4)  # another lane

    async def handler(work, recorded):
        if recorded.subject == slow:
            await asyncio.sleep(0.05)
        await note(work, recorded)

    await grow(effects, range(10), slow)
    await grow(effects, range(100, 110), quick)
    async with working(effects, garden(handler), messaging_settings):
        await until_sizes(effects, [*range(10), *range(100, 110)])
    order = await sizes(effects)
    assert [size for size in order if size < 100] == list(range(10))
    assert [size for size in order if size >= 100] == list(range(100, 110))
    assert order.index(109) < order.index(5)


async def test_a_poison_event_holds_back_its_own_subject_only_and_ends_among_the_dead(
    effects, messaging_settings
):
    poisoned, healthy = new_id(), new_id()
    tries = Counter()

    async def handler(work, recorded):
        tries[recorded.event.size] += 1
        await note(work, recorded)
        if recorded.event.size == 0:
            raise ValueError("too small")

    await grow(effects, [0, 1, 2], poisoned)
    await grow(effects, [10, 11], healthy)
    async with working(effects, garden(handler), messaging_settings):
        await until_sizes(effects, [1, 2, 10, 11])
        [letter] = await dead_letters(effects)
        assert (letter.kind, letter.name, letter.attempts) == ("event", "garden.follow_0", 3)
        assert letter.error == "ValueError: too small"
        assert tries[0] in {3, 4}  # once more when it was first tried together with others
        assert [size for size in await sizes(effects) if size < 10] == [1, 2]

        tries[0] = 0
        assert await retry_dead(effects, [letter.id]) == 1
        await until(lambda: _tried(tries, 0, 3))
        await until(lambda: _dead(effects, 1))


async def _tried(tries, size, count) -> bool:
    return tries[size] >= count


async def test_a_dead_letter_that_is_retried_after_the_repair_takes_effect_once(effects, messaging_settings):
    broken = True

    async def handler(work, recorded):
        if broken:
            raise SystemExit(3)
        await note(work, recorded)

    async def dead() -> bool:
        return bool(await dead_letters(effects))

    await grow(effects, [7])
    async with working(effects, garden(handler), messaging_settings):
        await until(dead)
        broken = False
        assert await retry_dead(effects) == 1
        await until_sizes(effects, [7])
    assert await dead_letters(effects) == []
    assert await values(effects, "SELECT count(*) FROM kernel.delivery") == [0]


async def test_retries_wait_longer_each_time(effects, messaging_settings):
    moments = []
    loop = asyncio.get_running_loop()

    async def handler(work, recorded):
        moments.append(loop.time())
        raise ValueError

    await grow(effects, [1])
    settings = type(messaging_settings)(event_retry=0.6)
    async with working(effects, garden(handler), settings):
        await until(lambda: _reached(moments, 3))
    first, second = (later - earlier for earlier, later in pairwise(moments[:3]))
    assert first >= 0.6
    assert second >= 1.2


async def _reached(things, count) -> bool:
    return len(things) >= count


async def test_a_handler_that_hangs_delays_nobody_else(effects, messaging_settings, monkeypatch):
    monkeypatch.setattr("commonweal.messaging.delivery.HANDLER_SECONDS", 2)
    hung = []

    async def hang(work, recorded):
        hung.append(recorded.id)
        await asyncio.sleep(60)

    async with working(effects, garden(hang, note, max_attempts=1), messaging_settings):
        await grow(effects, [1])
        await until(lambda: _reached(hung, 1))
        loop = asyncio.get_running_loop()
        began = loop.time()
        await grow(effects, [2])
        await until_sizes(effects, [1, 2])
        assert loop.time() - began < 1.5
        await until(lambda: _dead(effects, 2))
    assert "TimeoutError" in (await dead_letters(effects))[0].error


async def _dead(database, count) -> bool:
    return len(await dead_letters(database)) == count


async def test_a_cancellation_of_the_handlers_own_making_is_a_failure(effects, messaging_settings):
    async def handler(work, recorded):
        raise asyncio.CancelledError

    await grow(effects, [1])
    async with working(effects, garden(handler, max_attempts=1), messaging_settings):
        await until(lambda: _dead(effects, 1))


async def test_the_subscription_of_a_disabled_plugin_is_parked_and_resumes_without_loss(
    effects, messaging_settings
):
    on = True
    registry = garden(note, enabled=lambda _owner: on)
    async with working(effects, registry, messaging_settings):
        await grow(effects, [1])
        await until_sizes(effects, [1])
        on = False
        await asyncio.sleep(1.3)
        await grow(effects, [2, 3])
        await asyncio.sleep(0.5)
        assert await sizes(effects) == [1]
        on = True
        await until_sizes(effects, [1, 2, 3])


async def test_polling_delivers_when_the_doorbell_is_lost(effects, messaging_settings, monkeypatch):
    monkeypatch.setattr("commonweal.messaging.events.ring", lambda: None)
    async with working(effects, garden(note), messaging_settings):
        await asyncio.sleep(1)
        await grow(effects, [1])
        await until_sizes(effects, [1], seconds=3)


async def test_a_new_subscription_begins_at_the_oldest_event_or_when_asked_at_the_next(
    effects, messaging_settings
):
    await grow(effects, [1])
    registry = garden(note)

    async def next_only(work, recorded):
        await write(work, "next only", -recorded.event.size)

    late = Subscription(name="garden.late", event_types=[Grown], handler=next_only, replay=False)
    registry.add("garden", late)
    async with working(effects, registry, messaging_settings):
        await until_sizes(effects, [1])
        await grow(effects, [2])
        await until_sizes(effects, [1, 2, -2])


async def test_workers_share_the_subscriptions_and_take_over_from_one_that_ends(effects, messaging_settings):
    registry = garden(*[note] * 4)

    async def shared() -> bool:
        held = await values(
            effects,
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database GROUP BY pid, "
            "locktype, mode, datname HAVING datname = current_database() "
            "AND (locktype, mode) = ('advisory', 'ExclusiveLock')",
        )
        return held == [2, 2]

    async with working(effects, registry, messaging_settings):
        async with working(effects, registry, messaging_settings):
            await until(shared)
            await grow(effects, range(20))
            await until_sizes(effects, [*range(20)] * 4)
        await grow(effects, [99])
        await until_sizes(effects, [*range(20), 99] * 4)


async def test_who_lost_the_lease_has_no_effect(effects, messaging_settings):
    registry = garden(note)
    await grow(effects, [1])
    async with working(effects, registry, messaging_settings):
        await until_sizes(effects, [1])
        await grow(effects, [2])
        await until_sizes(effects, [1, 2])
    [subscribed] = registry.subscriptions.values()
    stranger = Deliverer(effects, subscribed.item, new_id(), 1)
    events = await read_log(effects, BEGINNING)
    with pytest.raises(LeaseLost):
        await stranger.deliver(events)
    with pytest.raises(LeaseLost):
        await stranger.deliver(events[:1], 1)
    assert await sizes(effects) == [1, 2]


@event_type("garden.grown", version=2)
class GrownInCentimetres(Event):
    centimetres: int
    upgrades: ClassVar = {1: lambda old: {"centimetres": old["size"] * 100}}


async def test_an_older_version_is_upgraded_before_the_handler_sees_it(effects, messaging_settings):
    async def handler(work, recorded):
        await write(work, "upgraded", recorded.event.centimetres)

    registry = Registry()
    registry.add("garden", GrownInCentimetres)
    subscription = Subscription(name="garden.follow", event_types=[GrownInCentimetres], handler=handler)
    registry.add("garden", subscription)
    await grow(effects, [3])
    async with working(effects, registry, messaging_settings):
        await until_sizes(effects, [300])


async def test_a_newer_version_is_a_dead_letter_and_an_unknown_type_is_kept(effects, messaging_settings):
    async with effects.write() as work:
        await emit(work, GrownInCentimetres(centimetres=5))
        await work.execute(
            "INSERT INTO kernel.event (id, type, version, data) VALUES ($1, 'shed.burnt', 1, '{}')", new_id()
        )
        await emit(work, Watered(litres=1))
    registry = garden(note, max_attempts=1)
    async with working(effects, registry, messaging_settings):
        await until(lambda: _dead(effects, 1))
    [letter] = await dead_letters(effects)
    assert "version 2" in letter.error
    assert "update the plugin" in letter.error
    assert [event.type for event in await read_log(effects, BEGINNING)] == [
        "garden.grown",
        "shed.burnt",
        "garden.watered",
    ]


async def test_the_figures_tell_how_far_each_subscription_is_behind(effects, messaging_settings):
    registry = garden(note)
    async with working(effects, registry, messaging_settings):
        await grow(effects, [1])
        await until_sizes(effects, [1])
        await asyncio.sleep(1)
    await grow(effects, [2, 3])
    now = await figures(effects)
    assert [now["garden.follow_0", name] for name in ("events", "retrying", "dead")] == [2, 0, 0]
    assert 0 <= now["garden.follow_0", "lag_seconds"] < 60


def test_names_that_are_not_the_plugins_own_are_refused():
    registry = garden(note)
    with pytest.raises(ValueError, match=r"must be written as shed\.something"):
        registry.add("shed", Grown)
    with pytest.raises(ValueError, match="used twice"):
        registry.add("garden", Grown)
    stranger = Subscription(name="shed.follow", event_types=[GrownInCentimetres], handler=note)
    with pytest.raises(ValueError, match="no plugin declares"):
        registry.add("shed", stranger)


def test_an_event_type_needs_upgrades_from_every_older_version():
    with pytest.raises(ValueError, match=r"upgrades from the versions \[1, 2\]"):

        @event_type("garden.wilted", version=3)
        class Wilted(Event):
            why: str
