"""Missions inside a box, for other plugins: lists, counts and the picture, also across the 180th meridian."""

import pytest
from commonweal import new_id
from commonweal_missions import api
from commonweal_missions.maps.view import View
from commonweal_missions.queries.inside import halves
from commonweal_missions.rules.geography import Box
from hypothesis import given
from hypothesis import strategies as some

from .conftest import NOW

FIJI = api.Bounds(175, -20, -175, -15)
SHAPE = (480, 320)
BOUNDS = some.builds(
    api.Bounds, some.floats(-180, 179), some.floats(-80, 0), some.floats(-179, 180), some.floats(1, 80)
).filter(lambda bounds: abs(bounds.west - bounds.east) > 0.01)


async def titles(database, bounds, **given):
    async with database.read() as work:
        found = await api.list_inside(work, bounds, "en", NOW, **{"limit": 10, **given})
    return [each.title for each in found.missions], found.next_position


async def test_a_box_over_the_180th_meridian_holds_both_sides_and_its_edges(market, database):
    for title, latitude, longitude in (
        ("west", -17, 179),
        ("east", -17, -179),
        ("edge", -15, 175),
        ("line", -17, 180),
        ("outside", -17, 174.98),
        ("north", -14.98, 179),
        ("elsewhere", -17, 0),
    ):
        await market.add(title=title, latitude=latitude, longitude=longitude)
    await market.add(title="anywhere")
    assert set((await titles(database, FIJI))[0]) == {"west", "east", "edge", "line"}


async def test_pages_inside_a_box_join_without_a_gap(market, database):
    for number in range(5):
        await market.add(title=str(number), latitude=1, longitude=number)
    shown, position = await titles(database, api.Bounds(-1, 0, 9, 2), limit=2)
    while position:
        more, position = await titles(database, api.Bounds(-1, 0, 9, 2), limit=2, after=tuple(position))
        shown += more
    assert sorted(shown) == list("01234")


async def test_what_was_verified_inside_is_counted_and_whose_it_is(market, database):
    inside = await market.add(latitude=1, longitude=1, max_claims=9)
    outside = await market.add(latitude=9, longitude=9, max_claims=9)
    hidden = await market.add(latitude=1, longitude=1, max_claims=9, review_status="flagged")
    people = []
    for mission in (inside, inside, outside, hidden):
        claim = await market.claim(mission, state="verified")
        async with database.read() as work:
            people.append(await work.fetch_value("SELECT human_id FROM missions.claim WHERE id = $1", claim))
    async with database.read() as work:
        seen = await api.count_verified_inside(work, api.Bounds(0, 0, 2, 2), [people[0], *people[2:]])
        none = await api.count_verified_inside(work, api.Bounds(3, 3, 4, 4), people)
    assert (seen.claims, seen.of_people, seen.people) == (2, 1, 1)
    assert (none.claims, none.of_people, none.people) == (0, 0, 0)


@pytest.mark.parametrize("name", ["Lima", "  lima ", "利马", "lima"])
async def test_places_are_found_by_name_in_any_language(market, database, name):
    async with database.write() as work:
        await work.execute(
            "INSERT INTO missions.place (id, slug, country, names, latitude, longitude)"
            " VALUES ($1, 'lima', 'PE', $2, -12.05, -77.04)",
            *(new_id(), '{"en": "Lima", "es": "Lima", "zh-Hans": "利马"}'),
        )
    async with database.read() as work:
        assert await api.find_place(work, name) == api.Point(-12.05, -77.04)
        assert await api.find_place(work, "Lim") is None
        [found] = await api.places_inside(work, api.Bounds(-78, -13, -77, -12), "zh-Hans", 5)
        assert (found.name, found.point) == ("利马", api.Point(-12.05, -77.04))
        assert await api.places_inside(work, api.Bounds(78, -13, -78, -12), "en", 5) == []


@given(BOUNDS, some.floats(0, 2))
def test_a_box_lies_inside_its_picture_wherever_it_is(bounds, margin):
    view = api.view_of(bounds, SHAPE, margin)
    left, top, wide, high = api.draw_box(view, bounds).frame
    assert left >= -1
    assert top >= -1
    assert left + wide <= view.width + 1
    assert top + high <= view.height + 1
    assert wide > 0


@given(some.floats(-170, 170), some.floats(-60, 60), some.floats(0.1, 20))
def test_a_place_in_the_picture_is_the_point_that_was_placed_there(longitude, latitude, size):
    view = View.over(Box(latitude, longitude, latitude + size / 2, longitude + size), *SHAPE, margin=1.0)
    x, y = view.place(longitude, latitude)
    point = view.at(x, y)
    assert point.longitude == pytest.approx(longitude, abs=size / 40)
    assert point.latitude == pytest.approx(latitude, abs=size / 40)


def test_land_is_drawn_on_both_sides_of_the_180th_meridian():
    across = api.draw_box(api.view_of(api.Bounds(150, -50, -150, 70), SHAPE, 0.1), None)
    starts = [float(ring.split(" ")[0]) for ring in across.land.removeprefix("M").split("M")]
    assert min(starts) < SHAPE[0] / 2 < max(starts)


def test_missions_on_both_sides_of_the_180th_meridian_stand_side_by_side():
    spots = [api.Spot(-17, 179.5, 3, "Taveuni", None), api.Spot(-17, -179.5, 2, "Lau", None)]
    drawn = api.draw_box(api.view_of(FIJI, SHAPE, 0.2), FIJI, spots=spots, marks=[api.Point(-18, -179)])
    west, east = sorted(drawn.circles, key=lambda circle: circle.x)
    assert (west.name, east.name) == ("Taveuni", "Lau")
    assert 0 < east.x - west.x < SHAPE[0] / 4
    assert drawn.marks[0][0] > SHAPE[0] / 2


def test_a_box_is_made_of_halves_that_do_not_cross():
    assert halves(FIJI) == (Box(-20, 175, -15, 180), Box(-20, -180, -15, -175))
    assert halves(api.Bounds(1, 2, 3, 4)) == (Box(2, 1, 4, 3),)
