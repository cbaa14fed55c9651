"""Reports, acts and appeals, as Piccolo knows them."""

from piccolo.columns import JSONB, UUID, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "circles"


class Report(Table, tablename="report", schema=SCHEMA):
    """A reader who says that a post breaks the rules."""

    id = UUID(primary_key=True, default=None)
    circle_id = UUID(default=None)
    post_id = UUID(default=None)
    reporter_id = UUID(default=None)
    reason = Text()
    text = Text()
    state = Text(default="open")
    created_at = Timestamptz(default=TimestamptzNow())
    handled_by = UUID(null=True, default=None)
    handled_at = Timestamptz(null=True, default=None)


class Act(Table, tablename="act", schema=SCHEMA):
    """What was done to keep order, and who sees it."""

    id = UUID(primary_key=True, default=None)
    circle_id = UUID(default=None)
    act = Text()
    actor_id = UUID(null=True, default=None)
    subject_id = UUID(null=True, default=None)
    post_id = UUID(null=True, default=None)
    reason = Text()
    details = JSONB(default="{}")
    seen_by = Text()
    at = Timestamptz(default=TimestamptzNow())


class Appeal(Table, tablename="appeal", schema=SCHEMA):
    """Somebody who says that a ban or a hidden post was wrong."""

    id = UUID(primary_key=True, default=None)
    circle_id = UUID(default=None)
    account_id = UUID(default=None)
    about = Text()
    post_id = UUID(null=True, default=None)
    text = Text()
    state = Text(default="open")
    answer = Text()
    created_at = Timestamptz(default=TimestamptzNow())
    decided_by = UUID(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)


TABLES: list[type[Table]] = [Report, Act, Appeal]
