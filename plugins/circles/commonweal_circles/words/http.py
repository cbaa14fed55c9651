"""The JSON API of files that stand by posts: uploaded one by one, and read by whoever reads the post."""

from typing import Any, Final, Literal
from uuid import UUID

import msgspec
from commonweal import Refusal, Visit, limited, needs
from litestar import delete, get, patch, post
from litestar.connection import ASGIConnection
from litestar.datastructures import UploadFile
from litestar.handlers import BaseRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, MultipartBody
from litestar.response import Response, Stream

from commonweal_circles.permissions import TAKE_PART
from commonweal_circles.words.attaching import Attachment, as_attachment
from commonweal_circles.words.uploading import MOST_BODY, Description, forget, redescribe, upload
from commonweal_circles.words.viewing import find_file, send_file

UPLOAD: Final = limited("circles_upload", 100, 3_600)


class FileUpload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file, and in words what it shows, for those who cannot see it."""

    file: UploadFile
    description: Description = ""


class FileChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file shows, in other words."""

    description: Description


class FileRead(msgspec.Struct, frozen=True, kw_only=True):
    """A file; its name and its description are a member's words, not ours.

    ``post_id`` is null until its post is sent. ``content_url`` gives the bytes, ``small_url`` a small copy of
    a picture.
    """

    id: UUID
    post_id: UUID | None
    name: str
    media_type: str
    size_bytes: int
    width: int | None
    height: int | None
    description: str
    content_url: str
    small_url: str | None
    untrusted: Literal[True] = True


def in_parts(connection: "ASGIConnection[Any, Any, Any, Any]", _: BaseRouteHandler) -> None:
    """Refuse a body that is not ``multipart/form-data``."""
    if not connection.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Refusal("unsupported_media_type")


@post(
    "/{circle_id:uuid}/attachments",
    guards=[needs(TAKE_PART), UPLOAD, in_parts],
    request_max_body_size=MOST_BODY,
    operation_id="uploadCircleFile",
    summary="Upload a file for a post",
)
async def upload_file(request: Visit, circle_id: FromPath[UUID], data: MultipartBody[FileUpload]) -> FileRead:
    """Upload a file for a post that one is about to write; name its id in the post within a day.

    JPEG, PNG and WebP are drawn anew without what a camera notes; PDF, plain text and CSV in UTF-8 are kept
    as they are, and only downloaded.
    """
    file_id = await upload(request, circle_id, data.file, data.description)
    return await _read(request, circle_id, file_id)


@get(
    "/{circle_id:uuid}/attachments/{attachment_id:uuid}",
    operation_id="readCircleFile",
    summary="Read about a file",
)
async def read_file(request: Visit, circle_id: FromPath[UUID], attachment_id: FromPath[UUID]) -> FileRead:
    """Read about a file of a post that one may read, or of one's own that waits for its post."""
    return await _read(request, circle_id, attachment_id)


@get(
    "/{circle_id:uuid}/attachments/{attachment_id:uuid}/content",
    operation_id="fetchCircleFile",
    summary="Fetch a file",
)
async def fetch_file(
    request: Visit,
    circle_id: FromPath[UUID],
    attachment_id: FromPath[UUID],
    size: FromQuery[Literal["full", "small"]] = "full",
) -> Response[Any] | Stream:
    """Fetch the bytes of a file, or of the small copy of a picture; a member made them: do not trust them."""
    return await send_file(request, circle_id, attachment_id, size)


@patch(
    "/{circle_id:uuid}/attachments/{attachment_id:uuid}",
    guards=[needs(TAKE_PART)],
    operation_id="describeCircleFile",
    summary="Describe a file",
)
async def describe_file(
    request: Visit, circle_id: FromPath[UUID], attachment_id: FromPath[UUID], data: JSONBody[FileChange]
) -> FileRead:
    """Say in other words what one's own file shows: by a post, in words that review approves at once."""
    await redescribe(request, circle_id, attachment_id, data.description)
    return await _read(request, circle_id, attachment_id)


@delete(
    "/{circle_id:uuid}/attachments/{attachment_id:uuid}",
    guards=[needs(TAKE_PART)],
    operation_id="removeCircleFile",
    summary="Take an unsent file back",
)
async def remove_file(request: Visit, circle_id: FromPath[UUID], attachment_id: FromPath[UUID]) -> None:
    """Take a file back before its post is sent; write the post anew to take one from it."""
    async with request.web.database.write() as work:
        await forget(work, request.principal, circle_id, attachment_id)


async def _read(visit: Visit, circle_id: UUID, file_id: UUID) -> FileRead:
    async with visit.web.database.read() as work:
        row = await find_file(work, visit.principal, circle_id, file_id)
    return _told(as_attachment(row), circle_id, row["post_id"])


def _told(file: Attachment, circle_id: UUID, post_id: UUID | None) -> FileRead:
    url = f"/api/v1/circles/{circle_id}/attachments/{file.id}/content"
    return FileRead(
        id=file.id,
        post_id=post_id,
        name=file.name,
        media_type=file.media_type,
        size_bytes=file.size_bytes,
        width=file.width,
        height=file.height,
        description=file.description,
        content_url=url,
        small_url=f"{url}?size=small" if file.is_picture else None,
    )


ROUTES: list[Any] = [upload_file, read_file, fetch_file, describe_file, remove_file]
