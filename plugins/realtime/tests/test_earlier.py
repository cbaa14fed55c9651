"""From where a page follows: a place in the log before the page was read."""

import pytest
from commonweal import Position
from commonweal_realtime import pages


@pytest.fixture
def clock(monkeypatch):
    """A clock that tests set, and a log that grows by one each second."""

    class Clock:
        now = 1_000.0
        asked = 0

    async def newest(_database):
        Clock.asked += 1
        return Position(int(Clock.now), 1)

    monkeypatch.setattr(pages, "monotonic", lambda: Clock.now)
    monkeypatch.setattr(pages, "newest_position", newest)
    return Clock


async def test_the_place_is_some_seconds_old_whenever_pages_are_asked_for(clock):
    earlier = pages.Earlier()
    for second in range(60):
        clock.now = 1_000.0 + second
        found = await earlier.position(None)
        assert (found is None) == (second < 3)
        assert found is None or clock.now - 4 <= found.transaction <= clock.now - 3


async def test_many_pages_a_second_ask_the_log_once(clock):
    earlier = pages.Earlier()
    for tenth in range(100):
        clock.now = 1_000.0 + tenth / 10
        await earlier.position(None)
    assert clock.asked <= 11


async def test_a_place_from_long_ago_is_not_given(clock):
    earlier = pages.Earlier()
    await earlier.position(None)
    clock.now += 200
    assert await earlier.position(None) == Position(1_000, 1)
    clock.now += 301
    assert await earlier.position(None) is None
