"""Circles on the pages of others, and suggestions: what fits, for whom, and silence when vectors are down."""

import asyncio

import msgspec
import pytest
from commonweal.testing.people import Principals, people_of
from commonweal_circles.finding import related as finding_related
from commonweal_circles.finding import slots

from .test_finding_directory import index, related
from .test_finding_nearby import FIJI, mission, problem, verified


@pytest.fixture(autouse=True)
def unhurried():
    """Let slots be filled however busy the machine is."""
    for fill in slots.SLOTS:
        msgspec.structs.force_setattr(fill, "milliseconds", 60_000)
    yield
    for fill in slots.SLOTS:
        msgspec.structs.force_setattr(fill, "milliseconds", slots.MILLISECONDS)


async def shown(world, reader, address):
    async with world.site.browse(reader, accept="text/html") as client:
        answer = await client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


async def names(world, reader=None, **query):
    given = {"domain": "environmental_protection", **query}
    return [each["name"] for each in (await world.get(reader, "/related", **given))["items"]]


async def test_circles_around_the_place_come_first_then_those_of_the_domain(world):
    await world.circle(name="All waters")
    await world.circle(name="Fiji", **FIJI)
    await world.circle(name="Pacific", domain="elder_care", west=150, south=-50, east=-120, north=20)
    await world.circle(name="Lima", west=-77.2, south=-12.3, east=-76.9, north=-11.9)
    await world.circle(name="Elders", domain="elder_care")
    assert await names(world, lat=-17, lng=-179) == ["Fiji", "All waters", "Pacific"]
    assert await names(world, lat=0, lng=0) == ["All waters"]
    assert await names(world) == ["All waters"]
    assert await names(world, lat=-17, lng=-179, limit=1) == ["Fiji"]
    await world.get(None, "/related", status=422, domain="environmental_protection", lat=1)


async def test_what_is_alike_is_related_whatever_its_domain(world):
    await world.circle(
        name="Reed counters",
        domain="education_access",
        description="Pupils count the reeds along the shore and draw them on a map.",
    )
    text = "Count the reeds along the shore and draw them on a map with pupils."
    assert await names(world, text=text) == []
    await index(world)
    assert await names(world, text=text) == ["Reed counters"]


async def test_the_pages_of_missions_and_problems_show_at_most_three(world):
    for number in range(5):
        await world.circle(name=f"Circle {number}")
    counted = {
        "/missions/": await mission(world, "Count the reeds", -17, 178),
        "/problems/": await problem(world, "The shore moves", -17, 178),
    }
    for address, each in counted.items():
        page = await shown(world, None, f"{address}{each}")
        assert page.count('href="/circles/') == 3, address


async def test_only_circles_whose_face_the_reader_sees_are_shown(world):
    _, people = await related(world, name="Secret shore", visibility="private", **FIJI)
    each = await mission(world, "Count the reeds", -17, 178)
    address = await problem(world, "The shore moves", -17, 178)
    await index(world)
    for relation, person in [*people.items(), ("guest", None)]:
        for page in (f"/missions/{each}", f"/problems/{address}"):
            seen = "Secret shore" in await shown(world, person, page)
            assert seen == (relation in {"member", "invited"}), (relation, page)


async def test_nothing_is_related_to_what_review_has_not_approved(world):
    await world.circle(name="All waters")

    class Seen:
        review_status = "pending"

    assert await slots.of_mission(None, Seen()) is None
    assert await slots.of_problem(None, Seen()) is None


async def test_pages_say_nothing_of_an_index_that_does_not_answer(host_with, caplog, world):
    """The index lies where nobody answers: a port that is closed."""
    async with host_with("circles", COMMONWEAL_VECTORS__QDRANT_URL="http://127.0.0.1:9") as site:
        world = type(world)(site, Principals(site.database, people_of(["identity"])))
        await world.circle(name="All waters")
        await index(world)
        await world.change("UPDATE vectors.generation SET store = 'qdrant'")
        each = await mission(world, "Count the reeds", -17, 178)
        listed = await shown(world, None, "/circles?q=waters")
        assert "All waters" in listed
        assert "by their words alone" in listed
        page = await shown(world, None, f"/missions/{each}")
        assert "All waters" in page, "domain and place need no index"
        assert "words alone" not in page
    told = [record.levelname for record in caplog.records if "by words alone" in record.getMessage()]
    assert set(told) <= {"INFO"}


async def test_a_page_does_not_wait_long_for_an_index_that_hangs(world, monkeypatch):
    async def hang(*_, **__):
        await asyncio.sleep(60)

    monkeypatch.setattr("commonweal_vectors.alike.find_like", hang)
    monkeypatch.setattr(finding_related, "SECONDS", 0.01)
    await world.circle(name="All waters")
    each = await mission(world, "Count the reeds", -17, 178)
    assert "All waters" in await shown(world, None, f"/missions/{each}")


async def test_suggestions_say_why_and_leave_out_what_one_knows(world):
    person = await world.person()
    await world.change(
        "UPDATE identity.human SET latitude = -17, longitude = 178, skills = '{beekeeping}' WHERE id = $1",
        person.account_id,
    )
    await verified(world, await mission(world, "Count", -17, 178, domain="elder_care"), person)
    await world.circle(name="Near", domain="food_security", **FIJI)
    await world.circle(name="Elders", domain="elder_care")
    await world.circle(
        name="Beekeeping", domain=None, topic="beekeeping", description="Beekeeping on balconies, beekeeping."
    )
    await world.circle(name="Far", domain="elder_care", west=0, south=0, east=1, north=1)
    await world.circle(name="Other", domain="human_rights")
    for state in ("active", "invited", "requested", "left", "banned"):
        known = await world.circle(name=f"Known {state}", domain="elder_care")
        await world.member(known, person, state=state)
    await world.circle(name="Private", domain="elder_care", visibility="private")
    await index(world)
    found = (await world.get(person, "/suggested"))["items"]
    why = {each["circle"]["name"]: (each["near"], each["domain"], each["skills"]) for each in found}
    assert why == {
        "Near": (True, None, False),
        "Elders": (False, "elder_care", False),
        "Beekeeping": (False, None, True),
    }
    page = await shown(world, person, "/circles")
    assert "Near you" in page
    assert "Because you help in: Elder Care" in page
    assert "It fits your skills" in page
    assert "Circles for you" not in await shown(world, person, "/circles?q=bees")
    assert "Circles for you" not in await shown(world, None, "/circles")


async def test_agents_are_suggested_circles_of_their_specialisations(world):
    agent = await world.agent()
    await world.change(
        "UPDATE identity.agent SET specializations = '{elder_care}' WHERE id = $1", agent.account_id
    )
    await world.circle(name="Elders", domain="elder_care")
    await world.circle(name="Waters")
    [found] = (await world.get(agent, "/suggested"))["items"]
    assert (found["circle"]["name"], found["domain"]) == ("Elders", "elder_care")
    await world.get(None, "/suggested", status=401)
