"""The tables of webhooks as Piccolo knows them; the migrations make them, and a test compares both."""

from piccolo.columns import UUID, Array, BigInt, Boolean, Integer, SmallInt, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "realtime"


class Webhook(Table, tablename="webhook", schema=SCHEMA):
    """The address of a server that is told what happens."""

    id = UUID(primary_key=True, default=None)
    owner_id = UUID(default=None)
    scopes = Array(base_column=Text(), null=True, default=None)
    url = Text()
    name = Text(default="")
    made_at = Timestamptz(default=TimestamptzNow())
    failing_since = Timestamptz(null=True, default=None)
    off_at = Timestamptz(null=True, default=None)
    off_reason = Text(null=True, default=None)


class WebhookSecret(Table, tablename="webhook_secret", schema=SCHEMA):
    """The id that a secret is derived from."""

    id = UUID(primary_key=True, default=None)
    webhook_id = UUID(default=None)
    made_at = Timestamptz(default=TimestamptzNow())
    ends_at = Timestamptz(null=True, default=None)


class WebhookTopic(Table, tablename="webhook_topic", schema=SCHEMA):
    """A topic that a webhook follows; the key is webhook and topic together."""

    webhook_id = UUID(primary_key=True, default=None)
    topic = Text()
    since = BigInt()
    rests_until = Timestamptz(default=TimestamptzNow())
    ended_at = Timestamptz(null=True, default=None)
    ended_reason = Text(null=True, default=None)


class WebhookDelivery(Table, tablename="webhook_delivery", schema=SCHEMA):
    """A frame for a webhook, and what became of it."""

    id = UUID(primary_key=True, default=None)
    webhook_id = UUID(default=None)
    topic = Text()
    event = Text()
    event_id = UUID(null=True, default=None)
    transaction = BigInt(default=0)
    sequence = BigInt(default=0)
    number = Integer(default=0)
    body = Text()
    state = Text(default="waiting")
    attempts = SmallInt(default=0)
    made_at = Timestamptz(default=TimestamptzNow())
    ended_at = Timestamptz(null=True, default=None)


class WebhookAttempt(Table, tablename="webhook_attempt", schema=SCHEMA):
    """One try to deliver; the key is delivery and number together."""

    delivery_id = UUID(primary_key=True, default=None)
    number = SmallInt()
    began_at = Timestamptz(default=None)
    milliseconds = Integer()
    status = SmallInt(null=True, default=None)
    problem = Text(null=True, default=None)
    answer = Text(default="")


class WebhookCursor(Table, tablename="webhook_cursor", schema=SCHEMA):
    """How far the log was told."""

    sole = Boolean(primary_key=True, default=True)
    transaction = BigInt()
    sequence = BigInt()


class WebhookCourier(Table, tablename="webhook_courier", schema=SCHEMA):
    """Who delivers at the moment."""

    sole = Boolean(primary_key=True, default=True)
    holder = UUID(null=True, default=None)
    held_until = Timestamptz(default=TimestamptzNow())


TABLES: list[type[Table]] = [
    Webhook,
    WebhookSecret,
    WebhookTopic,
    WebhookDelivery,
    WebhookAttempt,
    WebhookCursor,
    WebhookCourier,
]
