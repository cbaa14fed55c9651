"""Outcomes, milestones and gratitude, as Piccolo knows them."""

from piccolo.columns import UUID, BigInt, Date, Integer, SmallInt, Text, Timestamptz
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "circles"


class Outcome(Table, tablename="outcome", schema=SCHEMA):
    """A verified claim of a member on a mission of the circle; the key is both together."""

    circle_id = UUID(primary_key=True, default=None)
    claim_id = UUID(default=None)
    mission_id = UUID(default=None)
    human_id = UUID(default=None)
    domain = Text()
    minutes = Integer(default=None)
    earned_minor = BigInt(default=0)
    verified_at = Timestamptz(default=None)


class Achievement(Table, tablename="achievement", schema=SCHEMA):
    """What the outcomes of a circle add up to, and what its reputation is made of."""

    circle_id = UUID(primary_key=True, default=None)
    minutes = BigInt(default=0)
    earned_minor = BigInt(default=0)
    people = Integer(default=0)
    weights = BigInt(default=0)
    points = BigInt(default=0)


class DomainTally(Table, tablename="domain_tally", schema=SCHEMA):
    """How many outcomes a circle has in a domain; the key is both together."""

    circle_id = UUID(primary_key=True, default=None)
    domain = Text()
    missions = Integer(default=None)


class WeekTally(Table, tablename="week_tally", schema=SCHEMA):
    """How many outcomes a circle has in a week; the key is both together."""

    circle_id = UUID(primary_key=True, default=None)
    week = Date(default=None)
    missions = Integer(default=None)


class Contribution(Table, tablename="contribution", schema=SCHEMA):
    """What one person did in a circle, and how much they weigh in it; the key is both together."""

    circle_id = UUID(primary_key=True, default=None)
    human_id = UUID(default=None)
    missions = Integer(default=None)
    earned_minor = BigInt(default=None)
    month_missions = Integer(default=0)
    month_minor = BigInt(default=0)
    month_since = Timestamptz(null=True, default=None)
    score = SmallInt(default=None)
    weight = Integer(default=None)


class Milestone(Table, tablename="milestone", schema=SCHEMA):
    """What a circle aims at."""

    id = UUID(primary_key=True, default=None)
    circle_id = UUID(default=None)
    kind = Text()
    title = Text()
    metric = Text()
    target = BigInt(default=None)
    progress = BigInt(default=0)
    set_by = UUID(default=None)
    starts_at = Timestamptz(default=None)
    ends_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz(default=TimestamptzNow())
    reached_at = Timestamptz(null=True, default=None)
    dropped_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)


class Gratitude(Table, tablename="gratitude", schema=SCHEMA):
    """A note of thanks from one member to another."""

    id = UUID(primary_key=True, default=None)
    circle_id = UUID(default=None)
    from_id = UUID(default=None)
    to_id = UUID(default=None)
    day = Date(default=None)
    text = Text()
    locale = Text()
    review_status = Text()
    created_at = Timestamptz(default=TimestamptzNow())
    published_at = Timestamptz(null=True, default=None)
    deleted_at = Timestamptz(null=True, default=None)


TABLES: list[type[Table]] = [
    Outcome,
    Achievement,
    DomainTally,
    WeekTally,
    Contribution,
    Milestone,
    Gratitude,
]
