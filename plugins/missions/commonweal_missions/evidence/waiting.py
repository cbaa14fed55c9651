"""Files of a claim that are not handed in yet, as their human sees them."""

from typing import Any
from uuid import UUID

import msgspec
from commonweal import BlobStore, UnitOfWork

from commonweal_missions.evidence.linking import links_of
from commonweal_missions.evidence.reading import EvidenceFile

_FILE = """
SELECT id, item, moment, name, media_type, bytes, captured_at, latitude, longitude,
    copied_at IS NOT NULL AS copied, copy_width, copy_height
FROM missions.evidence_file
"""
_ONE = f"{_FILE} WHERE id = $1"
_WAITING = f"""{_FILE}
WHERE claim_id = $1 AND human_id = $2 AND evidence_id IS NULL AND removed_at IS NULL
ORDER BY item, uploaded_at, id
"""


async def waiting_files(work: UnitOfWork, claim_id: UUID, human_id: UUID) -> list[EvidenceFile]:
    """Read the files that a human uploaded to a claim and did not hand in; none of another's."""
    return [EvidenceFile(**dict(row)) for row in await work.fetch(_WAITING, claim_id, human_id)]


async def find_file(work: UnitOfWork, file_id: UUID) -> EvidenceFile:
    """Read a file that there is."""
    row: Any = await work.fetch_row(_ONE, file_id)
    return EvidenceFile(**dict(row))


async def with_own_links(files: list[EvidenceFile], blobs: BlobStore) -> list[EvidenceFile]:
    """Add links of an hour, to the originals too: they are the reader's own."""
    return [
        msgspec.structs.replace(
            file, links=await links_of(blobs, file.id, file.media_type, copied=file.copied, original=True)
        )
        for file in files
    ]
