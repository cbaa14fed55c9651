"""Boxes on the globe: what they hold, how large they are, and how they are moved and scaled."""

import math

import pytest
from commonweal_circles.rules.place import (
    Box,
    Point,
    area,
    around,
    centre,
    contains,
    meets,
    moved,
    normalise,
    parts,
    scaled,
    sides,
    spanning,
)
from hypothesis import assume, given
from hypothesis import strategies as some

FIJI = Box(175.0, -20.0, -175.0, -15.0)
WORLD = Box(-180.0, -90.0, 180.0, 90.0)
POINTS = some.builds(Point, some.floats(-90, 90), some.floats(-180, 180))
DEGREES = some.integers(-180_0000, 180_0000).map(lambda each: each / 10_000)
HEIGHTS = some.integers(-90_0000, 90_0000).map(lambda each: each / 10_000)


@some.composite
def boxes(draw):
    west, south, east, north = draw(DEGREES), draw(HEIGHTS), draw(DEGREES), draw(HEIGHTS)
    try:
        return normalise(west, south, east, north)
    except ValueError:
        assume(condition=False)


@given(DEGREES, HEIGHTS, DEGREES, HEIGHTS)
def test_a_box_is_the_same_upside_down(west, south, east, north):
    assume(south != north)
    try:
        assert normalise(west, south, east, north) == normalise(west, north, east, south)
    except ValueError:
        assert (east - west) % 360 == 0


@given(boxes())
def test_what_is_on_the_globe_already_stays_as_it_is(box):
    assert normalise(*box) == box
    assert box.south < box.north
    assert 0 < box.width <= 360


@given(boxes(), some.integers(-2, 2))
def test_turning_around_the_globe_changes_nothing(box, turns):
    turned = normalise(box.west + turns * 360, box.south, box.east + turns * 360, box.north)
    assert turned.width == pytest.approx(box.width, abs=1e-3)
    assert contains(turned, Point(box.south, (box.west + box.width / 2 + 180) % 360 - 180))


@given(boxes(), POINTS)
def test_a_point_is_in_a_box_when_it_is_in_one_of_its_parts(box, point):
    same = [point, point._replace(longitude=-point.longitude)] if abs(point.longitude) == 180 else [point]
    inside = any(
        part.west <= each.longitude <= part.east and part.south <= each.latitude <= part.north
        for part in parts(box)
        for each in same
    )
    assert contains(box, point) == inside
    assert all(not part.crosses for part in parts(box))


@given(boxes())
def test_a_box_holds_its_corners_and_its_centre(box):
    for latitude in (box.south, box.north):
        for longitude in (box.west, box.east):
            assert contains(box, Point(latitude, longitude))
    assert contains(box, centre(box))


@given(boxes(), boxes())
def test_meeting_is_mutual_and_true_of_whatever_lies_inside(one, other):
    assert meets(one, other) == meets(other, one)
    if contains(one, centre(other)):
        assert meets(one, other)


@given(boxes())
def test_areas_add_up_and_none_is_larger_than_the_globe(box):
    assert sum(map(area, parts(box))) == pytest.approx(area(box))
    assert 0 < area(box) <= area(WORLD) * (1 + 1e-9)


@given(some.floats(-89, 89), some.floats(-180, 180), some.floats(1, 400), some.floats(0, 360))
def test_whatever_is_near_a_point_is_in_the_box_around_it(latitude, longitude, km, bearing):
    reach, way = km * 0.999 / 6371.0088, math.radians(bearing)
    start = math.radians(latitude)
    end = math.asin(math.sin(start) * math.cos(reach) + math.cos(start) * math.sin(reach) * math.cos(way))
    turn = math.atan2(
        math.sin(way) * math.sin(reach) * math.cos(start), math.cos(reach) - math.sin(start) * math.sin(end)
    )
    there = Point(math.degrees(end), (longitude + math.degrees(turn) + 180) % 360 - 180)
    assert contains(around(Point(latitude, longitude), km + 0.1), there)


@given(boxes(), some.sampled_from([(0.5, 0), (-0.5, 0), (0, 0.5), (0, -0.5)]))
def test_a_box_that_is_moved_keeps_its_size_and_stays_on_the_globe(box, step):
    to = moved(box, *step)
    assert to.width == pytest.approx(max(box.width, 0.01), abs=1e-3)
    assert to.height == pytest.approx(max(box.height, 0.01), abs=1e-3)
    assert -90 <= to.south < to.north <= 90


@given(boxes(), some.floats(0.1, 10))
def test_a_box_that_is_scaled_keeps_its_middle_unless_the_poles_are_in_the_way(box, factor):
    to = scaled(box, factor, factor)
    assert 0.0099 <= to.width <= 360
    assert -90 <= to.south < to.north <= 90
    assert contains(to, centre(box))


@pytest.mark.parametrize(
    ("given_sides", "expected"),
    [
        ((10, 5, 20, -5), Box(10, -5, 20, 5)),
        ((175, -20, 185, -15), FIJI),
        ((-185, -20, -175, -15), FIJI),
        ((180, 0, 190, 1), Box(-180, 0, -170, 1)),
        ((170, 0, -180, 1), Box(170, 0, 180, 1)),
        ((-200, -95, 200, 95), WORLD),
        ((20, 0, 10, 1), Box(20, 0, 10, 1)),  # around the globe: who means that may say so
    ],
)
def test_boxes_are_brought_onto_the_globe(given_sides, expected):
    assert normalise(*given_sides) == expected


@pytest.mark.parametrize(
    "given_sides", [(1, 2, 1, 3), (1, 2, 3, 2), (180, 0, -180, 1), (math.nan, 0, 1, 1), (0, 0, math.inf, 1)]
)
def test_what_has_no_area_is_no_box(given_sides):
    with pytest.raises(ValueError, match=r"choose edges|write four"):
        normalise(*given_sides)


def test_sizes_are_those_of_the_globe():
    assert area(WORLD) == pytest.approx(510_065_600, rel=1e-3)
    assert sides(Box(-1, -1, 1, 1)) == pytest.approx((222.4, 222.4), rel=1e-3)
    assert sides(FIJI)[0] == pytest.approx(1_060, rel=1e-2)
    assert spanning(Point(89.99, 0), 1, 4).north == 90
