"""Agents do everything of theirs by API: missions, sets, edits, archiving and translations (DOMAIN §7)."""

import asyncio
from contextvars import Context
from datetime import timedelta

import pytest
import pytest_asyncio
from commonweal import new_id
from commonweal.testing.web import browse, running_app
from commonweal_missions.claims.keeping import give_up
from commonweal_missions.claims.making import make_claim

from .makers import MISSION, NOW, SPANISH, add_agent, add_human, add_solution, agent, human
from .replay import mismatches

LIST = "/api/v1/missions"


@pytest_asyncio.fixture
async def app(tmp_path, database_settings):
    async with running_app(tmp_path, database_settings) as app:
        yield app


@pytest_asyncio.fixture
async def makers(database):
    """An agent that is trusted, one that is new, their owner, and a solution that is ready."""
    async with database.write() as work:
        owner = await add_human(work)
        known, new = await add_agent(work, owner), await add_agent(work, owner, old=False)
        await work.execute("UPDATE identity.agent SET approved_items = 3 WHERE id = $1", known)
        _, ready = await add_solution(work, known)
        _, proposed = await add_solution(work, known, "debating")
    return known, new, str(ready), str(proposed)


def draft(solution, **changes):
    return {**MISSION, "solution_id": solution, **changes}


async def count(database, table="missions.mission"):
    async with database.read() as work:
        return await work.fetch_value(f"SELECT count(*) FROM {table}")


async def test_a_trusted_agents_mission_is_published_and_a_new_ones_waits(app, database, makers):
    known, new, ready, _ = makers
    async with browse(app, agent(known)) as one, browse(app, agent(new)) as other, browse(app) as guest:
        made = await one.post(LIST, json=draft(ready))
        waits = await other.post(LIST, json=draft(ready, title="Count the springs"))
        red = await one.post(LIST, json=draft(ready, title="Count the dams", risk="red"))
        public = [each["title"] for each in (await guest.get(LIST)).json()["items"]]
        mine = {
            each["title"]: each["review_status"]
            for each in (await one.get(f"{LIST}?mine=true")).json()["items"]
        }
        own = await one.get(f"{LIST}/{red.json()['id']}")
        hidden = await other.get(f"{LIST}/{red.json()['id']}")

    assert [each.status_code for each in (made, waits, red)] == [201, 201, 201]
    assert [each.json()["review_status"] for each in (made, waits, red)] == ["approved", "flagged", "flagged"]
    assert public == [MISSION["title"]]
    assert mine == {MISSION["title"]: "approved", "Count the dams": "flagged"}
    assert (own.status_code, hidden.status_code) == (200, 404)
    assert await mismatches(database, NOW) == []


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"reward_minor": 25_01}, "/reward_minor"),
        ({"reward_minor": 9_99}, "/reward_minor"),
        ({"expires_at": (NOW - timedelta(hours=1)).isoformat()}, "/expires_at"),
        ({"instructions": []}, "/instructions"),
        ({"required_evidence": []}, "/required_evidence"),
        ({"description": "Too short"}, "/description"),
        ({"title": ""}, "/title"),
        ({"domain": "sports"}, "/domain"),
        ({"claim_hours": 23}, "/claim_hours"),
        ({"max_claims": 0}, "/max_claims"),
        ({"latitude": 19.4}, "/longitude"),
        ({"required_skills": ["x"] * 21}, "/required_skills"),
        ({"solution_id": str(new_id())}, "/solution_id"),
        ({"state": "open"}, "/state"),
    ],
)
async def test_what_is_wrong_with_a_mission_is_named_and_nothing_is_made(
    app, database, makers, changes, pointer
):
    known, _, ready, _ = makers
    async with browse(app, agent(known)) as client:
        answer = await client.post(LIST, json=draft(ready, **changes))

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert await count(database) == 0


async def test_a_set_is_made_whole_or_not_at_all(app, database, makers):
    known, _, ready, proposed = makers
    async with browse(app, agent(known)) as client:

        async def send(missions):
            return await client.post(f"{LIST}/sets", json={"missions": missions})

        few, many = await send([draft(ready)] * 2), await send([draft(ready)] * 9)
        wrong = await send([draft(ready), draft(ready, reward_minor=60_00), draft(ready)])
        early = await send([draft(ready), draft(ready), draft(proposed)])
        assert await count(database) == 0
        made = await send([draft(ready, title=f"Count the wells of part {part}") for part in range(3)])

    assert [each.status_code for each in (few, many, wrong, early, made)] == [422, 422, 422, 422, 201]
    assert [error["pointer"] for error in wrong.json()["errors"]] == ["/missions/1/reward_minor"]
    assert [error["pointer"] for error in early.json()["errors"]] == ["/missions/2/solution_id"]
    assert len(made.json()) == await count(database) == 3
    async with database.read() as work:
        assert await work.fetch_value("SELECT count(DISTINCT set_id) FROM missions.mission") == 1


async def test_an_agent_sends_ten_sets_a_day(app, makers):
    known, new, *_ = makers
    async with browse(app, agent(known)) as client, browse(app, agent(new)) as other:
        sent = [(await client.post(f"{LIST}/sets", json={"missions": []})).status_code for _ in range(11)]
        late = await client.post(f"{LIST}/sets", json={"missions": []})
        free = await other.post(f"{LIST}/sets", json={"missions": []})

    assert sent == [422] * 10 + [429]
    assert late.json()["code"] == "rate_limited"
    assert int(late.headers["retry-after"]) > 3_600
    assert free.status_code == 422


async def test_an_edit_needs_the_version_a_mission_nobody_holds_and_keeps_what_was_claimed(
    app, database, makers
):
    known, new, ready, _ = makers
    person = new_id()
    async with browse(app, agent(known)) as client, browse(app, agent(new)) as other:
        mission = (await client.post(LIST, json=draft(ready))).json()["id"]

        async def edit(version, by=client, **changes):
            body = {"version": version, "mission": draft(ready, **changes)}
            answer = await by.patch(f"{LIST}/{mission}", json=body)
            return answer.json().get("code", answer.status_code)

        async def approve():
            async with database.write() as work:
                await work.execute(
                    "UPDATE missions.mission SET review_status = 'approved' WHERE id = $1", mission
                )

        before = [await edit(1, title="Count all wells"), await edit(1), await edit(2, by=other)]
        await approve()
        async with database.write() as work:
            claim = await make_claim(work, mission, person, acknowledged=False, most_open=3, at=NOW)
        held = await edit(2, title="Count")
        async with database.write() as work:
            await give_up(work, claim.id, person, NOW)
        item = MISSION["required_evidence"][0]
        frozen = [
            await edit(2, reward_minor=13_00),
            await edit(2, required_evidence=[{**item, "description": "A film of each well."}]),
            await edit(2, required_evidence=[{**item, "required": False}]),
            await edit(2, required_evidence=[item, item]),
        ]
        after = await edit(2, description="Walk along the river road, from the bridge to the mill.")
        shown = (await client.get(f"{LIST}/{mission}")).json()

    assert before == [200, "version_mismatch", "not_found"]
    assert held == "conflict"
    assert frozen == ["conflict"] * 4
    assert after == 200
    assert (shown["version"], shown["review_status"]) == (3, "flagged")


async def test_an_edit_and_a_decision_about_it_never_wait_for_each_other(app, database, makers):
    """The review of a mission is locked before its row, by edits as by decisions."""
    known, _, ready, _ = makers
    async with browse(app, agent(known)) as client:
        mission = (await client.post(LIST, json=draft(ready))).json()["id"]
        body = {"version": 1, "mission": draft(ready)}
        async with database.write() as work:
            await work.execute("SELECT FROM review.item WHERE item_id = $1 FOR UPDATE", mission)
            edit = asyncio.create_task(client.patch(f"{LIST}/{mission}", json=body), context=Context())
            await waiting(database)
            await work.execute("SELECT FROM missions.mission WHERE id = $1 FOR UPDATE NOWAIT", mission)
        edited = await edit

    assert edited.status_code == 200


async def waiting(database):
    """Wait until a session of the database waits for a lock."""
    async with asyncio.timeout(10), database.read() as work:
        while not await work.fetch_value(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            " AND datname = current_database()"
        ):
            await asyncio.sleep(0.02)
            await work.fetch_value("SELECT pg_stat_clear_snapshot()")


async def test_an_agent_archives_its_own_missions_only(app, makers):
    known, new, ready, _ = makers
    async with browse(app, agent(known)) as client, browse(app, agent(new)) as other, browse(app) as guest:
        mission = (await client.post(LIST, json=draft(ready))).json()["id"]
        foreign = await other.post(f"{LIST}/{mission}/archive", json={})
        done = await client.post(f"{LIST}/{mission}/archive", json={})
        again = await client.post(f"{LIST}/{mission}/archive", json={})
        state = (await guest.get(f"{LIST}/{mission}")).json()["state"]

    assert [each.status_code for each in (foreign, done, again)] == [404, 204, 409]
    assert state == "archived"


async def test_an_agent_that_is_not_verified_makes_nothing(app, database, makers):
    known, _, ready, _ = makers
    async with browse(app, agent(known, "agent")) as client:
        answers = [
            await client.post(LIST, json=draft(ready)),
            await client.post(f"{LIST}/sets", json={"missions": [draft(ready)] * 3}),
        ]

    assert [(each.status_code, each.json()["code"]) for each in answers] == [(403, "agent_not_verified")] * 2
    assert await count(database) == 0


async def test_what_an_agent_translates_is_a_machines_and_a_human_may_vouch_for_it(
    app, database, market, makers
):
    known, *_ = makers
    mission = await market.add()
    address = f"{LIST}/{mission}/translations/es"
    async with (
        browse(app, agent(known)) as client,
        browse(app, human(new_id())) as person,
        browse(app, human(new_id())) as other,
    ):
        written = await client.put(address, json=SPANISH)
        shown = (await person.get(f"{LIST}/{mission}?lang=es")).json()
        itself = await client.post(f"{address}/check")
        checked = await person.post(f"{address}/check")
        again = await client.put(address, json=SPANISH)
        rival = await other.put(address, json={**SPANISH, "title": "Otra cosa"})

    assert (written.status_code, written.json()["provenance"]) == (200, "machine")
    assert shown["origins"]["title"]["provenance"] == "machine"
    assert (itself.status_code, checked.status_code) == (403, 200)
    assert [(each.status_code, each.json()["code"]) for each in (again, rival)] == [(409, "conflict")] * 2
    assert await mismatches(database, NOW) == []


async def test_missions_and_translations_count_with_all_content_of_an_agent(
    tmp_path, database_settings, database, makers
):
    known, _, ready, _ = makers
    path = f"{LIST}/sets"
    async with (
        running_app(tmp_path, database_settings, COMMONWEAL_WEB__LIMITS='{"agent-content": 3}') as app,
        browse(app, agent(known)) as one,
    ):
        made = await one.post(LIST, json=draft(ready))
        several = {"missions": [draft(ready, title=f"Count the wells of street {n}") for n in range(3)]}
        answers = [await one.post(path, json=several)]
        address = f"{LIST}/{made.json()['id']}/translations/es"
        answers += [await one.put(address, json=SPANISH), await one.put(address, json=SPANISH)]
        answers += [await one.post(LIST, json=draft(ready)), await one.post(path, json=several)]

    assert [each.status_code for each in (made, *answers)] == [201, 201, 200, 429, 429, 429]
    assert await count(database) == 4
