"""The tables of the kinds of the base as Piccolo knows them; a test compares them with the migrations."""

from piccolo.columns import JSONB, UUID, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "notifications"


class AnnouncementRow(Table, tablename="announcement", schema=SCHEMA):
    """What an admin told everybody."""

    id = UUID(primary_key=True, default=None)
    texts = JSONB()
    path = Text()
    made_by = UUID(default=None)
    made_at = Timestamptz(default=TimestamptzNow())


class ReminderRow(Table, tablename="reminder", schema=SCHEMA):
    """A reminder that was told; the key is kind, subject and occasion together."""

    kind = Text()
    subject = UUID(default=None)
    occasion = Text()
    told_at = Timestamptz(default=TimestamptzNow())


KIND_TABLES: list[type[Table]] = [AnnouncementRow, ReminderRow]
