"""The form of a mission: its entries, with numbered rows for steps and evidence, and the draft they mean."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Form

from commonweal_missions.queries.mission import MissionDetail
from commonweal_missions.rules.drafting import (
    SLOTS_MOST,
    Description,
    MissionDraft,
    NewEvidence,
    NewStep,
    Skill,
    Title,
)
from commonweal_missions.rules.reward import MINOR_PER_TOKEN
from commonweal_missions.rules.vocabulary import (
    ContentLocale,
    Difficulty,
    Domain,
    EvidenceKind,
    MissionType,
    PeerReview,
    Risk,
)

STEPS, ITEMS = 50, 20
FIRST_STEPS, FIRST_ITEMS = 5, 3
LINE = 2000


class MissionEntries(msgspec.Struct):
    """What the form sends beside its rows; the reward is in whole tokens."""

    title: Title
    description: Description
    domain: Domain
    type: MissionType
    difficulty: Difficulty
    reward: Annotated[int, msgspec.Meta(ge=10, le=200)]
    duration_min: Annotated[int, msgspec.Meta(ge=15, le=10_080)]
    expires_on: date
    source_locale: ContentLocale
    solution_id: UUID | None = None
    problem_id: UUID | None = None
    skills: Annotated[str, msgspec.Meta(max_length=2100)] = ""
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    radius_km: Annotated[int, msgspec.Meta(ge=1, le=200)] = 5
    gps_radius_m: Annotated[int, msgspec.Meta(ge=1, le=100_000)] = 500
    max_claims: Annotated[int, msgspec.Meta(ge=1, le=SLOTS_MOST)] = 1
    claim_hours: Annotated[int, msgspec.Meta(ge=24, le=720)] = 168
    peer_review: PeerReview = PeerReview.WHEN_UNCERTAIN
    risk: Risk = Risk.GREEN
    version: int = 1


def rows_of(form: Form[Any], name: str, most: int) -> int:
    """Say how many rows of steps or items the form shows."""
    first = FIRST_STEPS if name == "step" else FIRST_ITEMS
    asked = form.text(f"{name}s", first)
    return max(1, min(most, int(asked))) if asked.isascii() and asked.isdigit() else first


def draft_of(form: Form[Any], organisation_id: UUID) -> MissionDraft | None:
    """Return the draft that the entries mean, or None after noting what is wrong in the form."""
    steps, items = _steps(form), items_of(form)
    skills = _skills(form)
    entries = form.value
    if form.is_wrong or entries is None:
        return None
    return MissionDraft(
        title=entries.title,
        description=entries.description,
        instructions=steps,
        required_evidence=items,
        domain=entries.domain,
        type=entries.type,
        difficulty=entries.difficulty,
        reward_minor=entries.reward * MINOR_PER_TOKEN,
        duration_min=entries.duration_min,
        expires_at=datetime.combine(entries.expires_on, time(23, 59, 59), UTC),
        source_locale=entries.source_locale,
        organisation_id=organisation_id,
        solution_id=entries.solution_id,
        problem_id=None if entries.solution_id else entries.problem_id,
        required_skills=skills,
        latitude=entries.latitude,
        longitude=entries.longitude,
        radius_km=entries.radius_km,
        gps_radius_m=entries.gps_radius_m,
        max_claims=entries.max_claims,
        claim_hours=entries.claim_hours,
        peer_review=entries.peer_review,
        risk=entries.risk,
    )


def entries_of(mission: MissionDetail, locale: ContentLocale) -> dict[str, object]:
    """Return the entries that show a mission in the form, in its own language."""
    known: dict[str, object] = {
        "title": mission.title,
        "description": mission.description,
        "reward": mission.reward_minor // MINOR_PER_TOKEN,
        "expires_on": mission.expires_at.date().isoformat(),
        "source_locale": str(locale),
        "skills": ", ".join(mission.required_skills),
        "radius_km": mission.location.radius_km if mission.location else None,
        "steps": len(mission.instructions),
        "items": len(mission.required_evidence),
    }
    for name in ("domain", "type", "difficulty", "risk", "peer_review"):
        known[name] = str(getattr(mission, name))
    for name in ("duration_min", "max_claims", "claim_hours", "gps_radius_m", "version"):
        known[name] = getattr(mission, name)
    known |= {"solution_id": mission.solution_id, "problem_id": mission.problem_id}
    if mission.exact_position is not None:
        known |= {
            "latitude": mission.exact_position.latitude,
            "longitude": mission.exact_position.longitude,
        }
    for number, step in enumerate(mission.instructions, start=1):
        known |= {f"step_{number}": step.text, f"step_{number}_optional": "1" if step.optional else None}
    for number, item in enumerate(mission.required_evidence, start=1):
        known |= item_entries(number, str(item.kind), item.description, required=item.required)
    return known


def item_entries(number: int, kind: str, description: str, *, required: bool) -> dict[str, object]:
    """Return the entries of one item of evidence."""
    return {
        f"item_{number}_kind": kind,
        f"item_{number}": description,
        f"item_{number}_optional": None if required else "1",
    }


def _steps(form: Form[Any]) -> list[NewStep]:
    found = []
    for number in range(1, rows_of(form, "step", STEPS) + 1):
        text = form.text(f"step_{number}")
        if len(text) > LINE:
            form.fail(f"step_{number}", "too_long", maximum=LINE)
        elif text:
            found.append(NewStep(text, optional=bool(form.text(f"step_{number}_optional"))))
    if not found:
        form.fail("step_1", "required")
    return found


def items_of(form: Form[Any]) -> list[NewEvidence]:
    """Read the rows of evidence, noting what is wrong in the form."""
    found = []
    for number in range(1, rows_of(form, "item", ITEMS) + 1):
        text, kind = form.text(f"item_{number}"), form.text(f"item_{number}_kind", EvidenceKind.PHOTO)
        if len(text) > LINE:
            form.fail(f"item_{number}", "too_long", maximum=LINE)
        elif kind not in list(EvidenceKind):
            form.fail(f"item_{number}_kind", "not_a_choice", choices=", ".join(EvidenceKind))
        elif text:
            required = not form.text(f"item_{number}_optional")
            found.append(NewEvidence(EvidenceKind(kind), text, required=required))
    if not found:
        form.fail("item_1", "required")
    return found


def _skills(form: Form[Any]) -> list[str]:
    """Read the skills, written with commas of any script between them."""
    written = form.text("skills").replace("，", ",").replace("、", ",")  # noqa: RUF001 - as people type
    names = list(dict.fromkeys(name.strip() for name in written.split(",") if name.strip()))
    try:
        msgspec.convert(names, Annotated[list[Skill], msgspec.Meta(max_length=20)])
    except msgspec.ValidationError:
        form.fail("skills", "invalid")
    return names
