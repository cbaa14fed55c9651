"""The rules of score, tier and streak (DOMAIN §9)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from commonweal_reputation.rules.score import kept, score
from commonweal_reputation.rules.streak import Streak, advance, days_now, local_day, multiplier_hundredths
from commonweal_reputation.rules.tier import GRACE, at_least, settle, tier_of
from hypothesis import given
from hypothesis import strategies as st

DAY = timedelta(days=1)
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
PARTS = {
    "qualities": st.lists(st.floats(0, 1), max_size=10),
    "agreements": st.lists(st.booleans(), max_size=50),
    "streak_days": st.integers(0, 500),
    "endorsements": st.integers(0, 50),
}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (([], [], 0, 0), 0),
        (([1.0], [True], 30, 10), 100),
        (([0.9, 0.7], [], 0, 0), 32),
        (([], [True, False], 0, 0), 15),
        (([], [], 15, 5), 15),
        (([0.5125], [], 0, 0), 21),
    ],
)
def test_the_score_weighs_four_parts_and_rounds_half_up(parts, expected):
    assert score(*parts) == expected


@given(**PARTS, days=st.integers(0, 2_000))
def test_idle_time_never_raises_a_score_and_a_score_stays_in_its_range(days, **parts):
    fresh = score(**parts)
    assert 0 <= score(**parts, idle=timedelta(days=days)) <= fresh <= 100


@pytest.mark.parametrize(
    ("days", "left"),
    [(0, 1), (13, 1), (14, 0.98), (21, 0.98**2), (90, 0.98**11), (91, 0.98**11 * 0.95)],
)
def test_two_percent_a_week_then_five(days, left):
    assert float(kept(timedelta(days=days))) == pytest.approx(left)


@pytest.mark.parametrize(
    ("points", "tier"),
    [
        (0, "newcomer"),
        (20, "newcomer"),
        (21, "contributor"),
        (50, "contributor"),
        (51, "trusted"),
        (80, "trusted"),
        (81, "expert"),
        (100, "expert"),
    ],
)
def test_tiers_begin_at_their_bars(points, tier):
    assert tier_of(points) == tier


def test_a_tier_is_gained_at_once_and_lost_after_seven_days():
    assert GRACE == 7 * DAY
    assert settle([20, 51]) == "trusted"
    assert settle([51, 20]) == "trusted"
    assert settle([20, 20]) == "newcomer"


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30))
def test_a_tier_is_never_below_what_any_score_of_the_week_reaches(scores):
    tier = settle(scores)
    assert all(at_least(tier, tier_of(points)) for points in scores)
    assert tier in {tier_of(points) for points in scores}


def test_one_missed_day_in_thirty_is_forgiven():
    streak = Streak()
    for day in (1, 2, 4):
        streak = advance(streak, date(2026, 5, day))
    assert streak == Streak(3, date(2026, 5, 4), date(2026, 5, 3))
    assert advance(streak, date(2026, 5, 6)).days == 1
    assert days_now(streak, date(2026, 5, 5)) == 3
    assert days_now(streak, date(2026, 5, 6)) == 0


@given(st.sets(st.integers(0, 120), min_size=1))
def test_a_streak_is_what_counting_its_days_gives(numbers):
    first, streak, days, last, forgiven = date(2026, 1, 1), Streak(), 0, None, None
    for number in sorted(numbers):
        streak = advance(advance(streak, first + number * DAY), first + number * DAY)
        if last is not None and number - last == 2 and (forgiven is None or number - 1 - forgiven >= 30):
            days, forgiven = days + 1, number - 1
        else:
            days = days + 1 if last is not None and number - last == 1 else 1
        last = number
        assert streak.days == days


def test_a_day_is_the_one_of_the_accounts_time_zone():
    late = datetime(2026, 5, 4, 20, tzinfo=UTC)
    assert local_day(late, "Asia/Shanghai") == date(2026, 5, 5)
    assert local_day(late, "No/Where") == date(2026, 5, 4)


@pytest.mark.parametrize(
    ("days", "hundredths"),
    [(0, 100), (6, 100), (7, 110), (29, 110), (30, 125), (89, 125), (90, 150), (364, 150), (365, 200)],
)
def test_the_multiplier_follows_the_table(days, hundredths):
    assert multiplier_hundredths(days) == hundredths
