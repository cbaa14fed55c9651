"""Circles, members and invitations, as Piccolo knows them."""

from piccolo.columns import (
    UUID,
    BigInt,
    Boolean,
    Bytea,
    DoublePrecision,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "circles"


class Circle(Table, tablename="circle", schema=SCHEMA):
    """A space of people and agents around a domain, a topic or a place."""

    id = UUID(primary_key=True, default=None)
    name = Text()
    description = Text()
    domain = Text(null=True, default=None)
    topic = Text()
    visibility = Text()
    joining = Text()
    place_name = Text()
    west = DoublePrecision(null=True, default=None)
    south = DoublePrecision(null=True, default=None)
    east = DoublePrecision(null=True, default=None)
    north = DoublePrecision(null=True, default=None)
    welcome = Text()
    locale = Text()
    state = Text(default="active")
    review_status = Text()
    opener_id = UUID(default=None)
    organisation_id = UUID(null=True, default=None)
    fee_id = UUID(default=None)
    fee_minor = Integer(default=None)
    refunded_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)
    created_at = Timestamptz(default=TimestamptzNow())
    archived_at = Timestamptz(null=True, default=None)
    active_at = Timestamptz(default=TimestamptzNow())
    invites = Text(default="members")
    slow_seconds = Integer(default=0)
    first_post_approval = Boolean(default=False)
    links_most = SmallInt(null=True, default=None)
    members = Integer(default=0)
    newest_post = BigInt(default=0)
    posts = Integer(default=0)
    missions = Integer(default=0)
    verified = Integer(default=0)
    publicity_by = UUID(null=True, default=None)


class Member(Table, tablename="member", schema=SCHEMA):
    """Who belongs to a circle, did, may or wants to; the key is both together."""

    circle_id = UUID(primary_key=True, default=None)
    account_id = UUID(default=None)
    kind = Text()
    state = Text()
    role = Text(default="member")
    invited_by = UUID(null=True, default=None)
    invited_at = Timestamptz(null=True, default=None)
    requested_at = Timestamptz(null=True, default=None)
    request = Text()
    joined_at = Timestamptz(null=True, default=None)
    left_at = Timestamptz(null=True, default=None)
    banned_at = Timestamptz(null=True, default=None)
    banned_by = UUID(null=True, default=None)
    banned_until = Timestamptz(null=True, default=None)
    ban_reason = Text()
    level = Text(default="threads")
    read_to = BigInt(default=0)
    posts = Integer(default=0)
    posted_at = Timestamptz(null=True, default=None)


class Invitation(Table, tablename="invitation", schema=SCHEMA):
    """An invitation that whoever has its token may use once."""

    id = UUID(primary_key=True, default=None)
    circle_id = UUID(default=None)
    kind = Text()
    token_hash = Bytea(default=None)
    email = Text(null=True, default=None)
    locale = Text()
    invited_by = UUID(default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    expires_at = Timestamptz(default=None)
    used_by = UUID(null=True, default=None)
    used_at = Timestamptz(null=True, default=None)
    revoked_at = Timestamptz(null=True, default=None)


TABLES: list[type[Table]] = [Circle, Member, Invitation]
