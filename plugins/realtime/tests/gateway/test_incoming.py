"""What a client says is read or refused, and no faster than allowed."""

import pytest
from commonweal import Refusal
from commonweal_realtime.gateway.incoming import Authenticate, Follow, Leave, Pace, Ping, read_frame
from hypothesis import given
from hypothesis import strategies as st

KINDS = (Authenticate, Follow, Leave, Ping)


@given(st.text() | st.recursive(st.none() | st.text(), st.lists).map(repr) | st.from_regex(r'\{"type":.*\}'))
def test_any_text_is_a_frame_or_refused_with_a_code(text):
    try:
        assert isinstance(read_frame(text, 200), KINDS)
    except Refusal as refusal:
        assert refusal.code in {"malformed_frame", "frame_too_large"}


def test_the_size_is_that_of_the_bytes():
    assert read_frame('{"type":"leave","topic":"éé"}', 31) == Leave("éé")
    with pytest.raises(Refusal, match="frame_too_large"):
        read_frame('{"type":"leave","topic":"éé"}', 30)


@given(st.integers(1, 50), st.lists(st.floats(0, 3), max_size=200))
def test_nobody_sends_more_than_the_rate_and_four_seconds_of_it_at_once(rate, pauses):
    pace, now, allowed = Pace(0.0, rate), 0.0, 0
    for pause in pauses:
        now += pause
        allowed += pace.spend(now, rate)
        assert allowed <= rate * (4 + now) + 1e-6


def test_whoever_keeps_to_the_rate_is_never_stopped():
    pace = Pace(0.0, 10)
    assert all(pace.spend(number / 10, 10) for number in range(1_000))
