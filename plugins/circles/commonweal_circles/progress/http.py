"""The JSON API of this room: what a circle achieved, aims at, and thanks for."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from commonweal import Items, Visit, limited, needs
from litestar import delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_circles.permissions import TAKE_PART
from commonweal_circles.progress import leaders, milestones, thanking
from commonweal_circles.progress.statistics import Statistics, read_statistics

Limit = Annotated[int, QueryParameter(ge=1, le=100)]
Cursor = FromQuery[str | None]
SETTING = limited("circle-milestone", 30, 3_600)
THANKING = limited("circle-gratitude", 30, 86_400)


@get(
    "/{circle_id:uuid}/progress",
    operation_id="readCircleProgress",
    summary="Read what a circle achieved",
)
async def read_progress(request: Visit, circle_id: FromPath[UUID]) -> Statistics:
    """Give members, verified missions, IT earned, minutes, domains, twelve weeks and the reputation."""
    async with request.web.database.read() as work:
        return await read_statistics(request, work, circle_id)


@get(
    "/{circle_id:uuid}/leaderboard",
    operation_id="readCircleLeaderboard",
    summary="Read who did most in a circle",
)
async def read_board(
    request: Visit, circle_id: FromPath[UUID], period: FromQuery[leaders.Period] = "all"
) -> leaders.Leaderboard:
    """Give the first ten by verified missions, then by IT, ever or of the last 30 days, and one's own place.

    Whoever does not belong to a public circle sees those alone whose portfolio is public.
    """
    async with request.web.database.read() as work:
        return await leaders.read_leaderboard(request, work, circle_id, period)


@get(
    "/{circle_id:uuid}/milestones",
    operation_id="listCircleMilestones",
    summary="List the milestones of a circle",
)
async def list_milestones(
    request: Visit, circle_id: FromPath[UUID], cursor: Cursor = None, limit: Limit = 20
) -> Items[milestones.Milestone]:
    """List milestones and challenges, the newest first, also those that are reached, dropped or over."""
    bound = {"list": "circle milestones", "circle": str(circle_id)}
    after = request.web.cursors.read(cursor, bound, tuple[datetime, UUID]) if cursor else None
    async with request.web.database.read() as work:
        listed = await milestones.list_milestones(request, work, circle_id, after=after, limit=limit)
    return Items(listed.items, request.web.cursors.write(listed.last, bound) if listed.last else None)


@post(
    "/{circle_id:uuid}/milestones",
    guards=[needs(TAKE_PART), SETTING],
    operation_id="setCircleMilestone",
    summary="Set a milestone or a challenge",
)
async def set_milestone(
    request: Visit, circle_id: FromPath[UUID], data: JSONBody[milestones.MilestoneDraft]
) -> milestones.Milestone:
    """Set what the circle aims at, as one of its moderators; with an end it is a challenge."""
    return await milestones.set_milestone(request, circle_id, data)


@delete(
    "/{circle_id:uuid}/milestones/{milestone_id:uuid}",
    guards=[needs(TAKE_PART)],
    operation_id="dropCircleMilestone",
    summary="Drop a milestone",
)
async def drop_milestone(request: Visit, circle_id: FromPath[UUID], milestone_id: FromPath[UUID]) -> None:
    """Drop a milestone that is open, as a moderator."""
    await milestones.drop_milestone(request, circle_id, milestone_id)


@get(
    "/{circle_id:uuid}/gratitude",
    operation_id="listCircleGratitude",
    summary="List the notes of thanks of a circle",
)
async def list_gratitude(
    request: Visit, circle_id: FromPath[UUID], cursor: Cursor = None, limit: Limit = 20
) -> Items[thanking.Note]:
    """List who thanks whom, the newest first; what waits for review is shown to its author and moderators."""
    return await wall_of(request, circle_id, cursor, limit)


async def wall_of(visit: Visit, circle_id: UUID, cursor: str | None, limit: int) -> Items[thanking.Note]:
    """Return a part of the notes of a circle."""
    bound: dict[str, Any] = {"list": "circle gratitude", "circle": str(circle_id)}
    after = visit.web.cursors.read(cursor, bound, tuple[datetime, UUID]) if cursor else None
    async with visit.web.database.read() as work:
        wall = await thanking.read_wall(visit, work, circle_id, after=after, limit=limit)
    return Items(wall.items, visit.web.cursors.write(wall.last, bound) if wall.last else None)


@post(
    "/{circle_id:uuid}/gratitude",
    guards=[needs(TAKE_PART), THANKING],
    operation_id="thankCircleMember",
    summary="Thank a member",
)
async def thank_member(
    request: Visit, circle_id: FromPath[UUID], data: JSONBody[thanking.NoteDraft]
) -> thanking.MadeNote:
    """Thank an active member, once a day; everybody who may read the circle reads it once review approved."""
    return await thanking.thank(request, circle_id, data)


@delete(
    "/{circle_id:uuid}/gratitude/{note_id:uuid}",
    guards=[needs(TAKE_PART)],
    operation_id="deleteCircleGratitude",
    summary="Delete a note of thanks",
)
async def delete_gratitude(request: Visit, circle_id: FromPath[UUID], note_id: FromPath[UUID]) -> None:
    """Take one's note back, or somebody's as a moderator."""
    await thanking.delete_note(request, circle_id, note_id)


ROUTES: list[Any] = [
    read_progress,
    read_board,
    list_milestones,
    set_milestone,
    drop_milestone,
    list_gratitude,
    thank_member,
    delete_gratitude,
]
