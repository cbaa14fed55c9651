"""Standings are recomputed with history and events, and two updates at once never lose one."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from commonweal import Refusal, new_id
from commonweal_reputation import api
from commonweal_reputation.endorsing import endorse, revoke
from commonweal_reputation.recomputing import Touched, lock, recompute
from commonweal_reputation.tasks import look

REASON = "She helped the whole street."


async def finish(database, human_id, quality=1.0, *, claim_id=None):
    async with database.write() as work:
        arguments = {"quality": quality, "at": datetime.now(UTC)}
        await api.record_mission(work, human_id, claim_id=claim_id or new_id(), **arguments)


async def standing(database, human_id):
    async with database.read() as work:
        return await api.standing(work, human_id)


async def test_somebody_unknown_is_a_newcomer(database):
    assert await standing(database, (human := new_id())) == api.Standing(human_id=human)


async def test_a_claim_counts_once_and_history_keeps_the_difference(database):
    human, claim = new_id(), new_id()
    await finish(database, human, claim_id=claim)
    await finish(database, human, 0.0, claim_id=claim)
    reached = await standing(database, human)
    assert (reached.score, reached.tier, reached.finished_missions) == (40, "contributor", 1)
    async with database.read() as work:
        rows = await work.fetch("SELECT before, after, difference, reason, reference FROM reputation.change")
        told = await work.fetch("SELECT type FROM kernel.event ORDER BY id")
    assert [tuple(row) for row in rows] == [(0, 40, 40, "mission", claim)]
    assert [row["type"] for row in told] == ["reputation.changed", "reputation.tier_changed"]


async def test_many_updates_of_one_human_at_once_lose_none(database):
    human = new_id()

    async def review():
        async with database.write() as work:
            arguments = {"review_id": new_id(), "agreed": True, "at": datetime.now(UTC)}
            await api.record_review(work, human, **arguments)

    await asyncio.gather(*(finish(database, human, 0.5) for _ in range(10)), *(review() for _ in range(10)))
    reached = await standing(database, human)
    assert (reached.finished_missions, reached.score) == (10, 50)
    async with database.read() as work:
        assert await work.fetch_value("SELECT sum(difference) FROM reputation.change") == 50


async def test_a_streak_that_broke_unnoticed_and_begins_anew_at_the_same_number_is_told(database):
    human, now = new_id(), datetime.now(UTC)
    for at in (now - timedelta(days=9), now):
        async with database.write() as work:
            await api.record_activity(work, human, at=at, time_zone="UTC")
        async with database.write() as work:  # as the first one was kept, when it was today
            if at < now:
                await work.execute("UPDATE reputation.standing SET streak_days = 1")
    async with database.read() as work:
        told = await work.fetch_value(
            "SELECT data->>'before' || ' ' || (data->>'after') FROM kernel.event"
            " WHERE type = 'reputation.streak_changed' ORDER BY sequence DESC LIMIT 1"
        )
    assert (told, (await standing(database, human)).streak_days) == ("0 1", 1)


async def test_activity_on_one_local_day_counts_once(database):
    human, now = new_id(), datetime.now(UTC)
    async with database.write() as work:
        for at in (now - timedelta(days=1), now, now):
            reached = await api.record_activity(work, human, at=at, time_zone="America/Lima")
    assert (reached.streak_days, reached.multiplier_hundredths) == (2, 100)


async def test_idle_time_wears_a_score_down_once_and_takes_the_tier_after_a_week(database):
    human = new_id()
    await finish(database, human, 0.53)
    assert (await standing(database, human)).score == 21
    for days, expected in ((28, (20, "contributor")), (28, (20, "contributor")), (49, (19, "newcomer"))):
        async with database.write() as work:
            await work.execute("UPDATE reputation.standing SET looked_at = now() - interval '2 hours'")
            assert await look(work, datetime.now(UTC) + timedelta(days=days)) == 1
        reached = await standing(database, human)
        assert (reached.score, reached.tier) == expected


async def test_each_tier_is_lost_a_week_after_its_own_bar_was_last_reached(database):
    human, began = new_id(), datetime.now(UTC)
    async with database.write() as work:
        await work.execute(
            "INSERT INTO reputation.standing (human_id, score, tier) VALUES ($1, 90, 'expert')", human
        )
        row = (await lock(work, [human]))[human]

    async def after(days, qualities):
        """Come to a score by the quality of missions, and look some days later."""
        async with database.write() as work:
            await work.execute("DELETE FROM reputation.mission_outcome")
            for quality in qualities:
                await work.execute(
                    "INSERT INTO reputation.mission_outcome (claim_id, human_id, quality, finished_at)"
                    " VALUES ($1, $2, $3, now())",
                    *(new_id(), human, quality),
                )
            row = (await lock(work, [human]))[human]
            reached = await recompute(work, row, Touched(reason="idle"), began + timedelta(days=days))
            return reached.score, reached.tier

    assert row["tier"] == "expert"
    assert await after(0, [1.0]) == (40, "expert")
    assert await after(6, [0.1]) == (4, "expert")
    assert await after(7, [0.1]) == (4, "contributor")  # 40 points were there until a day ago
    assert await after(12.9, [0.1]) == (4, "contributor")
    assert await after(13, [0.1]) == (4, "newcomer")
    assert await after(13, [1.0]) == (40, "contributor")


async def test_an_endorsement_needs_a_tier_counts_once_and_can_be_revoked(database):
    endorser, endorsed = new_id(), new_id()

    async def give():
        async with database.write() as work:
            await endorse(work, endorser, endorsed, REASON)

    with pytest.raises(Refusal, match="tier_too_low"):
        await give()
    await finish(database, endorser)
    given = await asyncio.gather(*(give() for _ in range(5)), return_exceptions=True)
    assert [outcome.code for outcome in given if outcome] == ["conflict"] * 4
    assert (await standing(database, endorsed)).score == 1
    async with database.write() as work:
        since = datetime.now(UTC) - timedelta(days=1)
        assert await api.endorsed_with(work, [endorsed], since) == {endorser}
        assert await api.endorsed_with(work, [endorser, endorsed], since) == {endorser, endorsed}
        await revoke(work, endorser, endorsed)
    assert (await standing(database, endorsed)).score == 0
    with pytest.raises(Refusal, match="not_found"):
        async with database.write() as work:
            await revoke(work, endorser, endorsed)


async def test_five_endorsements_a_day(database):
    endorser = new_id()
    await finish(database, endorser)
    async with database.write() as work:
        for _ in range(5):
            await endorse(work, endorser, new_id(), REASON)
    with pytest.raises(Refusal, match="rate_limited"):
        async with database.write() as work:
            await endorse(work, endorser, new_id(), REASON)


@pytest.mark.parametrize("reason", ["too short", "x" * 501, " " * 20])
async def test_a_reason_has_its_length(database, reason):
    with pytest.raises(Refusal, match="validation_error"):
        async with database.write() as work:
            await endorse(work, new_id(), new_id(), reason)


async def test_candidates_come_trusted_first(database):
    contributor, trusted, newcomer = new_id(), new_id(), new_id()
    await finish(database, contributor)
    await finish(database, newcomer, 0.1)
    await finish(database, trusted)
    async with database.write() as work:
        arguments = {"review_id": new_id(), "agreed": True, "at": datetime.now(UTC)}
        await api.record_review(work, trusted, **arguments)
        assert await api.humans_at_least(work, "contributor", limit=5) == [trusted, contributor]
        assert await api.humans_at_least(work, "contributor", limit=5, exclude=[trusted]) == [contributor]
