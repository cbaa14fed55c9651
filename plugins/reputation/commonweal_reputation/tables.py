"""The tables of reputation as Piccolo knows them: all columns but those that PostgreSQL computes.

The migrations make the tables; a test compares both.
"""

from piccolo.columns import UUID, Boolean, Date, DoublePrecision, Integer, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "reputation"


class Standing(Table, tablename="standing", schema=SCHEMA):
    """What a human has reached; every change locks the row."""

    human_id = UUID(primary_key=True, default=None)
    score = Integer(default=0)
    tier = Text(default="newcomer")
    finished_missions = Integer(default=0)
    streak_days = Integer(default=0)
    streak_last_day = Date(null=True, default=None)
    streak_forgiven_day = Date(null=True, default=None)
    time_zone = Text(default="UTC")
    active_at = Timestamptz(default=TimestamptzNow())
    looked_at = Timestamptz(default=TimestamptzNow())
    longest_streak = Integer(default=0)


class MissionOutcome(Table, tablename="mission_outcome", schema=SCHEMA):
    """A finished mission, once per claim."""

    claim_id = UUID(primary_key=True, default=None)
    human_id = UUID(default=None)
    quality = DoublePrecision(default=None)
    finished_at = Timestamptz(default=None)
    domain = Text(null=True, default=None)


class ReviewOutcome(Table, tablename="review_outcome", schema=SCHEMA):
    """Whether a review agreed with the verdict."""

    review_id = UUID(primary_key=True, default=None)
    human_id = UUID(default=None)
    agreed = Boolean(default=None)
    decided_at = Timestamptz(default=None)


class Endorsement(Table, tablename="endorsement", schema=SCHEMA):
    """One human's word for another, once per ordered pair."""

    id = UUID(primary_key=True, default=None)
    endorser_id = UUID(default=None)
    endorsed_id = UUID(default=None)
    reason = Text()
    created_at = Timestamptz(default=TimestamptzNow())
    revoked_at = Timestamptz(null=True, default=None)
    locale = Text(null=True, default=None)
    review_status = Text(default="approved")


class Change(Table, tablename="change", schema=SCHEMA):
    """A change of a score, with its reason."""

    id = UUID(primary_key=True, default=None)
    human_id = UUID(default=None)
    changed_at = Timestamptz(default=TimestamptzNow())
    before = Integer(default=None)
    after = Integer(default=None)
    reason = Text()
    reference = UUID(null=True, default=None)


TABLES: list[type[Table]] = [Standing, MissionOutcome, ReviewOutcome, Endorsement, Change]
