"""The audit log as Piccolo knows it; the migrations make it, and a test compares both."""

from piccolo.columns import JSONB, UUID, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


class Audit(Table, tablename="audit", schema="identity"):
    """One privileged act; rows are added and never changed."""

    id = UUID(primary_key=True, default=None)
    happened_at = Timestamptz(default=TimestamptzNow())
    actor_kind = Text()
    actor_id = Text()
    action = Text()
    subject_kind = Text()
    subject_id = UUID(null=True, default=None)
    details = JSONB(default=None)
    reason = Text()


TABLES: list[type[Table]] = [Audit]
