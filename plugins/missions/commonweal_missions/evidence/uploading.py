"""A human uploads files to a claim before handing them in, and takes some back (DOMAIN §8.1).

The bytes are stored before the row: a row always has its original. Bytes that are left without a row, by a
crash or because the transaction around the whole request was taken back, go with ``sweeping.sweep_bytes``
within two days. A task for each upload would look within the hour, but it would be asked for in that same
transaction, and be taken back with it; nobody is given an address of such bytes meanwhile.
"""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from commonweal import BlobStore, Database, FieldError, Refusal, UnitOfWork, enqueue, new_id

from commonweal_missions.claims.keeping import own_claim
from commonweal_missions.evidence.files import Opened, open_file, require_serves
from commonweal_missions.evidence.naming import Moment, original_key, safe_name
from commonweal_missions.evidence.refusing import refused
from commonweal_missions.rules.vocabulary import EvidenceKind
from commonweal_missions.settings import MissionsSettings

MEGABYTE = 1_000_000
DAY = timedelta(days=1)
_CLAIM = """
SELECT c.state, c.deadline, m.evidence_kind FROM missions.claim AS c
JOIN missions.mission AS m ON m.id = c.mission_id WHERE c.id = $1 AND c.human_id = $2
"""
_COUNT = """
SELECT count(*) FROM missions.evidence_file
WHERE claim_id = $1 AND evidence_id IS NULL AND removed_at IS NULL
"""
_VOLUME = """
SELECT coalesce(sum(bytes), 0)::bigint AS bytes, min(uploaded_at) AS first
FROM missions.evidence_file WHERE human_id = $1 AND uploaded_at > $2
"""
_KEEP = """
INSERT INTO missions.evidence_file (id, claim_id, human_id, item, moment, name, media_type, bytes, sha256,
    perceptual_hash, captured_at, latitude, longitude, uploaded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
"""


class NewFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was sent: which required item it serves, and whether it shows before or after."""

    content: bytes
    name: str
    item: int = 0
    moment: Moment | None = None


async def upload(
    database: Database,
    blobs: BlobStore,
    claim_id: UUID,
    human_id: UUID,
    new: NewFile,
    *,
    settings: MissionsSettings,
    at: datetime,
) -> UUID:
    """Keep a file for a claim and return its id; a task makes the copy for others.

    Raises ``Refusal``: ``not_found`` for another's claim, ``invalid_transition`` unless it is active,
    ``validation_error`` for an item there is not or one file too many, ``rate_limited`` beyond the volume of
    a day, ``file_too_large`` and ``unsupported_media_type`` as ``files.open_file`` does.
    """
    async with database.read() as work:
        kinds = await _require_room(work, claim_id, human_id, new, settings, at)
    opened = await asyncio.to_thread(open_file, new.content)
    require_serves(opened.media_type, kinds[new.item])
    file_id = new_id()
    key = original_key(file_id, opened.media_type)
    await blobs.put(key, new.content, opened.media_type)
    try:
        async with database.write() as work:
            await own_claim(work, claim_id, human_id)  # uploads of one human take turns
            await _require_room(work, claim_id, human_id, new, settings, at)
            await _keep(work, file_id, claim_id, human_id, new, opened, at)
    except Refusal:
        await blobs.delete(key)
        raise
    return file_id


async def take_back(work: UnitOfWork, claim_id: UUID, file_id: UUID, human_id: UUID, at: datetime) -> None:
    """Take a file back that is not handed in; raises ``Refusal("not_found")`` for any other."""
    await own_claim(work, claim_id, human_id)
    taken = await work.fetch_value(
        "UPDATE missions.evidence_file SET removed_at = $3"
        " WHERE id = $1 AND claim_id = $2 AND evidence_id IS NULL AND removed_at IS NULL RETURNING id",
        file_id,
        claim_id,
        at,
    )
    if taken is None:
        raise Refusal("not_found")


async def _require_room(
    work: UnitOfWork,
    claim_id: UUID,
    human_id: UUID,
    new: NewFile,
    settings: MissionsSettings,
    at: datetime,
) -> list[EvidenceKind]:
    """Return the kinds of the items that are asked for, if the claim may take one more file now."""
    claim: Any = await work.fetch_row(_CLAIM, claim_id, human_id)
    if claim is None:
        raise Refusal("not_found")
    if claim["state"] != "active" or claim["deadline"] <= at:
        raise Refusal("invalid_transition", source=str(claim["state"]), target="submitted")
    if not 0 <= new.item < len(claim["evidence_kind"]):
        raise Refusal("validation_error", fields=[FieldError("/item", "invalid")])
    if await work.fetch_value(_COUNT, claim_id) >= settings.evidence_files:
        raise refused("count", most=settings.evidence_files)
    used: Any = await work.fetch_row(_VOLUME, human_id, at - DAY)
    if used["bytes"] + len(new.content) > settings.evidence_megabytes * MEGABYTE:
        wait = (used["first"] or at) + DAY - at
        raise refused("volume", most=settings.evidence_megabytes, seconds=max(1, int(wait.total_seconds())))
    return [EvidenceKind(kind) for kind in claim["evidence_kind"]]


async def _keep(
    work: UnitOfWork,
    file_id: UUID,
    claim_id: UUID,
    human_id: UUID,
    new: NewFile,
    opened: Opened,
    at: datetime,
) -> None:
    from commonweal_missions.evidence.tasks import copy_file  # noqa: PLC0415 - the task needs this package

    await work.execute(
        _KEEP,
        *(file_id, claim_id, human_id, new.item, new.moment, safe_name(new.name), opened.media_type),
        *(len(new.content), opened.sha256, opened.perceptual_hash, opened.captured_at),
        *(opened.latitude, opened.longitude, at),
    )
    await enqueue(work, copy_file, file_id=file_id)
