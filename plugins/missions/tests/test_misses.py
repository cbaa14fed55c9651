"""Claims that were let go count in reputation, once, however often the task runs."""

from datetime import UTC, datetime, timedelta

from commonweal import TaskContext, new_id
from commonweal_missions.claims.keeping import give_up
from commonweal_missions.claims.making import make_claim
from commonweal_missions.tasks import count_miss

NOW = datetime.now(UTC)


async def test_a_claim_given_up_late_counts_once_with_quality_zero(database, market):
    human, mission = new_id(), await market.add()
    async with database.write() as work:
        claim = await make_claim(
            work, mission, human, acknowledged=False, most_open=3, at=NOW - timedelta(hours=30)
        )
    context = TaskContext(id=new_id(), attempt=1, database=database, plugin=None)
    await count_miss.function(context, claim_id=claim.id)
    async with database.write() as work:
        await give_up(work, claim.id, human, NOW)
    for _ in range(2):
        await count_miss.function(context, claim_id=claim.id)

    async with database.read() as work:
        rows = await work.fetch("SELECT claim_id, quality FROM reputation.mission_outcome")
    assert [tuple(row) for row in rows] == [(claim.id, 0)]
