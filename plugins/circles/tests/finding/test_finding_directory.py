"""The directory: who finds which circles, filters, orders, cursors and searches by words and likeness."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from commonweal import emit
from commonweal.testing.queries import counted_statements
from commonweal_circles.events import CircleArchived, CircleEdited, CircleOpened, CircleReviewed

HEADER = "commonweal-search"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


async def names(world, reader=None, address="", **query):
    return [each["name"] for each in (await world.get(reader, f"/{address}", **query))["items"]]


async def index(world):
    """Bring the indexes up to date, as workers do: those that are missing are begun first."""
    await world.site.run_task("vectors.keep")
    await world.site.settle()


async def tell(world, event):
    async with world.database.write() as work:
        await emit(work, event)
    await world.site.settle()


async def related(world, **changes):
    """Make a circle and somebody in every relation to it."""
    circle = await world.circle(**changes)
    people = {"stranger": await world.person(), "agent": await world.agent()}
    for state in ("invited", "active", "left", "banned", "requested"):
        person = await world.person()
        await world.member(circle, person, state=state)
        people["member" if state == "active" else state] = person
    return circle, people


async def test_everybody_finds_public_circles_and_only_those_inside_find_private_ones(world):
    _, people = await related(world, name="Secret garden", visibility="private")
    await world.circle(name="Open garden")
    for query in ({}, {"q": "garden"}, {"sort": "members"}, {"domain": "environmental_protection"}):
        assert await names(world, **query) == ["Open garden"]
        for relation, person in people.items():
            found = await names(world, person, **query)
            assert ("Secret garden" in found) == (relation in {"invited", "member"}), (relation, query)
            assert "Open garden" in found
    page = await _page(world, people["stranger"], "/circles?q=garden")
    assert "Secret garden" not in page
    assert "Secret garden" in await _page(world, people["member"], "/circles?q=garden")


@pytest.mark.parametrize("status", ["pending", "flagged", "rejected"])
async def test_a_public_circle_that_review_has_not_approved_is_for_those_inside(world, status):
    _, people = await related(world, name="Waiting", review_status=status)
    assert await names(world) == []
    for relation, person in people.items():
        assert (await names(world, person) == ["Waiting"]) == (relation in {"invited", "member"})


async def test_archived_circles_are_found_by_those_who_belong_to_them_and_ask(world):
    circle, people = await related(world, name="Over", state="archived", archived_at=NOW)
    await world.circle(name="Still on")
    assert await names(world, people["member"]) == ["Still on"]
    assert await names(world, people["member"], archived="true") == ["Over"]
    for relation in ("stranger", "invited", "left", "banned"):
        assert await names(world, people[relation], archived="true") == []
    await world.get(None, "/", status=401, archived="true")
    await world.get(None, "/", status=401, mine="true")
    assert circle


async def test_mine_are_those_one_belongs_to_not_those_one_is_invited_to(world):
    person = await world.person()
    mine, invited = await world.circle(name="Mine"), await world.circle(name="Invited")
    await world.circle(name="Other")
    await world.member(mine, person, role="moderator")
    await world.member(invited, person, state="invited")
    [found] = (await world.get(person, "/", mine="true"))["items"]
    assert (found["name"], found["standing"], found["role"]) == ("Mine", "active", "moderator")
    assert found["untrusted"] is True
    assert await names(world, person, mine="true", q="mine") == ["Mine"]
    standings = {each["name"]: each["standing"] for each in (await world.get(person, "/"))["items"]}
    assert standings == {"Mine": "active", "Invited": "invited", "Other": ""}


async def test_filters_keep_what_was_asked_for(world):
    await world.circle(name="Water", domain="clean_water_sanitation", joining="request")
    await world.circle(name="Elders", domain="elder_care")
    await world.circle(name="Bees", domain=None, topic="bees on balconies")
    assert await names(world, domain="elder_care") == ["Elders"]
    assert set(await names(world, domain=["elder_care", "clean_water_sanitation"])) == {"Elders", "Water"}
    assert await names(world, joining="request") == ["Water"]
    assert await names(world, q="balconies") == ["Bees"]
    assert await names(world, q="balconies", domain="elder_care") == []
    for nothing in ("-" * 200, "\uff0d " * 100, "-(" * 60):
        assert await names(world, q=nothing) == []
        assert (await world.get(None, "/threads", q=nothing))["items"] == []


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"lat": -17.8, "lng": 178.0}, {"Fiji"}),
        ({"lat": -17.8, "lng": -179.5}, {"Fiji"}),
        ({"lat": -17.8, "lng": 180}, {"Fiji"}),
        ({"lat": -17.8, "lng": -180}, {"Fiji"}),
        ({"lat": -17.8, "lng": -176, "radius_km": 20}, set()),
        ({"lat": -17.8, "lng": -177.4, "radius_km": 100}, {"Fiji"}),
        ({"lat": -12.05, "lng": -77.04}, {"Lima"}),
        ({"lat": 0, "lng": 0, "radius_km": 1000}, set()),
        ({"place": "lima"}, {"Lima"}),
        ({"place": "%"}, set()),
    ],
)
async def test_place_circles_are_found_around_a_point_also_at_180_degrees(world, where, found):
    await world.circle(name="Fiji", west=177, south=-19, east=-178, north=-16, place_name="Fiji")
    await world.circle(
        name="Lima", west=-77.2, south=-12.3, east=-76.9, north=-11.9, place_name="Lima Centro"
    )
    await world.circle(name="Everywhere")
    assert set(await names(world, **where)) == found


async def test_a_place_we_know_by_name_finds_circles_whose_box_is_there(world):
    await world.change(
        "INSERT INTO missions.place (id, slug, country, names, latitude, longitude) VALUES"
        " (gen_random_uuid(), 'lima', 'PE', $1, -12.05, -77.04)",
        '{"en": "Lima", "zh-Hans": "利马"}',
    )
    await world.circle(name="Rimac", west=-77.2, south=-12.3, east=-76.9, north=-11.9)
    assert await names(world, place="利马") == ["Rimac"]


async def test_circles_near_oneself_go_by_the_place_in_the_profile(world):
    person = await world.person()
    await world.circle(name="Near", west=-3.8, south=40.3, east=-3.6, north=40.5)
    await world.circle(name="Far", west=2.0, south=41.3, east=2.3, north=41.5)
    await world.get(person, "/", status=422, near="me")
    await world.get(None, "/", status=401, near="me")
    await world.change(
        "UPDATE identity.human SET latitude = 40.41, longitude = -3.7 WHERE id = $1", person.account_id
    )
    assert await names(world, person, near="me") == ["Near"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"sort": "relevance"}, "sort"),
        ({"lat": 1}, "lat"),
        ({"lng": 1}, "lng"),
        ({"radius_km": 5}, "radius_km"),
        ({"lat": 91, "lng": 0}, "lat"),
        ({"sort": "best"}, "sort"),
        ({"joining": "paid"}, "joining"),
        ({"q": "x" * 201}, "q"),
    ],
)
async def test_a_wrong_question_is_named(world, query, pointer):
    answer = await world.get(None, "/", status=422, **query)
    assert answer["errors"][0]["pointer"].strip("/").startswith(pointer)


@pytest.mark.parametrize("sort", ["activity", "members", "verified"])
async def test_pages_join_without_a_gap_in_every_order_with_ties_and_private_ones(world, sort):
    person = await world.person()
    ids = []
    for number in range(9):
        ids.append(
            await world.circle(
                name=f"Circle {number}",
                visibility="private" if number % 3 == 0 else "public",
                active_at=NOW + timedelta(minutes=number // 2),
                members=1 + number // 2,
                verified=number // 2,
            )
        )
        if number % 3 == 0 and number:
            await world.member(ids[-1], person, counts=False)
    listed, cursor = [], None
    while cursor or not listed:
        more = {"cursor": cursor} if cursor else {}
        answer = await world.get(person, "/", sort=sort, limit=2, **more)
        listed += [each["id"] for each in answer["items"]]
        cursor = answer["next_cursor"]
    expected = sorted(enumerate(ids), key=lambda pair: (pair[0] // 2, pair[1]), reverse=True)
    assert listed == [str(each) for number, each in expected if number]


async def test_a_cursor_works_for_its_own_list_and_reader(world):
    person = await world.person()
    for number in range(3):
        await world.circle(name=f"Circle {number}")
    cursor = (await world.get(person, "/", limit=1))["next_cursor"]
    await world.get(person, "/", limit=1, cursor=cursor)
    for reader, query in ((None, {}), (person, {"sort": "members"}), (person, {"joining": "open"})):
        refused = await world.get(reader, "/", status=400, limit=1, cursor=cursor, **query)
        assert refused["code"] == "invalid_cursor"


async def test_words_are_found_in_each_language_and_by_likeness(world):
    await world.circle(
        name="Repair café", description="We mend toasters, lamps and bicycles every Saturday together."
    )
    await world.circle(
        name="Huertos del río",
        description="Cuidamos huertos y árboles con los vecinos del barrio cada domingo.",
        locale="es",
    )
    await world.circle(
        name="夜间药店",
        description="我们核对夜间药店的营业时间和电话号码让老人晚上也能买到药。",
        locale="zh-Hans",
    )
    for query, found in (("mending lamp", 0), ("arboles", 1), ("药店", 2), ("药", 2)):
        [name] = await names(world, q=query)
        assert name == ["Repair café", "Huertos del río", "夜间药店"][found]
    async with world.site.browse() as guest:
        assert (await guest.get("/api/v1/circles/?q=lamps")).headers[HEADER] == "words"
        await index(world)
        answer = await guest.get("/api/v1/circles/?q=mend%20bicycles%20and%20toasters%20saturday%20evening")
        assert HEADER not in answer.headers
        assert [each["name"] for each in answer.json()["items"]] == ["Repair café"]


async def test_what_turns_private_flagged_or_archived_leaves_the_index(world):
    changes = [
        (
            "visibility = 'private', joining = 'invitation'",
            lambda c: CircleEdited(circle_id=c, version=2, visibility="private"),
        ),
        (
            "review_status = 'flagged'",
            lambda c: CircleReviewed(circle_id=c, before="approved", review_status="flagged"),
        ),
        (
            "state = 'archived', archived_at = now()",
            lambda c: CircleArchived(circle_id=c, by=c, refunded=False),
        ),
    ]
    await index(world)
    for change, event in changes:
        circle = await world.circle(name="Toasters and lamps")
        await tell(
            world, CircleOpened(circle_id=circle, opener_id=circle, organisation_id=None, visibility="public")
        )
        await becomes(world, {circle})
        await world.change(f"UPDATE circles.circle SET {change} WHERE id = $1", circle)
        # In the moment before the index hears of it, it is not shown either.
        assert await names(world, q="toasters lamps") == []
        await tell(world, event(circle))
        await becomes(world, set())
        await world.change("DELETE FROM circles.member WHERE circle_id = $1", circle)
        await world.change("DELETE FROM circles.circle WHERE id = $1", circle)


async def test_private_circles_are_never_in_the_index_and_found_by_words_by_their_members(world):
    person = await world.person()
    circle = await world.circle(name="Hidden toasters", visibility="private")
    await world.member(circle, person)
    await index(world)
    await becomes(world, set())
    assert await names(world, person, q="toasters") == ["Hidden toasters"]
    async with world.site.browse(person) as client:
        everything = (await client.get("/api/v1/vectors/search?q=toasters")).json()
    assert "Hidden toasters" in str(everything)
    async with world.site.browse(await world.person()) as client:
        assert "Hidden" not in (await client.get("/api/v1/vectors/search?q=toasters")).text


async def test_lists_cost_the_same_however_many_circles_there_are(world):
    person = await world.person()

    async def cost(**query):
        with counted_statements() as seen:
            await world.get(person, "/", **query)
        return len(seen)

    await world.member(await world.circle(), person)
    before = [await cost(), await cost(sort="members"), await cost(mine="true")]
    for number in range(6):
        await world.member(await world.circle(name=f"More {number}"), person)
    assert [await cost(), await cost(sort="members"), await cost(mine="true")] == before


async def indexed(world, collection="circles.circle"):
    rows = await world.rows("SELECT document_id FROM vectors.entry WHERE collection = $1", collection)
    return {row[0] for row in rows}


async def becomes(world, expected, collection="circles.circle"):
    """Work until an index holds this: an event is heard once no older transaction runs any more."""
    with suppress(TimeoutError):
        async with asyncio.timeout(60):
            while await indexed(world, collection) != expected:
                await world.site.settle()
                await asyncio.sleep(0.02)
    assert await indexed(world, collection) == expected


async def _page(world, reader, address):
    async with world.site.browse(reader, accept="text/html") as client:
        answer = await client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text
