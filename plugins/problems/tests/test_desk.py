"""What admins see at the desk, what readers report, and scores that review puts in their place."""

from uuid import UUID

import pytest
from commonweal import new_id
from commonweal.testing.web import browse

from .conftest import entry, problem, solution
from .test_api import ready_solution
from .test_lives import untrue

API = "/api/v1/problems"
REVIEW = "/api/v1/review"
SCORES = {
    "impact": 50,
    "impact_reason": "Half of it is known already.",
    "feasibility": 60,
    "feasibility_reason": "It takes permits.",
    "cost_efficiency": 40,
    "cost_efficiency_reason": "Two people for a month.",
}


async def written(app, village):
    """Let a new agent write one of each kind; returns their ids and a word of each."""
    agent = await village.agent()
    async with browse(app, agent) as client:
        made = (await client.post(f"{API}/", json=problem())).json()["id"]
        proposed = (await client.post(f"{API}/solutions", json=solution(made))).json()["id"]
        debate = f"{API}/solutions/{proposed}/debate"
        said = (await client.post(debate, json=entry(links=["https://example.org/a"]))).json()["id"]
        content = "A second entry, which answers the first one and says so at some length."
        answer = (await client.post(debate, json=entry(parent_id=said, content=content))).json()["id"]
    return {
        "problems.problem": (made, "Families queue before dawn"),
        "problems.solution": (proposed, "A second group compares the notes"),
        "problems.debate": (answer, "answers the first one"),
    }


@pytest.mark.parametrize("tag", ["en", "es", "zh-Hans"])
async def test_an_admin_reads_all_words_at_the_desk(app, village, database, tag):
    items = await written(app, village)
    async with browse(app, await village.human(0, "admin"), accept="text/html") as admin:
        for kind, (item_id, words) in items.items():
            async with database.read() as work:
                review = await work.fetch_value("SELECT id FROM review.item WHERE item_id = $1", item_id)
            page = await admin.get(f"/admin/review/{review}?lang={tag}")
            assert page.status_code == 200
            assert words in page.text, kind
            assert "⟦" not in page.text
            if kind == "problems.debate":
                assert "the figures before and after compare" in page.text, "what it answers"


async def test_readers_report_what_review_has_not_seen_such_as_sample_data(app, village, database):
    items = await written(app, village)
    async with database.write() as work:
        await work.execute("DELETE FROM review.report")
        await work.execute("ALTER TABLE review.decision DISABLE TRIGGER append_only")
        await work.execute("DELETE FROM review.decision")
        await work.execute("DELETE FROM review.item")
    reader = await village.human()
    async with browse(app, reader) as client:
        for kind in ("problems.debate", "problems.solution", "problems.problem"):
            item_id = items[kind][0]
            page = await client.get(
                "/report", params={"kind": kind, "id": item_id}, headers={"accept": "text/html"}
            )
            assert page.status_code == 200
            sent = {"kind": kind, "id": item_id, "reason": "dangerous"}
            assert (await client.post(f"{REVIEW}/reports", json=sent)).status_code == 201, kind
            unknown = {**sent, "id": str(new_id())}
            assert (await client.post(f"{REVIEW}/reports", json=unknown)).status_code == 404
    async with browse(app) as guest:
        for url in (
            f"{API}/{items['problems.problem'][0]}",
            f"{API}/solutions/{items['problems.solution'][0]}",
        ):
            assert (await guest.get(url)).status_code == 404
    async with database.read() as work:
        rows = await work.fetch("SELECT status, priority, author_kind FROM review.item")
    assert {tuple(row) for row in rows} == {("flagged", 0, "agent")}
    assert await untrue(database) == []


async def test_what_is_withheld_cannot_be_found_by_reporting(app, village):
    newcomer = await village.agent(trusted=False)
    async with browse(app, newcomer) as client:
        made = (await client.post(f"{API}/", json=problem())).json()["id"]
    async with browse(app, await village.human()) as client:
        sent = {"kind": "problems.problem", "id": made, "reason": "spam"}
        assert (await client.post(f"{REVIEW}/reports", json=sent)).status_code == 404


async def test_review_replaces_scores_and_readiness_follows(app, village, database):
    _, solution_id = await ready_solution(app, village, votes=4)
    url = f"{API}/solutions/{solution_id}/scores"
    admin = await village.human(0, "admin")
    async with browse(app, admin) as client:
        assert (await client.put(url, json=SCORES)).status_code == 204
        shown = (await client.get(f"{API}/solutions/{solution_id}")).json()
        assert (shown["composite"], shown["scored_by"], shown["impact"]) == (51.0, "review", 50)
        assert shown["impact_reason"] == SCORES["impact_reason"]
    async with database.write() as work:
        await work.execute("UPDATE problems.solution SET voters = 5, weight = 5 WHERE id = $1", solution_id)
    async with browse(app, admin) as client:
        assert (await client.get(f"{API}/solutions/{solution_id}")).json()["state"] == "debating"
        assert (await client.put(url, json={**SCORES, "impact": 90})).status_code == 204
        assert (await client.get(f"{API}/solutions/{solution_id}")).json()["state"] == "ready_for_action"
    async with database.read() as work:
        audited = await work.fetch("SELECT action, subject_id FROM identity.audit")
        told = await work.fetch(
            "SELECT data->>'composite' FROM kernel.event WHERE type = 'problems.solution_scored'"
        )
    assert [tuple(row) for row in audited] == [("problems.scored", UUID(solution_id))] * 2
    assert [float(row[0]) for row in told] == [51.0, 67.0]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"impact": 101}, "/impact"),
        ({"feasibility_reason": "short"}, "/feasibility_reason"),
        ({"x": 1}, "/x"),
    ],
)
async def test_wrong_scores_are_named(app, village, change, pointer):
    _, solution_id = await ready_solution(app, village)
    async with browse(app, await village.human(0, "admin")) as client:
        answer = await client.put(f"{API}/solutions/{solution_id}/scores", json={**SCORES, **change})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_who_replaces_scores_and_when(app, village, database):
    _, solution_id = await ready_solution(app, village)
    url = f"{API}/solutions/{solution_id}/scores"
    async with database.read() as work:
        owner = await work.fetch_value(
            "SELECT a.owner_id FROM identity.agent a JOIN problems.solution s ON s.proposer_id = a.id"
            " WHERE s.id = $1",
            solution_id,
        )
    own = await village.human(0, "admin")
    own = type(own)(kind="human", id=str(owner), roles=own.roles, rate_class="human")
    for principal, status in (
        (None, 401),
        (await village.human(), 403),
        (await village.agent(), 403),
        (own, 403),
    ):
        async with browse(app, principal) as client:
            assert (await client.put(url, json=SCORES)).status_code == status
    async with database.write() as work:
        await work.execute("UPDATE problems.solution SET state = 'in_progress' WHERE id = $1", solution_id)
    async with browse(app, await village.human(0, "admin")) as client:
        assert (await client.put(url, json=SCORES)).json()["code"] == "invalid_transition"
        missing = f"{API}/solutions/{new_id()}/scores"
        assert (await client.put(missing, json=SCORES)).status_code == 404


@pytest.mark.parametrize(
    ("tag", "why"), [("en", "is below 60"), ("es", "es inferior a 60"), ("zh-Hans", "综合评分低于 60")]
)
async def test_the_desk_says_in_words_that_a_score_is_low(app, village, database, tag, why):
    async with browse(app, await village.agent()) as client:
        made = (await client.post(f"{API}/", json=problem())).json()["id"]
        scores = {"impact": 50, "feasibility": 50, "cost_efficiency": 50}
        proposed = (await client.post(f"{API}/solutions", json=solution(made, **scores))).json()["id"]
    async with database.read() as work:
        review = await work.fetch_value("SELECT id FROM review.item WHERE item_id = $1", proposed)
    async with browse(app, await village.human(0, "admin"), accept="text/html") as admin:
        page = await admin.get(f"/admin/review/{review}?lang={tag}")
    assert why in page.text


@pytest.mark.parametrize("tag", ["en", "es", "zh-Hans"])
async def test_an_admin_replaces_scores_by_the_form(app, village, tag):
    _, solution_id = await ready_solution(app, village)
    admin = await village.human(0, "admin")
    async with browse(app, admin, accept="text/html") as client:
        url = f"/solutions/{solution_id}/scores?lang={tag}"
        wrong = await client.post(url, data={**SCORES, "impact_reason": "no"})
        assert wrong.status_code == 422
        assert 'id="error-impact_reason"' in wrong.text
        assert "⟦" not in wrong.text
        assert (await client.post(url, data=SCORES)).status_code == 303
        page = await client.get(f"/solutions/{solution_id}?lang={tag}")
    assert SCORES["impact_reason"] in page.text
    assert "⟦" not in page.text
