"""The tables of notifications as Piccolo knows them; the migrations make them, a test compares both."""

from piccolo.columns import JSONB, UUID, Array, Integer, SmallInt, Text, Time, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "notifications"


class Delivery(Table, tablename="delivery", schema=SCHEMA):
    """What was decided for one recipient, event, kind and channel, and what became of it."""

    id = UUID(primary_key=True, default=None)
    kind = Text()
    event_id = UUID(default=None)
    recipient = UUID(default=None)
    channel = Text()
    state = Text()
    reason = Text()
    about = Text()
    group_key = Text()
    data = JSONB()
    created_at = Timestamptz(default=TimestamptzNow())
    due_at = Timestamptz(null=True, default=None)
    sent_at = Timestamptz(null=True, default=None)
    message_id = Text(null=True, default=None)
    address_key = Text(null=True, default=None)
    attempts = SmallInt(default=0)
    read_at = Timestamptz(null=True, default=None)
    archived_at = Timestamptz(null=True, default=None)
    lease_id = UUID(null=True, default=None)
    leased_until = Timestamptz(null=True, default=None)


class Waiting(Table, tablename="waiting", schema=SCHEMA):
    """A notice of an event with very many recipients, which is not decided yet."""

    kind = Text()
    event_id = UUID(default=None)
    number = Integer()
    recipient = UUID(default=None)
    about = Text()
    group_key = Text()
    data = JSONB()


class Preference(Table, tablename="preference", schema=SCHEMA):
    """What an account wants of one kind by one channel, where that is not the default."""

    account = UUID(default=None)
    kind = Text()
    channel = Text()
    choice = Text()


class Person(Table, tablename="person", schema=SCHEMA):
    """What an account chose for all kinds."""

    account = UUID(primary_key=True, default=None)
    quiet_from = Time(default=None)
    quiet_to = Time(default=None)
    digest = Text(default="daily")
    digest_hour = SmallInt(default=8)
    near_km = SmallInt(null=True, default=None)
    near_domains = Array(Text())


class Mute(Table, tablename="mute", schema=SCHEMA):
    """What an account hears nothing of, such as one mission."""

    account = UUID(default=None)
    about = Text()
    since = Timestamptz(default=TimestamptzNow())


class Suppression(Table, tablename="suppression", schema=SCHEMA):
    """An address that nothing, or nothing in bulk, is sent to."""

    address_key = Text()
    scope = Text()
    reason = Text()
    since = Timestamptz(default=TimestamptzNow())


class Digest(Table, tablename="digest", schema=SCHEMA):
    """A digest that was composed."""

    account = UUID(default=None)
    period = Text()
    composed_at = Timestamptz(default=TimestamptzNow())


TABLES: list[type[Table]] = [Delivery, Waiting, Preference, Person, Mute, Suppression, Digest]
