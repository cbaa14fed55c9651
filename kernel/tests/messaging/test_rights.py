"""Handlers and tasks have the rights of their plugin; what they try beyond is told where failures are."""

from commonweal import TaskContext, task
from commonweal.messaging.console import dead_letters
from commonweal.messaging.registry import Registry
from commonweal.plugin.acting import acting_plugin
from garden import garden, grow, note, sizes, until, until_sizes, working, write

REFUSED = "RightsExceeded: plugin garden may not use kernel.subscription of the kernel: use what `commonweal`"
SNOOP = "SELECT count(*) FROM kernel.subscription"


async def snoop(work, recorded) -> None:
    await write(work, "snooped", await work.fetch_value(SNOOP))


@task("garden.snoop", max_attempts=1)
async def snoop_later(context: TaskContext) -> None:
    async with context.database.read() as work:
        await work.fetch_value(SNOOP)


@task("garden.who", max_attempts=1)
async def who(context: TaskContext) -> None:
    async with context.database.write() as work:
        await write(work, str(acting_plugin()), 7)


async def test_a_handler_that_reads_another_s_table_joins_the_dead_letters_with_both_named(
    effects, messaging_settings
):
    async with working(effects, garden(snoop, note, max_attempts=1), messaging_settings):
        await grow(effects, [1])
        await until_sizes(effects, [1])  # the handler beside it goes on

        async def dead() -> bool:
            return len(await dead_letters(effects)) == 1

        await until(dead)
    [letter] = await dead_letters(effects)
    assert (letter.name, letter.error.startswith(REFUSED)) == ("garden.follow_0", True), letter.error


async def test_a_task_that_does_is_told_so_too_and_others_run(effects, messaging_settings):
    from test_tasks import ask

    registry = Registry()
    for each in (snoop_later, who):
        registry.add("garden", each)
    await ask(effects, snoop_later)
    await ask(effects, who)
    async with working(effects, registry, messaging_settings):
        await until_sizes(effects, [7])

        async def dead() -> bool:
            return len(await dead_letters(effects)) == 1

        await until(dead)
    [letter] = await dead_letters(effects)
    assert (letter.name, letter.error.startswith(REFUSED)) == ("garden.snoop", True), letter.error
    assert await sizes(effects) == [7]
