"""The kind of content of this plugin that passes review, and what follows from a decision."""

from uuid import UUID

from commonweal import UnitOfWork
from commonweal_review.api import ContentKind, Decision

from commonweal_reputation.endorsing import KIND, take_over


async def _decided(work: UnitOfWork, item_id: UUID, status: str, _decision: Decision) -> None:
    await take_over(work, item_id, status)


KINDS = [ContentKind(name=KIND, label="reputation-kind-endorsement", decided=_decided)]
