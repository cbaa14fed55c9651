"""The review desk: what a peer is asked to judge, one after the other, and what came of it."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from commonweal import Form, Page, Refusal, Visit, empty_form, flash, needs, read_form
from litestar import get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from commonweal_missions.pages.zone import own_words
from commonweal_missions.peers.http import shown
from commonweal_missions.peers.leaving import replaced_unless_stranger
from commonweal_missions.peers.reading import GROUPS, list_reviews
from commonweal_missions.peers.reviewing import LEAST_TIME, LEAST_WORDS, ReviewDraft, give_review, open_review
from commonweal_missions.permissions import REVIEW
from commonweal_missions.reader import reader_of
from commonweal_missions.settings import settings_of

DESK = "/reviews"
A_PAGE = 20
SURE = (0.6, 0.8, 0.95)
"""How sure a peer can say to be: fairly, sure, and very sure."""


class VerdictEntries(msgspec.Struct):
    """What the form of a review sends."""

    verdict: Literal["approve", "reject"]
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)]
    reasoning: Annotated[str, msgspec.Meta(min_length=LEAST_WORDS, max_length=2000)]


@get(DESK, guards=[needs(REVIEW)])
async def desk_page(request: Visit, cursor: FromQuery[str | None] = None) -> Page:
    """Show what waits for one's review, and below it, in parts, what one has given."""
    human_id, reader = request.principal.account_id, reader_of(request)
    bound = {"list": "desk", "human": request.principal.id}
    after = request.web.cursors.read(cursor, bound, tuple[UUID])[0] if cursor else None
    async with request.web.database.read() as work:
        waiting = await list_reviews(work, human_id, reader, "waiting")
        given = await list_reviews(work, human_id, reader, "given", after=after, limit=A_PAGE + 1)
        words = await own_words(work, request)
    more = request.web.cursors.write((given[A_PAGE - 1].id,), bound) if len(given) > A_PAGE else ""
    context = {
        "waiting": [] if cursor else waiting,
        "given": given[:A_PAGE],
        "first_url": DESK if cursor else "",
        "next_url": request.here(cursor=more) if more else "",
    }
    return Page("missions/evidence/desk.html", context, translator=words)


@get("/reviews/{review_id:uuid}", guards=[needs(REVIEW)])
async def review_page(request: Visit, review_id: FromPath[UUID]) -> Page:
    """Show a review: what was asked for, and the evidence once it is opened."""
    return await show_review(request, review_id)


@post("/reviews/{review_id:uuid}/opening", guards=[needs(REVIEW)])
async def open_page(request: Visit, review_id: FromPath[UUID]) -> Page | Redirect:
    """Note that a peer begins to look."""
    form, reviewer_id = empty_form(request), request.principal.account_id
    database = request.web.database
    try:
        async with replaced_unless_stranger(database, review_id, reviewer_id), database.write() as work:
            await open_review(work, review_id, reviewer_id, datetime.now(UTC))
    except Refusal as refusal:
        return await _again(request, review_id, form, refusal)
    return Redirect(f"{DESK}/{review_id}", status_code=303)


@post("/reviews/{review_id:uuid}/verdict", guards=[needs(REVIEW)])
async def verdict_page(request: Visit, review_id: FromPath[UUID]) -> Page | Redirect:
    """Take a peer's verdict, once."""
    form, reviewer_id = await read_form(request, VerdictEntries), request.principal.account_id
    database = request.web.database
    if form.value is None:
        return await show_review(request, review_id, form, status=422)
    draft = msgspec.convert(form.value, ReviewDraft, from_attributes=True)
    try:
        async with replaced_unless_stranger(database, review_id, reviewer_id), database.write() as work:
            await give_review(work, review_id, reviewer_id, draft, settings_of(request), datetime.now(UTC))
    except Refusal as refusal:
        return await _again(request, review_id, form, refusal)
    answer = Redirect(DESK, status_code=303)
    flash(answer, "missions-review-flash-given")
    return answer


async def show_review(
    visit: Visit, review_id: UUID, form: Form[Any] | None = None, *, status: int = 200
) -> Page:
    """Make the page of a review; raises ``Refusal("not_found")`` for another's."""
    opened = await shown(visit, review_id)
    async with visit.web.database.read() as work:
        words = await own_words(work, visit)
    review = opened.review
    context = {
        "opened": opened,
        "review": review,
        "form": form or empty_form(visit),
        "waits": review.state in GROUPS["waiting"] and review.due_at > datetime.now(UTC),
        "sure": SURE,
        "seconds": int(LEAST_TIME.total_seconds()),
        "least_words": LEAST_WORDS,
    }
    return Page("missions/evidence/review.html", context, status=status, translator=words)


async def _again(visit: Visit, review_id: UUID, form: Form[Any], refusal: Refusal) -> Page:
    if refusal.code == "not_found":
        raise refusal
    messages = {
        "invalid_transition": "missions-review-over",
        "not_a_stranger": "missions-review-not-a-stranger",
        "rate_limited": "missions-review-enough",
    }
    form.refuse(refusal, messages.get(refusal.code, ""))
    return await show_review(visit, review_id, form, status=422)


PEER_PAGES = [desk_page, review_page, open_page, verdict_page]
