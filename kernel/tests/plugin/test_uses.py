"""What plugins' code does is counted, and what keeps failing is left out for a while."""

import pytest
from commonweal.plugin.uses import PAUSE_SECONDS, STEPS, TRIPS_AFTER, HookFigures, HookUse, since, summed
from hypothesis import given
from hypothesis import strategies as st


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def use():
    use = HookUse("aspen", "commonweal_judge", may_trip=True)
    use._now = Clock()
    return use


def fail(use, times):
    for _ in range(times):
        use.count(0.01, failed=True)


def test_failures_in_a_row_trip_it_until_one_call_works(use, caplog):
    fail(use, TRIPS_AFTER - 1)
    assert (use.admit(), use.tripped) == (True, False)
    fail(use, 1)
    assert (use.admit(), use.tripped) == (False, True)
    assert "aspen: commonweal_judge failed 5 times in a row and is left out for 30 s" in caplog.text
    use._now.now += PAUSE_SECONDS
    assert [use.admit(), use.admit()] == [True, False], "one call is let through after the pause"
    fail(use, 1)
    assert not use.admit()
    use._now.now += PAUSE_SECONDS
    assert use.admit()
    use.count(0.01, failed=False)
    assert (use.admit(), use.tripped) == (True, False)
    assert "works again" in caplog.text


def test_a_success_between_failures_keeps_it_going(use):
    for _ in range(10):
        fail(use, TRIPS_AFTER - 1)
        use.count(0.01, failed=False)
    assert (use.admit(), use.failures) == (True, 40)


def test_what_the_app_cannot_do_without_never_trips():
    use = HookUse("aspen", "commonweal_judge")
    fail(use, 100)
    assert (use.admit(), use.tripped) == (True, False)


@given(st.lists(st.floats(STEPS[0], STEPS[-1]), min_size=1, max_size=200), st.sampled_from([0.5, 0.95, 1.0]))
def test_a_quantile_is_right_within_a_step(times, share):
    use = HookUse("aspen", "commonweal_judge")
    for seconds in times:
        use.count(seconds, failed=False)
    ordered = sorted(times)
    exact = ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]
    assert exact <= use.figures().quantile(share) * 1.000001
    assert use.figures().quantile(share) <= exact * 2**0.5 * 1.000001


def test_nothing_counted_takes_no_time():
    assert HookFigures("aspen", "commonweal_judge").quantile(0.95) == 0


@given(st.lists(st.tuples(st.integers(0, 1), st.floats(0.0001, 9), st.booleans()), max_size=100))
def test_figures_of_processes_add_up_and_those_of_a_while_subtract(calls):
    both = HookUse("aspen", "commonweal_judge")
    each = [HookUse("aspen", "commonweal_judge") for _ in range(2)]
    for process, seconds, failed in calls:
        both.count(seconds, failed=failed)
        each[process].count(seconds, failed=failed)
    total = both.figures()
    [added] = summed(one.figures() for one in each)
    assert (added.calls, added.failures, added.steps) == (total.calls, total.failures, total.steps)
    [less] = since([total], [each[0].figures()])
    assert (less.calls, less.failures, less.steps) == (
        each[1].calls,
        each[1].failures,
        each[1].figures().steps,
    )


def test_a_process_that_started_anew_counts_from_its_start():
    now, before = HookFigures("aspen", "x", calls=3, steps={4: 3}), HookFigures("aspen", "x", calls=9)
    assert since([now], [before]) == [now]
