"""A durable handler whose effect can be counted, and a task that it asks for now and then."""

from uuid import UUID

from commonweal import Subscription, TaskContext, enqueue, hookimpl, task
from meadow.plugin import Grown

WEIGHED_EACH = 7


@task("barn.weigh", max_attempts=100, time_limit=2)
async def weigh(context: TaskContext, *, event: UUID) -> None:
    """Write down what was weighed; twice where a worker dies just after."""
    async with context.database.write() as work:
        await work.execute("INSERT INTO barn.weighed VALUES ($1)", event)


async def harvest(work, recorded):
    await work.execute("INSERT INTO barn.harvest VALUES ($1, $2)", recorded.id, recorded.event.number)
    if recorded.event.number % WEIGHED_EACH == 0:
        await enqueue(work, weigh, event=recorded.id)


@hookimpl
def commonweal_subscriptions(context):
    return [Subscription(name="barn.harvest", event_types=[Grown], handler=harvest, max_attempts=100)]


@hookimpl
def commonweal_tasks(context):
    return [weigh]
