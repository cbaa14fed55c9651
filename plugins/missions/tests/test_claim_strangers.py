"""Nobody claims a mission of their own, their agent or an organisation they run (DOMAIN §7.2, rule 6)."""

import pytest_asyncio
from commonweal import new_id
from commonweal.testing.web import browse, running_app

from .makers import add_agent, add_human, add_organisation, human


@pytest_asyncio.fixture
async def app(tmp_path, database_settings):
    async with running_app(tmp_path, database_settings) as app:
        yield app


async def claim(app, mission, person, *roles):
    """Claim by API and say how it ended, and whether the page offers it."""
    async with browse(app, human(person, *roles)) as client:
        page = await client.get(f"/missions/{mission}", headers={"accept": "text/html"})
        answer = await client.post(f"/api/v1/missions/{mission}/claims", json={})
    offered = f'action="/missions/{mission}/claim"' in page.text
    return offered, answer.json().get("code", answer.status_code)


async def test_the_owner_of_an_agent_claims_none_of_its_missions(app, database, market):
    async with database.write() as work:
        owner, other = await add_human(work), await add_human(work)
        agent = await add_agent(work, owner)
    mission = await market.add(creator_id=agent, max_claims=5)

    assert await claim(app, mission, owner) == (False, "forbidden")
    assert await claim(app, mission, other) == (True, 201)


async def test_who_runs_an_organisation_claims_none_of_its_missions(app, database, market):
    parts = {
        "owner": ("owner", "active"),
        "manager": ("manager", "active"),
        "verifier": ("verifier", "active"),
        "viewer": ("viewer", "active"),
        "invited": ("manager", "invited"),
        "ended": ("manager", "ended"),
    }
    async with database.write() as work:
        people = {name: await add_human(work) for name in parts}
        organisation = await add_organisation(work, {people[name]: part for name, part in parts.items()})
    mission = await market.add(creator_kind="organisation", creator_id=organisation, max_claims=9)
    elsewhere = await market.add(creator_kind="organisation", creator_id=new_id(), max_claims=9)

    ended = {name: await claim(app, mission, person) for name, person in people.items()}

    assert ended == dict.fromkeys(("owner", "manager", "verifier"), (False, "forbidden")) | dict.fromkeys(
        ("viewer", "invited", "ended"), (True, 201)
    )
    assert await claim(app, elsewhere, people["manager"]) == (True, 201)


async def test_an_admin_who_made_a_mission_is_no_exception(app, database, market):
    async with database.write() as work:
        admin = await add_human(work)
        organisation = await add_organisation(work, {admin: ("manager", "active")})
    mission = await market.add(creator_kind="organisation", creator_id=organisation)

    assert await claim(app, mission, admin, "admin") == (False, "forbidden")


async def test_only_who_may_edit_and_archive_is_offered_it(app, database, market):
    async with database.write() as work:
        owner, viewer, stranger = [await add_human(work) for _ in range(3)]
        agent = await add_agent(work, owner)
        organisation = await add_organisation(
            work, {owner: ("manager", "active"), viewer: ("viewer", "active")}
        )
    partner = await market.add(creator_kind="organisation", creator_id=organisation)
    of_agent = await market.add(creator_id=agent)

    async def offered(person, mission, *roles):
        async with browse(app, human(person, *roles)) as client:
            page = await client.get(f"/missions/{mission}", headers={"accept": "text/html"})
        return f"/missions/{mission}/edit" in page.text, f"/missions/{mission}/archive" in page.text

    assert await offered(owner, partner) == (True, True)
    assert await offered(viewer, partner) == (False, False)
    assert await offered(stranger, partner) == (False, False)
    assert await offered(stranger, partner, "admin") == (False, True)
    assert await offered(owner, of_agent) == (False, False)  # it is the agent's, which has its API
