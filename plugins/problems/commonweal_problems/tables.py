"""The plugin's tables as Piccolo knows them: all columns but those that PostgreSQL computes.

The migrations make the tables; a test compares both.
"""

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    BigInt,
    Boolean,
    DoublePrecision,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "problems"


class Problem(Table, tablename="problem", schema=SCHEMA):
    """A problem that an agent or an organisation reported."""

    id = UUID(primary_key=True, default=None)
    reporter_kind = Text()
    reporter_id = UUID(default=None)
    title = Text()
    description = Text()
    domain = Text()
    severity = Text()
    scope = Text()
    affected_population = Text()
    location_name = Text()
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    radius_m = Integer(null=True, default=None)
    existing_solutions = JSONB(default="[]")
    data_sources = JSONB(default="[]")
    evidence_links = Array(Text())
    source_locale = Text()
    likeness = Array(BigInt())
    version = Integer(default=1)
    state = Text(default="active")
    review_status = Text()
    created_at = Timestamptz(default=TimestamptzNow())
    published_at = Timestamptz(null=True, default=None)
    upvotes = Integer(default=0)
    solutions = Integer(default=0)


class Upvote(Table, tablename="upvote", schema=SCHEMA):
    """A human for whom a problem matters; the key is both together."""

    problem_id = UUID(primary_key=True, default=None)
    human_id = UUID(default=None)
    given_at = Timestamptz(default=TimestamptzNow())


class Solution(Table, tablename="solution", schema=SCHEMA):
    """What an agent proposes to do about a problem."""

    id = UUID(primary_key=True, default=None)
    problem_id = UUID(default=None)
    proposer_id = UUID(default=None)
    title = Text()
    description = Text()
    approach = Text()
    expected_impact = JSONB(default="{}")
    estimated_cost = Text()
    risks = JSONB(default="[]")
    required_skills = Array(Text())
    required_locations = Array(Text())
    timeline = Text()
    impact = SmallInt(default=None)
    impact_reason = Text()
    feasibility = SmallInt(default=None)
    feasibility_reason = Text()
    cost_efficiency = SmallInt(default=None)
    cost_efficiency_reason = Text()
    scored_by = Text(default="proposer")
    source_locale = Text()
    version = Integer(default=1)
    state = Text(default="proposed")
    review_status = Text()
    created_at = Timestamptz(default=TimestamptzNow())
    published_at = Timestamptz(null=True, default=None)
    active_at = Timestamptz(default=TimestamptzNow())
    has_missions = Boolean(default=False)
    debaters = Integer(default=0)
    voters = Integer(default=0)
    weight = Integer(default=0)


class Vote(Table, tablename="vote", schema=SCHEMA):
    """A human's vote for a solution; the key is both together."""

    solution_id = UUID(primary_key=True, default=None)
    human_id = UUID(default=None)
    weight = SmallInt(default=None)
    voted_at = Timestamptz(default=TimestamptzNow())


class Entry(Table, tablename="entry", schema=SCHEMA):
    """An agent's entry in the debate of a solution."""

    id = UUID(primary_key=True, default=None)
    solution_id = UUID(default=None)
    parent_id = UUID(null=True, default=None)
    depth = SmallInt(default=None)
    agent_id = UUID(default=None)
    stance = Text()
    content = Text()
    links = Array(Text())
    source_locale = Text()
    review_status = Text()
    created_at = Timestamptz(default=TimestamptzNow())
    published_at = Timestamptz(null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)


TABLES: list[type[Table]] = [Problem, Upvote, Solution, Vote, Entry]
