import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise

import pytest
from commonweal import Schedule, TaskContext, task
from commonweal.messaging.registry import Registry
from commonweal.messaging.scheduler import Scheduler
from garden import until, values


@task("garden.rake")
async def rake(context: TaskContext, *, beds: int = 1) -> None: ...


def every_second(enabled=lambda _owner: True) -> Registry:
    registry = Registry(enabled)
    registry.add_tasks("garden", [rake])
    schedule = Schedule(name="garden.rake", task=rake, every=timedelta(seconds=1), arguments={"beds": 3})
    registry.add_schedules("garden", [schedule])
    return registry


@asynccontextmanager
async def scheduling(database, registry):
    stop = asyncio.Event()
    scheduler = Scheduler(database, registry)
    running = asyncio.create_task(scheduler.run(stop))
    try:
        yield scheduler
    finally:
        stop.set()
        await running


async def slots(database):
    return await values(
        database, "SELECT slot FROM kernel.schedule_run WHERE request IS NOT NULL ORDER BY slot"
    )


async def until_slots(database, count):
    async def there() -> bool:
        return len(await slots(database)) >= count

    await until(there)


def assert_gapless(found):
    assert {later - earlier for earlier, later in pairwise(found)} == {timedelta(seconds=1)}


async def test_each_slot_asks_for_its_task_once_also_across_a_restart(database):
    async with scheduling(database, every_second()):
        await until_slots(database, 2)
    await asyncio.sleep(2.1)
    async with scheduling(database, every_second()):
        await until_slots(database, 6)
    found = await slots(database)
    assert_gapless(found)
    requests = await values(database, "SELECT request FROM kernel.schedule_run WHERE request IS NOT NULL")
    assert sorted(requests) == await values(database, "SELECT id FROM kernel.task_request ORDER BY id")
    assert await values(database, "SELECT DISTINCT arguments FROM kernel.task_request") == ['{"beds": 3}']


async def test_of_two_schedulers_one_is_active_and_the_other_takes_over_when_it_dies(database):
    async with scheduling(database, every_second()) as standing_by_later:
        await until_slots(database, 1)
        async with scheduling(database, every_second()) as other:
            await until_slots(database, 3)
            assert (standing_by_later.active, other.active) == (True, False)
            await values(
                database,
                "SELECT pg_terminate_backend(pid) FROM pg_locks "
                "JOIN pg_database ON pg_database.oid = database "
                "WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND datname = current_database()",
            )

            async def one_active() -> bool:
                return standing_by_later.active != other.active

            await until(one_active)
            await until_slots(database, 6)
    assert_gapless(await slots(database))
    assert await values(database, "SELECT count(*) FROM kernel.task_request") == [len(await slots(database))]


async def test_two_that_both_believe_to_be_active_still_ask_once_for_each_slot(database, monkeypatch):
    numbers = iter(range(1, 100))
    monkeypatch.setattr("commonweal.messaging.scheduler.lock_key", lambda _name: next(numbers))
    async with scheduling(database, every_second()) as one, scheduling(database, every_second()) as other:
        await until_slots(database, 4)
        assert one.active
        assert other.active
    assert_gapless(await slots(database))
    assert await values(database, "SELECT count(*) FROM kernel.task_request") == [len(await slots(database))]


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


async def test_after_a_long_pause_only_the_latest_sixty_slots_are_caught_up(database):
    async with database.write() as work:
        await work.execute("INSERT INTO kernel.schedule_run VALUES ('garden.rake', now() - interval '1 day')")
    async with scheduling(database, every_second()):
        await until_slots(database, 60)
    found = await slots(database)
    assert 60 <= len(found) <= 65
    assert_gapless(found)


def test_slots_follow_the_interval_or_the_cron_line():
    monday = datetime(2026, 1, 5, 10, 7, tzinfo=UTC)
    quarter = Schedule(name="garden.a", task=rake, every=timedelta(minutes=15))
    assert [slot.strftime("%H:%M") for slot in islice(quarter.slots(monday), 3)] == [
        "10:15",
        "10:30",
        "10:45",
    ]
    nightly = Schedule(name="garden.b", task=rake, cron="30 3 * * 1-2")
    assert [slot.isoformat() for slot in islice(nightly.slots(monday), 2)] == [
        "2026-01-06T03:30:00+00:00",
        "2026-01-12T03:30:00+00:00",
    ]


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
