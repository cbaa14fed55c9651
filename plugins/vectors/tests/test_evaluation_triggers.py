"""Triggers are reached once and left once, whatever trembles about a threshold."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from commonweal_vectors.evaluating.figures import Evaluation, Growth
from commonweal_vectors.evaluating.growth import growth
from commonweal_vectors.evaluating.judging import judge
from commonweal_vectors.evaluating.triggers import ITEMS, MEMORY, RECALL, SLOW, TRIGGERS, State, step
from hypothesis import given
from hypothesis import strategies as st

from .evaluated import NAME, figures, latency, recall

NOW = datetime(2026, 11, 3, 4, 17, tzinfo=UTC)


def showing(trigger, value):
    """Return figures in which a trigger's figure has a value."""
    shown = {
        "items": lambda: figures(items=round(value)),
        "slow": lambda: figures(latencies=[latency(value)]),
        "recall": lambda: figures(recalls=[recall(value)]),
        "memory": lambda: figures(together_bytes=round(value * figures().memory.room)),
    }
    return shown[trigger.name]()


def steps(trigger, values, state=State()):  # noqa: B008 - frozen
    """Return the state after evaluations with these values, and the changes on the way."""
    changes = []
    for day, value in enumerate(values):
        state, change = step(trigger, state, showing(trigger, value), NOW + timedelta(days=day))
        changes += [change] if change else []
    return state, changes


def scaled(trigger, share):
    """Return the value so far on the way from ``leave`` (0) to ``enter`` (1)."""
    return trigger.leave + (trigger.enter - trigger.leave) * share


def test_the_rule_of_the_seed_is_kept():
    assert (ITEMS.enter, SLOW.enter) == (500_000, 500)
    assert steps(ITEMS, [500_000]) == (State(value=500_000), [])
    assert steps(ITEMS, [500_001])[1] == ["reached"]
    assert steps(SLOW, [500, 500, 500])[1] == []
    assert steps(SLOW, [501, 501])[1] == ["reached"]


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda trigger: trigger.name)
def test_a_trigger_is_reached_and_left_once_each_as_a_figure_gets_worse_and_better(trigger):
    worse = [scaled(trigger, share / 4) for share in range(-4, 9)]
    state, changes = steps(trigger, worse)
    assert (changes, state.is_reached) == (["reached"], True)
    state, changes = steps(trigger, worse[::-1], state)
    assert (changes, state.is_reached) == (["left"], False)


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda trigger: trigger.name)
@given(shares=st.lists(st.floats(0.02, 0.98), max_size=30), reached=st.booleans())
def test_nothing_changes_while_a_figure_trembles_between_its_thresholds(trigger, shares, reached):
    before = State(reached_at=NOW) if reached else State()
    state, changes = steps(trigger, [scaled(trigger, share) for share in shares], before)
    assert (changes, state.is_reached) == ([], reached)


@pytest.mark.parametrize("trigger", TRIGGERS, ids=lambda trigger: trigger.name)
@given(
    drift=st.lists(st.floats(0, 0.3), max_size=30),
    noise=st.lists(st.floats(-0.45, 0.45), min_size=30, max_size=30),
)
def test_a_figure_that_rises_with_noise_smaller_than_the_band_never_makes_a_trigger_flap(
    trigger, drift, noise
):
    level, values = -1.0, []
    for rise, shake in zip(drift, noise, strict=False):
        level += rise
        values.append(scaled(trigger, level + shake))
    _, changes = steps(trigger, values)
    assert changes in ([], ["reached"])


def test_some_triggers_take_two_evaluations_in_a_row():
    assert steps(RECALL, [0.5, 0.99, 0.5])[1] == []
    state, changes = steps(RECALL, [0.5, 0.5, 0.99])
    assert (changes, state.streak, state.is_reached) == (["reached"], 1, True)
    assert steps(RECALL, [0.5, 0.99, 0.99], State(reached_at=NOW))[1] == ["left"]


def test_what_cannot_be_measured_leaves_a_trigger_as_it_is():
    few = figures(latencies=[latency(900, searches=199)])
    assert step(SLOW, State(reached_at=NOW), few, NOW) == (State(reached_at=NOW), None)
    enough = figures(latencies=[latency(900, searches=200)])
    assert step(SLOW, State(streak=1), enough, NOW)[1] == "reached"
    elsewhere = figures(memory=msgspec.structs.replace(figures().memory, room=None))
    assert step(MEMORY, State(), elsewhere, NOW) == (State(), None)


def test_the_number_of_entries_no_longer_counts_once_they_have_left_postgresql():
    moved = figures(items=900_000, store="qdrant")
    state, change = step(ITEMS, State(reached_at=NOW, value=900_000), moved, NOW)
    assert (change, state.is_reached, state.value) == ("left", False, None)
    assert step(ITEMS, state, moved, NOW)[1] is None
    judged = judge(NAME, None, {}, today=NOW.date())
    assert judged.outlook == "building"


def outlook(found, states=None, **more):
    evaluation = Evaluation(
        id="018f0000-0000-7000-8000-000000000000", collection=NAME, evaluated_at=NOW, figures=found
    )
    return judge(NAME, evaluation, states or {}, today=NOW.date(), **more).outlook


def test_one_word_says_whether_somebody_has_to_act_or_to_watch():
    assert outlook(figures()) == "fine"
    assert outlook(figures(), {"slow": State(reached_at=NOW)}) == "act"
    assert outlook(figures(), {"slow": State(reached_at=NOW, left_at=NOW)}) == "fine"
    assert outlook(figures(), {"recall": State(streak=1, value=0.7)}) == "watch"
    assert outlook(figures(), {"items": State(value=400_000)}) == "watch"
    assert outlook(figures(), {"items": State(value=399_999)}) == "fine"
    assert outlook(figures(behind=True)) == "watch"
    assert outlook(figures(), problem="the store does not answer") == "watch"
    assert outlook(figures(growth=Growth(9_000, 270_000, date(2026, 12, 27)))) == "watch"
    assert outlook(figures(growth=Growth(900, 27_000, date(2027, 12, 27)))) == "fine"


def test_growth_is_told_by_earlier_evaluations_and_says_when_the_limit_is_reached():
    earlier = [(NOW - timedelta(days=40), 0), (NOW - timedelta(days=20), 100_000)]
    found = growth(earlier, NOW, 300_000, 500_000)
    assert (found.per_day, found.per_30_days, found.limit_on) == (10_000, 300_000, date(2026, 11, 23))
    assert growth([], NOW, 300_000, 500_000) is None
    assert growth([(NOW - timedelta(hours=1), 0)], NOW, 300_000, 500_000) is None
    assert growth(earlier, NOW, 90_000, 500_000).limit_on is None
    assert growth(earlier, NOW, 600_000, 500_000).limit_on is None
    assert growth(earlier, NOW, 100_001, 500_000).limit_on is None
