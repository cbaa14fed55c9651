"""Posts and what hangs on them, as Piccolo knows them."""

from piccolo.columns import JSONB, UUID, Array, BigInt, Boolean, Integer, SmallInt, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "circles"


class Post(Table, tablename="post", schema=SCHEMA):
    """Something written in a circle: the beginning of a thread, or a reply."""

    id = UUID(primary_key=True, default=None)
    circle_id = UUID(default=None)
    thread_id = UUID(default=None)
    parent_id = UUID(null=True, default=None)
    depth = SmallInt(default=None)
    number = BigInt(default=None)
    path = Array(BigInt())
    kind = Text()
    author_id = UUID(default=None)
    author_kind = Text()
    title = Text()
    text = Text()
    html = Text()
    locale = Text()
    links = SmallInt(default=0)
    linked = JSONB(default="[]")
    version = Integer(default=1)
    review_status = Text()
    held_at = Timestamptz(null=True, default=None)
    hidden_at = Timestamptz(null=True, default=None)
    hidden_by = UUID(null=True, default=None)
    hidden_reason = Text()
    deleted_at = Timestamptz(null=True, default=None)
    published_at = Timestamptz(null=True, default=None)
    pinned_at = Timestamptz(null=True, default=None)
    locked_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    edited_at = Timestamptz(null=True, default=None)
    active_at = Timestamptz(default=TimestamptzNow())
    replies = Integer(default=0)
    reactions = JSONB(default="{}")


class PostVersion(Table, tablename="post_version", schema=SCHEMA):
    """A post as it was before it was written anew; the key is both together."""

    post_id = UUID(primary_key=True, default=None)
    version = Integer(default=None)
    title = Text()
    text = Text()
    written_at = Timestamptz(default=None)


class Reaction(Table, tablename="reaction", schema=SCHEMA):
    """One reaction of one account to a post; the key is all three together."""

    post_id = UUID(primary_key=True, default=None)
    account_id = UUID(default=None)
    reaction = Text()
    given_at = Timestamptz(default=TimestamptzNow())


class Mention(Table, tablename="mention", schema=SCHEMA):
    """An account that a post names; the key is both together."""

    post_id = UUID(primary_key=True, default=None)
    account_id = UUID(default=None)
    told = Boolean(default=False)


class Attachment(Table, tablename="attachment", schema=SCHEMA):
    """A file that stands by a post."""

    id = UUID(primary_key=True, default=None)
    circle_id = UUID(default=None)
    post_id = UUID(null=True, default=None)
    uploaded_by = UUID(default=None)
    name = Text()
    media_type = Text()
    size_bytes = Integer(default=None)
    width = Integer(null=True, default=None)
    height = Integer(null=True, default=None)
    blob_key = Text()
    thumbnail_key = Text(null=True, default=None)
    description = Text()
    uploaded_at = Timestamptz(default=TimestamptzNow())


TABLES: list[type[Table]] = [Post, PostVersion, Reaction, Mention, Attachment]
