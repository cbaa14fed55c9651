"""Maps: what part of the world they show, the land on it, and circles that can be told apart and tapped."""

import math
import random
import re
from itertools import combinations

import pytest
from commonweal_missions.filters import Near
from commonweal_missions.maps import circles
from commonweal_missions.maps.circles import circles_of
from commonweal_missions.maps.drawing import COMPACT, INHABITED, WIDE, draw
from commonweal_missions.maps.labels import Dot, place_labels
from commonweal_missions.maps.land import land_path
from commonweal_missions.maps.view import View
from commonweal_missions.queries.overview import Spot
from commonweal_missions.rules.geography import Point, distance_m
from hypothesis import given
from hypothesis import strategies as some

POINTS = some.builds(Point, some.floats(-80, 80), some.floats(-180, 180))
SPOTS = some.builds(
    Spot, some.floats(-56, 70), some.floats(-170, 179), some.integers(1, 500), some.just("Here"), some.none()
)
WORLD = View.fitting(INHABITED, *WIDE)


@given(some.lists(POINTS, min_size=1, max_size=20))
def test_a_fitting_view_shows_every_point_inside_its_picture(points):
    view = View.fitting(points, *WIDE)

    for point in points:
        x, y = view.place(point.longitude, point.latitude)
        assert 0 <= x <= view.width
        assert 0 <= y <= view.height


@given(some.builds(Point, some.floats(-60, 60), some.floats(-150, 150)), some.floats(1, 200))
def test_a_view_around_a_circle_shows_all_of_it_at_its_true_size(center, radius_km):
    view = View.around(center, radius_km, *WIDE)
    x, y = view.place(center.longitude, center.latitude)
    radius = view.pixels(radius_km, center.latitude)

    assert abs(x - view.width / 2) < 1
    assert y - radius >= 0
    assert y + radius <= view.height + 1
    north = view.place(center.longitude, min(center.latitude + radius_km / 111.195, 85))[1]
    assert y - north == pytest.approx(radius, rel=0.08, abs=1)


def test_land_is_drawn_where_there_is_some_and_stays_near_the_picture():
    path = land_path(WORLD)
    corners = 0
    for ring in path.split("z")[:-1]:
        start, steps = ring.removeprefix("M").split("l")
        x, y = map(float, start.split())
        for step in re.findall(r"-?\d+ -?\d+", steps):
            dx, dy = map(float, step.split())
            x, y, corners = x + dx, y + dy, corners + 1
            assert -10 <= x <= WORLD.width + 10
            assert -10 <= y <= WORLD.height + 10

    assert corners > 1000
    assert land_path(View.around(Point(0.0, -140.0), 100, *COMPACT)) == ""


@given(some.lists(SPOTS, min_size=1, max_size=25))
def test_every_mission_in_view_is_in_one_circle_that_a_search_around_its_middle_finds(spots):
    found, dots = circles_of(WORLD, spots)
    seen = [spot for spot in spots if WORLD.holds(spot.longitude, spot.latitude)]

    assert sum(circle.missions for circle in found) == sum(spot.missions for spot in seen)
    for spot in seen:
        point = Point(spot.latitude, spot.longitude)
        assert any(distance_m(circle.center, point) <= circle.radius_km * 1000 for circle in found)
    assert all(5 <= circle.radius_km <= 200 for circle in found)
    assert dots == []


@pytest.mark.parametrize("shape", [WIDE, COMPACT])
def test_a_world_full_of_missions_has_as_many_circles_as_there_is_room_for_and_dots(shape, monkeypatch):
    pushed = []
    monkeypatch.setattr(circles, "_push", lambda *pair, push=circles._push: pushed.append(1) or push(*pair))
    chance = random.Random(7)
    spots = [
        Spot(
            round(chance.uniform(-50, 65), 2), round(chance.uniform(-125, 150), 2), 1 + step % 3, "Here", None
        )
        for step in range(1_000)
    ]

    drawing = draw(tuple(spots), None, shape)

    assert len(drawing.circles) == circles.room_for(drawing.view)
    assert sum(each.missions for each in drawing.circles) + len(drawing.dots) >= 1_000
    assert len(pushed) < 40 * 25 * len(drawing.circles)  # each meets its neighbours only, not all the others


def test_circles_of_a_crowded_map_do_not_overlap_and_are_large_enough_to_tap():
    places = [Spot(19.0 + step / 7, -99.0 + step / 5, 1 + step, f"Place {step}", None) for step in range(12)]
    for shape in (WIDE, COMPACT):
        drawing = draw(tuple(places), None, shape)
        for one, other in combinations(drawing.circles, 2):
            assert math.dist((one.x, one.y), (other.x, other.y)) >= one.size + other.size
        for circle in drawing.circles:
            assert 2 * circle.size >= 24
            assert circle.size <= circle.x <= drawing.view.width - circle.size


def test_missions_of_one_city_share_a_circle_called_like_it():
    spots = [Spot(52.52, 13.40, 3, "Mitte", "Berlin"), Spot(52.48, 13.44, 1, "Neukölln", "Berlin")]
    spots += [Spot(-33.4, -70.6, 2, "Santiago", None)]

    names = {circle.name: circle.missions for circle in draw(tuple(spots), None, WIDE).circles}

    assert names == {"Berlin": 4, "Santiago": 2}


def test_a_picture_of_a_city_has_a_grid_and_a_scale_in_place_of_coarse_land():
    near = Near(Point(52.52, 13.40), 10)
    mitte, santiago = Spot(52.52, 13.40, 3, "Mitte", "Berlin"), Spot(-33.4, -70.6, 1, "Santiago", None)
    city = draw((mitte,), near, WIDE)
    world = draw((mitte, santiago), None, WIDE)

    assert (city.land, bool(city.grid), bool(city.scale), bool(city.around)) == ("", True, True, True)
    assert (bool(world.land), world.grid, world.scale, world.around) == (True, [], None, None)
    assert [circle.name for circle in city.circles] == ["Mitte"]


def test_names_stand_beside_their_circles_and_never_on_others():
    dots = [Dot(100, 100, 12, "上海市"), Dot(130, 100, 12, "Thorncliffe Park")]
    dots += [Dot(395, 100, 5, "At the rim")]

    labels = {label.name: label for label in place_labels(dots, (400, 270))}

    assert labels["上海市"].anchor == "end"
    assert labels["Thorncliffe Park"].anchor == "start"
    assert labels["At the rim"].anchor == "end"
    crowd = [Dot(50 + 20 * (step % 5), 50 + 20 * (step // 5), 12, "Crowded") for step in range(25)]
    assert len(place_labels(crowd, (200, 200))) < 25


def test_the_same_list_has_one_drawing_and_any_difference_another():
    here = Spot(52.52, 13.40, 3, "Mitte", "Berlin")
    first = draw((here,), None, WIDE)

    assert draw((Spot(*here),), None, WIDE) is first
    assert draw((here._replace(missions=4),), None, WIDE).circles[0].missions == 4
    assert draw((here._replace(place="米特区"),), None, WIDE).circles[0].name == "米特区"
    assert draw((here,), None, COMPACT).view != first.view
    assert draw((here,), Near(Point(52.52, 13.40), 10), WIDE).around


@given(some.lists(SPOTS, min_size=2, max_size=40))
def test_pushing_only_what_moved_leaves_circles_where_pushing_all_does(spots):
    settled = circles_of(WORLD, spots)[0]
    with pytest.MonkeyPatch.context() as patch:
        every = circles._push_all
        patch.setattr(
            circles, "_push_all", lambda these, beside, _: every(these, beside, [True] * len(these))
        )
        expected = circles_of(WORLD, spots)[0]

    assert settled == expected


def test_land_that_reaches_over_every_edge_of_the_picture_is_cut_there():
    view = View.around(Point(48.0, 12.0), 300, 400, 240)  # all land, but for the bleed around the picture
    numbers = [float(each) for each in re.findall(r"-?[0-9]+", land_path(view).partition("l")[0])]

    assert land_path(view).count("M") == 1
    assert min(numbers) >= -8
    assert max(numbers) <= 408


def test_a_circle_that_the_rim_moved_is_still_pushed_off_its_neighbour():
    at = [(2.0, 100.0), (32.0, 100.0), (200.0, 100.0), (205.0, 100.0)]  # the first is moved to 14.5
    crowd = [circles.Circle(x=x, y=y, missions=1, size=13.5, name="", center=Point(0.0, 0.0)) for x, y in at]

    circles._apart(crowd, 400, 270)

    assert math.dist((crowd[0].x, crowd[0].y), (crowd[1].x, crowd[1].y)) >= 27
