from datetime import UTC, datetime, timedelta

from commonweal import TaskContext, emit, new_id
from commonweal.messaging.events import BEGINNING
from commonweal.messaging.registry import Registry
from commonweal.messaging.settings import MessagingSettings
from commonweal.messaging.tail import kept_since, newest_position, read_log
from commonweal.messaging.upkeep import drop_partitions, keep_event_log, make_partitions, upkeep_schedule
from garden import Grown, garden, grow, note, until_sizes, values, working

NOW = datetime.now(UTC)


def partition(day: datetime) -> str:
    return day.strftime("event_%Y%m%d")


async def partitions(database) -> list[object]:
    return await values(
        database,
        "SELECT inhrelid::regclass::text AS name FROM pg_inherits "
        "WHERE inhparent = 'kernel.event'::regclass ORDER BY name",
    )


async def emit_on(database, day: datetime, size: int) -> None:
    async with database.write() as work:
        event_id = await emit(work, Grown(size=size))
        await work.execute("UPDATE kernel.event SET occurred_at = $2 WHERE id = $1", event_id, day)


async def test_today_and_the_coming_days_have_partitions_from_the_start(database):
    expected = {f"kernel.{partition(NOW + timedelta(days=ahead))}" for ahead in range(4)}
    assert expected <= set(await partitions(database))
    await grow(database, [1])
    assert await values(database, "SELECT count(*) FROM kernel.event_default") == [0]


async def test_events_of_a_day_without_a_partition_wait_in_the_default_one_and_move(database):
    old = NOW - timedelta(days=40)
    await grow(database, [1])
    await emit_on(database, old, 2)
    before = await read_log(database, BEGINNING)
    assert await values(database, "SELECT count(*) FROM kernel.event_default") == [1]
    await make_partitions(database)
    assert await values(database, "SELECT count(*) FROM kernel.event_default") == [0]
    assert await values(database, f"SELECT count(*) FROM kernel.{partition(old)}") == [1]
    assert await read_log(database, BEGINNING) == before


async def test_partitions_past_retention_go_when_every_subscription_has_read_them(
    effects, messaging_settings
):
    old, older = NOW - timedelta(days=40), NOW - timedelta(days=41)
    await emit_on(effects, older, 1)
    await emit_on(effects, old, 2)
    await make_partitions(effects)
    async with effects.write() as work:
        await work.execute("INSERT INTO kernel.subscription VALUES ('shed.parked', '0', -1)")
    limit = NOW - timedelta(days=30)
    assert await drop_partitions(effects, limit) == []

    async with effects.write() as work:
        await work.execute("DELETE FROM kernel.subscription")
    async with working(effects, garden(note), messaging_settings):
        await until_sizes(effects, [1, 2])

        async def dropped() -> bool:
            return await drop_partitions(effects, limit) == [partition(older), partition(old)]

        from garden import until

        await until(dropped)
        await grow(effects, [3])
        await until_sizes(effects, [1, 2, 3])
    assert f"kernel.{partition(NOW)}" in await partitions(effects)


async def test_inbox_rows_go_once_the_subscription_has_passed_them(database):
    async with database.write() as work:
        await work.execute("INSERT INTO kernel.subscription VALUES ('garden.follow', '100', 5)")
        for transaction, age in (("99", "1 hour"), ("99", "1 minute"), ("101", "1 hour")):
            await work.execute(
                "INSERT INTO kernel.inbox "
                "VALUES ('garden.follow', $1, $2::text::xid8, 1, now() - $3::text::interval)",
                new_id(),
                transaction,
                age,
            )
    await keep_event_log.function(
        TaskContext(id=new_id(), attempt=1, database=database, plugin=None), retention_days=30
    )
    assert await values(database, "SELECT transaction::text FROM kernel.inbox ORDER BY 1") == ["101", "99"]


def test_the_kernel_keeps_its_log_by_a_schedule_of_its_own():
    registry = Registry(lambda _owner: False)
    registry.add("kernel", keep_event_log)
    registry.add("kernel", upkeep_schedule(MessagingSettings(retention_days=7)))
    assert registry.enabled_tasks() == ["kernel.keep_event_log"]
    assert registry.schedules["kernel.keep_event_log"].item.arguments == {"retention_days": 7}


async def test_a_log_that_nothing_was_dropped_from_is_kept_since_its_beginning(database):
    await grow(database, [1])
    assert await kept_since(database) == BEGINNING


async def test_after_a_drop_what_is_older_than_the_first_hour_of_the_oldest_day_counts_as_gone(database):
    first_hour, later = (NOW - timedelta(days=3)).replace(hour=0, minute=30), NOW - timedelta(days=2)
    for size, day in enumerate((NOW - timedelta(days=40), first_hour, later)):
        await emit_on(database, day, size)
    await make_partitions(database)
    async with database.write() as work:
        await work.execute("UPDATE kernel.migration SET applied_at = now() - interval '50 days'")
    assert len(await drop_partitions(database, NOW - timedelta(days=30))) == 1
    kept = await read_log(database, BEGINNING)
    assert [event.data for event in kept] == ['{"size": 1}', '{"size": 2}']
    assert await kept_since(database) == kept[1].position
    assert await newest_position(database, before=later) == kept[0].position
