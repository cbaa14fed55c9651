"""Writes missions and their original words into the tables."""

from datetime import datetime
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_missions.rules.drafting import MissionDraft
from commonweal_missions.rules.geography import chord_square
from commonweal_missions.rules.translation import source_hash
from commonweal_missions.rules.vocabulary import CreatorKind

_COLUMNS = (
    "creator_kind, creator_id, creator_name, solution_id, problem_id, domain, type, difficulty, risk,"
    " required_skills, step_optional, evidence_kind, evidence_required, reward_minor, duration_min,"
    " max_claims, claim_hours, peer_review, latitude, longitude, radius_km, gps_radius_m, source_locale,"
    " review_status, expires_at"
)
_MARKS = ", ".join(f"${number}" for number in range(3, 28))
_NEW = f"INSERT INTO missions.mission (id, created_at, {_COLUMNS}) VALUES ($1, $2, {_MARKS})"
_CHANGE = f"""
    UPDATE missions.mission SET version = version + 1, edited_at = $2, ({_COLUMNS}) = ROW ({_MARKS})
    WHERE id = $1
"""
# The nearest known place to the public point: a quarter only from close by, else its city.
_PLACE = """
    UPDATE missions.mission SET place_id = (
        SELECT CASE WHEN near.city_id IS NULL OR near.square <= $2 THEN near.id ELSE near.city_id END
        FROM (
            SELECT id, city_id, (cos(radians(latitude)) * cos(radians(longitude)) - sphere_x) ^ 2
                + (cos(radians(latitude)) * sin(radians(longitude)) - sphere_y) ^ 2
                + (sin(radians(latitude)) - sphere_z) ^ 2 AS square
            FROM missions.place
        ) AS near
        WHERE near.square <= $3 ORDER BY near.square, near.id LIMIT 1)
    WHERE id = $1
"""
_QUARTER_M, _CITY_M = 3_000, 30_000
_WORDS = """
    INSERT INTO missions.mission_translation (
        mission_id, locale, provenance, title, description, steps, evidence, source_hash, updated_at)
    VALUES ($1, $2, 'author', $3, $4, $5, $6, $7, $8)
"""


class Author(msgspec.Struct, frozen=True):
    """Who makes a mission: an agent, or the organisation that a person acts for."""

    kind: CreatorKind
    id: UUID
    name: str


async def insert_mission(
    work: UnitOfWork, mission_id: UUID, draft: MissionDraft, author: Author, status: str, at: datetime
) -> None:
    """Write a new mission, not published yet."""
    await work.execute(_NEW, mission_id, at, *_values(draft, author, status))
    await _name_place(work, mission_id)
    await write_original(work, mission_id, draft, at)


async def update_mission(
    work: UnitOfWork, mission_id: UUID, draft: MissionDraft, author: Author, status: str, at: datetime
) -> None:
    """Write a mission anew, with the next version; translations of other words become stale by themselves."""
    await work.execute(_CHANGE, mission_id, at, *_values(draft, author, status))
    await _name_place(work, mission_id)
    await work.execute(
        "DELETE FROM missions.mission_translation"
        " WHERE mission_id = $1 AND (provenance = 'author' OR locale = $2)",
        mission_id,
        str(draft.source_locale),
    )
    await write_original(work, mission_id, draft, at)


async def write_original(work: UnitOfWork, mission_id: UUID, draft: MissionDraft, at: datetime) -> None:
    """Write the author's words."""
    steps = [step.text for step in draft.instructions]
    evidence = [item.description for item in draft.required_evidence]
    hashed = source_hash(draft.title, draft.description, steps, evidence)
    await work.execute(
        _WORDS,
        mission_id,
        str(draft.source_locale),
        draft.title,
        draft.description,
        steps,
        evidence,
        hashed,
        at,
    )


async def _name_place(work: UnitOfWork, mission_id: UUID) -> None:
    """Name the place of a mission; one that is far from all known places, or nowhere, has no name."""
    await work.execute(_PLACE, mission_id, chord_square(_QUARTER_M), chord_square(_CITY_M))


def _values(draft: MissionDraft, author: Author, status: str) -> list[object]:
    """Return the values in the order of the columns."""
    placed = draft.latitude is not None
    return [
        str(author.kind),
        author.id,
        author.name,
        draft.solution_id,
        draft.problem_id,
        str(draft.domain),
        str(draft.type),
        str(draft.difficulty),
        str(draft.risk),
        draft.required_skills,
        [step.optional for step in draft.instructions],
        [str(item.kind) for item in draft.required_evidence],
        [item.required for item in draft.required_evidence],
        draft.reward_minor,
        draft.duration_min,
        draft.max_claims,
        draft.claim_hours,
        str(draft.peer_review),
        draft.latitude,
        draft.longitude,
        draft.radius_km if placed else None,
        draft.gps_radius_m,
        str(draft.source_locale),
        status,
        draft.expires_at,
    ]
