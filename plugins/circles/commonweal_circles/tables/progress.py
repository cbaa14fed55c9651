"""Outcomes, milestones and gratitude, as Piccolo knows them."""

from piccolo.columns import UUID, BigInt, Date, Integer, Text, Timestamptz
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


TABLES: list[type[Table]] = [Outcome, Milestone, Gratitude]
