"""New content is looked at before it is stored: every implementation is asked, and the table decides."""

import asyncio
from collections.abc import Sequence
from contextvars import Context
from uuid import UUID

import msgspec
from commonweal import FieldError, Principal, Refusal, Services, Visit, emit, new_id
from commonweal_identity import api as identity

from commonweal_review.deciding import judge, merge, priority_of
from commonweal_review.events import ContentDecided
from commonweal_review.model import Assessment, Author, ContentReview
from commonweal_review.services import Review, review_of

_LOG = """
INSERT INTO review.decision (id, kind, author_kind, author_id, organisation_id, locale, domain, source,
    before, status, score, categories, reasons)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'classifier', 'pending', 'rejected', $8, $9, $10)
"""


async def assess(
    source: Visit | Services,
    *,
    author: Principal,
    kind: str,
    texts: Sequence[str],
    locale: str | None,
    domain: str | None,
    organisation_id: UUID | None = None,
    brief: bool = False,
    refuse: FieldError | None = None,
) -> Assessment:
    """Judge texts before the transaction that stores them; ``brief`` marks a partner's own brief.

    ``refuse`` is what a rule of the caller's own finds wrong, whatever the texts say. Raises
    ``Refusal("content_rejected")``, whose fields name that and the categories, after logging it for good.
    """
    review = review_of(source)
    writer = Author(author.kind, author.id, organisation_id)
    text = "\n\n".join(text for text in texts if text)
    outcomes = await review.executor.call(
        "commonweal_review_content", text=text, kind=kind, locale=locale, domain=domain
    )
    found, complete = merge(outcomes)
    is_new = organisation_id is None and await _is_new(review, author)
    status = judge(found, is_new=is_new, complete=complete, settings=review.settings)
    if refuse is not None:
        status, found = "rejected", msgspec.structs.replace(found, reasons=[*found.reasons, refuse.code])
    if status == "rejected":
        # In a context of its own: the refusal undoes the transaction of the request, but not the log.
        logging = _log_rejection(review, writer, kind, locale, domain, found)
        await asyncio.create_task(logging, context=Context())
        own = [] if refuse is None else [refuse]
        raise Refusal("content_rejected", fields=[*own, *map(_named, found.categories)])
    return Assessment(
        status=status,
        score=found.score,
        categories=found.categories,
        reasons=found.reasons,
        kind=kind,
        author=writer,
        locale=locale,
        domain=domain,
        priority=priority_of(is_new=is_new, is_brief=brief),
        kinds=review.kinds,
    )


def _named(category: str) -> FieldError:
    return FieldError("", category, message=f"review-category-{category.replace('_', '-')}")


async def _is_new(review: Review, author: Principal) -> bool:
    if author.kind != "agent":
        return False
    async with review.database.read() as work:
        agent = await identity.find_agent(work, author.account_id)
    return agent is None or agent.trust_tier == "new"


async def _log_rejection(
    review: Review, author: Author, kind: str, locale: str | None, domain: str | None, found: ContentReview
) -> None:
    decision_id = new_id()
    async with review.database.write() as work:
        await work.execute(
            _LOG,
            decision_id,
            kind,
            author.kind,
            author.id,
            author.organisation_id,
            locale,
            domain,
            found.score,
            found.categories,
            found.reasons,
        )
        event = ContentDecided(kind=kind, item_id=decision_id, status="rejected", source="classifier")
        await emit(work, event, subject=decision_id)
