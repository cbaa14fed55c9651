"""A marketplace of any size, made of the sample's cities and words; the same one each time."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
from commonweal.storage.database import Database
from commonweal_missions.sample.loading import load_sample
from commonweal_missions.sample.planning import PlannedMission, plan, sample_id
from commonweal_missions.sample.reading import read_content

BATCH = 5_000
PUBLISHED_DAYS = 365
SPREAD_DEGREES = 0.08  # how far missions lie from the places of the sample: about 9 km

Progress = Callable[[int], None]

COLUMNS = [
    "id",
    "creator_kind",
    "creator_id",
    "creator_name",
    "domain",
    "type",
    "difficulty",
    "risk",
    "required_skills",
    "step_optional",
    "evidence_kind",
    "evidence_required",
    "reward_minor",
    "duration_min",
    "max_claims",
    "claim_hours",
    "latitude",
    "longitude",
    "radius_km",
    "place_id",
    "source_locale",
    "review_status",
    "created_at",
    "published_at",
    "expires_at",
]

# Only reading is measured: the search vectors are copied from the sample's texts, since the server would take
# minutes to compute the same ones again, and references need not be checked one by one.
PREPARE = """
CREATE TEMPORARY TABLE likeness (mission_id uuid, pattern_id uuid);
ALTER TABLE missions.mission_translation ALTER COLUMN search DROP EXPRESSION;
SET session_replication_role = replica;
"""
TEXTS = """
INSERT INTO missions.mission_translation (
    mission_id, locale, provenance, title, description, steps, evidence, source_hash, updated_at, search,
    offered)
SELECT likeness.mission_id, like_it.locale, like_it.provenance, like_it.title, like_it.description,
       like_it.steps, like_it.evidence, like_it.source_hash, like_it.updated_at, like_it.search, true
FROM likeness
JOIN missions.mission_translation AS like_it ON like_it.mission_id = likeness.pattern_id
"""


async def fill(database: Database, dsn: str, count: int, now: datetime, progress: Progress) -> None:
    """Load the sample, and ``count`` further missions like it; ``progress`` is told how many there are."""
    async with database.write() as work:
        await load_sample(work, lambda _done, _of: None, now)
    patterns = plan(read_content(), now)
    chance = random.Random(count)
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(PREPARE)
        for start in range(0, count, BATCH):
            numbers = range(start, min(count, start + BATCH))
            made = [(_id(now, chance), patterns[number % len(patterns)]) for number in numbers]
            missions = [_mission(each, pattern, now, chance) for each, pattern in made]
            await connection.copy_records_to_table(
                "mission", schema_name="missions", records=missions, columns=COLUMNS
            )
            likenesses = [(each, pattern.id) for each, pattern in made]
            await connection.copy_records_to_table("likeness", records=likenesses)
            progress(numbers.stop)
        await connection.execute(TEXTS)
        await connection.execute("VACUUM ANALYZE")
    finally:
        await connection.close()


def _id(now: datetime, chance: random.Random) -> UUID:
    """Make a UUIDv7 of a moment in the year before now."""
    made = now - timedelta(days=chance.uniform(0, PUBLISHED_DAYS))
    bits = int(made.timestamp() * 1_000) << 80 | chance.getrandbits(80)
    return UUID(int=bits & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


def _mission(mission_id: UUID, pattern: PlannedMission, now: datetime, chance: random.Random) -> tuple:
    """Write a mission like its pattern, at another spot and time; one in ten has expired."""
    published = datetime.fromtimestamp((mission_id.int >> 80) / 1_000, now.tzinfo)
    steps = len(pattern.texts[pattern.source_locale].steps)
    point = pattern.point
    return (
        mission_id,
        pattern.creator.kind,
        sample_id(f"creator/{pattern.creator.slug}"),
        pattern.creator.name,
        pattern.domain,
        pattern.type,
        pattern.difficulty,
        pattern.risk,
        pattern.skills,
        [number in pattern.optional_steps for number in range(1, steps + 1)],
        [item.kind for item in pattern.evidence],
        [item.required for item in pattern.evidence],
        max(10_00, min(200_00, pattern.reward_minor + chance.randrange(-5, 6) * 100)),
        pattern.duration_min,
        pattern.max_claims,
        pattern.claim_hours,
        point.latitude + chance.gauss(0, SPREAD_DEGREES) if point else None,
        point.longitude + chance.gauss(0, SPREAD_DEGREES) if point else None,
        pattern.radius_km,
        sample_id(f"place/{pattern.place_slug}") if pattern.place_slug else None,
        pattern.source_locale,
        "approved",
        published,
        published,
        now + timedelta(days=chance.uniform(-10, 90)),
    )


HUMANS, AGENTS, EVENTS = 50_000, 5_000, 1_000_000
SURROUND = f"""
SET session_replication_role = replica;
INSERT INTO identity.account (id, kind)
SELECT gen_random_uuid(), CASE WHEN number <= {HUMANS} THEN 'human' ELSE 'agent' END
FROM generate_series(1, {HUMANS + AGENTS}) AS number;
INSERT INTO identity.human (id, email, email_key, accepted_terms, display_name)
SELECT id, id || '@example.org', id || '@example.org', 'bench', 'Person' FROM identity.account
WHERE kind = 'human' ON CONFLICT DO NOTHING;
INSERT INTO identity.agent (id, username, display_name, owner_key)
SELECT id, 'agent_' || replace(id::text, '-', ''), 'Agent', '\\x00' FROM identity.account
WHERE kind = 'agent' ON CONFLICT DO NOTHING;
CREATE TEMPORARY TABLE maker AS SELECT id, row_number() OVER (ORDER BY id) AS number FROM identity.agent;
UPDATE missions.mission AS m SET creator_kind = 'agent', creator_id = maker.id
FROM (SELECT id, row_number() OVER (ORDER BY id) % (SELECT count(*) FROM maker) + 1 AS number
      FROM missions.mission) AS numbered
JOIN maker USING (number) WHERE m.id = numbered.id;
WITH made AS (
    INSERT INTO missions.claim (id, mission_id, human_id, state, claimed_at, deadline)
    SELECT gen_random_uuid(), mission.id, human.id, 'active', now(), now() + interval '3 days'
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM missions.mission
          WHERE slots_taken < max_claims ORDER BY id
          LIMIT least({HUMANS}, (SELECT count(*) / 4 FROM missions.mission))) AS mission
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS number FROM identity.human) AS human USING (number)
    ON CONFLICT DO NOTHING RETURNING mission_id, human_id
), known AS (
    INSERT INTO missions.claimer AS known (human_id, open_claims) SELECT human_id, 1 FROM made
    ON CONFLICT (human_id) DO UPDATE SET open_claims = known.open_claims + 1
)
UPDATE missions.mission SET slots_taken = slots_taken + 1 WHERE id IN (SELECT mission_id FROM made);
INSERT INTO kernel.event (id, type, version, subject, data)
SELECT gen_random_uuid(), 'missions.mission_opened', 1, mission.id, '{{}}'
FROM generate_series(1, {EVENTS}) AS number
JOIN (SELECT id, row_number() OVER () - 1 AS number FROM missions.mission) AS mission
    ON mission.number = number.number % (SELECT count(*) FROM missions.mission);
"""


async def surround(connection: asyncpg.Connection) -> None:
    """Add the people, agents, claims and events that a grown deployment has around its missions."""
    await connection.execute(SURROUND)
    await connection.execute("VACUUM ANALYZE")
