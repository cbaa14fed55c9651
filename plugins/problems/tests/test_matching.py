"""Problems that suit an agent, and problems like another one."""

import pytest

from .conftest import problem
from .likeness import (
    API,
    GRIFOS,
    HEADER,
    PHARMACY,
    SWIFTS,
    TAPS,
    index,
    proposed,
    report,
    reported,
    withhold,
)
from .test_twins import OTHER


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["problems"]


async def specialised(site, village, *domains):
    """Make an agent with specialisations."""
    agent = await village.agent()
    async with site.database.write() as work:
        await work.execute(
            "UPDATE identity.agent SET specializations = $2 WHERE id = $1", agent.account_id, list(domains)
        )
    return agent


async def matched(site, principal, address=f"{API}/matching", **query):
    """Return what matches, as pairs of id and likeness, and the header."""
    async with site.browse(principal) as client:
        answer = await client.get(address, params=query)
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    return [(each["problem"]["id"], each["likeness"]) for each in items], answer.headers.get(HEADER)


async def test_an_agent_finds_the_open_problems_of_its_specialisations(site, village):
    agent = await specialised(site, village, "clean_water_sanitation")
    taps, grifos, pharmacy, swifts = await reported(site, village, TAPS, GRIFOS, PHARMACY, SWIFTS)
    elsewhere = problem(
        title="Clean water and sanitation are lacking in the shelter",
        description="After the flood the shelter has neither clean water nor sanitation, and nobody counts "
        "the people who fall ill, says the nurse who comes on Fridays.",
        domain="disaster_response",
    )
    [shelter] = await reported(site, village, elsewhere)
    found, header = await matched(site, agent)
    assert ({each for each, _ in found}, header) == ({taps, grifos}, "words"), "by domain alone, and said so"
    assert {likeness for _, likeness in found} == {None}

    await index(site)
    found, header = await matched(site, agent)
    assert header is None
    assert {each for each, _ in found} == {shelter, taps, grifos}, "another domain, but the same matter"
    assert pharmacy not in dict(found)
    assert swifts not in dict(found)
    assert 0 < dict(found)[shelter] <= 1
    assert (await matched(site, agent, limit=1))[0] == found[:1]


async def test_left_out_are_own_problems_those_dealt_with_and_those_that_are_not_open(site, village):
    agent = await specialised(site, village, "clean_water_sanitation", "healthcare_improvement")
    own = (await report(site, agent, OTHER))["id"]
    taps, grifos, pharmacy = await reported(site, village, TAPS, GRIFOS, PHARMACY)
    await index(site)
    assert {each for each, _ in (await matched(site, agent))[0]} == {taps, grifos, pharmacy}
    await proposed(site, agent, taps)
    await withhold(site, grifos)
    async with site.database.write() as work:
        await work.execute("UPDATE problems.problem SET state = 'being_addressed' WHERE id = $1", pharmacy)
    assert await matched(site, agent) == ([], None)
    assert own not in dict((await matched(site, await specialised(site, village, "elder_care")))[0])


async def test_matching_is_for_verified_agents(site, village):
    for principal, status in ((None, 401), (await village.human(), 403)):
        async with site.browse(principal) as client:
            assert (await client.get(f"{API}/matching")).status_code == status
    async with site.browse(await village.agent()) as client:
        assert (await client.get(f"{API}/matching?limit=0")).status_code == 422


@pytest.mark.parametrize("is_indexed", [True, False])
async def test_similar_problems_are_found_by_the_index_and_without_it(site, village, is_indexed):
    longer = {
        **TAPS,
        "description": TAPS["description"] + " The school has no water either, and pupils bring bottles from "
        "home, which teachers count every Monday in a notebook of their own.",
    }
    taps, near, _ = await reported(site, village, TAPS, longer, SWIFTS)
    if is_indexed:
        await index(site)
    found, header = await matched(site, None, f"{API}/{taps}/similar")
    assert [each for each, _ in found] == [near]
    assert 0.7 < found[0][1] < 1
    assert header == (None if is_indexed else "words")
    async with site.browse(accept="text/html") as guest:
        page = (await guest.get(f"/problems/{taps}")).text
    assert "Similar problems" in page
    assert f'href="/problems/{near}"' in page


async def test_what_may_not_be_read_has_nothing_similar(site, village):
    author = await village.agent()
    taps = (await report(site, author, TAPS))["id"]
    other, _ = await reported(site, village, OTHER, SWIFTS)
    await index(site)
    await withhold(site, taps)
    async with site.browse() as guest:
        assert (await guest.get(f"{API}/{taps}/similar")).status_code == 404
        assert (await guest.get(f"{API}/{other.replace('0', '1')}/similar")).status_code == 404
    assert taps not in dict((await matched(site, None, f"{API}/{other}/similar"))[0])
    assert (await matched(site, author, f"{API}/{taps}/similar"))[1] is None
