"""From where a page follows: a place in the log before the page was read."""

import asyncio
from datetime import UTC, datetime

import pytest
from commonweal import DatabaseUnavailable, Position
from commonweal.testing.queries import counted_statements
from commonweal_realtime import pages


@pytest.fixture
def clock(monkeypatch):
    """A clock that tests set, and a log whose newest event is as asked for."""

    class Clock:
        now = 1_000.0
        found = Position(7, 1)

        def __init__(self):
            self.asked = []

    clock = Clock()

    async def newest(_database, before):
        clock.asked.append(before)
        return clock.found

    monkeypatch.setattr(pages, "monotonic", lambda: clock.now)
    monkeypatch.setattr(pages, "newest_position", newest)
    return clock


async def test_the_place_is_that_of_some_seconds_ago(clock):
    assert await pages.Earlier().position(None) == Position(7, 1)
    assert datetime.now(UTC) - clock.asked[-1] >= pages.EARLIER


async def test_many_pages_a_second_ask_the_log_once(clock):
    earlier = pages.Earlier()
    for tenth in range(100):
        clock.now = 1_000.0 + tenth / 10
        await earlier.position(None)
    assert len(clock.asked) == 10


async def test_no_page_waits_for_a_log_that_is_slow_or_out_of_reach(clock, monkeypatch):
    answers = asyncio.Event()

    async def late(_database, _before):
        await answers.wait()
        return Position(8, 1)

    earlier = pages.Earlier()
    assert await earlier.position(None) == Position(7, 1)
    monkeypatch.setattr(pages, "newest_position", late)
    clock.now += 2
    assert await earlier.position(None) == Position(7, 1)
    answers.set()
    assert await earlier.position(None) == Position(8, 1)

    async def away(_database, _before):
        raise DatabaseUnavailable("no connection")

    monkeypatch.setattr(pages, "newest_position", away)
    clock.now += 2
    assert await earlier.position(None) is None


async def test_where_nothing_happened_there_is_no_place(clock):
    clock.found = Position(0, 0)
    assert await pages.Earlier().position(None) is None


async def test_no_page_is_said_to_have_cost_what_is_asked_for_all(database):
    with counted_statements() as seen:
        await pages.Earlier().position(database)
    assert seen == []
