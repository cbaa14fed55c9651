import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, timezone

import pytest
from commonweal import Schedule, TaskContext, task
from commonweal.messaging.registry import Registry
from commonweal.messaging.scheduler import Scheduler
from garden import until, values


@task("garden.rake")
async def rake(context: TaskContext, *, beds: int = 1) -> None: ...


def every_second(enabled=lambda _owner: True) -> Registry:
    registry = Registry(enabled)
    registry.add("garden", rake)
    schedule = Schedule(name="garden.rake", task=rake, every=timedelta(seconds=1), arguments={"beds": 3})
    registry.add("garden", schedule)
    return registry


@asynccontextmanager
async def scheduling(database, registry):
    stop = asyncio.Event()
    running = asyncio.create_task(Scheduler(database, registry).run(stop))
    try:
        yield
    finally:
        stop.set()
        await running


async def slots(database):
    return await values(
        database, "SELECT slot FROM kernel.schedule_run WHERE request IS NOT NULL ORDER BY slot"
    )


async def active(database):
    """The connections of schedulers that hold the lock."""
    return await values(
        database,
        "SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database "
        "WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND granted AND datname = current_database()",
    )


async def until_slots(database, count):
    async def there() -> bool:
        return len(await slots(database)) >= count

    await until(there)


async def assert_each_slot_was_asked_for_once(database):
    found = await slots(database)
    assert len(set(found)) == len(found)
    assert all(slot.microsecond == 0 for slot in found)
    requests = await values(database, "SELECT request FROM kernel.schedule_run WHERE request IS NOT NULL")
    assert sorted(requests) == await values(database, "SELECT id FROM kernel.task_request ORDER BY id")


async def test_each_slot_asks_for_its_task_once_also_across_a_restart(database):
    async with scheduling(database, every_second()):
        await until_slots(database, 2)
    async with scheduling(database, every_second()):
        await until_slots(database, 5)
    await assert_each_slot_was_asked_for_once(database)
    assert await values(database, "SELECT DISTINCT arguments FROM kernel.task_request") == ['{"beds": 3}']


async def test_of_two_schedulers_one_is_active_and_the_other_takes_over_when_it_dies(database):
    async with scheduling(database, every_second()):
        await until_slots(database, 1)
        async with scheduling(database, every_second()):
            await until_slots(database, 3)
            [first] = await active(database)
            await values(database, "SELECT pg_terminate_backend($1)", first)

            async def another_is_active() -> bool:
                return len(now := await active(database)) == 1 and now != [first]

            await until(another_is_active)
            seen = len(await slots(database))
            await until_slots(database, seen + 2)
            assert len(await active(database)) == 1
    await assert_each_slot_was_asked_for_once(database)


async def test_two_that_both_believe_to_be_active_still_ask_once_for_each_slot(database, monkeypatch):
    numbers = iter(range(1, 100))
    monkeypatch.setattr("commonweal.messaging.scheduler.lock_key", lambda _name: next(numbers))
    async with scheduling(database, every_second()), scheduling(database, every_second()):
        await until_slots(database, 4)
        assert len(await active(database)) == 2
    await assert_each_slot_was_asked_for_once(database)


async def test_slots_in_which_the_plugin_is_off_are_left_out_and_not_caught_up(database):
    on = False
    async with scheduling(database, every_second(lambda _owner: on)):

        async def passed() -> bool:
            return (await values(database, "SELECT count(*) FROM kernel.schedule_run"))[0] >= 3

        await until(passed)
        assert await slots(database) == []
        on = True
        await until_slots(database, 1)
    assert len(await slots(database)) <= 2


async def test_the_slots_of_a_long_pause_are_made_up_for_by_one_request(database):
    registry = Registry()
    registry.add("garden", rake)
    registry.add("garden", Schedule(name="garden.rake", task=rake, every=timedelta(days=1)))
    async with database.write() as work:
        await work.execute(
            "INSERT INTO kernel.schedule_run VALUES ('garden.rake', now() - interval '9 days')"
        )
    async with scheduling(database, registry):
        await until_slots(database, 1)
        await asyncio.sleep(1.2)
    [slot] = await slots(database)
    assert datetime.now(UTC) - slot <= timedelta(days=1, seconds=5)
    assert (slot.hour, slot.minute, slot.second) == (0, 0, 0)


def test_the_latest_slot_follows_the_interval_or_the_cron_line():
    monday = datetime(2026, 1, 5, 10, 7, tzinfo=UTC)
    quarter = Schedule(name="garden.a", task=rake, every=timedelta(minutes=15))
    assert quarter.latest_slot(monday) == datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
    nightly = Schedule(name="garden.b", task=rake, cron="30 3 * * 1-2")
    assert nightly.latest_slot(monday) == datetime(2026, 1, 5, 3, 30, tzinfo=UTC)
    assert nightly.latest_slot(monday - timedelta(hours=8)) == datetime(2025, 12, 30, 3, 30, tzinfo=UTC)
    in_tokyo = monday.astimezone(timezone(timedelta(hours=9)))
    assert nightly.latest_slot(in_tokyo) == nightly.latest_slot(monday)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({}, "either"),
        ({"every": timedelta(hours=1), "cron": "* * * * *"}, "either"),
        ({"every": timedelta(milliseconds=1)}, "once a second"),
        ({"cron": "when it rains"}, "cron line"),
    ],
)
def test_a_schedule_that_cannot_be_kept_is_refused(arguments, reason):
    with pytest.raises(ValueError, match=reason):
        Schedule(name="garden.c", task=rake, **arguments)
