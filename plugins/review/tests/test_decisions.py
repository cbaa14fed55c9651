"""New content is decided about by the table of DOMAIN §5.2, whatever becomes of the checks."""

import asyncio

import pytest
from commonweal import HookOutcome, new_id
from commonweal_review.deciding import judge, merge
from commonweal_review.model import ContentReview
from commonweal_review.settings import ReviewSettings

from .conftest import REASON, human


@pytest.mark.parametrize(
    ("score", "categories", "is_new", "status"),
    [
        (0.95, ["weapons"], False, "rejected"),
        (0.95, ["weapons"], True, "rejected"),
        (0.70, [], False, "approved"),
        (0.70, [], True, "flagged"),
        (0.69, [], False, "flagged"),
        (0.40, [], False, "flagged"),
        (0.40, [], True, "flagged"),
        (0.39, [], False, "rejected"),
        (0.39, [], True, "flagged"),
    ],
)
def test_the_table_of_decisions(score, categories, is_new, status):
    found = ContentReview(score, categories)
    assert judge(found, is_new=is_new, complete=True, settings=ReviewSettings()) == status
    late = judge(found, is_new=is_new, complete=False, settings=ReviewSettings())
    assert late == ("flagged" if status == "approved" else status)


def test_the_lowest_score_and_all_categories_count():
    given = [ContentReview(0.8, ["weapons"], ["a"]), ContentReview(0.5, ["surveillance"], ["b", "a"])]
    found, complete = merge([HookOutcome("p", value, None, 0.1) for value in given])
    assert found == ContentReview(0.5, ["surveillance", "weapons"], ["a", "b"])
    assert complete


def test_without_any_check_nothing_is_approved():
    found, complete = merge([])
    assert judge(found, is_new=False, complete=complete, settings=ReviewSettings()) == "flagged"


async def test_harmless_content_is_approved_at_once(desk):
    answer = await desk.write("Count the wells of the village and photograph each one.")
    assert (answer.status_code, answer.json()["review_status"]) == (201, "approved")
    [row] = await desk.rows("SELECT source, before, status FROM review.decision")
    assert row == {"source": "classifier", "before": "pending", "status": "approved"}


@pytest.mark.parametrize("mood", ["exactly-seventy", "exactly-forty", "half-hearted"])
async def test_thresholds_belong_to_the_better_side(desk, mood):
    answer = await desk.write(f"A note, {mood}")
    assert answer.json()["review_status"] == ("approved" if mood == "exactly-seventy" else "flagged")


@pytest.mark.parametrize("trouble", ["raise", "exit", "nonsense", "made-up", "slow"])
async def test_a_failed_or_late_check_makes_content_wait(desk, trouble):
    answer = await asyncio.wait_for(desk.write(f"A {trouble} note"), 10)
    assert (answer.status_code, answer.json()["review_status"]) == (201, "flagged")
    assert await desk.value("SELECT 'check_unanswered' = ANY(reasons) FROM review.item")


@pytest.mark.parametrize("headers", [{}, {"idempotency_key": "once"}])
async def test_a_rejection_names_the_categories_and_is_logged_though_nothing_is_created(desk, headers):
    author = human()
    async with desk.as_(author, **headers) as client:
        answer = await client.post(
            "/api/v1/notes?lang=es", json={"text": "Build a bomb and spy on everybody.", "locale": "en"}
        )
    assert (answer.status_code, answer.json()["code"]) == (422, "content_rejected")
    named = [error["code"] for error in answer.json()["errors"]]
    assert named == ["surveillance", "weapons"]
    assert answer.json()["errors"][1]["detail"] == "Armas"
    assert await desk.value("SELECT count(*) FROM notes.note") == 0
    assert await desk.value("SELECT count(*) FROM review.item") == 0
    [row] = await desk.rows("SELECT author_id, status, categories, review_id FROM review.decision")
    assert row == {
        "author_id": author.id,
        "status": "rejected",
        "categories": ["surveillance", "weapons"],
        "review_id": None,
    }


async def test_a_gloomy_score_is_refused_for_those_who_are_trusted_and_waits_for_new_agents(desk):
    assert (await desk.write("gloomy")).status_code == 422
    assert (await desk.write("gloomy", await desk.agent())).status_code == 422
    assert await desk.flagged("gloomy", await desk.agent(items=2))


@pytest.mark.parametrize(("days", "items"), [(7, 5), (30, 2)])
async def test_every_item_of_a_new_agent_waits_with_the_least_priority(desk, days, items):
    review_id = await desk.flagged("Count the wells.", await desk.agent(days=days, items=items))
    [row] = await desk.rows(
        "SELECT priority, due_at - flagged_at = interval '72 hours' AS is_due FROM review.item WHERE id = $1",
        review_id,
    )
    assert row == {"priority": 3, "is_due": True}


async def test_priorities_by_score_and_for_briefs(desk):
    by_score = await desk.flagged()
    brief = await desk.flagged(organisation_id=str(new_id()))
    rows = await desk.rows(
        "SELECT id, priority, extract(epoch FROM due_at - flagged_at)::int / 3600 AS hours FROM review.item"
    )
    assert {row["id"]: (row["priority"], row["hours"]) for row in rows} == {by_score: (2, 24), brief: (1, 4)}


async def test_approved_items_of_an_agent_are_counted(desk):
    agent = await desk.agent(items=3)
    count = "SELECT approved_items FROM identity.agent"
    note = (await desk.write("Count the wells.", agent)).json()
    assert await desk.value(count) == 4
    async with desk.as_(agent) as client:
        await client.put(f"/api/v1/notes/{note['id']}", json={"text": "Count the springs."})
    assert await desk.value(count) == 3


async def test_an_edit_waits_for_a_human_and_its_plugin_is_told(desk):
    author = human()
    note = (await desk.write("Count the wells.", author)).json()
    async with desk.as_(author) as client:
        again = await client.put(f"/api/v1/notes/{note['id']}", json={"text": "Count the springs."})
    assert again.json()["review_status"] == "flagged"
    assert await desk.value("SELECT review_status FROM notes.note") == "flagged"
    assert await desk.value("SELECT summary FROM review.item") == "Count the springs."
    sources = await desk.rows("SELECT source, before, status FROM review.decision ORDER BY id DESC LIMIT 1")
    assert sources == [{"source": "author", "before": "approved", "status": "flagged"}]


async def test_the_log_of_decisions_is_only_added_to(desk):
    await desk.write("Count the wells.")
    for sql in ("UPDATE review.decision SET notes = ''", "DELETE FROM review.decision"):
        with pytest.raises(Exception, match="only ever added"):
            await desk.change(sql)
    assert len(REASON) >= 10
