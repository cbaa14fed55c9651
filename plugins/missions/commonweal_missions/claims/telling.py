"""Tells each change of a mission's derived state once, however many acts happen at the same time.

The mission is locked; what the log was told last stands in its row, beside the facts the state follows from.
"""

from datetime import datetime
from uuid import UUID

from commonweal import UnitOfWork, emit, enqueue

from commonweal_missions.claims.events import STATE_EVENTS
from commonweal_missions.queries.statement import COUNTED
from commonweal_missions.rules.state import MissionFacts, facts_of, state_of
from commonweal_missions.rules.vocabulary import MissionState

_FACTS = f"""
    SELECT m.archived_at, m.expires_at, m.max_claims, m.told_state, m.closed_at, m.published_at,
           m.review_status, counted.active, counted.started, counted.submitted, counted.verified
    FROM missions.mission AS m
    {COUNTED}
    WHERE m.id = $1
"""
OVER = frozenset({MissionState.VERIFIED, MissionState.EXPIRED, MissionState.ARCHIVED})


async def tell_state(work: UnitOfWork, mission_id: UUID, at: datetime) -> MissionState:
    """Derive the state of a locked mission and tell it if it is news; one that is closed is settled later."""
    row = await work.fetch_row(_FACTS, mission_id)
    facts = facts_of(row)
    state = state_of(facts, at)
    if row["published_at"] is None and state is not MissionState.ARCHIVED:
        return state  # nobody but its author knows of it
    if state != row["told_state"]:
        await work.execute(
            "UPDATE missions.mission SET told_state = $2 WHERE id = $1", mission_id, str(state)
        )
        event = STATE_EVENTS[state](
            mission_id=mission_id, review_status=row["review_status"], before=row["told_state"]
        )
        await emit(work, event, subject=mission_id)
    if is_closed(facts, state) and row["closed_at"] is None:
        from commonweal_missions.tasks import settle_mission  # noqa: PLC0415 - the task needs this module

        await enqueue(work, settle_mission, mission_id=mission_id)
    return state


def is_closed(facts: MissionFacts, state: MissionState) -> bool:
    """Say whether a mission is over and nobody holds an open claim (DOMAIN §6.1)."""
    return state in OVER and facts.active == 0 and facts.submitted == 0
