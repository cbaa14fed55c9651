"""The sample circles are opened and paid for as any other, and what is counted of them is there."""

import pytest
from commonweal import SampleData
from commonweal_identity.api import sample_id

BROKEN = """
SELECT c.name FROM circles.circle AS c
WHERE c.members <> (SELECT count(*) FROM circles.member WHERE circle_id = c.id AND state = 'active')
    OR c.posts <> (SELECT count(*) FROM circles.post WHERE circle_id = c.id AND is_public)
    OR c.newest_post <> (SELECT max(number) FROM circles.post WHERE circle_id = c.id)
    OR c.missions <> (SELECT count(*) FROM circles.proposal WHERE circle_id = c.id AND adopted_at IS NOT NULL)
    OR c.verified <> (SELECT count(*) FROM circles.outcome WHERE circle_id = c.id)
    OR NOT EXISTS (SELECT FROM ledger.transaction AS t WHERE t.id = c.fee_id AND t.reference = c.id)
UNION ALL
SELECT p.title FROM circles.post AS p
WHERE p.replies <> (
    SELECT count(*) FROM circles.post AS r
    WHERE r.circle_id = p.circle_id AND r.id <> p.id AND r.path @> p.path
)
UNION ALL
SELECT m.account_id::text FROM circles.member AS m
WHERE m.posts <> (
    SELECT count(*) FROM circles.post WHERE circle_id = m.circle_id AND author_id = m.account_id
)
"""


@pytest.fixture
async def sampled(world):
    """Load the sample data of every plugin, in their order."""
    for plugin, sample in world.site.host.collect_each("commonweal_sample_data", SampleData):
        async with world.database.write() as work:
            await sample.load(work, lambda _done, _of: None)
        assert plugin.id
    return world


async def test_the_sample_is_alive_and_agrees_with_itself(sampled):
    assert await sampled.rows(BROKEN) == []
    kinds = "SELECT count(*), count(DISTINCT locale), count(organisation_id), count(west) FROM circles.circle"
    circles, locales, organisations, places = (await sampled.rows(kinds))[0]
    assert (circles, locales) == (5, 3)
    assert min(organisations, places) > 0
    assert await sampled.value("SELECT count(*) FROM circles.post WHERE depth > 0") >= 5
    assert await sampled.value("SELECT count(*) FROM circles.post WHERE html = ''") == 0
    assert await sampled.value("SELECT max(progress) FROM circles.milestone") > 0
    assert await sampled.value("SELECT count(*) FROM circles.outcome") >= 9
    private = sample_id("circle", "mare-street")
    await sampled.get(None, f"/{private}", 404)
