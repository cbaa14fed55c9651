"""Moderators hear that their queue changed; nobody else may follow it."""

import pytest
from commonweal import Principal
from commonweal_circles.live.desk import TOLD, may_follow

GUEST = Principal(kind="guest", id="", rate_class="guest", roles=frozenset())


@pytest.mark.parametrize("visibility", ["public", "private"])
async def test_only_moderators_may_follow_the_queue(world, visibility):
    owner, moderator, member, banned, stranger = [await world.person() for _ in range(5)]
    circle_id = await world.circle(owner, visibility=visibility)
    await world.member(circle_id, moderator, role="moderator")
    await world.member(circle_id, member)
    await world.member(circle_id, banned, state="banned")
    async with world.database.read() as work:
        answers = [
            await may_follow(work, each, circle_id)
            for each in (owner, moderator, member, banned, stranger, GUEST)
        ]
    assert answers == [True, True, False, False, False, False]


async def test_what_is_told_names_nobody_and_nothing():
    from types import SimpleNamespace
    from uuid import UUID

    circle_id = UUID(int=7)
    for told in TOLD:
        recorded = SimpleNamespace(event=SimpleNamespace(circle_id=circle_id))
        assert list(told.tell(recorded)) == [(circle_id, {})]
