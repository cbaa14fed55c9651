"""Buddies gather for an adopted mission, and one of them claims for all: a slot for each, or nothing."""

import asyncio
from collections import Counter

import pytest


def ids(*principals):
    return {each.account_id for each in principals}


async def test_who_started_a_party_claims_a_slot_for_everybody_in_it(board, world):
    mission = await board.adopted()
    party = await board.party(mission, board.ben, board.cao)

    claimed = await board.send(board.ana, f"/parties/{party}/claim")

    assert claimed == {"id": party, "state": "claimed", "buddies": 3}
    assert await board.claims(mission) == ids(board.ana, board.ben, board.cao)
    (shown,) = await board.parties(board.ben)
    own = [each["claim_id"] is not None for each in shown["buddies"]]
    assert (shown["state"], Counter(own)) == ("claimed", {False: 2, True: 1})
    states = [data[0].split('"state": ')[1] for data in await world.events("circles.party_changed")]
    assert len(states) == 4
    assert (await board.send(board.ana, f"/parties/{party}/claim", None, 409))["code"] == "invalid_transition"
    other = await board.adopted()
    gathers = await board.party(other)
    first = await world.get(board.ben, f"/{board.circle}/parties", limit=1)
    then = await world.get(board.ben, f"/{board.circle}/parties", limit=1, cursor=first["next_cursor"])
    assert [each["id"] for part in (first, then) for each in part["items"]] == [gathers, party]
    assert then["next_cursor"] is None


async def test_a_refusal_names_whom_it_concerns_and_keeps_private_what_is_theirs(board, world):
    mission = await board.adopted()
    party = await board.party(mission, board.ben, board.cao)
    for number in range(3):
        other = await board.mission(title=f"Other {number}")
        await world.send(board.ben, "POST", f"/../missions/{other}/claims", {}, 201)
    await world.send(board.cao, "POST", f"/../missions/{mission}/claims", {}, 201)

    refused = await board.send(board.ana, f"/parties/{party}/claim", None, 409)

    assert refused["code"] == "circle_party_hindered"
    told = {each["pointer"].rpartition("/")[2]: each["detail"] for each in refused["errors"]}
    assert set(told) == {str(each) for each in ids(board.ben, board.cao)}
    assert "cannot claim this mission now" in told[str(board.ben.account_id)]
    assert "has this mission already" in told[str(board.cao.account_id)]
    assert await board.claims(mission) == ids(board.cao)

    anew = await board.send(board.ben, f"/parties/{party}/me", {}, 409)
    assert anew["code"] == "claim_limit_reached"
    for buddy in (board.ben, board.cao):
        await board.send(board.ana, f"/parties/{party}/buddies/{buddy.account_id}", None, 200, "DELETE")
    alone = await board.send(board.ana, f"/parties/{party}/claim", None, 409)
    assert alone["code"] == "circle_party_alone"


async def test_consent_ends_after_48_hours_and_is_renewed_by_agreeing_anew(board, world):
    mission = await board.adopted()
    party = await board.party(mission, board.ben)
    await world.change("UPDATE circles.buddy SET joined_at = now() - interval '49 hours'")

    refused = await board.send(board.ana, f"/parties/{party}/claim", None, 409)
    assert [each["pointer"] for each in refused["errors"]] == [f"/buddies/{board.ben.account_id}"]
    assert "48 hours" in refused["errors"][0]["detail"]

    await board.send(board.ben, f"/parties/{party}/me", {})
    await board.send(board.ana, f"/parties/{party}/claim")
    assert await board.claims(mission) == ids(board.ana, board.ben)


async def test_more_buddies_than_slots_are_refused_at_the_door_and_at_the_claim(board, world):
    mission = await board.adopted(max_claims=2)
    party = await board.party(mission, board.ben)

    full = await board.send(board.cao, f"/parties/{party}/me", {}, 409)
    assert (full["code"], "2 places" in full["detail"]) == ("circle_party_full", True)

    await world.send(board.stranger, "POST", f"/../missions/{mission}/claims", {}, 201)
    refused = await board.send(board.ana, f"/parties/{party}/claim", None, 409)
    assert (refused["code"], "1 place" in refused["detail"]) == ("circle_party_full", True)
    assert await board.claims(mission) == ids(board.stranger)


async def test_everybody_accepts_the_risks_themselves(board):
    mission = await board.adopted(risk="yellow")
    body = {"mission_id": str(mission)}
    assert (await board.send(board.ana, "/parties", body, 403))["code"] == "acknowledgement_required"

    party = await board.party(mission, board.ben, acknowledged=True)
    assert (await board.send(board.cao, f"/parties/{party}/me", {}, 403))["code"] == (
        "acknowledgement_required"
    )
    await board.send(board.ana, f"/parties/{party}/claim")

    assert await board.claims(mission) == ids(board.ana, board.ben)


async def test_who_left_the_circle_is_not_claimed_for_and_takes_their_party_along(board, world):
    mission = await board.adopted()
    party = await board.party(mission, board.ben, board.cao)
    leave = (
        "UPDATE circles.member SET state = 'left', left_at = now() WHERE circle_id = $1 AND account_id = $2"
    )
    await world.change(leave, board.circle, board.cao.account_id)

    await board.send(board.ana, f"/parties/{party}/claim")
    assert await board.claims(mission) == ids(board.ana, board.ben)

    other = await board.party(await board.adopted(), starter=board.ben)
    await world.change(leave, board.circle, board.ben.account_id)
    assert [each["id"] for each in await board.parties(board.ana)] == [party]
    await board.send(board.ana, f"/parties/{other}/me", {}, 404)


async def test_a_member_gathers_with_one_party_for_a_mission(board):
    mission = await board.adopted()
    first = await board.party(mission, board.ben)
    second = await board.party(mission, starter=board.cao)

    assert (await board.send(board.ben, f"/parties/{second}/me", {}, 409))["code"] == "circle_party_other"
    await board.send(board.ben, f"/parties/{first}/me", None, 200, "DELETE")
    assert (await board.send(board.ben, f"/parties/{second}/me", {}))["buddies"] == 2


async def test_only_who_started_it_claims_or_drops_and_moderators_may_cancel(board):
    mission = await board.adopted()
    party = await board.party(mission, board.ben, board.cao)

    await board.send(board.ben, f"/parties/{party}/claim", None, 403)
    await board.send(board.ben, f"/parties/{party}/buddies/{board.cao.account_id}", None, 403, "DELETE")
    await board.send(board.ana, f"/parties/{party}/me", None, 403, "DELETE")
    await board.send(board.ben, f"/parties/{party}/cancel", None, 403)
    await board.send(board.agent, f"/parties/{party}/me", {}, 403)
    cancelled = await board.send(board.moderator, f"/parties/{party}/cancel")

    assert cancelled["state"] == "cancelled"
    assert await board.parties(board.ana) == []
    assert await board.claims(mission) == set()


async def test_only_adopted_missions_have_parties(board):
    proposed = await board.mission()
    await board.propose(board.ana, proposed)

    await board.send(board.ana, "/parties", {"mission_id": str(proposed)}, 404)
    await board.send(board.ana, "/parties", {"mission_id": str(await board.mission())}, 404)


@pytest.mark.parametrize("slots", [3, 4])
async def test_parties_that_claim_at_once_each_get_all_their_slots_or_none(board, world, slots):
    mission = await board.adopted(max_claims=slots)
    others = [await world.person() for _ in range(5)]
    for other in others:
        await world.member(board.circle, other)
    starters = [board.ana, board.ben, board.cao]
    parties = [
        await board.party(mission, buddy, starter=starter)
        for starter, buddy in zip(starters, others, strict=False)
    ]

    async def claim(starter, party):
        async with world.site.browse(starter) as client:
            answer = await client.post(f"/api/v1/circles/{board.circle}/parties/{party}/claim")
            return answer.json().get("code") or answer.json()["state"]

    twice = zip([*starters, *starters], [*parties, *parties], strict=True)
    ended = Counter(await asyncio.gather(*(claim(*each) for each in twice)))

    assert ended["claimed"] == slots // 2
    assert set(ended) <= {"claimed", "circle_party_full", "invalid_transition", "gone"}
    held = await board.claims(mission)
    assert len(held) == slots // 2 * 2
    for starter, buddy in zip(starters, others, strict=False):
        assert len(held & ids(starter, buddy)) in {0, 2}
