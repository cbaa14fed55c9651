"""Quiet hours and digests go by the clock on the wall, across every change of clocks."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from commonweal_notifications.deciding.hours import next_digest, quiet_until, zone_of
from hypothesis import example, given
from hypothesis import strategies as st

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",  # moves by half an hour
    "Africa/Casablanca",
    "Asia/Shanghai",
    "Asia/Kathmandu",
    "Pacific/Apia",  # left out a day in 2011
    "Antarctica/Troll",  # moves by two hours
    "UTC",
]
zones = st.sampled_from(ZONES).map(ZoneInfo)
moments = st.integers(1_262_304_000, 2_051_222_400).map(lambda second: datetime.fromtimestamp(second, UTC))
walls = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30, 59]))
BERLIN = ZoneInfo("Europe/Berlin")


@given(moments, zones, walls, st.integers(1, 20))
@example(datetime(2011, 12, 30, 9, tzinfo=UTC), ZoneInfo("Pacific/Apia"), time(22), 10)
@example(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), BERLIN, time(22), 4)
def test_after_the_end_of_quiet_hours_it_is_not_quiet(now, zone, begin, hours):
    end = time((begin.hour + hours) % 24, begin.minute)
    until = quiet_until(now, zone, begin, end)
    if until is not None:
        assert now < until <= now + timedelta(hours=hours + 3)
        assert quiet_until(until, zone, begin, end) is None
        assert quiet_until(until - timedelta(microseconds=1), zone, begin, end) == until


@given(moments, zones, walls, st.integers(1, 20))
def test_it_is_quiet_when_the_wall_says_so(now, zone, begin, hours):
    end = time((begin.hour + hours) % 24, begin.minute)
    wall = now.astimezone(zone).time()
    inside = begin <= wall < end if begin < end else (wall >= begin or wall < end)
    near_a_change = len({(now + timedelta(hours=h)).astimezone(zone).utcoffset() for h in (-30, 0, 30)}) > 1
    if not near_a_change:
        assert (quiet_until(now, zone, begin, end) is not None) == inside


@given(moments, zones)
def test_all_that_is_held_in_one_night_goes_out_together(now, zone):
    night = [quiet_until(now + timedelta(minutes=10 * step), zone, time(22), time(8)) for step in range(144)]
    ends = [end for end in night if end]
    assert len(set(ends)) <= 2
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-03-28T23:00+01:00", "2026-03-29T08:00+02:00"),  # the night clocks go forward
        ("2026-10-24T23:00+02:00", "2026-10-25T08:00+01:00"),  # and back
        ("2026-06-01T21:59+02:00", None),
        ("2026-06-01T22:00+02:00", "2026-06-02T08:00+02:00"),
        ("2026-06-02T07:59+02:00", "2026-06-02T08:00+02:00"),
        ("2026-06-02T08:00+02:00", None),
    ],
)
def test_a_night_in_berlin_ends_at_eight(now, until):
    found = quiet_until(datetime.fromisoformat(now), BERLIN, time(22), time(8))
    assert found == (datetime.fromisoformat(until) if until else None)


@pytest.mark.parametrize(
    ("end", "until"),
    [(time(2, 30), "2026-03-29T03:30+02:00"), (time(2), "2026-03-29T03:00+02:00")],
)
def test_an_end_that_the_clock_leaves_out_comes_as_much_later(end, until):
    now = datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert quiet_until(now, BERLIN, time(22), end) == datetime.fromisoformat(until)


def test_an_end_that_comes_twice_is_the_second():
    now = datetime.fromisoformat("2026-10-25T02:45+02:00")  # past half past two, which comes once more
    assert quiet_until(now, BERLIN, time(22), time(2, 30)) == datetime.fromisoformat("2026-10-25T02:30+01:00")


def test_equal_ends_are_no_quiet_hours():
    assert quiet_until(datetime(2026, 1, 1, 23, tzinfo=UTC), UTC, time(22), time(22)) is None


@given(moments, zones, st.sampled_from(["daily", "weekly"]), st.integers(0, 23))
def test_a_digest_comes_at_its_hour_and_weekly_ones_on_mondays(now, zone, frequency, hour):
    at = next_digest(now, zone, frequency, hour)
    local = at.astimezone(zone)
    longest = timedelta(days=1 if frequency == "daily" else 7, hours=26)
    assert now < at <= now + longest
    skipped = local.replace(tzinfo=None) - timedelta(hours=24) if zone.key == "Pacific/Apia" else local
    assert local.hour == hour or is_moved(local, hour)
    if frequency == "weekly":
        assert 0 in {local.weekday(), skipped.weekday()}


def is_moved(local, hour):
    """Say whether the hour does not exist on that day."""
    wanted = local.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0)
    return wanted.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) != wanted.replace(tzinfo=None)


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "Europe", "../etc/passwd", "\x00"])
def test_a_zone_that_is_none_is_utc(name):
    assert zone_of(name) == ZoneInfo("UTC")
