"""What others ask about boards: which circles took a mission as theirs."""

from uuid import UUID

from commonweal import UnitOfWork

_ADOPTING = """
SELECT circle_id FROM circles.proposal
WHERE mission_id = $1 AND state IN ('adopted', 'done') ORDER BY circle_id
"""


async def adopting(work: UnitOfWork, mission_id: UUID) -> list[UUID]:
    """Return the circles that adopted a mission, also where it is done, in order of their ids."""
    return [row["circle_id"] for row in await work.fetch(_ADOPTING, mission_id)]
