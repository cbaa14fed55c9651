"""Choosing a place on the map without JavaScript: steps, squares, names, and the way back into the form."""

import re

import pytest
from commonweal_circles.finding.choosing import COLUMNS, ROWS, STEPS, square, stepped
from commonweal_circles.rules.place import Box, Point, contains, normalise
from hypothesis import given
from hypothesis import strategies as some

FIJI = Box(177, -19, -178, -16)


@given(some.lists(some.integers(0, COLUMNS * ROWS - 1), min_size=1, max_size=5))
def test_whoever_taps_squares_comes_closer_and_stays_on_the_globe(taps):
    box = None
    for tap in taps:
        before, box = box, square(box, tap)
        assert box == normalise(*box)
        assert before is None or box.width <= max(before.width, 0.02)


@given(some.lists(some.sampled_from(sorted(STEPS)), max_size=30))
def test_steps_never_leave_the_globe(steps):
    box = FIJI
    for step in steps:
        box = stepped(box, step)
        assert box == normalise(*box)


def test_squares_count_by_rows_from_the_top_left():
    first, last = square(None, 0), square(None, COLUMNS * ROWS - 1)
    assert (first.west, round(last.east)) == (-180, 180)
    assert first.south > last.north
    assert contains(square(None, 5 * COLUMNS + 11), Point(-20, 178))
    assert stepped(None, str(COLUMNS * ROWS)) is None
    assert stepped(FIJI, "99999") == FIJI
    assert stepped(FIJI, "sideways") == FIJI
    assert stepped(FIJI, "clear") is None


async def send(site, person, status=200, **entries):
    """Send the form of the map as a page that was opened before."""
    async with site.browse(person, accept="text/html") as client:
        page = await client.get("/circles/place")
        token = re.search(r'name="form_token" value="([^"]+)"', page.text)
        given = {**({"form_token": token[1]} if token else {}), **entries}
        answer = await client.post("/circles/place", data=given)
    assert answer.status_code == status, answer.text
    return answer.text


def entries_of(page):
    found = re.findall(r'<input[^>]*name="(west|south|east|north)"[^>]*value="([^"]*)"', page)
    return {name: float(value) for name, value in found}


async def test_a_tap_makes_a_box_and_what_was_entered_comes_along(world):
    person = await world.person()
    page = await send(
        world.site, person, do="60", name="Friends of the reef", description="<b>Reefs</b>", joining="open"
    )
    assert Box(**entries_of(page)) == square(None, 60)
    assert 'name="name" value="Friends of the reef"' in page
    assert 'value="&lt;b&gt;Reefs&lt;/b&gt;"' in page
    assert "once" not in re.findall(
        r'name="([a-z_]+)"', page.split("<form", 2)[-1].split("circles-squares")[0]
    )


async def test_the_box_goes_back_into_the_form_of_a_new_circle_with_everything_else(world):
    person = await world.person(tokens=30)
    page = await send(
        world.site,
        person,
        **{name: str(value) for name, value in FIJI._asdict().items()},
        do="use",
        sought="Fiji",
        name="Friends of the reef",
        visibility="private",
        joining="invitation",
    )
    assert "<h1>Open a circle</h1>" in page
    assert 'value="Friends of the reef"' in page
    assert entries_of(page) == FIJI._asdict()
    assert 'name="place_name" type="text" value="Fiji"' in page
    assert await world.value("SELECT count(*) FROM circles.circle") == 0


async def test_entries_that_no_form_of_a_circle_has_are_left_out(world):
    person = await world.person()
    page = await send(world.site, person, do="use", name="Reef watch", visit="1", unheard="of")
    assert "Reef watch" in page
    assert "unheard" not in page


async def test_the_settings_are_for_an_admin_of_the_circle(world):
    owner, other = await world.person(), await world.person()
    circle = await world.circle(owner)
    box = {name: str(value) for name, value in FIJI._asdict().items()}
    page = await send(world.site, owner, **box, do="use", back=str(circle), name="Renamed")
    assert f"/circles/{circle}/settings" in page
    assert entries_of(page) == FIJI._asdict()
    await send(world.site, other, 403, **box, do="use", back=str(circle))
    private = await world.circle(owner, visibility="private")
    await send(world.site, other, 404, **box, do="use", back=str(private))
    await send(world.site, owner, 404, **box, do="use", back="somewhere")


async def test_a_place_is_found_by_its_name_and_an_unknown_one_is_said(world):
    person = await world.person()
    await world.change(
        "INSERT INTO missions.place (id, slug, country, names, latitude, longitude) VALUES"
        " (gen_random_uuid(), 'suva', 'FJ', $1, -18.14, 178.44)",
        '{"en": "Suva", "zh-Hans": "苏瓦"}',
    )
    page = await send(world.site, person, do="find", sought="苏瓦")
    assert contains(Box(**entries_of(page)), Point(-18.14, 178.44))
    assert "Suva" in page, "places around are named on the map"
    page = await send(world.site, person, 422, do="find", sought="Atlantis")
    assert "We do not know this place" in page


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (("177", "-16", "-178", "-19"), FIJI),
        (("177,0", "-19", "182", "-16"), FIJI),
        (("-183", "\u221219", "182", "-16"), None),
    ],
)
async def test_boxes_that_are_upside_down_or_beyond_180_are_understood(world, sides, expected):
    person = await world.person()
    page = await send(world.site, person, **dict(zip(("west", "south", "east", "north"), sides, strict=True)))
    if expected:
        assert Box(**entries_of(page)) == expected
    else:
        assert Box(**entries_of(page)).width == 360


@pytest.mark.parametrize("wrong", ["", "north", "1e400", "nan"])
async def test_numbers_that_make_no_box_are_said(world, wrong):
    person = await world.person()
    page = await send(world.site, person, 422, west="1", south="2", east=wrong, north="3")
    assert "make no area" in page


async def test_the_map_can_be_linked_to_with_a_box_and_guests_sign_in_first(world):
    person = await world.person()
    async with world.site.browse(person, accept="text/html") as client:
        page = (await client.get("/circles/place?west=177&south=-19&east=-178&north=-16")).text
    assert Box(**entries_of(page)) == FIJI
    assert "The area is" in page
    async with world.site.browse(None, accept="text/html") as client:
        assert (await client.get("/circles/place")).status_code in {303, 302, 401}
