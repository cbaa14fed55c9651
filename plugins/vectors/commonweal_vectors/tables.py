"""The tables of vectors as Piccolo knows them; the migrations make them, and a test compares both."""

from piccolo.columns import (
    JSONB,
    UUID,
    BigInt,
    Boolean,
    Bytea,
    Date,
    DoublePrecision,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "vectors"


class Generation(Table, tablename="generation", schema=SCHEMA):
    """One copy of a collection's vectors in one store, made by one model."""

    id = BigInt(primary_key=True, default=None)
    collection = Text()
    store = Text()
    embedder = Text()
    model = Text()
    embeds = Text()
    shape = JSONB()
    state = Text()
    automatic = Boolean(default=None)
    filled_to = UUID(null=True, default=None)
    filled = BigInt(default=0)
    total = BigInt(default=0)
    error = Text(null=True, default=None)
    began_at = Timestamptz(default=TimestamptzNow())
    filled_at = Timestamptz(null=True, default=None)
    activated_at = Timestamptz(null=True, default=None)


class Entry(Table, tablename="entry", schema=SCHEMA):
    """One item of a collection; the key is collection and item together."""

    collection = Text(primary_key=True)
    item_id = UUID(default=None)
    document_id = UUID(default=None)
    part = Text()
    text_hash = Bytea()
    fields_hash = Bytea()
    indexed_at = Timestamptz(default=TimestamptzNow())


class Change(Table, tablename="change", schema=SCHEMA):
    """A document to be read again; the key is collection and document together."""

    collection = Text(primary_key=True)
    document_id = UUID(default=None)
    number = BigInt(default=None)
    due_at = Timestamptz(default=TimestamptzNow())
    attempts = Integer(default=0)
    error = Text(null=True, default=None)


class Wake(Table, tablename="wake", schema=SCHEMA):
    """A collection whose changes a task was asked to work off."""

    collection = Text(primary_key=True)
    asked_at = Timestamptz(default=TimestamptzNow())


class Doubt(Table, tablename="doubt", schema=SCHEMA):
    """An item that an attempt set out to write; the key is collection, item and attempt together."""

    collection = Text(primary_key=True)
    item_id = UUID(default=None)
    attempt = UUID(default=None)
    document_id = UUID(default=None)
    began_at = Timestamptz(default=TimestamptzNow())


class Embedding(Table, tablename="embedding", schema=SCHEMA):
    """A vector that cost money; the key is model and hash together."""

    embeds = Text(primary_key=True)
    text_hash = Bytea()
    vector = Bytea()
    used_at = Timestamptz(default=TimestamptzNow())


class Spending(Table, tablename="spending", schema=SCHEMA):
    """What embedding cost on one day; the key is day and model together."""

    day = Date(primary_key=True, default=None)
    embeds = Text()
    requests = BigInt(default=None)
    texts = BigInt(default=None)
    tokens = BigInt(default=None)
    microdollars = BigInt(default=None)


class Timing(Table, tablename="timing", schema=SCHEMA):
    """How many searches took how long; all but the last column are the key."""

    generation = BigInt(primary_key=True, default=None)
    shape = Text()
    hour = Timestamptz(default=None)
    bucket = SmallInt(default=None)
    searches = BigInt(default=None)


class Evaluation(Table, tablename="evaluation", schema=SCHEMA):
    """One look at one collection."""

    id = UUID(primary_key=True, default=None)
    collection = Text()
    evaluated_at = Timestamptz(default=TimestamptzNow())
    figures = JSONB(null=True, default=None)
    problem = Text(null=True, default=None)


class TriggerState(Table, tablename="trigger_state", schema=SCHEMA):
    """How a trigger of a collection stands; the key is collection and name together."""

    collection = Text(primary_key=True)
    name = Text()
    streak = Integer(default=0)
    value = DoublePrecision(null=True, default=None)
    reached_at = Timestamptz(null=True, default=None)
    left_at = Timestamptz(null=True, default=None)


class Trial(Table, tablename="trial", schema=SCHEMA):
    """One comparison of two stores with a sample."""

    id = BigInt(primary_key=True, default=None)
    collection = Text()
    store = Text()
    other = Text()
    shape = JSONB()
    began_at = Timestamptz(default=TimestamptzNow())
    ended_at = Timestamptz(null=True, default=None)
    outcome = JSONB(null=True, default=None)


TABLES: tuple[type[Table], ...] = (
    Generation,
    Entry,
    Change,
    Wake,
    Doubt,
    Embedding,
    Spending,
    Timing,
    Evaluation,
    TriggerState,
    Trial,
)
