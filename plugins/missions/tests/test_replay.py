"""The replay of events finds what does not belong together, so that an empty answer means something."""

import pytest
from commonweal import new_id
from commonweal_missions.claims.acts import reject, submit
from commonweal_missions.claims.making import make_claim

from .makers import NOW
from .replay import mismatches


@pytest.fixture
async def claim(database, market):
    """A claim that was made, submitted and returned."""
    mission, human = await market.add(told_state="open"), new_id()
    async with database.write() as work:
        made = await make_claim(work, mission, human, acknowledged=False, most_open=3, at=NOW)
        await submit(work, made.id, human_id=human, at=NOW)
        await reject(work, made.id, NOW)
    assert await mismatches(database, NOW) == []
    return made.id


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE missions.claim SET state = 'submitted'",
        "UPDATE missions.claim SET deadline = deadline + interval '1 hour'",
        "UPDATE missions.claim SET human_id = gen_random_uuid()",
        "UPDATE missions.claim SET progress = 0",  # the state of the mission follows from it
        "UPDATE missions.mission SET told_state = 'claimed'",
        "DELETE FROM kernel.event WHERE type = 'missions.claim_made'",
        "DELETE FROM kernel.event WHERE type = 'missions.claim_submitted'",
        "DELETE FROM kernel.event WHERE type = 'missions.claim_returned'",
        "DELETE FROM kernel.event WHERE type = 'missions.mission_submitted'",
        "UPDATE kernel.event SET type = 'missions.claim_verified' WHERE type = 'missions.claim_returned'",
    ],
)
async def test_whatever_is_tampered_with_is_found(database, claim, tamper):
    async with database.write() as work:
        await work.execute("SET LOCAL session_replication_role = replica")
        await work.execute(tamper)

    assert await mismatches(database, NOW)
