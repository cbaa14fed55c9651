"""The JSON API of content review: ``/api/v1/review``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from commonweal import Items, Refusal, Visit, limited, needs
from litestar import get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from commonweal_review.desk import Notes, Verdict, decide, give_back, take, take_next
from commonweal_review.figures import Figures, read_figures
from commonweal_review.items import Item
from commonweal_review.permissions import ADMIN_REVIEW, OWN, REPORT
from commonweal_review.queue import ItemDetail, OwnItem, QueueFilter, list_own, list_queue, read_detail
from commonweal_review.reporting import Reason, Reported, kind_named, report
from commonweal_review.services import review_of

MOST_AT_ONCE = 50
Kind = Annotated[str | None, QueryParameter(max_length=100)]
Language = Annotated[str | None, QueryParameter(max_length=20)]
Priority = Annotated[int | None, QueryParameter(ge=0, le=3)]
REPORTS = limited("content-report", 30, 86_400)


class NewReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a reader says about content: its kind and id, a reason, and more if they like."""

    kind: Annotated[str, msgspec.Meta(max_length=100)]
    id: UUID
    reason: Reason
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class NewDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An admin's decision, with notes for the author and the log."""

    status: Verdict
    notes: Notes


class NewDecisions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One decision about several items; each that is free is taken for it."""

    ids: Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=MOST_AT_ONCE)]
    status: Verdict
    notes: Notes


class Outcome(msgspec.Struct, frozen=True):
    """What came of one item: its new status, or the code of why it stayed as it was."""

    id: UUID
    status: Literal["approved", "rejected"] | None = None
    code: str | None = None


class DecisionMade(msgspec.Struct, frozen=True):
    """A decision that was made."""

    id: UUID
    status: str


@get("/queue", guards=[needs(ADMIN_REVIEW)], operation_id="listReviewQueue", summary="List what waits")
async def list_items(
    request: Visit,
    kind: Kind = None,
    priority: Priority = None,
    language: Language = None,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Items[Item]:
    """List what waits for a human: the most urgent first, then what is due first."""
    return await queue_for(request, QueueFilter(kind, priority, language), cursor, limit)


@post(
    "/queue/next",
    guards=[needs(ADMIN_REVIEW)],
    operation_id="takeNextReview",
    summary="Take the most urgent item",
    status_code=200,
)
async def next_item(
    request: Visit, kind: Kind = None, priority: Priority = None, language: Language = None
) -> Item:
    """Hold the most urgent free item for 30 minutes; 404 when there is none."""
    async with request.web.database.write() as work:
        item = await take_next(work, request.principal, kind=kind, priority=priority, locale=language)
    if item is None:
        raise Refusal("not_found")
    return item


@get("/items/{review_id:uuid}", guards=[needs(ADMIN_REVIEW)], operation_id="readReviewItem", summary="Read")
async def read_item(request: Visit, review_id: FromPath[UUID]) -> ItemDetail:
    """Give one item with its history and what readers said."""
    async with request.web.database.read() as work:
        return await read_detail(work, review_id)


@post(
    "/items/{review_id:uuid}/take",
    guards=[needs(ADMIN_REVIEW)],
    operation_id="takeReviewItem",
    summary="Take an item",
    status_code=200,
)
async def take_item(request: Visit, review_id: FromPath[UUID]) -> Item:
    """Hold an item for 30 minutes; 409 while another admin holds it."""
    async with request.web.database.write() as work:
        return await take(work, request.principal, review_id)


@post(
    "/items/{review_id:uuid}/release",
    guards=[needs(ADMIN_REVIEW)],
    operation_id="releaseReviewItem",
    summary="Give an item back",
    status_code=204,
)
async def release_item(request: Visit, review_id: FromPath[UUID]) -> None:
    """Let others take an item that one holds."""
    async with request.web.database.write() as work:
        await give_back(work, request.principal, review_id)


@post(
    "/items/{review_id:uuid}/decision",
    guards=[needs(ADMIN_REVIEW)],
    operation_id="decideReviewItem",
    summary="Approve or reject",
)
async def decide_item(request: Visit, review_id: FromPath[UUID], data: JSONBody[NewDecision]) -> DecisionMade:
    """Approve or reject an item one holds; nobody decides about what is their own."""
    review = review_of(request)
    async with request.web.database.write() as work:
        made = await decide(work, review, request.principal, review_id, data.status, data.notes)
    return DecisionMade(made.id, made.status)


@post(
    "/decisions",
    guards=[needs(ADMIN_REVIEW)],
    operation_id="decideReviewItems",
    summary="Approve or reject several",
    status_code=200,
)
async def decide_items(request: Visit, data: JSONBody[NewDecisions]) -> list[Outcome]:
    """Decide the same about several items, each by itself; those that cannot be decided say why."""
    return await decide_each(request, data.ids, data.status, data.notes)


@get("/figures", guards=[needs(ADMIN_REVIEW)], operation_id="readReviewFigures", summary="Read the figures")
async def figures(request: Visit) -> Figures:
    """Give decisions, overturned decisions and times, per language and priority."""
    async with request.web.database.read() as work:
        return await read_figures(work)


@post("/reports", guards=[needs(REPORT), REPORTS], operation_id="reportContent", summary="Report content")
async def report_content(request: Visit, data: JSONBody[NewReport]) -> Reported:
    """Report published content; it is out of sight until a human has looked. Once per reader and item."""
    kind = kind_named(review_of(request).kinds, data.kind)
    async with request.web.database.write() as work:
        return await report(work, request.principal, kind, data.id, reason=data.reason, note=data.note)


@get("/own", guards=[needs(OWN)], operation_id="listOwnReviews", summary="List what became of one's own")
async def own_items(
    request: Visit,
    cursor: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=100)] = 20,
) -> Items[OwnItem]:
    """List what one wrote with its review status and an admin's notes, the newest first."""
    bound = {"list": "own", "author": request.principal.id}
    before = request.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with request.web.database.read() as work:
        found = await list_own(work, request.principal.id, before, limit + 1)
    more = request.web.cursors.write((found[limit - 1].id,), bound) if len(found) > limit else None
    return Items(found[:limit], more)


async def queue_for(visit: Visit, wanted: QueueFilter, cursor: str | None, limit: int) -> Items[Item]:
    """Return a part of the queue."""
    bound = {"list": "review", **msgspec.structs.asdict(wanted)}
    after = visit.web.cursors.read(cursor, bound, tuple[int, datetime, UUID]) if cursor else None
    async with visit.web.database.read() as work:
        found = await list_queue(work, wanted, after, limit + 1)
    last = found[limit - 1] if len(found) > limit else None
    more = visit.web.cursors.write((last.priority, last.due_at, last.id), bound) if last else None
    return Items(found[:limit], more)


async def decide_each(visit: Visit, ids: Sequence[UUID], status: Verdict, notes: str) -> list[Outcome]:
    """Decide about items one by one; one that is refused does not keep the others."""
    review, outcomes = review_of(visit), []
    for review_id in dict.fromkeys(ids):
        try:
            async with visit.web.database.write() as work:
                await decide(work, review, visit.principal, review_id, status, notes, takes=True)
            outcomes.append(Outcome(review_id, status))
        except Refusal as refusal:
            if refusal.code == "validation_error":
                raise
            outcomes.append(Outcome(review_id, code=refusal.code))
    return outcomes


ROUTES = [
    list_items,
    next_item,
    read_item,
    take_item,
    release_item,
    decide_item,
    decide_items,
    figures,
    report_content,
    own_items,
]
