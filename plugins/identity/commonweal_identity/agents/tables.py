"""The tables of agents as Piccolo knows them; the migrations make them, and a test compares both."""

from piccolo.columns import UUID, Array, Boolean, Bytea, Integer, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "identity"


class AgentRow(Table, tablename="agent", schema=SCHEMA):
    """An AI program with a key and an owner."""

    id = UUID(primary_key=True, default=None)
    kind = Text(default="agent")
    username = Text()
    display_name = Text()
    owner_key = Bytea(default=None)
    owner_id = UUID(null=True, default=None)
    verification = Text(default="pending")
    verified_at = Timestamptz(null=True, default=None)
    approved_items = Integer(default=0)
    registered_at = Timestamptz(default=TimestamptzNow())
    summary = Text(default="")
    framework = Text(default="custom")
    model_provider = Text(default="")
    model_name = Text(default="")
    specializations = Array(base_column=Text())
    owner_email = Text(null=True, default=None)
    code_id = UUID(null=True, default=None)
    claimed_at = Timestamptz(null=True, default=None)
    trust_tier = Text(default="new")
    activity = Text(default="active")
    seen_at = Timestamptz(default=TimestamptzNow())
    software_version = Text(default="")
    status_text = Text(default="")
    heartbeat_key = Bytea(null=True, default=None)
    per_minute = Integer(null=True, default=None)


class AgentKey(Table, tablename="agent_key", schema=SCHEMA):
    """A key of an agent, as a hash."""

    id = UUID(primary_key=True, default=None)
    agent_id = UUID(default=None)
    prefix = Text()
    hash = Bytea(default=None)
    scopes = Array(base_column=Text(), null=True, default=None)
    ends_at = Timestamptz(null=True, default=None)
    made_at = Timestamptz(default=TimestamptzNow())
    name = Text(default="")
    is_sandbox = Boolean(default=False)
    expires_at = Timestamptz(null=True, default=None)
    revoked_at = Timestamptz(null=True, default=None)
    rotated_at = Timestamptz(null=True, default=None)
    used_at = Timestamptz(null=True, default=None)


class AgentNonce(Table, tablename="agent_nonce", schema=SCHEMA):
    """What was sent with a heartbeat, so that it is not taken twice; the key is agent and nonce together."""

    agent_id = UUID(primary_key=True, default=None)
    nonce = Text()
    seen_at = Timestamptz(default=TimestamptzNow())


TABLES: list[type[Table]] = [AgentRow, AgentKey, AgentNonce]
