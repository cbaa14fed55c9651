"""What the board shows on the page of a mission: in which of one's circles one may propose it."""

from typing import Any

from commonweal import Fragment, SlotFill, Visit

from commonweal_circles.permissions import TAKE_PART
from commonweal_circles.seeing import reader_of

_OWN = """
SELECT c.id, c.name, c.locale, p.id AS proposal_id, p.state
FROM circles.member AS m JOIN circles.circle AS c ON c.id = m.circle_id AND c.state = 'active'
LEFT JOIN circles.proposal AS p ON p.circle_id = c.id AND p.mission_id = $2
WHERE m.account_id = $1 AND m.state = 'active'
ORDER BY p.id IS NOT NULL, c.active_at DESC, c.id LIMIT 20
"""
_OVER = frozenset({"verified", "expired", "archived"})


async def of_mission(visit: Visit, mission: Any) -> Fragment | None:
    """Offer the reader's circles for an open mission, and say where it is on the board already."""
    if not TAKE_PART.allows(visit.principal) or mission.state in _OVER:
        return None
    async with visit.web.database.read() as work:
        rows = await work.fetch(_OWN, reader_of(visit.principal), mission.id)
    if not rows:
        return None
    circles = [dict(row) for row in rows]
    return Fragment("circles/board_slot.html", {"circles": circles, "mission": mission})


SLOTS: list[SlotFill] = [SlotFill(slot="missions.mission.aside", render=of_mission, order=30)]
