"""One mission with all its words: one statement."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_missions.queries.statement import COUNTED, Arguments
from commonweal_missions.queries.summary import Creator, Location, location
from commonweal_missions.reading import EVERYBODY, Rights, exact, readable_singly
from commonweal_missions.rules.state import facts_of, state_of
from commonweal_missions.rules.translation import FieldOrigin, MissionText, ShownText, choose, is_stale
from commonweal_missions.rules.vocabulary import (
    ContentLocale,
    Difficulty,
    Domain,
    EvidenceKind,
    MissionState,
    MissionType,
    PeerReview,
    Provenance,
    ReviewStatus,
    Risk,
)

# Who may read it says reading.py; an approved mission is read by everybody, whatever its state (DOMAIN §5.2).
STATEMENT = """
SELECT m.id, m.creator_kind, m.creator_id, m.creator_name, m.solution_id, m.problem_id, m.domain, m.type,
       m.difficulty, m.risk, m.required_skills, m.step_optional, m.evidence_kind, m.evidence_required,
       m.reward_minor, m.duration_min, m.max_claims, m.claim_hours, m.peer_review, m.gps_radius_m,
       m.grid_latitude, m.grid_longitude, m.radius_km, m.version, m.published_at, m.expires_at, m.archived_at,
       m.review_status, CASE WHEN {exact} THEN m.latitude END AS latitude,
       CASE WHEN {exact} THEN m.longitude END AS longitude,
       counted.active, counted.started, counted.submitted, counted.verified,
       texts.every,
       coalesce(place.names ->> $2, place.names ->> 'en') AS place_name,
       coalesce(city.names ->> $2, city.names ->> 'en') AS city_name,
       place.country AS country
FROM missions.mission AS m
{counted}
CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_object(
        'locale', t.locale, 'provenance', t.provenance, 'source_hash', t.source_hash, 'title', t.title,
        'description', t.description, 'steps', t.steps, 'evidence', t.evidence) ORDER BY t.locale) AS every
    FROM missions.mission_translation AS t
    WHERE t.mission_id = m.id AND (t.review_status = 'approved' OR t.provenance = 'author')
) AS texts
LEFT JOIN missions.place AS place ON place.id = m.place_id
LEFT JOIN missions.place AS city ON city.id = place.city_id
WHERE m.id = $1 AND {readable}
"""


class Step(msgspec.Struct, frozen=True):
    """One step of the instructions."""

    text: str
    optional: bool


class EvidenceItem(msgspec.Struct, frozen=True):
    """One item of evidence that a human hands in."""

    kind: EvidenceKind
    description: str
    required: bool


class Language(msgspec.Struct, frozen=True):
    """A language in which a mission's text exists."""

    locale: ContentLocale
    provenance: Provenance
    stale: bool


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """The author's text, given beside a translation."""

    locale: ContentLocale
    title: str
    description: str
    steps: list[str]
    evidence: list[str]


class ExactPosition(msgspec.Struct, frozen=True):
    """Where a mission is, not rounded."""

    latitude: float
    longitude: float


class MissionDetail(msgspec.Struct, frozen=True, kw_only=True):
    """A mission with all that a reader may know.

    ``origins`` tell language and provenance of each text; ``stale`` that it was translated from an older
    original; ``fallback`` that something is shown in another language than the reader's. ``original`` is
    given whenever a translation is shown. ``exact_position`` is for its author, admins and whoever holds an
    open claim; ``published_at`` is None until review has approved the mission for the first time.
    """

    id: UUID
    state: MissionState
    title: str
    description: str
    instructions: list[Step]
    required_evidence: list[EvidenceItem]
    origins: dict[str, FieldOrigin]
    stale: bool
    fallback: bool
    original: Original | None
    languages: list[Language]
    domain: Domain
    type: MissionType
    difficulty: Difficulty
    risk: Risk
    required_skills: list[str]
    reward_minor: int
    duration_min: int
    max_claims: int
    slots_left: int
    claim_hours: int
    peer_review: PeerReview
    gps_radius_m: int
    location: Location | None
    exact_position: ExactPosition | None
    creator: Creator
    solution_id: UUID | None
    problem_id: UUID | None
    version: int
    review_status: ReviewStatus
    published_at: datetime | None
    expires_at: datetime


def mission_statement(
    mission_id: UUID, reader: ContentLocale, rights: Rights = EVERYBODY
) -> tuple[str, list[object]]:
    """Write the statement that reads a mission as a reader with these rights, and its parameters."""
    arguments = Arguments()
    arguments.add(mission_id)
    arguments.add(str(reader))
    text = STATEMENT.format(
        exact=exact(rights, arguments), readable=readable_singly(rights, arguments), counted=COUNTED
    )
    return text, arguments.values


async def find_mission(
    work: UnitOfWork, mission_id: UUID, reader: ContentLocale, now: datetime, rights: Rights = EVERYBODY
) -> MissionDetail | None:
    """Read a mission that a reader with these rights may see, in the reader's language, or None."""
    statement, values = mission_statement(mission_id, reader, rights)
    row = await work.fetch_row(statement, *values)
    return None if row is None else _detail(row, reader, now)


def _detail(row: Any, reader: ContentLocale, now: datetime) -> MissionDetail:
    """Put the row of a mission and its words together."""
    texts = msgspec.json.decode(row["every"], type=list[MissionText])
    source = next(text for text in texts if text.provenance is Provenance.AUTHOR)
    translation = next((text for text in texts if text.locale is reader and text is not source), None)
    shown = choose(source, translation, reader)
    facts = facts_of(row)
    return MissionDetail(
        id=row["id"],
        state=state_of(facts, now),
        title=shown.title,
        description=shown.description,
        instructions=_steps(shown, row["step_optional"]),
        required_evidence=_evidence(shown, row["evidence_kind"], row["evidence_required"]),
        origins=shown.origins,
        stale=shown.stale,
        fallback=shown.fallback,
        original=None if translation is None else _original(source),
        languages=[Language(text.locale, text.provenance, is_stale(text, source)) for text in texts],
        domain=row["domain"],
        type=row["type"],
        difficulty=row["difficulty"],
        risk=row["risk"],
        required_skills=row["required_skills"],
        reward_minor=row["reward_minor"],
        duration_min=row["duration_min"],
        max_claims=row["max_claims"],
        slots_left=facts.slots_left,
        claim_hours=row["claim_hours"],
        peer_review=row["peer_review"],
        gps_radius_m=row["gps_radius_m"],
        location=location(row),
        exact_position=(
            None if row["latitude"] is None else ExactPosition(row["latitude"], row["longitude"])
        ),
        creator=Creator(row["creator_kind"], row["creator_id"], row["creator_name"]),
        solution_id=row["solution_id"],
        problem_id=row["problem_id"],
        version=row["version"],
        review_status=row["review_status"],
        published_at=row["published_at"],
        expires_at=row["expires_at"],
    )


def _steps(shown: ShownText, optional: list[bool]) -> list[Step]:
    return [Step(text, may_skip) for text, may_skip in zip(shown.steps, optional, strict=True)]


def _evidence(shown: ShownText, kinds: list[EvidenceKind], required: list[bool]) -> list[EvidenceItem]:
    return [EvidenceItem(*item) for item in zip(kinds, shown.evidence, required, strict=True)]


def _original(source: MissionText) -> Original:
    return Original(
        locale=source.locale,
        title=source.title,
        description=source.description or "",
        steps=source.steps or [],
        evidence=source.evidence or [],
    )
