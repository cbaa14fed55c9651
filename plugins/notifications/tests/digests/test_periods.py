"""Each day and each week has one digest, wherever the reader lives and whatever the clocks do there."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from commonweal_notifications.deciding.hours import next_digest
from commonweal_notifications.deciding.rules import Hours
from commonweal_notifications.digests.lists import Story, sections_of
from commonweal_notifications.digests.periods import held_until, period_of
from commonweal_notifications.hooks import Kind
from hypothesis import given
from hypothesis import strategies as st

ZONES = st.sampled_from(
    ["UTC", "Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"]
).map(ZoneInfo)
MOMENTS = st.integers(1_704_067_200, 1_893_456_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
FREQUENCY = st.sampled_from(["daily", "weekly"])


@given(MOMENTS, ZONES, FREQUENCY, st.integers(0, 23))
def test_the_period_changes_when_the_next_digest_is_due_and_not_before(now, zone, frequency, hour):
    due = next_digest(now, zone, frequency, hour)
    before = period_of(now, zone, frequency, hour)
    assert period_of(due - timedelta(seconds=1), zone, frequency, hour) == before
    assert period_of(due, zone, frequency, hour) != before


@given(MOMENTS, ZONES, FREQUENCY, st.integers(0, 23))
def test_no_two_digests_in_a_row_have_one_period(now, zone, frequency, hour):
    periods = []
    for _ in range(10):
        now = next_digest(now, zone, frequency, hour)
        periods.append(period_of(now, zone, frequency, hour))
    assert len(set(periods)) == 10


@pytest.mark.parametrize(
    ("now", "zone", "frequency", "period"),
    [
        ("2026-11-29T07:59:00+01:00", "Europe/Madrid", "daily", "daily:2026-11-28"),
        ("2026-11-29T08:00:00+01:00", "Europe/Madrid", "daily", "daily:2026-11-29"),
        ("2026-03-29T08:00:00+02:00", "Europe/Madrid", "daily", "daily:2026-03-29"),
        ("2026-11-30T07:59:00+01:00", "Europe/Madrid", "weekly", "weekly:2026-W48"),
        ("2026-11-30T08:00:00+01:00", "Europe/Madrid", "weekly", "weekly:2026-W49"),
        ("2026-11-29T23:00:00+00:00", "Asia/Shanghai", "weekly", "weekly:2026-W48"),
        ("2027-01-03T12:00:00+00:00", "UTC", "weekly", "weekly:2026-W53"),
    ],
)
def test_periods_are_those_of_the_readers_calendar(now, zone, frequency, period):
    assert period_of(datetime.fromisoformat(now), ZoneInfo(zone), frequency, 8) == period


def test_what_came_due_late_waits_for_the_morning_unless_the_digest_is_wanted_at_night():
    night, day = datetime(2026, 11, 29, 23, tzinfo=UTC), datetime(2026, 11, 29, 12, tzinfo=UTC)
    morning = datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert held_until(night, UTC, Hours(), is_digest=False) == morning
    assert held_until(night, UTC, Hours(), is_digest=True) == morning
    assert held_until(night, UTC, Hours(digest_hour=23), is_digest=True) is None
    assert held_until(day, UTC, Hours(), is_digest=True) is None
    assert held_until(night, UTC, Hours(quiet_from=time(0), quiet_to=time(0)), is_digest=False) is None


KINDS = [
    Kind(name=f"bells.{name}", event_types=[], decide=print, describe=print, samples=[])
    for name in ("rang", "chimed", "alarm")
]
STORIES = st.lists(
    st.builds(Story, st.sampled_from(KINDS), st.just("x"), st.sampled_from(["", "a", "b"]), st.just({})),
    max_size=40,
)


@given(STORIES, st.integers(1, 10))
def test_a_list_shows_the_newest_counts_all_and_joins_what_is_alike(stories, most):
    sections, left = sections_of(stories, most)
    entries = [entry for section in sections for entry in section.entries]
    assert len(entries) <= most
    assert left + sum(entry.many for entry in entries) == len(stories)
    assert len({section.kind.name for section in sections}) == len(sections)
    assert all(entry.newest.kind is section.kind for section in sections for entry in section.entries)
    groups = [(each.newest.kind.name, each.newest.group) for each in entries if each.newest.group]
    assert len(set(groups)) == len(groups)
    assert all(entry.many == 1 for entry in entries if not entry.newest.group)
    if left == 0:
        assert {id(entry.newest) for entry in entries} <= {id(each) for each in stories}
