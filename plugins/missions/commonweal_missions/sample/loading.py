"""Writes the sample marketplace into the database; what is there already stays as it is."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import msgspec
from commonweal import Progress, UnitOfWork, emit

from commonweal_missions.missions.events import SampleLoaded
from commonweal_missions.sample.accounts import hold_key, settle_accounts
from commonweal_missions.sample.linking import link_problems
from commonweal_missions.sample.planning import PlannedMission, hash_of, plan, sample_id
from commonweal_missions.sample.reading import Content, read_content

BATCH = 60  # missions between two reports of progress

PLACE = """
INSERT INTO missions.place (id, slug, city_id, country, names, latitude, longitude)
VALUES ($1, $2, $3, $4, $5::text::jsonb, $6, $7) ON CONFLICT DO NOTHING
"""
MISSION = """
INSERT INTO missions.mission (
    id, creator_kind, creator_id, creator_name, domain, type, difficulty, risk, required_skills,
    step_optional, evidence_kind, evidence_required, reward_minor, duration_min, max_claims, claim_hours,
    latitude, longitude, radius_km, place_id, source_locale, review_status, created_at, published_at,
    expires_at, told_state, closed_at, hold_key)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
    'approved', $22, $22, $23, $24, $25, $26)
ON CONFLICT DO NOTHING
"""
TRANSLATION = """
INSERT INTO missions.mission_translation (
    mission_id, locale, provenance, title, description, steps, evidence, source_hash, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING
"""
CLAIM = """
INSERT INTO missions.claim (id, mission_id, human_id, state, claimed_at, deadline, progress, submitted_at,
    finished_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING
"""


async def load_sample(work: UnitOfWork, progress: Progress, now: datetime | None = None) -> None:
    """Fill the marketplace; a second time nothing changes.

    ``progress`` is told how many missions are written, out of how many.
    """
    at = now or datetime.now(UTC)
    content = await asyncio.to_thread(read_content)
    missions = await asyncio.to_thread(plan, content, at)
    known = {row["id"] for row in await work.fetch("SELECT id FROM missions.mission")}
    await work.execute_many(PLACE, _places(content))
    for start in range(0, len(missions), BATCH):
        batch = missions[start : start + BATCH]
        new = [mission for mission in batch if mission.id not in known]
        await work.execute_many(MISSION, [_mission(mission, at) for mission in new])
        await work.execute_many(TRANSLATION, [row for mission in new for row in _translations(mission)])
        await work.execute_many(CLAIM, [row for mission in new for row in _claims(mission)])
        if new:
            await emit(work, SampleLoaded(mission_ids=[mission.id for mission in new]))
        progress(start + len(batch), len(missions))
    fresh = [mission for mission in missions if mission.id not in known]
    await settle_accounts(work, fresh)
    await link_problems(work, fresh)


def _places(content: Content) -> Iterator[Sequence[object]]:
    """Write the rows of all places, each city before its quarters."""
    for city in content.cities.values():
        names = msgspec.json.encode(city.name).decode()
        city_id = sample_id(f"place/{city.slug}")
        yield city_id, city.slug, None, city.country, names, city.latitude, city.longitude
        for quarter in city.places:
            slug = f"{city.slug}/{quarter.slug}"
            names = msgspec.json.encode(quarter.name).decode()
            quarter_id = sample_id(f"place/{slug}")
            yield quarter_id, slug, city_id, city.country, names, quarter.latitude, quarter.longitude


def _mission(mission: PlannedMission, now: datetime) -> Sequence[object]:
    point, steps = mission.point, mission.texts[mission.source_locale].steps
    return (
        mission.id,
        mission.creator.kind,
        mission.creator_id,
        mission.creator.name,
        mission.domain,
        mission.type,
        mission.difficulty,
        mission.risk,
        mission.skills,
        [number in mission.optional_steps for number in range(1, len(steps) + 1)],
        [item.kind for item in mission.evidence],
        [item.required for item in mission.evidence],
        mission.reward_minor,
        mission.duration_min,
        mission.max_claims,
        mission.claim_hours,
        point.latitude if point else None,
        point.longitude if point else None,
        mission.radius_km,
        sample_id(f"place/{mission.place_slug}") if mission.place_slug else None,
        mission.source_locale,
        mission.published_at,
        mission.expires_at,
        str(mission.state(now)),
        mission.closed_at,
        hold_key(mission),
    )


def _translations(mission: PlannedMission) -> Iterator[Sequence[object]]:
    for locale, text in mission.texts.items():
        source = hash_of(mission, locale)
        written = (text.title, text.description, text.steps, text.evidence)
        yield mission.id, locale, text.provenance, *written, source, mission.published_at


def _claims(mission: PlannedMission) -> Iterator[Sequence[object]]:
    for claim in mission.claims:
        held = (claim.state, claim.claimed_at, claim.deadline, claim.progress)
        yield claim.id, mission.id, claim.human_id, *held, claim.submitted_at, claim.finished_at
