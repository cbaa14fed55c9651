"""A mission as lists show it: facts for a card, and words in the reader's language."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from commonweal_missions.rules.geography import surface_metres
from commonweal_missions.rules.state import facts_of, state_of
from commonweal_missions.rules.translation import FieldOrigin
from commonweal_missions.rules.vocabulary import (
    CreatorKind,
    Difficulty,
    Domain,
    MissionState,
    MissionType,
    Provenance,
    ReviewStatus,
    Risk,
)


class Creator(msgspec.Struct, frozen=True):
    """Who made a mission."""

    kind: CreatorKind
    id: UUID
    name: str


class PlaceName(msgspec.Struct, frozen=True):
    """Where a mission is, in the reader's words: ``city`` is None when ``name`` is a city itself."""

    name: str
    city: str | None
    country: str


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """The position of a mission for everybody: snapped to a grid of 0.01 degree (DOMAIN §7.3)."""

    latitude: float
    longitude: float
    radius_km: int | None
    place: PlaceName | None


class MissionSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A mission as lists show it.

    ``excerpt`` is the beginning of the description; ``origins`` tell language and provenance of both texts.
    ``location`` is None for a mission that can be done anywhere; ``distance_m`` needs a point in the filters.
    """

    id: UUID
    title: str
    excerpt: str
    origins: dict[str, FieldOrigin]
    domain: Domain
    type: MissionType
    difficulty: Difficulty
    risk: Risk
    required_skills: list[str]
    reward_minor: int
    duration_min: int
    max_claims: int
    slots_left: int
    location: Location | None
    distance_m: int | None
    creator: Creator
    state: MissionState
    review_status: ReviewStatus
    published_at: datetime | None
    expires_at: datetime


def summary(row: Any, now: datetime) -> MissionSummary:
    """Read a row of a listing statement."""
    original = FieldOrigin(row["original_locale"], Provenance.AUTHOR, stale=False)
    translated = original
    if row["translated_locale"] is not None:
        translated = FieldOrigin(row["translated_locale"], row["translated_provenance"], row["stale"])
    return MissionSummary(
        id=row["id"],
        title=row["title"],
        excerpt=row["excerpt"],
        origins={"title": translated, "excerpt": translated if row["has_description"] else original},
        domain=row["domain"],
        type=row["type"],
        difficulty=row["difficulty"],
        risk=row["risk"],
        required_skills=row["required_skills"],
        reward_minor=row["reward_minor"],
        duration_min=row["duration_min"],
        max_claims=row["max_claims"],
        slots_left=row["max_claims"] - row["slots_taken"],
        location=location(row),
        distance_m=None if row["square"] is None else surface_metres(row["square"]),
        creator=Creator(row["creator_kind"], row["creator_id"], row["creator_name"]),
        state=state_of(facts_of(row), now),
        review_status=row["review_status"],
        published_at=row["published_at"],
        expires_at=row["expires_at"],
    )


def location(row: Any) -> Location | None:
    """Read the public position of a mission, if it has one."""
    if row["grid_latitude"] is None:
        return None
    place = None
    if row["place_name"] is not None:
        place = PlaceName(row["place_name"], row["city_name"], row["country"])
    return Location(
        latitude=row["grid_latitude"],
        longitude=row["grid_longitude"],
        radius_km=row["radius_km"],
        place=place,
    )
