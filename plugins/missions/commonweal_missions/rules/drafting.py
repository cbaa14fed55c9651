"""What a mission must be like when it is made or edited (DOMAIN §7.1): shapes, ranges, dependences."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from commonweal import FieldError

from commonweal_missions.rules.reward import BANDS, reward_fits
from commonweal_missions.rules.vocabulary import (
    ContentLocale,
    Difficulty,
    Domain,
    EvidenceKind,
    MissionType,
    PeerReview,
    Risk,
)

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Description = Annotated[str, msgspec.Meta(min_length=10, max_length=5000)]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
Skill = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
SLOTS_MOST = 10_000


class NewStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of the instructions."""

    text: Line
    optional: bool = False


class NewEvidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item of evidence that is asked for."""

    kind: EvidenceKind
    description: Line
    required: bool = True


Steps = Annotated[list[NewStep], msgspec.Meta(min_length=1, max_length=50)]
Evidence = Annotated[list[NewEvidence], msgspec.Meta(min_length=1, max_length=20)]


class MissionDraft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mission as its author writes it; rewards are minor units.

    An agent gives ``solution_id``; a person gives ``organisation_id``, and a solution or a problem.
    """

    title: Title
    description: Description
    instructions: Steps
    required_evidence: Evidence
    domain: Domain
    type: MissionType
    difficulty: Difficulty
    reward_minor: Annotated[int, msgspec.Meta(ge=10_00, le=200_00)]
    duration_min: Annotated[int, msgspec.Meta(ge=15, le=10_080)]
    expires_at: datetime
    source_locale: ContentLocale
    organisation_id: UUID | None = None
    solution_id: UUID | None = None
    problem_id: UUID | None = None
    required_skills: Annotated[list[Skill], msgspec.Meta(max_length=20)] = []
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    radius_km: Annotated[int, msgspec.Meta(ge=1, le=200)] = 5
    gps_radius_m: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 500
    max_claims: Annotated[int, msgspec.Meta(ge=1, le=SLOTS_MOST)] = 1
    claim_hours: Annotated[int, msgspec.Meta(ge=24, le=720)] = 168
    peer_review: PeerReview = PeerReview.WHEN_UNCERTAIN
    risk: Risk = Risk.GREEN


def mistakes(draft: MissionDraft, now: datetime, at: str = "") -> list[FieldError]:
    """Name every field at odds with another or with the present; ``at`` begins the pointers."""
    return [FieldError(f"{at}/{name}", code, arguments) for name, code, arguments in _mistakes(draft, now)]


def _mistakes(draft: MissionDraft, now: datetime) -> Iterator[tuple[str, str, dict[str, object]]]:
    band = BANDS[draft.difficulty]
    if not reward_fits(draft.difficulty, draft.reward_minor):
        low = draft.reward_minor < band.lowest
        yield (
            "reward_minor",
            "too_small" if low else "too_large",
            {"least": band.lowest} if low else {"most": band.highest},
        )
    if draft.latitude is None and draft.longitude is not None:
        yield "latitude", "required", {}
    if draft.longitude is None and draft.latitude is not None:
        yield "longitude", "required", {}
    if draft.expires_at.tzinfo is None or draft.expires_at <= now:
        yield "expires_at", "invalid", {}


def texts_of(draft: MissionDraft) -> list[str]:
    """Return every text that content review reads."""
    steps = [step.text for step in draft.instructions]
    evidence = [item.description for item in draft.required_evidence]
    return [draft.title, draft.description, *steps, *evidence]
