"""Members propose missions, vote, adopt, decline and withdraw: once, and never twice (DOMAIN §12)."""

import asyncio
from collections import Counter

import pytest
from commonweal import new_id


async def test_the_third_vote_adopts_a_mission_once_and_says_so(board, world):
    made = await board.propose(board.ana)

    assert (made["state"], made["votes"], made["votes_needed"]) == ("proposed", 1, 3)
    assert (await board.vote(board.ben, made["id"]))["votes"] == 2
    assert (await board.vote(board.ben, made["id"]))["votes"] == 2
    assert await board.vote(board.agent, made["id"]) | {"id": ""} == {
        "id": "",
        "state": "adopted",
        "votes": 3,
        "votes_needed": 3,
    }

    assert (await board.vote(board.cao, made["id"], 409))["code"] == "invalid_transition"
    assert await world.value("SELECT missions FROM circles.circle WHERE id = $1", board.circle) == 1
    (changed,) = await world.events("circles.proposal_changed")
    assert '"after": "adopted"' in changed[0]
    assert len(await world.events("circles.proposal_voted")) == 3
    acts = await world.rows("SELECT act, actor_id FROM circles.act WHERE circle_id = $1", board.circle)
    assert acts == [("mission_adopted", None)]


async def test_a_vote_can_be_taken_back_while_the_mission_is_only_proposed(board):
    made = await board.propose(board.ana)
    await board.vote(board.ben, made["id"])

    assert (await board.vote(board.ana, made["id"], method="DELETE"))["votes"] == 1
    assert (await board.vote(board.ana, made["id"], method="DELETE"))["votes"] == 1
    assert (await board.vote(board.cao, made["id"]))["state"] == "proposed"
    assert (await board.vote(board.ana, made["id"]))["state"] == "adopted"
    assert (await board.vote(board.ana, made["id"], 409, "DELETE"))["code"] == "invalid_transition"


@pytest.mark.parametrize("state", ["left", "banned"])
async def test_votes_of_those_who_are_no_members_any_more_do_not_count(board, world, state):
    made = await board.propose(board.ana)
    await board.vote(board.ben, made["id"])
    await world.change(
        "UPDATE circles.member SET state = $3, left_at = now(),"
        " banned_at = CASE $3 WHEN 'banned' THEN now() END"
        " WHERE circle_id = $1 AND account_id = $2",
        *(board.circle, board.ana.account_id, state),
    )

    assert (await board.vote(board.cao, made["id"]))["state"] == "proposed"
    (shown,) = await board.listed(board.ben)
    assert shown["votes"] == 2

    await world.change(
        "UPDATE circles.member SET state = 'active', joined_at = now(), left_at = NULL, banned_at = NULL"
        " WHERE circle_id = $1 AND account_id = $2",
        *(board.circle, board.ana.account_id),
    )
    assert (await board.vote(board.agent, made["id"]))["state"] == "adopted"


async def test_third_votes_that_come_at_once_adopt_once(board, world):
    made = await board.propose(board.ana)
    voters = [await world.person() for _ in range(8)]
    for voter in voters:
        await world.member(board.circle, voter)

    async def vote(voter):
        async with world.site.browse(voter) as client:
            answer = await client.post(f"/api/v1/circles/{board.circle}/proposals/{made['id']}/vote")
            return answer.status_code

    ended = Counter(await asyncio.gather(*map(vote, voters)))

    assert ended == {200: 2, 409: 6}
    assert await world.value("SELECT missions FROM circles.circle WHERE id = $1", board.circle) == 1
    assert len(await world.events("circles.proposal_changed")) == 1
    assert len(await world.rows("SELECT FROM circles.act WHERE act = 'mission_adopted'")) == 1


async def test_one_mission_proposed_by_many_at_once_is_on_the_board_once(board, world):
    mission = await board.mission()

    async def propose(who):
        async with world.site.browse(who) as client:
            answer = await client.post(
                f"/api/v1/circles/{board.circle}/proposals", json={"mission_id": str(mission)}
            )
            return answer.status_code

    ended = Counter(await asyncio.gather(*map(propose, [*board.members, board.agent, board.owner])))

    assert ended == {201: 1, 409: 4}
    assert await world.value("SELECT count(*) FROM circles.proposal") == 1


async def test_moderators_adopt_and_decline_with_a_reason_and_members_do_neither(board, world):
    first, second = await board.propose(board.ana), await board.propose(board.ana)
    for act, body in (("adopt", None), ("decline", {"reason": "It is too far."})):
        refused = await board.send(board.ben, f"/proposals/{first['id']}/{act}", body, 403)
        assert refused["code"] == "forbidden"

    await board.send(board.moderator, f"/proposals/{first['id']}/adopt")
    await board.send(board.moderator, f"/proposals/{second['id']}/decline", {"reason": "It is too far."}, 204)

    assert await world.rows("SELECT state, decided_by, answer FROM circles.proposal ORDER BY state") == [
        ("adopted", board.moderator.account_id, ""),
        ("declined", board.moderator.account_id, "It is too far."),
    ]
    (declined,) = await board.listed(board.cao, state="declined")
    assert declined["answer"] == "It is too far."
    assert declined["decided_by"]["id"] == str(board.moderator.account_id)
    assert (await board.listed(board.stranger, state="declined"))[0]["answer"] == ""
    short = await board.send(board.moderator, f"/proposals/{second['id']}/decline", {"reason": ""}, 422)
    assert short["errors"][0]["pointer"] == "/reason"


async def test_only_the_proposer_withdraws(board):
    made = await board.propose(board.ana)

    assert (await board.send(board.moderator, f"/proposals/{made['id']}/withdraw", None, 403))["code"]
    await board.send(board.ana, f"/proposals/{made['id']}/withdraw", None, 204)

    assert (await board.vote(board.ben, made["id"], 409))["code"] == "invalid_transition"
    assert await board.titles(board.ben, state="proposed") == []


async def test_a_second_proposal_says_where_the_first_one_is(board):
    mission = await board.mission()
    made = await board.propose(board.ana, mission)

    again = await board.propose(board.ben, mission, 409)

    assert again["code"] == "circle_already_proposed"
    assert f"/circles/{board.circle}/board#proposal-{made['id']}" in again["detail"]


async def test_what_was_declined_is_proposed_anew_by_a_moderator_after_a_day_without_its_votes(board, world):
    mission = await board.mission()
    made = await board.propose(board.ana, mission, reason="Let us count them together.")
    await board.send(board.moderator, f"/proposals/{made['id']}/decline", {"reason": "Not now."}, 204)

    soon = await board.propose(board.moderator, mission, 409)
    assert (soon["code"], "24 hours" in soon["detail"]) == ("circle_proposed_before", True)
    await world.change("UPDATE circles.proposal SET ended_at = ended_at - interval '25 hours'")
    member = await board.propose(board.ben, mission, 409)
    assert (member["code"], "Ask a moderator" in member["detail"]) == ("circle_proposed_before", True)

    anew = await board.propose(board.moderator, mission)

    assert (anew["votes"], anew["id"] == made["id"]) == (1, False)
    assert await world.value("SELECT count(*) FROM circles.proposal") == 1
    assert await board.titles(board.ana, state="declined") == []


async def test_a_mission_one_may_not_read_is_refused_as_one_that_never_was(board):
    hidden, never = await board.mission(review_status="flagged"), new_id()

    refused = [await board.propose(board.ana, mission, 422) for mission in (hidden, never)]

    assert refused[0]["errors"] == refused[1]["errors"]
    assert refused[0]["errors"][0]["pointer"] == "/mission_id"


@pytest.mark.parametrize("state", ["expired", "archived"])
async def test_a_mission_that_is_over_is_neither_proposed_nor_adopted(board, world, state):
    late, mission = await board.mission(), await board.mission()
    made = await board.propose(board.ana, mission)
    await world.change("UPDATE circles.circle SET missions = 0")
    await board.end(late, state)

    assert (await board.propose(board.ana, late, 422))["errors"][0]["detail"].startswith(
        "This mission is over"
    )
    await world.change(
        "UPDATE missions.mission SET archived_at = now(), told_state = 'archived' WHERE id = $1", mission
    )
    for act in ("vote", "adopt"):
        await board.send(board.moderator, f"/proposals/{made['id']}/{act}", None, 422)


@pytest.mark.parametrize("state", ["expired", "archived"])
async def test_missions_that_are_over_are_done_and_proposals_of_them_withdrawn(board, world, state):
    adopted, proposed = await board.adopted(), await board.mission()
    party = await board.party(adopted, board.ben)
    await board.propose(board.ana, proposed)

    for mission in (adopted, proposed):
        await board.end(mission, state)

    assert await world.rows("SELECT mission_id, state, decided_by FROM circles.proposal ORDER BY state") == [
        (adopted, "done", None),
        (proposed, "withdrawn", None),
    ]
    assert await world.value("SELECT missions FROM circles.circle WHERE id = $1", board.circle) == 1
    assert await board.parties(board.ana) == []
    assert (await world.events("circles.party_changed"))[-1][0].count('"cancelled"') == 1
    assert (await board.send(board.cao, f"/parties/{party}/me", {}, 409))["code"] == "invalid_transition"


async def test_nobody_but_members_does_anything_and_nothing_happens_in_an_archived_circle(board, world):
    mission = await board.mission()
    made = await board.propose(board.ana, mission)
    acts = [f"/proposals/{made['id']}/{act}" for act in ("vote", "adopt", "withdraw")]

    assert {(await board.send(board.stranger, act, None, 403))["code"] for act in acts} == {"forbidden"}
    assert (await board.propose(board.stranger, mission, 403))["code"] == "forbidden"
    await world.change("UPDATE circles.circle SET state = 'archived', archived_at = now()")
    assert {(await board.send(board.owner, act, None, 409))["code"] for act in acts} == {"circle_archived"}
    assert await board.titles(board.stranger) == ["Count the herons"]
