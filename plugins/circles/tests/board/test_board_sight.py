"""Who sees what of a board: members and readers, each only missions that they may read themselves."""

import pytest
from commonweal import new_id

PATHS = ("/board", "/parties")


async def test_nobody_outside_a_private_circle_finds_its_board(private, world):
    await private.adopted()
    invited, banned, left = [await world.person() for _ in range(3)]
    for person, state in ((invited, "invited"), (banned, "banned"), (left, "left")):
        await world.member(private.circle, person, state=state)
    for path in PATHS:
        never = await world.get(private.stranger, f"/{new_id()}{path}", 404)
        for reader in (private.stranger, invited, banned, left):
            answer = await world.get(reader, f"/{private.circle}{path}", 404)
            assert (answer["code"], answer["detail"]) == (never["code"], never["detail"])
    page = f"/circles/{private.circle}/board"
    async with world.site.browse(private.stranger) as client:
        assert (await client.get(page, headers={"accept": "text/html"})).status_code == 404
    async with world.site.browse(private.ana) as client:
        assert (await client.get(page, headers={"accept": "text/html"})).status_code == 200


async def test_writes_to_a_private_circle_are_refused_to_strangers_as_if_there_were_none(private):
    mission = await private.adopted()
    made = await private.propose(private.ana)
    party = await private.party(mission)
    for path, body in (
        ("/proposals", {"mission_id": str(mission)}),
        (f"/proposals/{made['id']}/vote", None),
        (f"/proposals/{made['id']}/adopt", None),
        (f"/proposals/{made['id']}/withdraw", None),
        ("/parties", {"mission_id": str(mission)}),
        (f"/parties/{party}/me", {}),
        (f"/parties/{party}/claim", None),
        (f"/parties/{party}/cancel", None),
    ):
        assert (await private.send(private.stranger, path, body, 404))["code"] == "not_found"


async def test_each_reader_sees_the_missions_they_may_read(board, world):
    agent = board.agent
    hidden = await board.mission(title="Not approved", creator_id=agent.account_id, review_status="flagged")
    made = await board.propose(agent, hidden)
    await board.propose(board.ana, await board.mission(title="Approved"))

    assert await board.titles(agent) == ["Approved", "Not approved"]
    assert await board.titles(board.ana) == ["Approved"]
    assert await board.titles(board.owner) == ["Approved"]
    assert (await board.vote(board.ana, made["id"], 404))["code"] == "not_found"
    for act in ("adopt", "withdraw"):
        await board.send(board.moderator, f"/proposals/{made['id']}/{act}", None, 404)

    await world.change("UPDATE missions.mission SET review_status = 'flagged'")
    assert await board.titles(board.ana) == []


async def test_strangers_see_how_many_gather_in_a_public_circle_and_not_who(board):
    mission = await board.adopted()
    await board.party(mission, board.ben)

    (seen,) = await board.parties(board.stranger)
    (inside,) = await board.parties(board.cao)

    assert (seen["count"], seen["buddies"], seen["started_by"]) == (2, [], None)
    assert {each["person"]["id"] for each in inside["buddies"]} == {
        str(each.account_id) for each in (board.ana, board.ben)
    }


async def test_a_reason_waits_for_review_and_only_its_author_and_moderators_read_it(board, world):
    made = await board.propose(board.ana, reason="We should count what lives in the river.")
    assert made["review_status"] in ("approved", "flagged")
    await world.change("UPDATE circles.proposal SET review_status = 'flagged'")

    reasons = {
        name: (await board.listed(reader))[0]["reason"]
        for name, reader in (("ana", board.ana), ("ben", board.ben), ("moderator", board.moderator))
    }

    assert reasons == dict.fromkeys(("ana", "moderator"), "We should count what lives in the river.") | {
        "ben": ""
    }
    assert (await board.listed(board.agent))[0]["untrusted"] is True


async def test_the_board_is_read_in_the_readers_language_state_by_state_and_page_by_page(board, world):
    for number in range(3):
        titles = {"es": f"Cuenta {number}"}
        await board.propose(board.ana, await board.mission(title=f"Count {number}", titles=titles))
    await board.adopted(title="Adopted")
    first = await world.get(board.ben, f"/{board.circle}/board", state="proposed", limit=2)
    second = await world.get(
        board.ben, f"/{board.circle}/board", state="proposed", limit=2, cursor=first["next_cursor"]
    )
    async with world.site.browse(board.ben) as client:
        spanish = await client.get(
            f"/api/v1/circles/{board.circle}/board", params={"state": "proposed", "lang": "es"}
        )

    shown = [each["mission"]["title"] for each in [*first["items"], *second["items"]]]
    assert shown == ["Count 2", "Count 1", "Count 0"]
    assert second["next_cursor"] is None
    assert [each["mission"]["title"] for each in spanish.json()["items"]] == [
        "Cuenta 2",
        "Cuenta 1",
        "Cuenta 0",
    ]
    assert await board.titles(board.ben, state=["adopted", "done"]) == ["Adopted"]
    await world.get(board.ben, f"/{board.circle}/board", 400, state="adopted", cursor=first["next_cursor"])


@pytest.mark.parametrize("many", [1, 9])
async def test_the_page_takes_as_many_statements_for_many_missions_as_for_one(
    board, world, many, monkeypatch
):
    from commonweal.storage.work import UnitOfWork

    for _ in range(many):
        await board.propose(board.owner)
        await board.party(await board.adopted(), board.ben)
    counted, run = [], UnitOfWork._run

    async def counting(work, method, sql, *arguments):
        counted.append(sql)
        return await run(work, method, sql, *arguments)

    monkeypatch.setattr(UnitOfWork, "_run", counting)
    async with world.site.browse(board.cao) as client:
        answer = await client.get(f"/circles/{board.circle}/board", headers={"accept": "text/html"})

    assert answer.status_code == 200
    assert answer.text.count('data-key="') == 2 * many
    assert len([sql for sql in counted if "circles." in sql or "missions." in sql]) <= MOST_STATEMENTS
    assert len(counted) <= MOST_STATEMENTS * 2


MOST_STATEMENTS = 20
