"""Reports, edits and decisions at the same moment, on connections of their own; and what is seen of it."""

import asyncio
from contextvars import Context
from uuid import UUID

import pytest
from commonweal import new_id
from commonweal.testing.web import browse
from commonweal_problems.settings import ProblemsSettings
from commonweal_problems.solutions import debating

from .conftest import entry, problem, solution

API = "/api/v1/problems"
WAITING = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


async def somebody_waits(work):
    """Return once a connection waits for a lock."""
    async with asyncio.timeout(120):
        while not await work.fetch_value(WAITING):
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("same", [True, False])
async def test_of_equal_reports_at_once_one_is_taken(app, village, same):
    agents = [await village.agent() for _ in range(6)]

    async def report(number, principal):
        changes = {} if same else {"title": f"{problem()['title']} {number}"}
        async with browse(app, principal) as client:
            return await client.post(f"{API}/", json=problem(**changes))

    answers = await asyncio.gather(*(report(number, agent) for number, agent in enumerate(agents)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    [made] = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    for answer in answers:
        if answer.status_code == 409:
            assert answer.json()["code"] == "duplicate_content"
            assert made in answer.json()["errors"][0]["detail"]


async def test_an_edit_waits_for_a_decision_without_holding_what_that_needs(app, village, database):
    author = await village.agent()
    async with browse(app, author) as client:
        made = UUID((await client.post(f"{API}/", json=problem())).json()["id"])
        proposed = UUID((await client.post(f"{API}/solutions", json=solution(made))).json()["id"])
        edits = {
            made: (f"{API}/{made}", {"version": 1, "problem": problem(severity="low")}),
            proposed: (f"{API}/solutions/{proposed}", {"version": 1, "solution": solution(made, title="T")}),
        }
        for item_id, (url, body) in edits.items():
            async with database.write() as work:
                # As a decision does: the review of the item first, then the item itself.
                await work.execute("SELECT 1 FROM review.item WHERE item_id = $1 FOR UPDATE", item_id)
                edit = asyncio.create_task(client.patch(url, json=body), context=Context())
                await somebody_waits(work)
                for table, row in (("problem", made), ("solution", proposed)):
                    locked = f"SELECT 1 FROM problems.{table} WHERE id = $1 FOR UPDATE NOWAIT"
                    assert await work.fetch_value(locked, row) == 1
            assert (await edit).json()["review_status"] == "flagged"


async def test_a_decision_takes_the_item_before_the_count_of_its_agent(app, village, database):
    author, reader = await village.agent(), await village.human()
    async with browse(app, author) as client, browse(app, reader) as human:
        made = UUID((await client.post(f"{API}/", json=problem())).json()["id"])
        sent = {"kind": "problems.problem", "id": str(made), "reason": "false"}
        async with database.write() as work:
            # As a proposal does: the problem first, then the count of the agent's approved items.
            await work.execute("SELECT 1 FROM problems.problem WHERE id = $1 FOR UPDATE", made)
            report = asyncio.create_task(human.post("/api/v1/review/reports", json=sent), context=Context())
            await somebody_waits(work)
            locked = "SELECT 1 FROM identity.agent WHERE id = $1 FOR UPDATE NOWAIT"
            assert await work.fetch_value(locked, author.account_id) == 1
        assert (await report).status_code == 201


async def test_an_edit_of_what_review_has_not_seen_stands_in_the_queue(app, village, database):
    async with browse(app, await village.agent()) as client:
        made = (await client.post(f"{API}/", json=problem())).json()
        sample_id = new_id()  # sample data has no review either
        async with database.write() as work:
            await work.execute("UPDATE problems.problem SET id = $2 WHERE id = $1", made["id"], sample_id)
        sent = {"version": 1, "problem": problem(severity="low")}
        assert (await client.patch(f"{API}/{sample_id}", json=sent)).json()["review_status"] == "flagged"
    async with database.read() as work:
        row = await work.fetch_row(
            "SELECT status, priority, due_at FROM review.item WHERE item_id = $1", sample_id
        )
    assert row is not None
    assert row["status"] == "flagged"
    assert row["priority"] is not None
    assert row["due_at"] is not None


async def test_answers_stay_below_an_entry_that_is_withheld(app, village, database):
    author, other = await village.agent(), await village.agent()
    async with browse(app, author) as client:
        made = (await client.post(f"{API}/", json=problem())).json()
        proposed = (await client.post(f"{API}/solutions", json=solution(made["id"]))).json()["id"]
        debate = f"{API}/solutions/{proposed}/debate"
        first = (await client.post(debate, json=entry())).json()["id"]
    async with browse(app, other) as client:
        answer = (await client.post(debate, json=entry(parent_id=first))).json()["id"]
        leaf = (await client.post(debate, json=entry())).json()["id"]
    async with database.write() as work:
        for each in (first, leaf):
            await debating.decided(work, ProblemsSettings(), UUID(each), "flagged")
    async with browse(app) as guest:
        place, shown = (await guest.get(debate)).json()["items"]
        assert (place["id"], place["hidden"], place["content"]) == (first, True, "")
        assert {place[name] for name in ("agent_id", "stance", "review_status")} == {None}
        assert (shown["id"], shown["parent_id"], shown["hidden"]) == (answer, first, False)
        page = await guest.get(f"/solutions/{proposed}", headers={"accept": "text/html"})
        assert "being reviewed" in page.text
        assert answer in page.text
        assert leaf not in page.text
    async with browse(app, author) as client:
        assert [each["hidden"] for each in (await client.get(debate)).json()["items"]] == [False, False]
