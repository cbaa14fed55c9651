"""What the index holds of missions: each of their texts, with what one can filter by.

Only approved missions are in it, whatever their state: the page of one that is full or over shows others like
it, too.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from commonweal import Collection, Document, Event, FieldType, GeoPoint, UnitOfWork, Value

from commonweal_missions.claims.events import STATE_EVENTS
from commonweal_missions.missions.events import MissionCreated, MissionEdited, MissionReviewed, SampleLoaded
from commonweal_missions.translations.events import TRANSLATION_EVENTS

NAME = "missions.mission"

FIELDS: dict[str, FieldType] = {
    "locale": "keyword",  # of this text; the one its author wrote is "original"
    "original": "boolean",
    "locales": "keyword",  # of all texts of the mission
    "domain": "keyword",
    "type": "keyword",
    "difficulty": "keyword",
    "risk": "keyword",
    "skills": "keyword",
    "reward": "integer",
    "place": "point",  # the snapped one: exact points never leave
    "anywhere": "boolean",
    "open": "boolean",  # but for time, which "expires" tells
    "expires": "moment",
    "creator": "keyword",
}

_TEXTS = """
SELECT m.id, t.locale, t.provenance = 'author' AS original, t.title, t.description, t.steps,
       array_agg(t.locale) OVER (PARTITION BY m.id ORDER BY t.locale ROWS BETWEEN UNBOUNDED PRECEDING AND
           UNBOUNDED FOLLOWING) AS locales,
       m.domain, m.type, m.difficulty, m.risk, m.required_skills AS skills, m.reward_minor AS reward,
       m.grid_latitude, m.grid_longitude, m.expires_at AS expires, m.creator_id,
       m.archived_at IS NULL AND m.slots_taken < m.max_claims AS open
FROM missions.mission AS m
JOIN missions.mission_translation AS t ON t.mission_id = m.id
WHERE m.id = ANY ($1) AND m.review_status = 'approved'
  AND (t.review_status = 'approved' OR t.provenance = 'author')
"""
_IDS = """
SELECT id FROM missions.mission
WHERE review_status = 'approved' AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2
"""
_AS_THEY_ARE = (
    "locale",
    "original",
    "locales",
    "domain",
    "type",
    "difficulty",
    "risk",
    "skills",
    "reward",
    "open",
    "expires",
)


async def read_texts(work: UnitOfWork, ids: Sequence[UUID]) -> list[Document]:
    """Read every text of approved missions."""
    return [_document(row) for row in await work.fetch(_TEXTS, list(ids))]


async def list_ids(work: UnitOfWork, after: UUID | None, limit: int) -> list[UUID]:
    """List the approved missions in order of their ids."""
    return [row["id"] for row in await work.fetch(_IDS, after, limit)]


def _document(row: Any) -> Document:
    place = None
    if row["grid_latitude"] is not None:
        place = GeoPoint(row["grid_latitude"], row["grid_longitude"])
    fields: dict[str, Value] = {name: row[name] for name in _AS_THEY_ARE}
    fields |= {"creator": str(row["creator_id"]), "place": place, "anywhere": place is None}
    parts = [row["title"], row["description"], *(row["steps"] or [])]
    return Document(row["id"], "\n".join(filter(None, parts)), fields, part=row["locale"])


_CHANGES: tuple[type[Event], ...] = (
    MissionCreated,
    MissionEdited,
    MissionReviewed,
    *STATE_EVENTS.values(),
    *TRANSLATION_EVENTS,
)

MISSIONS = Collection(
    name=NAME,
    fields=FIELDS,
    documents=read_texts,
    list_ids=list_ids,
    changed_by={**dict.fromkeys(_CHANGES, "mission_id"), SampleLoaded: "mission_ids"},
)
