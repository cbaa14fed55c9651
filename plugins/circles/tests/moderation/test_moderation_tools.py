"""Slow mode, first posts that are looked at, and limits on links."""

from datetime import UTC, datetime, timedelta

import pytest
from commonweal import Refusal
from commonweal_circles.moderation.tools import before_posting
from commonweal_circles.seeing import require_member


@pytest.fixture
async def ask(world):
    async def ask(*, links=0, is_new=True, role="member", posts=0, posted=None, **tools):
        circle_id, person = await world.circle(**tools), await world.person()
        await world.member(circle_id, person, role=role)
        posted_at = datetime.now(UTC) - timedelta(seconds=posted) if posted is not None else None
        await world.change(
            "UPDATE circles.member SET posts = $3, posted_at = $4 WHERE circle_id = $1 AND account_id = $2",
            *(circle_id, person.account_id, posts, posted_at),
        )
        async with world.database.write() as work:
            place = await require_member(work, person, circle_id)
            return await before_posting(work, place, links=links, is_new=is_new)

    return ask


async def test_a_circle_without_tools_holds_nothing(ask):
    assert not await ask(links=40, posted=0)


async def test_a_first_post_is_held_where_the_circle_says_so(ask):
    assert await ask(first_post_approval=True)
    assert not await ask(first_post_approval=True, posts=1)
    assert not await ask(first_post_approval=True, role="moderator")
    assert not await ask(first_post_approval=True, is_new=False)


async def test_slow_mode_says_how_long_to_wait(ask):
    with pytest.raises(Refusal) as caught:
        await ask(slow_seconds=60, posted=20)
    assert caught.value.code == "circle_slow_mode"
    assert 35 <= caught.value.arguments["seconds"] <= 41
    assert not await ask(slow_seconds=60, posted=61)
    assert not await ask(slow_seconds=60, posted=20, is_new=False)
    assert not await ask(slow_seconds=60, posted=20, role="admin")


@pytest.mark.parametrize(("links_most", "links", "held_back"), [(0, 1, True), (2, 2, False), (2, 3, True)])
async def test_links_beyond_the_limit_are_refused_also_in_edits(ask, links_most, links, held_back):
    for is_new in (True, False):
        if not held_back:
            assert not await ask(links_most=links_most, links=links, is_new=is_new)
            continue
        with pytest.raises(Refusal) as caught:
            await ask(links_most=links_most, links=links, is_new=is_new)
        (field,) = caught.value.fields
        assert (field.pointer, field.arguments) == ("/text", {"maximum": links_most})
