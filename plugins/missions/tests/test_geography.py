"""The public grid, distances on the sphere, and the boxes that searches look into."""

import math

import pytest
from commonweal_missions.rules.geography import (
    EARTH_RADIUS_M,
    Point,
    boxes_around,
    chord_square,
    distance_m,
    snap,
    sphere,
    surface_metres,
)
from hypothesis import given
from hypothesis import strategies as st

latitudes = st.floats(-90, 90, allow_nan=False)
longitudes = st.floats(-180, 180, allow_nan=False)
points = st.builds(Point, latitudes, longitudes)


@given(points)
def test_snapping_twice_changes_nothing_more(point):
    assert snap(snap(point)) == snap(point)


@given(points)
def test_snapped_points_lie_on_the_grid_of_a_hundredth_degree_within_half_a_step(point):
    snapped = snap(point)

    assert snapped.latitude == round(snapped.latitude, 2)
    assert snapped.longitude == round(snapped.longitude, 2)
    assert abs(snapped.latitude - point.latitude) <= 0.005 + 1e-9
    around = abs(snapped.longitude - point.longitude)
    assert min(around, 360 - around) <= 0.005 + 1e-9
    assert -90 <= snapped.latitude <= 90
    assert -180 <= snapped.longitude < 180


@given(st.integers(-9000, 8999), st.floats(0.0001, 0.0049), st.floats(0.0001, 0.0049))
def test_snapping_cannot_tell_apart_two_points_in_one_cell(cell, one, other):
    assert snap(Point(cell / 100 + one, 0.0)) == snap(Point(cell / 100 + other, 0.0))


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        (Point(19.4326, -99.1332), Point(20.6597, -103.3496), 461),
        (Point(-1.286, 36.817), Point(6.524, 3.379), 3_806),
        (Point(0, 179.9), Point(0, -179.9), 22.2),
        (Point(90, 0), Point(90, 120), 0),
        (Point(0, 0), Point(0, 180), math.pi * EARTH_RADIUS_M / 1000),
    ],
)
def test_distance_follows_the_great_circle(one, other, kilometres):
    assert distance_m(one, other) / 1000 == pytest.approx(kilometres, rel=0.01, abs=0.2)


@given(st.integers(0, 20_000_000))
def test_chord_and_distance_are_each_others_inverse(metres):
    assert surface_metres(chord_square(metres)) == pytest.approx(metres, abs=1)


@given(points, points, st.integers(1, 200))
def test_boxes_leave_out_no_point_within_the_radius(centre, other, radius_km):
    square = math.dist(sphere(centre), sphere(other)) ** 2
    if square <= chord_square(radius_km * 1000):
        assert any(holds(box, other) for box in boxes_around(centre, radius_km * 1000))


@given(points, st.floats(0, 2 * math.pi), st.floats(0, 1), st.integers(1, 200))
def test_boxes_hold_every_point_at_any_bearing_within_the_radius(centre, bearing, share, radius_km):
    other = travel(centre, bearing, share * radius_km * 1000)

    assert any(holds(box, other) for box in boxes_around(centre, radius_km * 1000))


def holds(box, point):
    return box.south <= point.latitude <= box.north and box.west <= point.longitude <= box.east


def travel(start, bearing, metres):
    angle, latitude = metres / EARTH_RADIUS_M, math.radians(start.latitude)
    end = math.asin(
        max(
            -1,
            min(
                1,
                math.sin(latitude) * math.cos(angle)
                + math.cos(latitude) * math.sin(angle) * math.cos(bearing),
            ),
        )
    )
    turn = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(latitude),
        math.cos(angle) - math.sin(latitude) * math.sin(end),
    )
    return Point(math.degrees(end), (start.longitude + math.degrees(turn) + 540) % 360 - 180)
