"""The life of a claim: what is allowed in which state, and what the log is told."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from commonweal import Refusal, new_id
from commonweal_missions.claims.acts import reject, submit, verify
from commonweal_missions.claims.ending import archive, release_late_claims, tell_expired_missions
from commonweal_missions.claims.keeping import give_up, report_progress
from commonweal_missions.claims.making import make_claim
from commonweal_missions.states import CLAIM

NOW = datetime.now(UTC)


async def claimed(database, mission_id, human_id=None, *, at=NOW, acknowledged=False, most_open=3):
    async with database.write() as work:
        return await make_claim(
            work, mission_id, human_id or new_id(), acknowledged=acknowledged, most_open=most_open, at=at
        )


async def events(database):
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT type FROM kernel.event WHERE type LIKE 'missions.%' ORDER BY sequence"
        )
    return [row["type"].removeprefix("missions.") for row in rows]


async def requested(database):
    async with database.read() as work:
        rows = await work.fetch("SELECT task FROM kernel.task_request ORDER BY due_at, id")
    return [row["task"] for row in rows]


async def act(database, function, *arguments, **named):
    async with database.write() as work:
        return await function(work, *arguments, **named)


async def refused(code, awaitable):
    with pytest.raises(Refusal) as caught:
        await awaitable
    assert caught.value.code == code


async def test_a_claim_goes_from_active_through_a_second_try_to_verified(database, market):
    human = new_id()
    mission = await market.add(told_state="open")
    claim = await claimed(database, mission, human)
    await act(database, submit, claim.id, human_id=human, at=NOW)
    deadline = await act(database, reject, claim.id, NOW + timedelta(days=6))
    await act(database, submit, claim.id, human_id=human, at=NOW + timedelta(days=8))
    await act(database, verify, claim.id, NOW + timedelta(days=9))

    assert deadline == NOW + timedelta(days=9)
    assert await events(database) == [
        "claim_made", "mission_claimed", "claim_submitted", "mission_submitted", "claim_returned",
        "mission_in_progress", "claim_submitted", "mission_submitted", "claim_verified", "mission_completed",
    ]  # fmt: skip
    assert await requested(database) == ["missions.settle_mission"]
    await refused("invalid_transition", act(database, verify, claim.id, NOW))


async def test_the_first_deadline_is_never_after_the_end_of_the_mission(database, market):
    mission = await market.add(claim_hours=720, expires_at=NOW + timedelta(days=2))

    assert (await claimed(database, mission)).deadline == NOW + timedelta(days=2)


async def test_yellow_and_red_missions_are_acknowledged_first(database, market):
    mission = await market.add(risk="yellow")

    await refused("acknowledgement_required", claimed(database, mission))
    await claimed(database, mission, acknowledged=True)


async def test_full_over_unpublished_and_twice_claimed_missions_are_refused(database, market):
    human = new_id()
    mission = await market.add()
    await claimed(database, mission, human)

    await refused("already_claimed", claimed(database, mission, human))
    await refused("mission_full", claimed(database, mission))
    await refused("gone", claimed(database, await market.add(archived_at=NOW)))
    await refused("gone", claimed(database, await market.add(expires_at=NOW)))
    await refused("not_found", claimed(database, await market.add(review_status="flagged")))
    await refused("not_found", claimed(database, new_id()))


async def test_the_fourth_open_claim_is_refused_until_one_ends(database, market):
    human = new_id()
    claims = [await claimed(database, await market.add(), human) for _ in range(3)]

    await refused("claim_limit_reached", claimed(database, await market.add(), human))
    await act(database, give_up, claims[0].id, human, NOW)
    await claimed(database, await market.add(), human)


async def test_giving_up_is_free_for_a_day_and_counts_afterwards(database, market):
    human = new_id()
    soon, late = (
        await claimed(database, await market.add(), human),
        await claimed(database, await market.add(), human),
    )

    assert await act(database, give_up, soon.id, human, NOW + timedelta(hours=24))
    assert not await act(database, give_up, late.id, human, NOW + timedelta(hours=24, seconds=1))
    assert await requested(database) == ["missions.count_miss"]
    await refused("invalid_transition", act(database, give_up, soon.id, human, NOW))


async def test_nobody_acts_on_the_claim_of_another(database, market):
    claim = await claimed(database, await market.add())
    stranger = new_id()

    await refused("not_found", act(database, give_up, claim.id, stranger, NOW))
    await refused("not_found", act(database, submit, claim.id, human_id=stranger, at=NOW))
    progress = report_progress
    await refused("not_found", act(database, progress, claim.id, stranger, progress=5, notes=None, at=NOW))


async def test_nothing_is_handed_in_after_the_deadline(database, market):
    human = new_id()
    claim = await claimed(database, await market.add(claim_hours=24), human)

    await refused(
        "invalid_transition",
        act(database, submit, claim.id, human_id=human, at=NOW + timedelta(hours=24)),
    )


async def test_a_claim_whose_deadline_passed_is_neither_left_for_free_nor_worked_on(database, market):
    human = new_id()
    mission = await market.add(expires_at=NOW + timedelta(hours=2))
    claim = await claimed(database, mission, human)
    late = NOW + timedelta(hours=2)
    progress = {"progress": 90, "notes": None, "at": late}

    await refused("invalid_transition", act(database, give_up, claim.id, human, late))
    await refused("invalid_transition", act(database, report_progress, claim.id, human, **progress))

    assert await release_late_claims(database, late) == 1
    assert await requested(database) == ["missions.count_miss", "missions.settle_mission"]


async def test_late_claims_are_released_once_and_submitted_ones_stay(database, market):
    human = new_id()
    late = await claimed(database, await market.add(told_state="open"), human)
    waiting = await claimed(database, await market.add(told_state="open"), human)
    await act(database, submit, waiting.id, human_id=human, at=NOW)

    assert await release_late_claims(database, NOW + timedelta(days=8)) == 1
    assert await release_late_claims(database, NOW + timedelta(days=8)) == 0
    assert (await events(database))[-2:] == ["claim_released", "mission_opened"]
    assert await requested(database) == ["missions.count_miss"]
    await refused("invalid_transition", act(database, give_up, late.id, human, NOW))


async def test_the_end_of_a_mission_is_told_once_and_closes_it_when_nobody_holds_it(database, market):
    await market.add(told_state="open")
    held = await market.add(told_state="open", claim_hours=720)
    await claimed(database, held)

    assert await tell_expired_missions(database, NOW + timedelta(days=31)) == 2
    assert await tell_expired_missions(database, NOW + timedelta(days=31)) == 0
    assert sorted(await events(database))[-2:] == ["mission_expired", "mission_expired"]
    assert await requested(database) == ["missions.settle_mission"]


async def test_an_admin_archives_and_releases_while_a_creator_waits(database, market):
    human = new_id()
    mission = await market.add(told_state="open", max_claims=3)
    await claimed(database, mission, human)
    waiting = await claimed(database, mission, other := new_id())
    await act(database, submit, waiting.id, human_id=other, at=NOW)

    await refused("conflict", act(database, archive, mission, by_admin=False, at=NOW))
    await act(database, archive, mission, by_admin=True, at=NOW)
    assert (await events(database))[-2:] == ["claim_released", "mission_archived"]
    assert await requested(database) == []
    await act(database, verify, waiting.id, NOW)
    assert await requested(database) == ["missions.settle_mission"]
    await refused("invalid_transition", act(database, archive, mission, by_admin=True, at=NOW))


async def test_the_table_allows_the_steps_of_the_state_machine_and_no_others(database, market):
    path = {"active": [], "submitted": ["submitted"], "verified": ["submitted", "verified"],
            "abandoned": ["abandoned"], "released": ["released"]}  # fmt: skip
    for source in CLAIM.states:
        for target in CLAIM.states:
            claim = await market.claim(await market.add())
            for state in path[source]:
                await write_state(database, claim, state)
            if target == source:
                continue
            if CLAIM.allows(source, target):
                await write_state(database, claim, target)
            else:
                with pytest.raises(asyncpg.CheckViolationError):
                    await write_state(database, claim, target)


async def write_state(database, claim_id, state):
    async with database.write() as work:
        await work.execute(
            "UPDATE missions.claim SET state = $2, finished_at ="
            " CASE WHEN $2 IN ('verified', 'abandoned', 'released') THEN now() END WHERE id = $1",
            claim_id,
            state,
        )
