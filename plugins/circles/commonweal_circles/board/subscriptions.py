"""What the board does after events, durably: a mission that is over is done, and nobody gathers for it."""

from typing import Any

from commonweal import RecordedEvent, Subscription, UnitOfWork
from commonweal_missions.api import MissionArchived, MissionCompleted, MissionExpired

from commonweal_circles.board.deciding import finish
from commonweal_circles.board.gathering import disperse
from commonweal_circles.board.proposing import TURN

_ON_BOARDS = """
SELECT id, circle_id FROM circles.proposal
WHERE mission_id = $1 AND state IN ('proposed', 'adopted') ORDER BY circle_id
"""


async def take_over_the_end(work: UnitOfWork, recorded: RecordedEvent[Any]) -> None:
    """Finish what boards have of a mission that was completed, expired or archived."""
    mission_id = recorded.event.mission_id
    await work.execute(TURN, mission_id)
    for row in await work.fetch(_ON_BOARDS, mission_id):
        await finish(work, row["circle_id"], row["id"])
        await disperse(work, row["circle_id"], mission_id)


SUBSCRIPTIONS: list[Subscription] = [
    Subscription(
        name="circles.board_follows_missions",
        event_types=[MissionCompleted, MissionExpired, MissionArchived],
        handler=take_over_the_end,
        replay=False,
    )
]
