"""The background work of webhooks: delivering, and forgetting what is old."""

from datetime import datetime, timedelta

from commonweal import Schedule, TaskContext, task

from commonweal_realtime.webhooks.courier import Courier, Message
from commonweal_realtime.webhooks.rules import KEPT
from commonweal_realtime.webhooks.sending import Outcome, send
from commonweal_realtime.webhooks.signing import Signer

_FORGET = """
DELETE FROM realtime.webhook_delivery WHERE id IN (
    SELECT id FROM realtime.webhook_delivery WHERE made_at < now() - $1::interval LIMIT 10000)
"""
_FORGET_SECRETS = "DELETE FROM realtime.webhook_secret WHERE ends_at < now()"


@task("realtime.deliver_webhooks", queue="realtime.webhooks", time_limit=120)
async def deliver_webhooks(context: TaskContext) -> None:
    """Deliver what is due to webhooks; asked for whenever something is, and by the schedule."""
    plugin = context.plugin
    if plugin is None:
        raise TypeError("this task belongs to the plugin realtime")
    signer = Signer.of(plugin)

    async def post(message: Message, at: datetime) -> Outcome:
        body = message.body.encode()
        headers = signer.headers(message.id, at, body, message.secret_ids)
        return await send(plugin, message.url, headers, body)

    await Courier(context.database, post, deliver_webhooks).deliver()


@task("realtime.forget_deliveries", time_limit=300)
async def forget_deliveries(context: TaskContext) -> None:
    """Forget deliveries after thirty days, waiting ones too, and secrets that sign no more."""
    async with context.database.write() as work:
        await work.execute(_FORGET, KEPT)
        await work.execute(_FORGET_SECRETS)


TASKS = [deliver_webhooks, forget_deliveries]
SCHEDULES = [
    Schedule(name="realtime.deliver_webhooks", task=deliver_webhooks, every=timedelta(seconds=20)),
    Schedule(name="realtime.forget_deliveries", task=forget_deliveries, every=timedelta(minutes=10)),
]
