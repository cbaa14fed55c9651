"""What the clock brings is told once, also after a stop, and not when it is true no more."""

from datetime import UTC, datetime, timedelta

import pytest
from commonweal_missions.claims.keeping import give_up
from commonweal_notifications.kinds.reminding import (
    monday_of,
    tell_agent_weeks,
    tell_deadlines,
    tell_sizes,
    tell_streaks,
)
from commonweal_reputation import api as reputation

from .scene import NOW, Scene

HOUR = timedelta(hours=1)


@pytest.fixture
def scene(site, principals):
    return Scene(site, principals)


async def told(scene, kind):
    rows = await scene.rows("SELECT data FROM kernel.event WHERE type = $1", f"notifications.{kind}")
    return len(rows)


async def inbox(scene, kind):
    await scene.site.settle()
    rows = await scene.rows(
        "SELECT 1 FROM notifications.delivery WHERE kind = $1 AND channel = 'in_app'", kind
    )
    return len(rows)


async def test_a_deadline_is_told_a_day_before_and_hours_before_once_each(scene):
    _, claim = await scene.claim()
    for hours in (30, 23, 20, 5, 3, 2, 1):
        await tell_deadlines(scene.database, claim.deadline - hours * HOUR)

    assert await told(scene, "deadline_near") == 2
    assert await inbox(scene, "notifications.claim_deadline_day") == 1
    assert await inbox(scene, "notifications.claim_deadline_hours") == 1


async def test_after_a_stop_only_what_still_helps_is_told(scene):
    _, claim = await scene.claim()
    _, late = await scene.claim()
    await scene.change(
        "UPDATE missions.claim SET deadline = $2 WHERE id = $1", late.id, claim.deadline - 4 * HOUR
    )

    await tell_deadlines(scene.database, claim.deadline - 3 * HOUR)

    assert await inbox(scene, "notifications.claim_deadline_day") == 0
    assert await inbox(scene, "notifications.claim_deadline_hours") == 1


async def test_whoever_had_less_than_a_day_to_begin_with_hears_of_the_last_hours_only(scene):
    at = NOW + timedelta(days=30) - 10 * HOUR
    _, claim = await scene.claim(at=at)
    assert claim.deadline - at <= 10 * HOUR

    await tell_deadlines(scene.database, at)
    assert await told(scene, "deadline_near") == 0
    await tell_deadlines(scene.database, claim.deadline - 3 * HOUR)
    assert await told(scene, "deadline_near") == 1


async def test_a_new_deadline_is_told_anew(scene):
    _, claim = await scene.claim()
    await tell_deadlines(scene.database, claim.deadline - 20 * HOUR)
    later = claim.deadline + timedelta(days=3)
    await scene.change("UPDATE missions.claim SET deadline = $2 WHERE id = $1", claim.id, later)

    assert await tell_deadlines(scene.database, later - 20 * HOUR) == 1


async def test_a_slot_that_was_given_back_has_no_deadline_any_more(scene):
    human, claim = await scene.claim()
    async with scene.write() as work:
        await give_up(work, claim.id, human_id=human, at=NOW)

    assert await tell_deadlines(scene.database, claim.deadline - 20 * HOUR) == 0


async def test_more_claims_than_a_page_are_told_each_once(scene):
    mission = await scene.mission()
    deadline = NOW + timedelta(days=7)
    await scene.change("UPDATE missions.mission SET max_claims = 2000 WHERE id = $1", mission)
    await scene.change(
        "INSERT INTO missions.claim (id, mission_id, human_id, claimed_at, deadline)"
        " SELECT gen_random_uuid(), $1, gen_random_uuid(), $2, $3 FROM generate_series(1, 1203)",
        *(mission, NOW, deadline),
    )

    assert await tell_deadlines(scene.database, deadline - 20 * HOUR) == 1203
    assert await tell_deadlines(scene.database, deadline - 19 * HOUR) == 0


async def test_a_streak_is_told_of_in_the_evening_once_a_day_and_not_after_something_was_done(scene):
    human, evening = await scene.human(), datetime.now(UTC).replace(hour=19, minute=0)
    await scene.streak(human, forgiven=4)

    assert await tell_streaks(scene.database, evening.replace(hour=12)) == 0
    assert await tell_streaks(scene.database, evening) == 1
    assert await tell_streaks(scene.database, evening + HOUR) == 0
    assert await tell_streaks(scene.database, evening.replace(hour=23)) == 0
    async with scene.write() as work:
        await reputation.record_activity(work, human, at=evening, time_zone="UTC")
    await scene.change("DELETE FROM notifications.reminder")
    assert await tell_streaks(scene.database, evening + HOUR) == 0


async def test_a_week_of_agents_is_told_once_and_one_without_news_sends_nothing(scene):
    await scene.agent()
    monday = datetime.combine(monday_of(NOW), datetime.min.time(), UTC) + 7 * HOUR

    assert await tell_agent_weeks(scene.database, monday) == 1
    assert await tell_agent_weeks(scene.database, monday + timedelta(days=2)) == 0
    assert await tell_agent_weeks(scene.database, monday + timedelta(days=7)) == 1
    assert await inbox(scene, "notifications.agent_report") == 0


async def test_a_size_that_was_reached_is_told_once_for_ever(scene):
    await scene.change(
        "INSERT INTO identity.account (id, kind)"
        " SELECT gen_random_uuid(), 'human' FROM generate_series(1, 5001)"
    )
    for expected in (1, 0):
        async with scene.write() as work:
            assert await tell_sizes(work) == expected
    await scene.site.run_task("notifications.look_at_sizes")
    assert await told(scene, "scale_reached") == 1


async def test_a_reminder_of_what_is_over_is_not_shown(scene):
    human, claim = await scene.claim()
    await tell_deadlines(scene.database, claim.deadline - 20 * HOUR)
    await scene.site.settle()
    async with scene.browse(human) as client:
        before = (await client.get("/api/v1/notifications/")).json()["items"]
        async with scene.write() as work:
            await give_up(work, claim.id, human_id=human, at=NOW)
        after = (await client.get("/api/v1/notifications/")).json()["items"]

    def urls(items):
        return [each["url"] for each in items if each["kind"] == "notifications.claim_deadline_day"]

    assert urls(before) == [f"/claims/{claim.id}"]
    assert urls(after) in ([], [""])


async def test_the_schedules_run_their_tasks(scene):
    for name in ("deadlines", "streaks", "agent_weeks", "sizes"):
        await scene.site.run_task(f"notifications.look_at_{name}")
