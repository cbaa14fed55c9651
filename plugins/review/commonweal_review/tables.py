"""The tables of content review as Piccolo knows them; the migrations make them, a test compares both."""

from piccolo.columns import UUID, Array, DoublePrecision, SmallInt, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "review"


class Item(Table, tablename="item", schema=SCHEMA):
    """A piece of content in review."""

    id = UUID(primary_key=True, default=None)
    kind = Text()
    item_id = UUID(default=None)
    author_kind = Text()
    author_id = Text()
    organisation_id = UUID(null=True, default=None)
    locale = Text(null=True, default=None)
    domain = Text(null=True, default=None)
    summary = Text()
    status = Text()
    score = DoublePrecision()
    categories = Array(Text())
    reasons = Array(Text())
    priority = SmallInt(null=True, default=None)
    flagged_at = Timestamptz(null=True, default=None)
    due_at = Timestamptz(null=True, default=None)
    alerted_at = Timestamptz(null=True, default=None)
    taken_by = UUID(null=True, default=None)
    taken_until = Timestamptz(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    updated_at = Timestamptz(default=TimestamptzNow())


class Decision(Table, tablename="decision", schema=SCHEMA):
    """One decision; append only."""

    id = UUID(primary_key=True, default=None)
    review_id = UUID(null=True, default=None)
    kind = Text()
    author_kind = Text()
    author_id = Text()
    organisation_id = UUID(null=True, default=None)
    locale = Text(null=True, default=None)
    domain = Text(null=True, default=None)
    source = Text()
    before = Text()
    status = Text()
    score = DoublePrecision(null=True, default=None)
    categories = Array(Text())
    reasons = Array(Text())
    notes = Text()
    decided_by = UUID(null=True, default=None)
    flagged_at = Timestamptz(null=True, default=None)
    due_at = Timestamptz(null=True, default=None)
    priority = SmallInt(null=True, default=None)
    decided_at = Timestamptz(default=TimestamptzNow())


class Report(Table, tablename="report", schema=SCHEMA):
    """A reader's report."""

    id = UUID(primary_key=True, default=None)
    review_id = UUID(default=None)
    reporter_id = UUID(default=None)
    reason = Text()
    note = Text()
    reported_at = Timestamptz(default=TimestamptzNow())


TABLES: list[type[Table]] = [Item, Decision, Report]
