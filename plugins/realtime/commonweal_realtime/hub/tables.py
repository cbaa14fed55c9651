"""The table of presence as Piccolo knows it; the migration makes it, and a test compares both."""

from piccolo.columns import UUID, Integer, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


class Presence(Table, tablename="presence", schema="realtime"):
    """How many follow a topic at one gateway."""

    topic = Text(primary_key=True, default=None)
    gateway = UUID(default=None)
    followers = Integer()
    changed_at = Timestamptz(default=TimestamptzNow())
    seen_at = Timestamptz(default=TimestamptzNow())
