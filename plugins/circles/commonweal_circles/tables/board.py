"""Proposals, votes and parties, as Piccolo knows them."""

from piccolo.columns import UUID, Boolean, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "circles"


class Proposal(Table, tablename="proposal", schema=SCHEMA):
    """A mission that a member proposes to the circle."""

    id = UUID(primary_key=True, default=None)
    circle_id = UUID(default=None)
    mission_id = UUID(default=None)
    proposed_by = UUID(default=None)
    reason = Text()
    locale = Text(default="en")
    review_status = Text(default="approved")
    state = Text(default="proposed")
    created_at = Timestamptz(default=TimestamptzNow())
    adopted_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    decided_by = UUID(null=True, default=None)
    answer = Text()


class Vote(Table, tablename="vote", schema=SCHEMA):
    """A member's vote to adopt a mission; the key is both together."""

    proposal_id = UUID(primary_key=True, default=None)
    account_id = UUID(default=None)
    voted_at = Timestamptz(default=TimestamptzNow())


class Party(Table, tablename="party", schema=SCHEMA):
    """Members who want to claim one mission together."""

    id = UUID(primary_key=True, default=None)
    circle_id = UUID(default=None)
    mission_id = UUID(default=None)
    started_by = UUID(default=None)
    state = Text(default="gathering")
    created_at = Timestamptz(default=TimestamptzNow())
    claimed_at = Timestamptz(null=True, default=None)


class Buddy(Table, tablename="buddy", schema=SCHEMA):
    """A member of a party; the key is both together."""

    party_id = UUID(primary_key=True, default=None)
    human_id = UUID(default=None)
    joined_at = Timestamptz(default=TimestamptzNow())
    acknowledged = Boolean(default=False)
    claim_id = UUID(null=True, default=None)


TABLES: list[type[Table]] = [Proposal, Vote, Party, Buddy]
