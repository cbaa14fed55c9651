"""Adopted missions, milestones and thanks are told by level, and only while they are there to see."""

import pytest
from commonweal import new_id
from commonweal_circles import events


async def mission(world, title="Count the herons", status="approved"):
    """Put a mission into the tables."""
    mission_id = new_id()
    await world.change(
        "INSERT INTO missions.mission (id, creator_kind, creator_id, creator_name, domain, type, difficulty,"
        " reward_minor, duration_min, step_optional, evidence_kind, evidence_required, source_locale,"
        " review_status, published_at, expires_at) VALUES ($1, 'agent', $1, 'Heron', 'elder_care',"
        " 'interview', 'beginner', 1000, 60, '{false}', '{photo}', '{true}', 'en', $2, now(),"
        " now() + interval '9 days')",
        *(mission_id, status),
    )
    await world.change(
        "INSERT INTO missions.mission_translation (mission_id, locale, provenance, title, description, steps,"
        " evidence, source_hash) VALUES ($1, 'en', 'author', $2, 'Walk along the river.', '{Walk}',"
        " '{Photo}', repeat('0', 64))",
        *(mission_id, title),
    )
    return mission_id


async def adopt(circle, mission_id, proposer, by=None):
    event = events.ProposalChanged(
        circle_id=circle.id,
        proposal_id=new_id(),
        mission_id=mission_id,
        before="proposed",
        after="adopted",
        proposed_by=proposer.account_id,
        by=by.account_id if by else None,
    )
    await circle.tell(event)


async def test_an_adopted_mission_is_told_by_level_and_to_who_proposed_it(world, village):
    circle = await village()
    people = await circle.levels()
    await adopt(circle, await mission(world), people["mentions"], by=people["all"])
    assert await circle.who_heard(people, "adopted") == {"threads", "mentions"}
    [notice] = await circle.inbox(people["threads"])
    assert notice["title"] == "Friends of the river takes on “Count the herons”"


@pytest.mark.parametrize("after", ["declined", "withdrawn", "done"])
async def test_other_ends_of_proposals_are_not_told(world, village, after):
    circle = await village()
    person = await circle.member("all")
    event = events.ProposalChanged(
        circle_id=circle.id,
        proposal_id=new_id(),
        mission_id=await mission(world),
        before="proposed",
        after=after,
        proposed_by=person.account_id,
        by=None,
    )
    await circle.tell(event)
    assert await circle.everything(person) == []


async def test_a_mission_that_review_withholds_is_gone(world, village):
    circle = await village()
    person = await circle.member("all")
    await adopt(circle, await mission(world, status="flagged"), circle.owner)
    assert await circle.heard(person) == []


async def milestone(circle, cause):
    milestone_id = new_id()
    await circle.world.change(
        "INSERT INTO circles.milestone (id, circle_id, kind, title, metric, target, progress, set_by,"
        " starts_at, reached_at) VALUES ($1, $2, 'milestone', 'Ten herons', 'missions', 1, 1, $1,"
        " now(), $3::text::timestamptz)",
        *(milestone_id, circle.id, "2026-01-01" if cause == "reached" else None),
    )
    event = events.MilestoneChanged(
        circle_id=circle.id, milestone_id=milestone_id, cause=cause, progress=1, target=1
    )
    await circle.tell(event)


async def test_a_milestone_is_told_by_level_when_it_is_reached(village):
    circle = await village()
    people = await circle.levels()
    for cause in ("set", "progressed", "ended", "dropped"):
        await milestone(circle, cause)
    assert await circle.who_heard(people, "milestone") == set()
    await milestone(circle, "reached")
    assert await circle.who_heard(people, "milestone") == {"all", "threads"}
    [notice] = await circle.inbox(people["all"])
    assert notice["title"] == "Friends of the river reached “Ten herons”"
    assert notice["url"] == f"/circles/{circle.id}/progress#milestones"


async def thank(circle, giver, receiver):
    note_id = new_id()
    await circle.world.change(
        "INSERT INTO circles.gratitude (id, circle_id, from_id, to_id, day, text, locale, review_status)"
        " VALUES ($1, $2, $3, $4, current_date, 'Thank you!', 'en', 'approved')",
        *(note_id, circle.id, giver.account_id, receiver.account_id),
    )
    event = events.Thanked(
        circle_id=circle.id, note_id=note_id, from_id=giver.account_id, to_id=receiver.account_id
    )
    await circle.tell(event)
    return note_id


async def test_thanks_are_told_to_whom_they_are_for_unless_they_want_nothing(village):
    circle = await village()
    people = await circle.levels()
    for person in people.values():
        note_id = await thank(circle, circle.owner, person)
    assert await circle.who_heard(people, "thanked") == {"all", "threads", "mentions"}
    await circle.world.change("UPDATE circles.gratitude SET deleted_at = now() WHERE id <> $1", note_id)
    assert await circle.who_heard(people, "thanked") == set()
