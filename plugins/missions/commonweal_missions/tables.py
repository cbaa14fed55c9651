"""The plugin's tables as Piccolo knows them: all columns but those that PostgreSQL computes.

The migrations make the tables; a test compares both.
"""

from typing import Any

from commonweal import new_id
from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    Boolean,
    DoublePrecision,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
)
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table

SCHEMA = "missions"


class Place(Table, tablename="place", schema=SCHEMA):
    """A named place: a city, or a quarter of one; ``names`` maps locales to names."""

    id = UUID(primary_key=True, default=new_id)
    slug = Text(unique=True)
    city_id: ForeignKey[Any] = ForeignKey("self", null=True)
    country = Text()
    names = JSONB()
    latitude = DoublePrecision()
    longitude = DoublePrecision()


class Mission(Table, tablename="mission", schema=SCHEMA):
    """One piece of work for people (DOMAIN §7.1); its words stand in ``MissionTranslation``."""

    id = UUID(primary_key=True, default=new_id)
    creator_kind = Text()
    creator_id = UUID(default=None)
    creator_name = Text()
    solution_id = UUID(null=True, default=None)
    problem_id = UUID(null=True, default=None)
    domain = Text()
    type = Text()
    difficulty = Text()
    risk = Text(default="green")
    required_skills = Array(base_column=Text())
    step_optional = Array(base_column=Boolean())
    evidence_kind = Array(base_column=Text())
    evidence_required = Array(base_column=Boolean())
    reward_minor = Integer()
    duration_min = Integer()
    max_claims = Integer(default=1)
    claim_hours = Integer(default=168)
    peer_review = Text(default="when_uncertain")
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    radius_km = Integer(null=True, default=5)
    gps_radius_m = Integer(default=500)
    place_id = ForeignKey(Place, null=True)
    source_locale = Text()
    version = Integer(default=1)
    review_status = Text(default="pending")
    created_at = Timestamptz(default=TimestamptzNow())
    published_at = Timestamptz(null=True, default=None)
    expires_at = Timestamptz(default=None)
    archived_at = Timestamptz(null=True, default=None)
    slots_taken = Integer(default=0)
    told_state = Text(null=True, default=None)
    closed_at = Timestamptz(null=True, default=None)
    hold_key = Text(null=True, default=None)
    edited_at = Timestamptz(null=True, default=None)
    set_id = UUID(null=True, default=None)


class MissionTranslation(Table, tablename="mission_translation", schema=SCHEMA):
    """The words of a mission in one language (DOMAIN §7.4); the key is mission and locale together."""

    mission_id = ForeignKey(Mission, primary_key=True, null=False)
    locale = Text()
    provenance = Text()
    title = Text()
    description = Text(null=True, default=None)
    steps = Array(base_column=Text(), null=True, default=None)
    evidence = Array(base_column=Text(), null=True, default=None)
    source_hash = Text()
    translator = Text(null=True, default=None)
    reviewed_by = UUID(null=True, default=None)
    review_status = Text(default="approved")
    updated_at = Timestamptz(default=TimestamptzNow())
    item_id = UUID(null=True, default=None)
    offered = Boolean(default=False)


class Claimer(Table, tablename="claimer", schema=SCHEMA):
    """How many claims a human holds open; claiming locks the row."""

    human_id = UUID(primary_key=True, default=None)
    open_claims = Integer(default=0)


class Claim(Table, tablename="claim", schema=SCHEMA):
    """One human's hold on one slot of a mission (DOMAIN §7.2)."""

    id = UUID(primary_key=True, default=new_id)
    mission_id = ForeignKey(Mission, null=False)
    human_id = UUID(default=None)
    state = Text(default="active")
    claimed_at = Timestamptz(default=TimestamptzNow())
    deadline = Timestamptz(default=None)
    progress = Integer(default=0)
    notes = Text(default="")
    acknowledged = Boolean(default=False)
    submitted_at = Timestamptz(null=True, default=None)
    finished_at = Timestamptz(null=True, default=None)
    ended_by = Text(null=True, default=None)
    paid_minor = Integer(null=True, default=None)


class Template(Table, tablename="template", schema=SCHEMA):
    """What an admin presets for missions: evidence, radius, difficulty and duration."""

    id = UUID(primary_key=True, default=new_id)
    name = Text(unique=True)
    evidence = JSONB()
    radius_km = Integer(default=5)
    difficulty = Text()
    duration_min = Integer()
    created_by = UUID(default=None)
    created_at = Timestamptz(default=TimestamptzNow())
