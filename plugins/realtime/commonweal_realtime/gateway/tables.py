"""The table of gateways as Piccolo knows it; the migration makes it, and a test compares both."""

from piccolo.columns import UUID, BigInt, DoublePrecision, Integer, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


class GatewayProcess(Table, tablename="gateway", schema="realtime"):
    """How one gateway process fares."""

    id = UUID(primary_key=True, default=None)
    host = Text()
    pid = Integer()
    connections = Integer()
    opened = BigInt()
    refused = BigInt()
    dropped = BigInt()
    frames = BigInt()
    bytes = BigInt()
    buffered = BigInt()
    followed = Integer()
    lag_seconds = DoublePrecision(null=True, default=None)
    gaps = BigInt()
    seen_at = Timestamptz(default=TimestamptzNow())
