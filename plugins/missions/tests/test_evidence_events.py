"""Every event matches a change of state, and every change its event: each lie about it is found."""

import pytest

from .test_appeals import admin, appeal_as, decide_as, take_as
from .world import World, broken, checked, judged

TELLING = "DELETE FROM kernel.event WHERE type = 'missions.{}'"
LIES = {
    TELLING.format("evidence_submitted"): {"submissions and their events differ"},
    TELLING.format("evidence_state_changed"): {"states without their events"},
    TELLING.format("claim_paid"): {"payments and their events differ"},
    TELLING.format("appeal_decided"): {"decided appeals and their events differ"},
    TELLING.format("review_given"): {"reviews without their events"},
    TELLING.format("claim_verified"): {"claims are told to be in another state"},
    TELLING.format("evidence_state_changed' AND data->>'state' = 'appealed"): {
        "events that do not follow one another"
    },
    "INSERT INTO kernel.event (id, type, version, subject, data) SELECT gen_random_uuid(), type, version,"
    " subject, data FROM kernel.event WHERE type = 'missions.review_given'": {
        "a step of a review told twice, or of none"
    },
    "DELETE FROM ledger.posting": {"the books pay what is written"},
    "UPDATE missions.payment SET paid_minor = paid_minor + 1": {
        "the books pay what is written",
        "payments and their events differ",
    },
}


@pytest.fixture
def world(database, market):
    return World(database, market)


@pytest.mark.parametrize("lie", LIES)
async def test_what_the_events_do_not_tell_is_found(world, database, lie):
    await world.peers(3)
    human, _, evidence = await world.submitted()
    await checked(world, evidence, 0.6)
    await judged(world, evidence, *[("reject", 0.9)] * 3)
    await appeal_as(world, human, evidence)
    who = admin(await world.person())
    await take_as(world, who, evidence)
    await decide_as(world, who, evidence)
    assert await broken(database) == {}
    async with database.write() as work:
        await work.execute("SET LOCAL session_replication_role = replica")  # the tables would refuse it
        await work.execute(lie)
    assert LIES[lie] <= set(await broken(database))
