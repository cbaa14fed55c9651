"""Who sees which file: by the predicate of the post it stands by, and its uploader before that is sent."""

from typing import Any, Final, Literal
from urllib.parse import quote
from uuid import UUID

from commonweal import BlobMissing, Principal, Refusal, UnitOfWork, Visit
from litestar.response import Response, Stream

from commonweal_circles.seeing import reader_of, sees_inside, sees_post
from commonweal_circles.words.files import is_picture

_SEEN: Final = f"""
SELECT a.id, a.circle_id, a.post_id, a.uploaded_by, a.name, a.media_type, a.size_bytes, a.width, a.height,
    a.description, a.blob_key, a.thumbnail_key
FROM circles.attachment AS a JOIN circles.circle AS c ON c.id = a.circle_id
LEFT JOIN circles.post AS p ON p.id = a.post_id
WHERE a.id = $1 AND a.circle_id = $2 AND {sees_inside("$3")}
    AND CASE WHEN a.post_id IS NULL THEN a.uploaded_by = $3
        ELSE p.deleted_at IS NULL AND {sees_post("$3")} END
"""


async def find_file(work: UnitOfWork, principal: Principal, circle_id: UUID, file_id: UUID) -> Any:
    """Return the row of a file that somebody sees; raises ``Refusal("not_found")`` for any other."""
    row = await work.fetch_row(_SEEN, file_id, circle_id, reader_of(principal))
    if row is None:
        raise Refusal("not_found")
    return row


async def send_file(
    visit: Visit, circle_id: UUID, file_id: UUID, size: Literal["full", "small"]
) -> Response[Any] | Stream:
    """Send the bytes of a file that a reader sees, or of the small copy of a picture.

    Pictures may be shown, and nothing else than shown; whatever else there is may only be downloaded.
    Browsers keep it and ask each time whether the reader still sees it: a file never changes.
    """
    async with visit.web.database.read() as work:
        row = await find_file(work, visit.principal, circle_id, file_id)
    is_small = size == "small" and row["thumbnail_key"] is not None
    tag = f'"{file_id.hex}{"-small" if is_small else ""}"'
    headers = {
        "cache-control": "private, no-cache",
        "content-security-policy": "default-src 'none'; sandbox",
        "etag": tag,
    }
    if tag in visit.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, media_type=row["media_type"], headers=headers)
    try:
        blob = await visit.web.blobs.get(row["thumbnail_key"] if is_small else row["blob_key"])
    except BlobMissing as missing:
        raise Refusal("not_found") from missing
    shown = "inline" if is_picture(row["media_type"]) else "attachment"
    headers["content-disposition"] = f"{shown}; filename*=UTF-8''{quote(row['name'], safe='')}"
    headers["content-length"] = str(blob.size)
    media_type = "image/jpeg" if is_small else row["media_type"]
    return Stream(blob.chunks, media_type=media_type, headers=headers)
