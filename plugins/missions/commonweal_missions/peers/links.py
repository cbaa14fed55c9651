"""Who is linked with whom, and so may not review the other's evidence (DOMAIN §8.3)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from commonweal import UnitOfWork

LINKED_FOR: Final = timedelta(days=90)
STEPS: Final = 2
_REVIEWS_AND_CLAIMS = """
SELECT r.reviewer_id AS other FROM missions.evidence AS e
JOIN missions.peer_review AS r ON r.evidence_id = e.id
WHERE e.human_id = ANY ($1) AND r.given_at >= $2 AND e.id IS DISTINCT FROM $4
UNION
SELECT e.human_id FROM missions.peer_review AS r JOIN missions.evidence AS e ON e.id = r.evidence_id
WHERE r.reviewer_id = ANY ($1) AND r.given_at >= $2 AND e.id IS DISTINCT FROM $4
UNION
SELECT b.human_id FROM missions.claim AS a
JOIN missions.claim AS b ON b.mission_id = a.mission_id
WHERE a.human_id = ANY ($1) AND coalesce(a.finished_at, $3) >= $2 AND coalesce(b.finished_at, $3) >= $2
"""


async def linked_with(
    work: UnitOfWork, people: Collection[UUID], at: datetime, but: UUID | None = None
) -> set[UUID]:
    """Return everybody else with a link of the last 90 days to one of these people.

    One reviewed or endorsed the other, both held claims on one mission, or they share an organisation.
    Reviews of the evidence ``but`` are not counted: its peers are no links of one another.
    """
    from commonweal_identity import api as identity  # noqa: PLC0415 - the command line needs none of it
    from commonweal_reputation import api as reputation  # noqa: PLC0415

    since = at - LINKED_FOR
    rows = await work.fetch(_REVIEWS_AND_CLAIMS, list(people), since, at, but)
    found = {row["other"] for row in rows}
    found |= await reputation.endorsed_with(work, people, since)
    found |= await identity.colleagues_of(work, people)
    return found - set(people)


async def no_strangers(work: UnitOfWork, human_id: UUID, at: datetime, but: UUID | None = None) -> set[UUID]:
    """Return a human and everybody within two links of them, as ``linked_with`` counts them."""
    known = {human_id}
    for _ in range(STEPS):
        known |= await linked_with(work, known, at, but)
    return known
