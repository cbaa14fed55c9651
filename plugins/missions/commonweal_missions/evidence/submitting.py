"""A human hands evidence in: once per attempt, while the claim is active (DOMAIN §8.1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import FieldError, Refusal, UnitOfWork, emit, enqueue, new_id

from commonweal_missions.claims import acts
from commonweal_missions.claims.locking import LockedClaim
from commonweal_missions.evidence.events import EvidenceSubmitted
from commonweal_missions.rules.vocabulary import EvidenceKind

_FILES = """
SELECT id, captured_at, latitude, longitude FROM missions.evidence_file
WHERE claim_id = $1 AND evidence_id IS NULL AND removed_at IS NULL ORDER BY uploaded_at, id FOR UPDATE
"""
_NEW = """
INSERT INTO missions.evidence (id, claim_id, human_id, attempt, text, latitude, longitude, captured_at,
    multiplier_hundredths, submitted_at)
SELECT $1, $2, $3, coalesce(max(attempt), 0) + 1, $4, $5, $6, $7, $8, $9
FROM missions.evidence WHERE claim_id = $2
RETURNING attempt
"""


class EvidenceDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is handed in beside the files: degrees, both or neither, and when it was captured."""

    text: Annotated[str, msgspec.Meta(max_length=10_000)] = ""
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)] | None = None
    captured_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


async def submit_evidence(
    work: UnitOfWork, claim_id: UUID, human_id: UUID, draft: EvidenceDraft, at: datetime
) -> UUID:
    """Hand in everything that was uploaded for a claim, ask for the check, and return the evidence's id.

    Where and when are taken from the files when they are not given. Raises ``Refusal``: ``not_found`` for
    another's claim, ``invalid_transition`` unless it is active, ``validation_error`` without a file.
    """
    from commonweal_missions.evidence.tasks import check_evidence  # noqa: PLC0415 - the task needs this package

    require_whole(draft)
    claim = await acts.submit(work, claim_id, human_id=human_id, at=at)
    files: Sequence[Any] = await work.fetch(_FILES, claim_id)
    if not files and not (draft.text.strip() and only_text(claim)):
        raise Refusal("validation_error", fields=[FieldError("/files", "required")])
    evidence_id = new_id()
    attempt = await work.fetch_value(
        _NEW,
        *(evidence_id, claim_id, human_id, draft.text.strip(), *where(draft, files), when(draft, files)),
        *(await _multiplier(work, human_id, at), at),
    )
    await work.execute(
        "UPDATE missions.evidence_file SET evidence_id = $2, submitted_at = $3 WHERE id = ANY ($1)",
        *([file["id"] for file in files], evidence_id, at),
    )
    event = EvidenceSubmitted(
        evidence_id=evidence_id,
        claim_id=claim_id,
        human_id=human_id,
        mission_id=claim.mission_id,
        attempt=attempt,
    )
    await emit(work, event, subject=evidence_id)
    await enqueue(work, check_evidence, evidence_id=evidence_id)
    return evidence_id


def require_whole(draft: EvidenceDraft) -> None:
    """Raise ``Refusal("validation_error")`` for half a position."""
    if (draft.latitude is None) != (draft.longitude is None):
        missing, other = ("latitude", "longitude") if draft.latitude is None else ("longitude", "latitude")
        raise Refusal("validation_error", fields=[FieldError(f"/{missing}", "needs", {"other": other})])


def only_text(claim: LockedClaim) -> bool:
    """Say whether a mission asks for nothing that needs a file."""
    items = zip(claim.mission.evidence_kind, claim.mission.evidence_required, strict=True)
    return all(kind is EvidenceKind.TEXT_REPORT for kind, required in items if required)


def where(draft: EvidenceDraft, files: Sequence[Any]) -> tuple[float | None, float | None]:
    """Return the position that was given, or the first that a file tells."""
    if draft.latitude is not None:
        return draft.latitude, draft.longitude
    told = ((file["latitude"], file["longitude"]) for file in files if file["latitude"] is not None)
    return next(told, (None, None))


def when(draft: EvidenceDraft, files: Sequence[Any]) -> datetime | None:
    """Return the time that was given, or the first that a file tells."""
    told = (file["captured_at"] for file in files if file["captured_at"] is not None)
    return draft.captured_at or next(told, None)


async def _multiplier(work: UnitOfWork, human_id: UUID, at: datetime) -> int:
    """Count today for the streak; its multiplier at submission counts when this pays (DOMAIN §9)."""
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it
    from commonweal_reputation import api as reputation  # noqa: PLC0415

    human = await identity.find_human(work, human_id)
    zone = human.time_zone if human else ""
    return (await reputation.record_activity(work, human_id, at=at, time_zone=zone)).multiplier_hundredths
