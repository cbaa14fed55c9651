"""Lists cost as many statements for a thousand posts as for ten."""

import pytest
from commonweal.testing.queries import counted_statements


@pytest.fixture
async def filled(room):
    """Return a circle in which a thread grows along with the number of threads."""
    thread = await room.thread(room.owner)

    async def fill(count):
        await room.fill(room.owner, count)
        await room.fill(room.owner, count, thread)
        return thread

    return fill


@pytest.mark.parametrize("path", ["/circles/{circle}", "/circles/{circle}/threads/{thread}"])
async def test_pages_cost_the_same_however_many_posts_there_are(world, room, filled, path):
    await _costs_the_same(world, room, filled, path)


@pytest.mark.parametrize("path", ["/threads", "/threads/{thread}"])
async def test_the_api_costs_the_same_however_many_posts_there_are(world, room, filled, path):
    await _costs_the_same(world, room, filled, "/api/v1/circles/{circle}" + path)


async def _costs_the_same(world, room, filled, path):
    reader, costs = await room.member(), []
    async with world.site.browse(reader) as client:
        for count in (10, 990):
            thread = await filled(count)
            address = path.format(circle=room.id, thread=thread["id"])
            await client.get(address)
            with counted_statements() as seen:
                answer = await client.get(address)
            assert answer.status_code == 200, answer.text
            costs.append(len(seen))
    assert costs[0] == costs[1]
    assert costs[1] <= 20
