"""Verified claims are counted in the circles they belong to, once each, and taken back with their verdict."""

import asyncio

import pytest
from commonweal_circles.progress.weighing import weigh

PATH = "SELECT circle_id, claim_id FROM circles.outcome"


async def counted(world):
    return sorted(await world.rows(PATH))


async def test_a_verified_claim_counts_in_every_circle_of_the_member_that_adopted_the_mission(world, river):
    person = await world.person()
    first, second = await world.circle(person), await world.circle(person, visibility="private")
    other, stranger_circle = await world.circle(person), await world.circle()
    mission_id = await river.adopted(first, second, stranger_circle)
    await river.adopt(other, mission_id, state="proposed")

    claim_id = await river.verify(mission_id, person, paid_minor=67_50)
    await world.site.settle()

    assert await counted(world) == sorted([(first, claim_id), (second, claim_id)])
    row = "SELECT domain, minutes, earned_minor, human_id FROM circles.outcome WHERE circle_id = $1"
    assert await world.rows(row, first) == [("clean_water_sanitation", 90, 67_50, person.account_id)]
    assert await world.value("SELECT verified FROM circles.circle WHERE id = $1", first) == 1
    assert len(await world.events("circles.outcome_counted")) == 2


@pytest.mark.parametrize("state", ["invited", "requested", "left", "banned"])
async def test_whoever_is_no_active_member_counts_for_nothing(world, river, state):
    circle_id, person = await world.circle(), await world.person()
    await world.member(circle_id, person, state=state)
    await river.achieve(circle_id, person)
    assert await counted(world) == []


async def test_what_was_verified_before_the_adoption_or_before_joining_does_not_count(world, river, clock):
    circle_id, person = await world.circle(), await world.person()
    mission_id = await river.mission()
    early = await river.verify(mission_id, person)
    await clock.forward(minutes=1)
    await world.member(circle_id, person)
    await river.adopt(circle_id, mission_id)
    for claim_id in (early, early):
        await river.count(claim_id)
    assert await counted(world) == []


@pytest.mark.parametrize("how", ["left", "banned"])
async def test_who_left_after_the_verdict_and_before_it_was_counted_counts(world, river, clock, how):
    circle_id, person = await world.circle(), await world.person()
    await world.member(circle_id, person)
    claim_id = await river.verify(await river.adopted(circle_id), person)
    await clock.forward(seconds=5)
    await world.change(
        f"UPDATE circles.member SET state = '{how}', {how}_at = now() WHERE account_id = $1",
        person.account_id,
    )
    await world.site.settle()
    assert await counted(world) == [(circle_id, claim_id)]


async def test_however_often_it_is_told_a_claim_counts_once(world, river, broken):
    circle_id = await river.circle(await world.person())
    people = [await world.person() for _ in range(3)]
    for person in people:
        await river.join(circle_id, person)
    mission_id = await river.adopted(circle_id)
    claims = [await river.verify(mission_id, person) for person in people]

    await asyncio.gather(*[river.count(claim_id) for claim_id in claims * 4])
    await world.site.settle()

    assert len(await counted(world)) == 3
    assert len(await world.events("circles.outcome_counted")) == 3
    assert await broken() == {}


async def test_a_claim_counts_on_after_its_human_left_however_often_it_is_told(world, river, broken):
    circle_id, person = await world.circle(), await world.person()
    await world.member(circle_id, person)
    claim_id = await river.achieve(circle_id, person)
    await world.change(
        "UPDATE circles.member SET state = 'left', left_at = now() - interval '1 day' WHERE account_id = $1",
        person.account_id,
    )
    await river.count(claim_id)
    assert await counted(world) == [(circle_id, claim_id)]


async def test_a_verdict_that_is_taken_back_takes_the_outcome_back(world, river, broken):
    person = await world.person()
    circle_id = await world.circle(person)
    kept = await river.achieve(circle_id, person)
    gone = await river.achieve(circle_id, person, domain="elder_care")
    await river.take_back(gone)
    await world.site.settle()
    await river.count(gone)

    assert await counted(world) == [(circle_id, kept)]
    [(event,)] = await world.events("circles.outcome_taken_back")
    assert str(gone) in str(event)
    assert await world.value("SELECT verified FROM circles.circle WHERE id = $1", circle_id) == 1
    assert await broken() == {}


async def test_a_verdict_that_is_given_again_counts_again(world, river, broken):
    person = await world.person()
    circle_id = await world.circle(person)
    claim_id = await river.achieve(circle_id, person)
    await river.take_back(claim_id)
    await world.site.settle()
    await world.change(
        "UPDATE missions.claim SET state = 'verified', finished_at = now(), paid_minor = 5 WHERE id = $1",
        claim_id,
    )
    await river.count(claim_id)
    assert await world.value("SELECT earned_minor FROM circles.outcome") == 5
    assert await broken() == {}


async def test_a_payment_that_is_told_later_is_added(world, river, broken):
    person = await world.person()
    circle_id = await world.circle(person)
    claim_id = await river.verify(await river.adopted(circle_id), person, paid_minor=None)
    await river.count(claim_id)
    await world.change("UPDATE missions.claim SET paid_minor = 1300 WHERE id = $1", claim_id)
    await river.count(claim_id)
    assert await world.value("SELECT earned_minor FROM circles.achievement") == 1300
    assert len(await world.events("circles.outcome_counted")) == 1
    assert await broken() == {}


async def test_handlers_to_whom_circles_come_in_another_order_take_turns(world):
    person, other = await world.person(), await world.person()
    one, two = await world.circle(person), await world.circle(other)
    begun, waiting = asyncio.Event(), "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)"

    async def first():
        async with world.database.write() as work:
            await weigh(work, [one], other.account_id)
            begun.set()
            while not await work.fetch_value(waiting):
                await asyncio.sleep(0.01)
            await weigh(work, [two], other.account_id)

    async def second():
        await begun.wait()
        async with world.database.write() as work:
            for circle_id in (two, one):
                await weigh(work, [circle_id], person.account_id)

    await asyncio.gather(first(), second())
