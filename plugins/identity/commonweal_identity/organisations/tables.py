"""The tables of organisations as Piccolo knows them; the migrations make them, and a test compares both."""

from piccolo.columns import UUID, Array, Bytea, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "identity"


class Organisation(Table, tablename="organisation", schema=SCHEMA):
    """A group account."""

    id = UUID(primary_key=True, default=None)
    kind = Text(default="organisation")
    slug = Text()
    name = Text()
    about = Text(default="")
    website = Text(default="")


class Membership(Table, tablename="membership", schema=SCHEMA):
    """A human's part in an organisation, from the invitation to the end."""

    id = UUID(primary_key=True, default=None)
    organisation_id = UUID(default=None)
    human_id = UUID(null=True, default=None)
    role = Text()
    state = Text(default="invited")
    email = Text(null=True, default=None)
    email_key = Text(null=True, default=None)
    invited_by = UUID(null=True, default=None)
    invited_at = Timestamptz(default=TimestamptzNow())
    joined_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)


class ServiceToken(Table, tablename="service_token", schema=SCHEMA):
    """The key of a program."""

    id = UUID(primary_key=True, default=None)
    kind = Text(default="service")
    organisation_id = UUID(null=True, default=None)
    name = Text()
    prefix = Text()
    hash = Bytea(default=None)
    scopes = Array(base_column=Text())
    made_by = UUID(default=None)
    made_at = Timestamptz(default=TimestamptzNow())
    expires_at = Timestamptz(default=None)
    revoked_at = Timestamptz(null=True, default=None)
    used_at = Timestamptz(null=True, default=None)


TABLES: list[type[Table]] = [Organisation, Membership, ServiceToken]
