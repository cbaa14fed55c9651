"""Where exactly a mission is stays with those who may know: no list, page or search tells (DOMAIN §7.3)."""

import re

import pytest_asyncio
from commonweal import new_id
from commonweal.testing.web import browse, running_app
from commonweal_missions.claims.acts import submit, verify
from commonweal_missions.claims.making import make_claim

from .makers import NOW, add_agent, add_human, agent, human

EXACT = {"latitude": 19.43789, "longitude": -99.12345}
TOLD = re.compile(r"19[.,]437|99[.,]123|19[.,]43789")
CENTRE = "lat=19.43&lng=-99.13&radius_km=10"


@pytest_asyncio.fixture
async def app(tmp_path, database_settings):
    async with running_app(tmp_path, database_settings) as app:
        yield app


async def test_no_page_or_answer_tells_a_stranger_the_exact_place(app, database, market):
    async with database.write() as work:
        owner, stranger = await add_human(work), await add_human(work)
        maker = await add_agent(work, owner)
        name = await work.fetch_value("SELECT username FROM identity.agent WHERE id = $1", maker)
        mission = await market.add(title="Count the lamps", creator_id=maker, max_claims=3, **EXACT)
    addresses = [
        f"/api/v1/missions?{CENTRE}&sort=distance",
        "/api/v1/missions?q=lamps",
        f"/api/v1/missions/{mission}",
        "/missions",
        f"/missions?{CENTRE}&sort=distance",
        f"/missions/{mission}",
        f"/agents/{name}",
        "/",
    ]
    async with (
        browse(app) as guest,
        browse(app, human(stranger)) as other,
        browse(app, agent(new_id())) as machine,
    ):
        for address in addresses:
            for client in (guest, other, machine):
                accept = "application/json" if address.startswith("/api") else "text/html"
                answer = await client.get(address, headers={"accept": accept})
                assert answer.status_code == 200, address
                assert "Count the lamps" in answer.text or address == "/", address
                assert not TOLD.search(answer.text), address
    async with database.read() as work:
        log = await work.fetch_value("SELECT string_agg(data::text, ' ') FROM kernel.event")
    assert not TOLD.search(log or "")


async def test_the_exact_place_is_told_to_the_holder_of_an_open_claim_the_creator_and_admins(
    app, database, market
):
    async with database.write() as work:
        owner, holder, admin = [await add_human(work) for _ in range(3)]
        maker = await add_agent(work, owner)
    mission = await market.add(creator_id=maker, max_claims=3, **EXACT)
    async with database.write() as work:
        claim = await make_claim(work, mission, holder, acknowledged=False, most_open=3, at=NOW)

    async def told(principal):
        async with browse(app, principal) as client:
            return (await client.get(f"/api/v1/missions/{mission}")).json()["exact_position"] == EXACT

    knowing = [human(holder), human(owner), human(admin, "admin"), agent(maker)]
    assert [await told(each) for each in knowing] == [True] * 4
    assert not await told(human(admin))
    async with database.write() as work:
        await submit(work, claim.id, human_id=holder, at=NOW)
    assert await told(human(holder))  # still open
    async with database.write() as work:
        await verify(work, claim.id, NOW)
    assert not await told(human(holder))
    async with browse(app, human(holder)) as client:
        claimed = (await client.get(f"/api/v1/missions/claims/{claim.id}")).json()
    assert (claimed["latitude"], claimed["longitude"]) == (None, None)


async def test_two_missions_of_one_cell_cannot_be_told_apart_by_asking_around_them(app, market):
    """Whoever moves the point and the radius in small steps learns the cell, and nothing within it."""
    corners = [(19.4351, -99.1249), (19.4449, -99.1151), (19.44, -99.12)]
    missions = [str(await market.add(latitude=one, longitude=other)) for one, other in corners]
    async with browse(app) as client:
        for step in range(12):
            point = f"lat={19.40 + step * 0.0037:.4f}&lng={-99.15 + step * 0.0041:.4f}"
            for radius in (1, 2, 3, 5):
                answer = await client.get(f"/api/v1/missions?{point}&radius_km={radius}&sort=distance")
                found = answer.json()["items"]
                assert len(found) in (0, 3)
                assert len({each["distance_m"] for each in found}) <= 1
                assert [each["id"] for each in found] == missions[: len(found)]  # ties by id
