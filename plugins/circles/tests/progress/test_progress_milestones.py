"""Milestones and challenges: set, coming closer, reached once, dropped, over."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

DRAFT = {"title": "Ten herons", "metric": "missions", "target": 2}


async def causes(world):
    return [data["cause"] for data in await told(world)]


async def told(world):
    rows = await world.events("circles.milestone_changed")
    return [json.loads(data) if isinstance(data, str) else data for (data,) in rows]


async def set_one(world, owner, circle_id, status=201, **changes):
    return await world.send(owner, "POST", f"/{circle_id}/milestones", {**DRAFT, **changes}, status=status)


async def read(world, reader, circle_id):
    return (await world.get(reader, f"/{circle_id}/milestones"))["items"]


@pytest.fixture
async def village(world, river):
    owner = await world.person()
    return owner, await river.circle(owner)


@pytest.mark.parametrize(
    ("metric", "target", "steps"),
    [
        ("missions", 3, [1, 2, 3]),
        ("minutes", 195, [90, 135, 225]),
        ("tokens", 2_500, [1_200, 2_400, 3_600]),
        ("people", 2, [1, 1, 2]),
        ("domains", 3, [1, 2, 2]),
    ],
)
async def test_a_milestone_counts_what_it_is_about(world, river, broken, village, metric, target, steps):
    owner, circle_id = village
    other = await world.person()
    await river.join(circle_id, other)
    made = await set_one(world, owner, circle_id, metric=metric, target=target)
    assert (made["state"], made["progress"], made["untrusted"]) == ("open", 0, True)
    seen = []
    for person, mission in (
        (owner, {}),
        (owner, {"domain": "elder_care", "duration_min": 45}),
        (other, {"domain": "elder_care"}),
    ):
        await river.achieve(circle_id, person, **mission)
        seen.append((await read(world, other, circle_id))[0]["progress"])
    assert seen == steps
    is_reached = steps[-1] >= target
    assert (await read(world, other, circle_id))[0]["state"] == ("reached" if is_reached else "open")
    assert (await causes(world)).count("reached") == is_reached
    assert await broken() == {}


async def test_a_milestone_is_reached_once_however_many_claims_are_counted_at_once(world, river, village):
    owner, circle_id = village
    people = [await world.person() for _ in range(4)]
    for person in people:
        await river.join(circle_id, person)
    await set_one(world, owner, circle_id, target=3)
    mission_id = await river.adopted(circle_id)
    claims = [await river.verify(mission_id, person) for person in people]
    await asyncio.gather(*[river.count(claim_id) for claim_id in claims])
    assert sorted(await causes(world)) == ["progressed", "progressed", "reached", "set"]
    assert (await read(world, owner, circle_id))[0]["progress"] == 3


async def test_a_milestone_set_while_claims_are_counted_misses_none(world, river, village, broken):
    owner, circle_id = village
    people = [await world.person() for _ in range(4)]
    for person in people:
        await river.join(circle_id, person)
    since = datetime.now(UTC).isoformat()
    mission_id = await river.adopted(circle_id)
    claims = [await river.verify(mission_id, person) for person in people]
    setting = [
        set_one(world, owner, circle_id, metric=metric, target=500_000, starts_at=since)
        for metric in ("missions", "tokens", "people")
    ]
    await asyncio.gather(*[river.count(claim_id) for claim_id in claims], *setting)
    assert sorted(each["progress"] for each in await read(world, owner, circle_id)) == [4, 4, 4_800]
    assert await broken() == {}


async def test_a_milestone_since_the_beginning_counts_what_was_done_before(world, river, village):
    owner, circle_id = village
    await river.achieve(circle_id, owner)
    assert (await set_one(world, owner, circle_id))["progress"] == 0
    old = "2020-01-01T00:00:00Z"
    assert (await set_one(world, owner, circle_id, starts_at=old))["progress"] == 1
    refused = await set_one(world, owner, circle_id, status=422, starts_at=old, target=1)
    assert [field["pointer"] for field in refused["errors"]] == ["/target"]


async def test_a_verdict_taken_back_takes_progress_back_and_what_was_reached_stays(
    world, river, village, broken
):
    owner, circle_id = village
    for target in (1, 5):
        await set_one(world, owner, circle_id, target=target)
    claim_id = await river.achieve(circle_id, owner)
    await river.take_back(claim_id)
    await world.site.settle()
    found = {
        each["target"]: (each["state"], each["progress"]) for each in await read(world, owner, circle_id)
    }
    assert found == {1: ("reached", 1), 5: ("open", 0)}
    assert await broken() == {}


async def test_a_challenge_ends_once_and_what_was_done_in_time_still_counts(world, river, village, clock):
    owner, circle_id = village
    ends_at = (clock.now() + timedelta(hours=2)).isoformat()
    made = await set_one(world, owner, circle_id, target=1, ends_at=ends_at)
    assert made["kind"] == "challenge"
    claim_id = await river.verify(await river.adopted(circle_id), owner)
    await clock.forward(hours=3)
    for _ in range(2):
        await world.site.run_task("circles.end_challenges")
    assert await causes(world) == ["set", "ended"]
    assert (await read(world, owner, circle_id))[0]["state"] == "ended"

    await river.count(claim_id)
    assert await causes(world) == ["set", "ended", "reached"]
    late = await river.verify(await river.adopted(circle_id), owner)
    await river.count(late)
    assert len(await told(world)) == 3


async def test_what_comes_after_the_end_does_not_count(world, river, village, clock):
    owner, circle_id = village
    await set_one(world, owner, circle_id, ends_at=(clock.now() + timedelta(hours=2)).isoformat())
    await clock.forward(hours=3)
    await river.achieve(circle_id, owner)
    assert (await read(world, owner, circle_id))[0]["progress"] == 0


async def test_moderators_drop_and_dropping_twice_changes_nothing(world, river, village):
    owner, circle_id = village
    moderator = await world.person()
    await river.join(circle_id, moderator, role="moderator")
    path = f"/{circle_id}/milestones/{(await set_one(world, moderator, circle_id))['id']}"
    for _ in range(2):
        await world.send(owner, "DELETE", path, status=204)
    await river.achieve(circle_id, owner)
    assert await causes(world) == ["set", "dropped"]
    assert (await read(world, owner, circle_id))[0]["state"] == "dropped"


async def test_a_milestone_that_was_dropped_stands_in_the_log_by_its_title_for_all_readers(
    world, river, village
):
    owner, circle_id = village
    made = await set_one(world, owner, circle_id)
    for _ in range(2):
        await world.send(owner, "DELETE", f"/{circle_id}/milestones/{made['id']}", status=204)
    for reader in (owner, None):
        [entry] = (await world.get(reader, f"/{circle_id}/log"))["items"]
        assert (entry["act"], entry["title"], entry["untrusted"]) == (
            "milestone_dropped",
            made["title"],
            True,
        )
        assert entry["actor"]["id"] == owner.id
    async with world.site.browse(None) as client:
        page = (await client.get(f"/circles/{circle_id}/log")).text
    assert "Milestone dropped" in page
    assert made["title"] in page


async def test_what_is_reached_cannot_be_dropped(world, river, village):
    owner, circle_id = village
    made = await set_one(world, owner, circle_id, target=1)
    await river.achieve(circle_id, owner)
    await world.send(owner, "DELETE", f"/{circle_id}/milestones/{made['id']}", status=409)
    await world.send(owner, "DELETE", f"/{circle_id}/milestones/{circle_id}", status=404)


async def test_only_moderators_set(world, river, village):
    owner, circle_id = village
    member, stranger = await world.person(), await world.person()
    await river.join(circle_id, member)
    for person in (member, stranger):
        await set_one(world, person, circle_id, status=403)
    hidden = await river.circle(owner, visibility="private")
    await set_one(world, member, hidden, status=404)
    await world.change(
        "UPDATE circles.circle SET state = 'archived', archived_at = now() WHERE id = $1", circle_id
    )
    refused = await set_one(world, owner, circle_id, status=409)
    assert refused["code"] == "circle_archived"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"title": "ab"}, "/title"),
        ({"title": " a    "}, "/title"),
        ({"metric": "likes"}, "/metric"),
        ({"target": 0}, "/target"),
        ({"ends_at": "2020-01-01T00:00:00Z"}, "/ends_at"),
        ({"ends_at": "9999-01-01T00:00:00Z"}, "/ends_at"),
        ({"starts_at": "9999-01-01T00:00:00Z"}, "/starts_at"),
        ({"starts_at": "2020-01-01T00:00:00"}, "/starts_at"),
    ],
)
async def test_a_wrong_draft_is_told_where_it_is_wrong(world, village, changes, pointer):
    owner, circle_id = village
    refused = await set_one(world, owner, circle_id, status=422, **changes)
    assert pointer in [field["pointer"] for field in refused["errors"]]


async def test_twenty_are_open_at_most_and_the_list_goes_on_by_cursor(world, village):
    owner, circle_id = village
    made = [await set_one(world, owner, circle_id) for _ in range(20)]
    refused = await set_one(world, owner, circle_id, status=409)
    assert refused["code"] == "circle_milestones_full"
    first = await world.get(owner, f"/{circle_id}/milestones", limit=15)
    rest = await world.get(owner, f"/{circle_id}/milestones", limit=15, cursor=first["next_cursor"])
    listed = [each["id"] for each in [*first["items"], *rest["items"]]]
    assert listed == [each["id"] for each in reversed(made)]
    assert rest["next_cursor"] is None
