"""A peer who is found to be no stranger makes room for another (DOMAIN §8.3)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import Context
from uuid import UUID

from commonweal import Database, Refusal, UnitOfWork, emit, enqueue

from commonweal_missions.evidence.events import ReviewWithdrawn
from commonweal_missions.peers.asking import OPEN
from commonweal_missions.peers.reviewing import lock_review


@asynccontextmanager
async def replaced_unless_stranger(
    database: Database, review_id: UUID, reviewer_id: UUID
) -> AsyncIterator[None]:
    """Let another peer be asked when what is done here is refused with ``not_a_stranger``."""
    try:
        yield
    except Refusal as refusal:
        if refusal.code == "not_a_stranger":
            # In a context of its own: the refusal undoes the transaction of the request, but not this.
            leaving = _leave(database, review_id, reviewer_id)
            await asyncio.create_task(leaving, context=Context())
        raise


async def leave(work: UnitOfWork, review_id: UUID, reviewer_id: UUID) -> None:
    """Take a review back from its peer, and ask for another; what is over stays as it is."""
    from commonweal_missions.evidence.tasks import ask_peers  # noqa: PLC0415 - the task needs this package

    review = await lock_review(work, review_id, reviewer_id)
    if review.state not in OPEN or review.evidence.state != "peer_review":
        return
    await work.execute("UPDATE missions.peer_review SET state = 'withdrawn' WHERE id = $1", review_id)
    event = ReviewWithdrawn(review_id=review_id, evidence_id=review.evidence_id, reviewer_id=reviewer_id)
    await emit(work, event, subject=review.evidence_id)
    await enqueue(work, ask_peers, evidence_id=review.evidence_id)


async def _leave(database: Database, review_id: UUID, reviewer_id: UUID) -> None:
    async with database.write() as work:
        await leave(work, review_id, reviewer_id)
