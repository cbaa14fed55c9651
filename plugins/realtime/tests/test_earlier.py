"""From where a page follows: a place in the log before the page was read."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from commonweal import DatabaseUnavailable, Position, emit, new_id, newest_position
from commonweal.testing.queries import counted_statements
from commonweal_realtime import pages
from commonweal_realtime.gateway.canary import CanarySang
from commonweal_realtime.hub.positions import BEGINNING, position_ago


@pytest.fixture
def clock(monkeypatch):
    """A clock that tests set, and a log whose newest event is as asked for."""

    class Clock:
        now = 1_000.0
        found = Position(7, 1)

        def __init__(self):
            self.asked = []

    clock = Clock()

    async def ago(_database, age):
        clock.asked.append(age)
        return clock.found

    monkeypatch.setattr(pages, "monotonic", lambda: clock.now)
    monkeypatch.setattr(pages, "position_ago", ago)
    return clock


async def test_the_place_is_that_of_some_seconds_ago(clock):
    assert await pages.Earlier().position(None) == Position(7, 1)
    assert clock.asked == [pages.EARLIER]


async def test_many_pages_a_second_ask_the_log_once(clock):
    earlier = pages.Earlier()
    for tenth in range(100):
        clock.now = 1_000.0 + tenth / 10
        await earlier.position(None)
    assert len(clock.asked) == 10


async def test_no_page_waits_for_a_log_that_is_slow_or_out_of_reach(clock, monkeypatch):
    answers = asyncio.Event()

    async def late(_database, _age):
        await answers.wait()
        return Position(8, 1)

    earlier = pages.Earlier()
    assert await earlier.position(None) == Position(7, 1)
    monkeypatch.setattr(pages, "position_ago", late)
    clock.now += 2
    assert await earlier.position(None) == Position(7, 1)
    answers.set()
    assert await earlier.position(None) == Position(8, 1)

    async def away(_database, _age):
        raise DatabaseUnavailable("no connection")

    monkeypatch.setattr(pages, "position_ago", away)
    clock.now += 2
    assert await earlier.position(None) is None


async def test_where_nothing_happened_there_is_no_place(clock):
    clock.found = Position(0, 0)
    assert await pages.Earlier().position(None) is None


async def test_no_page_is_said_to_have_cost_what_is_asked_for_all(database):
    with counted_statements() as seen:
        await pages.Earlier().position(database)
    assert seen == []


@pytest.mark.parametrize("hours", [-3, 0, 3])
async def test_the_age_of_events_is_told_by_the_clock_that_dated_them(database, hours):
    async with database.write() as work:
        await emit(work, CanarySang(gateway_id=new_id(), number=1))
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=hours)):
        assert await position_ago(database, timedelta(hours=1)) == BEGINNING
        assert await position_ago(database, timedelta()) == await newest_position(database) != BEGINNING
