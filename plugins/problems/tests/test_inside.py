"""Problems inside a box on the map, also where it crosses the 180th meridian."""

from datetime import timedelta
from uuid import UUID

import pytest
from commonweal_problems import api

from .conftest import NOW, problem
from .likeness import reported, withhold

FIJI = (175.0, -20.0, -175.0, -15.0)


@pytest.fixture(scope="module")
def chosen_plugins():
    return ["problems"]


async def put(site, village, *places):
    """Report problems at latitudes and longitudes, each published a minute after the one before."""
    words = ["taps", "lamps", "benches", "gutters", "bridges", "fences", "roofs"]
    sent = [
        problem(
            title=f"The {word} by the shore are broken",
            description=f"Nobody has mended the {word} for a year, and {word} are needed. " * 2,
            latitude=latitude,
            longitude=longitude,
        )
        for word, (latitude, longitude) in zip(words, places, strict=False)
    ]
    ids = [UUID(each) for each in await reported(site, village, *sent)]
    async with site.database.write() as work:
        for number, each in enumerate(ids):
            moment = NOW + timedelta(minutes=number)
            await work.execute("UPDATE problems.problem SET published_at = $2 WHERE id = $1", each, moment)
    return ids


async def listed(site, bounds, limit=10, after=None):
    async with site.database.read() as work:
        found, position = await api.list_inside(work, bounds, limit, after)
    return [each.id for each in found], position


async def test_a_box_over_the_180th_meridian_holds_both_sides_and_its_edges(site, village):
    west, east, edge, *_ = await put(
        site, village, (-17, 179), (-17, -179), (-15, 175), (-17, 174.9), (-14.9, 179), (-17, 0)
    )
    assert await listed(site, FIJI) == ([edge, east, west], None)


async def test_pages_inside_a_box_join_without_a_gap(site, village):
    ids = await put(site, village, *[(1, each) for each in range(5)])
    first, position = await listed(site, (-1, 0, 9, 2), limit=2)
    second, position = await listed(site, (-1, 0, 9, 2), limit=2, after=position)
    third, position = await listed(site, (-1, 0, 9, 2), limit=2, after=position)
    assert (first + second + third, position) == (ids[::-1], None)


async def test_only_what_everybody_may_read_is_listed_and_counted(site, village):
    shown, withheld, solved = await put(site, village, (1, 1), (1, 1.5), (1, 1.7))
    await withhold(site, str(withheld))
    async with site.database.write() as work:
        await work.execute("UPDATE problems.problem SET state = 'resolved' WHERE id = $1", solved)
    assert (await listed(site, (0, 0, 2, 2)))[0] == [solved, shown]
    async with site.database.read() as work:
        counts = await api.count_inside(work, (0, 0, 2, 2))
    assert (counts.open, counts.resolved, counts.spots) == (1, 1, [(1, 1)])
