"""The ledger's tables as Piccolo knows them: all columns but those that PostgreSQL computes.

The migrations make the tables; a test compares both.
"""

from piccolo.columns import JSONB, UUID, BigInt, Date, Integer, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "ledger"


class Account(Table, tablename="account", schema=SCHEMA):
    """A human, the pool of an organisation, or a stripe of issuance or burn."""

    id = UUID(primary_key=True, default=None)
    kind = Text()
    balance_minor = BigInt(default=0)
    held_minor = BigInt(default=0)
    postings = BigInt(default=0)
    opened_at = Timestamptz(default=TimestamptzNow())


class Transaction(Table, tablename="transaction", schema=SCHEMA):
    """What was posted under one key."""

    id = UUID(primary_key=True, default=None)
    key = Text()
    type = Text()
    reference = UUID(null=True, default=None)
    description = Text()
    reverses = UUID(null=True, default=None)
    posted_at = Timestamptz(default=TimestamptzNow())


class Posting(Table, tablename="posting", schema=SCHEMA):
    """One account's part of a transaction; the key is account and number together."""

    account_id = UUID(primary_key=True, default=None)
    number = BigInt(default=None)
    transaction_id = UUID(default=None)
    amount_minor = BigInt(default=None)
    balance_after_minor = BigInt(default=None)


class Hold(Table, tablename="hold", schema=SCHEMA):
    """A reservation of part of a balance."""

    key = Text(primary_key=True)
    account_id = UUID(default=None)
    reference = UUID(null=True, default=None)
    held_minor = BigInt(default=None)
    left_minor = BigInt(default=None)
    opened_at = Timestamptz(default=TimestamptzNow())
    released_at = Timestamptz(null=True, default=None)


class IssuanceAlert(Table, tablename="issuance_alert", schema=SCHEMA):
    """A part of a week's soft cap that was told of; the key is week and percent together."""

    week = Date(primary_key=True, default=None)
    percent = Integer(default=None)
    told_at = Timestamptz(default=TimestamptzNow())


class AuditRun(Table, tablename="audit", schema=SCHEMA):
    """What one look at the books found."""

    id = UUID(primary_key=True, default=None)
    looked_at = Timestamptz(default=None)
    accounts = BigInt(default=None)
    transactions = BigInt(default=None)
    postings = BigInt(default=None)
    issued_minor = BigInt(default=None)
    burnt_minor = BigInt(default=None)
    differences = JSONB(default=None)


TABLES: list[type[Table]] = [Account, Transaction, Posting, Hold, IssuanceAlert, AuditRun]
