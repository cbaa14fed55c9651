"""Nearby: what is inside the box of a place circle, for whoever sees its inside, also at 180 degrees."""

from datetime import UTC, datetime, timedelta

import pytest
from commonweal import new_id
from commonweal.testing.queries import counted_statements

from .test_finding_directory import related

NOW = datetime.now(UTC)
FIJI = {"west": 177.0, "south": -19.0, "east": -178.0, "north": -16.0, "place_name": "Fiji"}


async def mission(world, title, latitude, longitude, *, age=0, **changes):
    """Put an approved, open mission into the tables."""
    row = {
        "id": new_id(),
        "creator_kind": "agent",
        "creator_id": new_id(),
        "creator_name": "Heron",
        "domain": "environmental_protection",
        "type": "data_collection",
        "difficulty": "beginner",
        "reward_minor": 1000,
        "duration_min": 60,
        "max_claims": 9,
        "step_optional": [False],
        "evidence_kind": ["photo"],
        "evidence_required": [True],
        "latitude": latitude,
        "longitude": longitude,
        "source_locale": "en",
        "review_status": "approved",
        "published_at": NOW - timedelta(minutes=age),
        "expires_at": NOW + timedelta(days=9),
        **changes,
    }
    places = ", ".join(f"${place}" for place in range(1, len(row) + 1))
    await world.change(f"INSERT INTO missions.mission ({', '.join(row)}) VALUES ({places})", *row.values())
    await world.change(
        "INSERT INTO missions.mission_translation (mission_id, locale, provenance, title, description,"
        " steps, evidence, source_hash)"
        " VALUES ($1, 'en', 'author', $2, 'Count the reeds.', '{Go}', '{A photo}', $3)",
        *(row["id"], title, "0" * 64),
    )
    return row["id"]


async def problem(world, title, latitude, longitude, *, age=0, **changes):
    """Put an approved problem into the tables."""
    row = {
        "id": new_id(),
        "reporter_kind": "agent",
        "reporter_id": new_id(),
        "title": f"{title}, a problem",
        "description": "Nobody has counted the reeds for a year, and the shore moves on. " * 2,
        "domain": "environmental_protection",
        "severity": "high",
        "scope": "city",
        "affected_population": "",
        "location_name": "",
        "latitude": latitude,
        "longitude": longitude,
        "source_locale": "en",
        "likeness": [],
        "review_status": "approved",
        "published_at": NOW - timedelta(minutes=age),
        **changes,
    }
    places = ", ".join(f"${place}" for place in range(1, len(row) + 1))
    await world.change(f"INSERT INTO problems.problem ({', '.join(row)}) VALUES ({places})", *row.values())
    return row["id"]


async def verified(world, mission_id, person):
    """Let a person have a verified claim on a mission."""
    await world.change(
        "INSERT INTO missions.claim (id, mission_id, human_id, state, claimed_at, deadline, finished_at)"
        " VALUES ($1, $2, $3, 'verified', now(), now() + interval '1 day', now())",
        *(new_id(), mission_id, person.account_id),
    )


async def ids(world, reader, circle, **query):
    return [each["id"] for each in (await world.get(reader, f"/{circle}/nearby", **query))["items"]]


async def test_both_sides_of_180_degrees_are_inside_newest_first(world):
    circle = await world.circle(**FIJI)
    expected = [
        await mission(world, "West", -17, 178.5, age=1),
        await problem(world, "East", -17, -179, age=2),
        await problem(world, "Line", -17, 180, age=3),
        await mission(world, "Edge", -16, -178, age=4),
    ]
    await mission(world, "Outside", -17, -177.9)
    await problem(world, "Other side", -17, 0)
    await mission(world, "Anywhere", None, None)
    await mission(world, "In review", -17, 178, review_status="flagged")
    await problem(world, "Rejected", -17, 178, review_status="rejected")
    await mission(world, "Over", -17, 178, expires_at=NOW)
    assert await ids(world, None, circle) == [str(each) for each in expected]
    answer = await world.get(None, f"/{circle}/nearby", limit=1)
    [first] = answer["items"]
    assert (first["kind"], first["mission"]["title"], first["problem"]) == ("mission", "West", None)
    assert first["untrusted"] is True


async def test_pages_of_both_kinds_join_without_a_gap(world):
    circle = await world.circle(**FIJI)
    expected = []
    for number in range(10):
        put = mission if number % 3 else problem
        expected.append(str(await put(world, f"Number {number}", -17, 178, age=number // 2)))
    listed, cursor = [], None
    while cursor or not listed:
        more = {"cursor": cursor} if cursor else {}
        answer = await world.get(None, f"/{circle}/nearby", limit=3, **more)
        listed += [each["id"] for each in answer["items"]]
        cursor = answer["next_cursor"]
    assert len(listed) == len(set(listed))
    assert sorted(listed) == sorted(expected)
    assert [expected.index(each) // 2 for each in listed] == sorted(
        expected.index(each) // 2 for each in listed
    )


async def test_whoever_does_not_see_the_inside_of_a_circle_sees_nothing_nearby(world):
    circle, people = await related(world, visibility="private", **FIJI)
    await mission(world, "West", -17, 178.5)
    for relation, person in [*people.items(), ("guest", None)]:
        expected = 200 if relation == "member" else 404
        for address in (f"/{circle}/nearby", f"/{circle}/nearby/figures"):
            await world.get(person, address, status=expected)
        async with world.site.browse(person, accept="text/html") as client:
            assert (await client.get(f"/circles/{circle}/nearby")).status_code == expected, relation


async def test_a_circle_without_a_box_has_nothing_nearby(world):
    owner = await world.person()
    circle = await world.circle(owner)
    await world.get(owner, f"/{circle}/nearby", status=404)
    await world.get(owner, f"/{circle}/nearby/figures", status=404)


async def test_figures_are_counts_and_few_people_are_not_counted(world):
    circle = await world.circle(**FIJI)
    inside, outside = await mission(world, "In", -17, 178), await mission(world, "Out", 0, 0)
    await problem(world, "Open", -17, 179)
    await problem(world, "Solved", -17, 179, state="resolved")
    for _ in range(4):
        person = await world.person()
        await world.member(circle, person)
        await verified(world, inside, person)
        await verified(world, outside, person)
    stranger, gone = await world.person(), await world.person()
    await world.member(circle, gone, state="left")
    await verified(world, inside, stranger)
    await verified(world, inside, gone)
    expected = {
        "open_missions": 1,
        "verified": 6,
        "problems_open": 1,
        "problems_resolved": 1,
        "by_members": 4,
        "people": None,
    }
    assert await world.get(None, f"/{circle}/nearby/figures") == expected
    fifth = await world.person()
    await world.member(circle, fifth)
    await verified(world, inside, fifth)
    assert await world.get(None, f"/{circle}/nearby/figures") == {
        **expected,
        "verified": 7,
        "by_members": 5,
        "people": 5,
    }


async def test_the_page_shows_the_map_the_feed_and_the_figures(world):
    circle = await world.circle(**FIJI)
    await mission(world, "Count the reeds", -17, 178.5)
    await problem(world, "The shore moves", -17, -179)
    async with world.site.browse(None, accept="text/html") as client:
        page = (await client.get(f"/circles/{circle}/nearby")).text
    for words in ("Count the reeds", "The shore moves", "Open missions", '<svg class="circles-map"'):
        assert words in page
    assert page.count("circles-map-mark") == 1


@pytest.mark.parametrize("count", [0, 7])
async def test_nearby_costs_the_same_however_much_there_is(world, count):
    owner = await world.person()
    circle = await world.circle(owner, **FIJI)
    for number in range(count):
        await mission(world, f"Mission {number}", -17, 178)
        await problem(world, f"Problem {number}", -17, 178)
    await world.get(owner, f"/{circle}/nearby")
    with counted_statements() as seen:
        await world.get(owner, f"/{circle}/nearby")
    assert len(seen) <= 6
