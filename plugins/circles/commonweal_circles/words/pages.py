"""Files that stand by posts, at the addresses that pages show and link to."""

from typing import Any, Literal
from uuid import UUID

from commonweal import Visit
from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Response, Stream

from commonweal_circles.words.viewing import send_file


@get("/circles/{circle_id:uuid}/files/{attachment_id:uuid}")
async def file_page(
    request: Visit,
    circle_id: FromPath[UUID],
    attachment_id: FromPath[UUID],
    size: FromQuery[Literal["full", "small"]] = "full",
) -> Response[Any] | Stream:
    """Send a file to whoever may read its post."""
    return await send_file(request, circle_id, attachment_id, size)


PAGES: list[Any] = [file_page]
