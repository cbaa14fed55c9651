"""The JSON API of peers who review evidence: ``/api/v1/missions/reviews``."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from commonweal import Items, Visit, needs
from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_missions.peers.leaving import replaced_unless_stranger
from commonweal_missions.peers.reading import Group, OpenedReview, OwnReview, list_reviews, read_review
from commonweal_missions.peers.reviewing import ReviewDraft, give_review, open_review
from commonweal_missions.permissions import REVIEW
from commonweal_missions.reader import reader_of
from commonweal_missions.settings import settings_of


@get("/reviews", guards=[needs(REVIEW)], operation_id="listMyReviews", summary="List one's reviews")
async def list_own_reviews(
    request: Visit,
    group: FromQuery[Group | None] = None,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Items[OwnReview]:
    """List what one was asked to review, the newest first: all, or what is ``waiting`` or ``given``."""
    bound = {"list": "reviews", "group": group, "human": request.principal.id}
    after = request.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with request.web.database.read() as work:
        found = await list_reviews(
            work, request.principal.account_id, reader_of(request), group, after=after, limit=limit + 1
        )
    more = request.web.cursors.write((found[limit - 1].id,), bound) if len(found) > limit else None
    return Items(found[:limit], more)


@get("/reviews/{review_id:uuid}", guards=[needs(REVIEW)], operation_id="readReview", summary="Read a review")
async def read_own_review(request: Visit, review_id: FromPath[UUID]) -> OpenedReview:
    """Give a review one was asked for; the evidence is in it once it has been opened."""
    return await shown(request, review_id)


@post(
    "/reviews/{review_id:uuid}/opening",
    guards=[needs(REVIEW)],
    operation_id="openReview",
    summary="Open evidence to review it",
    status_code=200,
)
async def open_own_review(request: Visit, review_id: FromPath[UUID]) -> OpenedReview:
    """Note that one looks at the evidence, and give it; the verdict may come 30 seconds later."""
    database, reviewer_id = request.web.database, request.principal.account_id
    async with replaced_unless_stranger(database, review_id, reviewer_id), database.write() as work:
        await open_review(work, review_id, reviewer_id, datetime.now(UTC))
    return await shown(request, review_id)


@post(
    "/reviews/{review_id:uuid}/verdict",
    guards=[needs(REVIEW)],
    opt={"idempotency": "required"},
    operation_id="giveReview",
    summary="Give a verdict",
)
async def give_own_review(
    request: Visit, review_id: FromPath[UUID], data: JSONBody[ReviewDraft]
) -> OpenedReview:
    """Approve or reject, with how sure one is and why; it pays 3 IT whatever the verdict, and is final."""
    database, reviewer_id = request.web.database, request.principal.account_id
    async with replaced_unless_stranger(database, review_id, reviewer_id), database.write() as work:
        await give_review(work, review_id, reviewer_id, data, settings_of(request), datetime.now(UTC))
    return await shown(request, review_id)


async def shown(visit: Visit, review_id: UUID) -> OpenedReview:
    """Read a review as whoever makes the request."""
    async with visit.web.database.read() as work:
        return await read_review(
            work,
            visit.web.blobs,
            review_id,
            visit.principal.account_id,
            reader_of(visit),
            datetime.now(UTC),
        )


PEER_ROUTES = [list_own_reviews, read_own_review, open_own_review, give_own_review]
