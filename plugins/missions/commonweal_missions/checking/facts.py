"""What an automatic check is given: a submission with its files, without who handed it in."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import UnitOfWork

from commonweal_missions.evidence.naming import Moment, original_key

_EVIDENCE = """
SELECT e.id, e.claim_id, c.mission_id, e.attempt, e.text, e.latitude, e.longitude, e.captured_at,
    e.submitted_at
FROM missions.evidence AS e JOIN missions.claim AS c ON c.id = e.claim_id WHERE e.id = $1
"""
_FILES = """
SELECT id, item, moment, media_type, bytes, perceptual_hash, captured_at, latitude, longitude
FROM missions.evidence_file WHERE evidence_id = $1 ORDER BY uploaded_at, id
"""


Latitude = Annotated[float, msgspec.Meta(ge=-90, le=90)]
Longitude = Annotated[float, msgspec.Meta(ge=-180, le=180)]


class CheckedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file to check: ``blob`` is the key of the original, ``item`` the required item it serves, from 0.

    ``perceptual_hash`` is signed, as PostgreSQL keeps it.
    """

    id: UUID
    blob: str
    item: int
    moment: Moment | None
    media_type: str
    bytes: int
    perceptual_hash: Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)] | None
    captured_at: datetime | None
    latitude: Latitude | None
    longitude: Longitude | None


class CheckedEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """A submission to check."""

    id: UUID
    claim_id: UUID
    mission_id: UUID
    attempt: int
    text: str
    latitude: Latitude | None
    longitude: Longitude | None
    captured_at: datetime | None
    submitted_at: datetime
    files: list[CheckedFile]


async def read_for_check(work: UnitOfWork, evidence_id: UUID) -> CheckedEvidence:
    """Read a submission for the check."""
    row: Any = await work.fetch_row(_EVIDENCE, evidence_id)
    files = [
        CheckedFile(**dict(file), blob=original_key(file["id"], file["media_type"]))
        for file in await work.fetch(_FILES, evidence_id)
    ]
    return CheckedEvidence(**dict(row), files=files)
