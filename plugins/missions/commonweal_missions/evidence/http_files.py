"""The JSON API of files: uploaded to a claim one by one, and handed in together (DOMAIN §8.1)."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from commonweal import Refusal, Visit, limited, needs
from litestar import delete, get, post
from litestar.connection import ASGIConnection
from litestar.datastructures import UploadFile
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath, MultipartBody

from commonweal_missions.evidence.http import require_own_claim
from commonweal_missions.evidence.naming import MOST_BYTES, Moment
from commonweal_missions.evidence.reading import EvidenceFile
from commonweal_missions.evidence.uploading import NewFile, take_back, upload
from commonweal_missions.evidence.waiting import find_file, waiting_files, with_own_links
from commonweal_missions.permissions import CLAIM
from commonweal_missions.settings import settings_of

UPLOAD: Final = limited("evidence_upload", 50, 3_600)
MOST_BODY: Final = MOST_BYTES + 100_000
"""A file, and the other parts of the form with what stands between them."""


class FileUpload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file, the required item it serves (counted from 0), and whether it shows before or after."""

    file: UploadFile
    item: Annotated[int, msgspec.Meta(ge=0, lt=20)] = 0
    moment: Moment | None = None


class WaitingFiles(msgspec.Struct, frozen=True):
    """The files of a claim that are not handed in yet, by item, and in the order they came."""

    items: list[EvidenceFile]


def in_parts(connection: "ASGIConnection[Any, Any, Any, Any]", _: BaseRouteHandler) -> None:
    """Refuse a body that is not ``multipart/form-data``."""
    if not connection.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Refusal("unsupported_media_type")


@post(
    "/claims/{claim_id:uuid}/files",
    guards=[needs(CLAIM), UPLOAD, in_parts],
    request_max_body_size=MOST_BODY,
    operation_id="uploadEvidenceFile",
    summary="Upload a file of evidence",
)
async def upload_file(
    request: Visit, claim_id: FromPath[UUID], data: MultipartBody[FileUpload]
) -> EvidenceFile:
    """Upload a file to an active claim; it waits until the evidence is handed in.

    JPEG, PNG, HEIC, PDF, MP4 and MOV, known by content; 10 MB each, five for a claim, 50 MB in 24 hours.
    """
    return await keep(
        request,
        claim_id,
        NewFile(content=await data.file.read(), name=data.file.filename, item=data.item, moment=data.moment),
    )


@get(
    "/claims/{claim_id:uuid}/files",
    guards=[needs(CLAIM)],
    operation_id="listEvidenceFiles",
    summary="List files that are not handed in yet",
)
async def list_files(request: Visit, claim_id: FromPath[UUID]) -> WaitingFiles:
    """Give the files that wait to be handed in with one of one's claims, with links that last an hour."""
    async with request.web.database.read() as work:
        await require_own_claim(work, claim_id, request.principal.account_id)
        found = await waiting_files(work, claim_id, request.principal.account_id)
    return WaitingFiles(await with_own_links(found, request.web.blobs))


@delete(
    "/claims/{claim_id:uuid}/files/{file_id:uuid}",
    guards=[needs(CLAIM)],
    operation_id="removeEvidenceFile",
    summary="Take a file back",
)
async def remove_file(request: Visit, claim_id: FromPath[UUID], file_id: FromPath[UUID]) -> None:
    """Take a file back before it is handed in; it still counts for the 50 MB of a day."""
    async with request.web.database.write() as work:
        await take_back(work, claim_id, file_id, request.principal.account_id, datetime.now(UTC))


async def keep(visit: Visit, claim_id: UUID, new: NewFile) -> EvidenceFile:
    """Keep a file that was sent, and return it as its human sees it; raises as ``upload`` does."""
    web = visit.web
    file_id = await upload(
        web.database,
        web.blobs,
        claim_id,
        visit.principal.account_id,
        new,
        settings=settings_of(visit),
        at=datetime.now(UTC),
    )
    async with web.database.read() as work:
        kept = await find_file(work, file_id)
    return (await with_own_links([kept], web.blobs))[0]


FILE_ROUTES = [upload_file, list_files, remove_file]
