"""The JSON API of moderation: reports, the queue, appeals and the log of a circle."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from commonweal import Items, Refusal, Visit, limited, needs
from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_circles.moderation.appealing import AppealDecision, AppealDraft, appeal, decide_appeal
from commonweal_circles.moderation.deciding import (
    HideDraft,
    ReportDecision,
    approve_post,
    decide_report,
    hide_post,
    show_post,
)
from commonweal_circles.moderation.reading import Entry, Queue, read_log, read_queue
from commonweal_circles.moderation.reporting import ReportDraft, Reported, report
from commonweal_circles.permissions import TAKE_PART
from commonweal_circles.seeing import require_inside

Limit = Annotated[int, QueryParameter(ge=1, le=100)]


class MadeAppeal(msgspec.Struct, frozen=True):
    """An appeal that waits for a moderator."""

    id: UUID


@post(
    "/{circle_id:uuid}/posts/{post_id:uuid}/reports",
    guards=[needs(TAKE_PART), limited("circle-report", 30, 3_600)],
    operation_id="reportCirclePost",
    summary="Report a post to its moderators",
)
async def report_post(
    request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID], data: JSONBody[ReportDraft]
) -> Reported:
    """Say why a post breaks the rules; once per reader and post, again gives the first report."""
    async with request.web.database.write() as work:
        return await report(work, request.principal, circle_id, post_id, data)


@get(
    "/{circle_id:uuid}/moderation",
    guards=[needs(TAKE_PART)],
    operation_id="readCircleQueue",
    summary="Read what waits for the moderators",
)
async def queue(request: Visit, circle_id: FromPath[UUID]) -> Queue:
    """Give reported posts, first posts and appeals that wait, at most 50 of each; for moderators."""
    async with request.web.database.read() as work:
        place = await require_inside(work, request.principal, circle_id)
        if not place.has("moderator"):
            raise Refusal("forbidden")
        return await read_queue(work, circle_id)


@post(
    "/{circle_id:uuid}/posts/{post_id:uuid}/hide",
    guards=[needs(TAKE_PART)],
    status_code=204,
    operation_id="hideCirclePost",
    summary="Hide a post",
)
async def hide(
    request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID], data: JSONBody[HideDraft]
) -> None:
    """Hide a post from all but its author and the moderators, as one of these."""
    async with request.web.database.write() as work:
        await hide_post(work, request.principal, circle_id, post_id, data)


@post(
    "/{circle_id:uuid}/posts/{post_id:uuid}/show",
    guards=[needs(TAKE_PART)],
    status_code=204,
    operation_id="showCirclePost",
    summary="Show a hidden post again",
)
async def show(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> None:
    """Show a post again that a moderator hid, as a moderator."""
    async with request.web.database.write() as work:
        await show_post(work, request.principal, circle_id, post_id)


@post(
    "/{circle_id:uuid}/posts/{post_id:uuid}/approve",
    guards=[needs(TAKE_PART)],
    status_code=204,
    operation_id="approveCirclePost",
    summary="Let a first post through",
)
async def approve(request: Visit, circle_id: FromPath[UUID], post_id: FromPath[UUID]) -> None:
    """Let a post through that waits for a moderator, as one."""
    async with request.web.database.write() as work:
        await approve_post(work, request.principal, circle_id, post_id)


@post(
    "/{circle_id:uuid}/reports/{report_id:uuid}/decision",
    guards=[needs(TAKE_PART)],
    status_code=204,
    operation_id="decideCircleReport",
    summary="Answer a report",
)
async def answer_report(
    request: Visit, circle_id: FromPath[UUID], report_id: FromPath[UUID], data: JSONBody[ReportDecision]
) -> None:
    """Uphold a report, which hides the post, or dismiss it; it answers all open ones of the post."""
    async with request.web.database.write() as work:
        await decide_report(work, request.principal, circle_id, report_id, data)


@post(
    "/{circle_id:uuid}/appeals",
    guards=[needs(TAKE_PART), limited("circle-appeal", 10, 3_600)],
    operation_id="appealInCircle",
    summary="Appeal against a ban or a hidden post",
)
async def make_appeal(request: Visit, circle_id: FromPath[UUID], data: JSONBody[AppealDraft]) -> MadeAppeal:
    """Ask that another moderator looks again; once for each ban and each time a post was hidden."""
    async with request.web.database.write() as work:
        return MadeAppeal(await appeal(work, request.principal, circle_id, data))


@post(
    "/{circle_id:uuid}/appeals/{appeal_id:uuid}/decision",
    guards=[needs(TAKE_PART)],
    status_code=204,
    operation_id="decideCircleAppeal",
    summary="Decide about an appeal",
)
async def answer_appeal(
    request: Visit, circle_id: FromPath[UUID], appeal_id: FromPath[UUID], data: JSONBody[AppealDecision]
) -> None:
    """Grant an appeal or decline it, as a moderator who had no part in what it is about."""
    async with request.web.database.write() as work:
        await decide_appeal(work, request.principal, circle_id, appeal_id, data)


@get("/{circle_id:uuid}/log", operation_id="readCircleLog", summary="Read the log of a circle")
async def log(
    request: Visit,
    circle_id: FromPath[UUID],
    limit: Limit = 50,
    cursor: FromQuery[str | None] = None,
) -> Items[Entry]:
    """Give what was done to keep order, newest first, as far as the reader may see it."""
    return await logged(request, circle_id, limit, cursor)


async def logged(visit: Visit, circle_id: UUID, limit: int, cursor: str | None) -> Items[Entry]:
    """Return a part of the log for whoever visits; raises ``Refusal``: ``not_found``, ``invalid_cursor``."""
    bound = {"list": "circles.log", "circle": circle_id}
    shape: Any = tuple[datetime, UUID]
    after = visit.web.cursors.read(cursor, bound, shape) if cursor else None
    async with visit.web.database.read() as work:
        place = await require_inside(work, visit.principal, circle_id)
        entries, position = await read_log(work, place, limit, after)
    return Items(entries, visit.web.cursors.write(position, bound) if position else None)


ROUTES: list[Any] = [
    report_post,
    queue,
    hide,
    show,
    approve,
    answer_report,
    make_appeal,
    answer_appeal,
    log,
]
