import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from commonweal import TaskContext, enqueue, task
from commonweal.messaging.console import dead_letters, figures, retry_dead
from commonweal.messaging.errors import TaskMisused
from commonweal.messaging.registry import Registry
from garden import sizes, until, until_sizes, values, working, write


@task("garden.plant", max_attempts=3, time_limit=1)
async def plant(context: TaskContext, *, size: int, tree: UUID | None = None) -> None:
    async with context.database.write() as work:
        await write(work, "planted", size, context.id)


failures: dict[str, int] = {}


@task("garden.fail", max_attempts=3, time_limit=1)
async def fail(context: TaskContext, *, how: str) -> None:
    failures[how] = failures.get(how, 0) + 1
    if how == "exit":
        raise SystemExit(1)
    if how == "cancel":
        raise asyncio.CancelledError
    if how == "hang":
        await asyncio.sleep(60)
    if how == "twice" and failures[how] == 3:
        async with context.database.write() as work:
            await write(work, "recovered", context.attempt)
        return
    raise ValueError("no")


def shed(*tasks, enabled=lambda _owner: True) -> Registry:
    registry = Registry(enabled)
    for each in tasks or [plant, fail]:
        registry.add("garden", each)
    return registry


async def ask(database, the_task, **arguments):
    async with database.write() as work:
        return await enqueue(work, the_task, **arguments)


async def outstanding(database) -> int:
    return (await values(database, "SELECT count(*) FROM kernel.task_request WHERE dead_at IS NULL"))[0]


async def until_done(database, seconds=20) -> None:
    async def done() -> bool:
        return await outstanding(database) == 0

    await until(done, seconds)


async def test_a_task_runs_after_the_commit_and_leaves_nothing_behind(effects, messaging_settings):
    async with working(effects, shed(), messaging_settings):
        request = await ask(effects, plant, size=4)
        await until_done(effects)
    assert await values(effects, "SELECT subject FROM effect") == [request]
    assert await values(effects, "SELECT count(*) FROM dramatiq.queue") == [0]


async def test_a_task_asked_for_in_a_unit_that_fails_never_runs(effects, messaging_settings):
    with pytest.raises(ZeroDivisionError):
        async with effects.write() as work:
            await enqueue(work, plant, size=1)
            raise ZeroDivisionError
    assert await outstanding(effects) == 0


async def test_a_delayed_task_waits(effects, messaging_settings):
    async with working(effects, shed(), messaging_settings):
        await ask(effects, plant, size=1, delay=timedelta(seconds=1.5))
        await ask(effects, plant, size=2)
        await until_sizes(effects, [2])
        assert (await figures(effects))["tasks", "waiting"] == 1
        await until_sizes(effects, [1, 2])


async def test_failures_are_repeated_with_growing_pauses_until_one_attempt_succeeds(
    effects, messaging_settings
):
    failures.clear()
    async with working(effects, shed(), messaging_settings):
        await ask(effects, fail, how="twice")
        await until_done(effects)
    assert await sizes(effects) == [3]


@pytest.mark.parametrize("how", ["raise", "exit", "cancel", "hang"])
async def test_a_task_that_keeps_failing_ends_among_the_dead_and_can_be_retried(
    effects, messaging_settings, how
):
    failures.clear()
    async with working(effects, shed(), messaging_settings):
        request = await ask(effects, fail, how=how)
        await until_done(effects)
        [letter] = await dead_letters(effects)
        assert (letter.kind, letter.id, letter.name, letter.attempts) == ("task", request, "garden.fail", 3)
        assert failures == {how: 3}
        await ask(effects, plant, size=1)
        await until_sizes(effects, [1])
        assert await retry_dead(effects, [request]) == 1
        await until_done(effects)
    assert failures == {how: 6}


async def test_the_work_of_a_disabled_plugin_is_parked_and_not_lost(effects, messaging_settings):
    on = True
    async with working(effects, shed(enabled=lambda _owner: on), messaging_settings):
        on = False
        for size in range(5):
            await ask(effects, plant, size=size)

        async def parked() -> bool:
            return (await figures(effects))["tasks", "parked"] == 5

        await until(parked)
        assert await sizes(effects) == []
        on = True
        await until_sizes(effects, range(5))


async def test_work_for_a_task_that_nobody_here_knows_waits_until_somebody_does(effects, messaging_settings):
    await ask(effects, plant, size=1)
    async with working(effects, shed(fail), messaging_settings):

        async def parked() -> bool:
            return (await figures(effects))["tasks", "parked"] == 1

        await until(parked)
    async with working(effects, shed(), messaging_settings):
        await until_sizes(effects, [1])


async def test_a_message_the_broker_lost_is_sent_again(effects):
    from commonweal.messaging.settings import MessagingSettings

    settings = MessagingSettings(resend=0.5)
    async with working(effects, shed(), settings):

        async def connected() -> bool:
            return await values(effects, "SELECT to_regclass('dramatiq.queue') IS NOT NULL") == [True]

        await until(connected)
        async with effects.write() as work:
            await work.execute(
                "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
                "CREATE TRIGGER lose BEFORE INSERT ON dramatiq.queue FOR EACH ROW EXECUTE FUNCTION lose()"
            )
        await ask(effects, plant, size=1)

        async def sent() -> bool:
            return (await values(effects, "SELECT sends FROM kernel.task_request"))[0] >= 2

        await until(sent)
        assert await sizes(effects) == []
        async with effects.write() as work:
            await work.execute("DROP TRIGGER lose ON dramatiq.queue")
        await until_sizes(effects, [1])


async def test_stopping_a_worker_gives_its_running_tasks_back(effects, messaging_settings, monkeypatch):
    monkeypatch.setattr("commonweal.messaging.execution._GRACE_SECONDS", 0.3)
    begun = asyncio.Event()

    @task("garden.wait", time_limit=600)
    async def wait(context: TaskContext) -> None:
        begun.set()
        await asyncio.sleep(600)

    async with working(effects, shed(wait), messaging_settings):
        await ask(effects, wait)
        await asyncio.wait_for(begun.wait(), 20)
    async with effects.read() as work:
        row = await work.fetch_row(
            "SELECT running, attempts, due_at <= now() AS due FROM kernel.task_request"
        )
    assert dict(row) == {"running": None, "attempts": 0, "due": True}


async def test_wrong_arguments_are_refused_when_the_task_is_asked_for(database):
    async with database.write() as work:
        with pytest.raises(TaskMisused, match="size"):
            await enqueue(work, plant, size="large")
        with pytest.raises(TaskMisused, match="colour"):
            await enqueue(work, plant, size=1, colour="green")


def test_a_task_takes_keyword_arguments_only():
    with pytest.raises(TypeError, match="keyword-only"):

        @task("garden.dig")
        async def dig(context: TaskContext, depth: int) -> None: ...


def test_a_foreign_queue_is_refused():
    @task("garden.dig", queue="shed")
    async def dig(context: TaskContext) -> None: ...

    with pytest.raises(ValueError, match="queue"):
        shed(dig)
