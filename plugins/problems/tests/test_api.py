"""Agents report, propose and debate, people vote: over HTTP, on a real database."""

import asyncio
from uuid import UUID

import pytest
from commonweal import new_id
from commonweal.testing.web import browse
from commonweal_problems import api
from commonweal_problems.problems import living
from commonweal_problems.settings import ProblemsSettings
from commonweal_problems.solutions import living as solutions
from commonweal_problems.solutions.making import abandon_idle

from .conftest import entry, problem, solution

API = "/api/v1/problems"
KEY = "idempotency-key"


async def ready_solution(app, village, votes=0):
    """Make a published solution that three agents have debated; returns its id."""
    agents = [await village.agent() for _ in range(4)]
    async with browse(app, agents[0]) as agent:
        made = (await agent.post(f"{API}/", json=problem())).json()
        proposed = await agent.post(f"{API}/solutions", json=solution(made["id"]))
    solution_id = proposed.json()["id"]
    for principal in agents[1:]:
        async with browse(app, principal) as agent:
            answer = await agent.post(f"{API}/solutions/{solution_id}/debate", json=entry())
            assert (answer.status_code, answer.json()["review_status"]) == (201, "approved")
    for _ in range(votes):
        assert (await cast(app, await village.human(500), solution_id)).status_code == 201
    return made["id"], solution_id


async def cast(app, human, solution_id, weight=1, key=None):
    async with browse(app, human) as client:
        return await client.post(
            f"{API}/solutions/{solution_id}/votes",
            json={"weight": weight},
            headers={KEY: key or str(new_id())},
        )


async def state_of(app, kind, item_id):
    async with browse(app) as guest:
        return (await guest.get(f"{API}/{kind}{item_id}")).json()["state"]


async def test_the_life_of_a_problem_from_report_to_resolution(app, village, database):
    problem_id, solution_id = await ready_solution(app, village)
    assert await state_of(app, "solutions/", solution_id) == "debating"
    for _ in range(5):
        await cast(app, await village.human(2500), solution_id, weight=2)
    assert await state_of(app, "solutions/", solution_id) == "ready_for_action"
    async with database.write() as work:
        await api.mission_approved(work, problem_id=problem_id, solution_id=solution_id)
        await api.mission_approved(work, problem_id=problem_id, solution_id=solution_id)
    assert await state_of(app, "", problem_id) == "being_addressed"
    assert await state_of(app, "solutions/", solution_id) == "in_progress"
    async with database.write() as work:
        await api.missions_closed(work, problem_id=problem_id, solution_id=solution_id, any_verified=True)
    assert await state_of(app, "", problem_id) == "resolved"
    assert await state_of(app, "solutions/", solution_id) == "completed"
    await assert_events_match(database)


async def test_without_a_verified_claim_a_problem_is_open_again(app, village, database):
    problem_id, solution_id = await ready_solution(app, village, votes=5)
    async with database.write() as work:
        await api.mission_approved(work, problem_id=problem_id, solution_id=solution_id)
        await api.missions_closed(work, problem_id=problem_id, solution_id=solution_id, any_verified=False)
    assert await state_of(app, "", problem_id) == "active"
    assert await state_of(app, "solutions/", solution_id) == "in_progress"


async def test_a_problem_that_is_withheld_takes_its_solutions_along(app, village, database):
    problem_id, solution_id = await ready_solution(app, village)
    async with database.write() as work:
        await living.decided(work, UUID(problem_id), "flagged")
        assert await api.find_solution(work, UUID(solution_id)) is None
    async with browse(app) as guest:
        assert (await guest.get(f"{API}/solutions/{solution_id}")).status_code == 404
        assert (await guest.get(f"{API}/solutions/{solution_id}/debate")).status_code == 404
        assert (await guest.get(f"{API}/solutions")).json()["items"] == []


async def test_a_solution_that_is_approved_again_goes_on_where_it_was(app, village, database):
    _, solution_id = await ready_solution(app, village, votes=4)
    settings, item_id = ProblemsSettings(), UUID(solution_id)
    async with database.write() as work:
        await solutions.decided(work, settings, item_id, "flagged")
        await work.execute("UPDATE problems.solution SET voters = 5, weight = 5 WHERE id = $1", item_id)
        await solutions.decided(work, settings, item_id, "approved")
    assert await state_of(app, "solutions/", solution_id) == "ready_for_action"


async def test_only_solutions_without_open_missions_grow_old(app, village, database):
    ids = [await ready_solution(app, village, votes=5)]
    problem_id, solution_id = map(UUID, ids[0])
    age = "UPDATE problems.solution SET active_at = now() - interval '91 days'"
    async with database.write() as work:
        await api.mission_approved(work, problem_id=problem_id, solution_id=solution_id)
        await work.execute(age)
        assert await abandon_idle(work, 90) == 0
        await api.missions_closed(work, problem_id=None, solution_id=solution_id, any_verified=False)
        assert await abandon_idle(work, 90) == 0
        await work.execute(age)
        assert await abandon_idle(work, 90) == 1
    assert await state_of(app, "solutions/", str(solution_id)) == "abandoned"


async def test_new_agents_wait_for_review_and_only_they_see_what_waits(app, village):
    newcomer = await village.agent(trusted=False)
    async with browse(app, newcomer) as agent:
        made = (await agent.post(f"{API}/", json=problem())).json()
        assert made["review_status"] == "flagged"
        assert (await agent.get(f"{API}/{made['id']}")).status_code == 200
        assert [each["id"] for each in (await agent.get(f"{API}?mine=true")).json()["items"]] == [made["id"]]
        assert (await agent.get(f"{API}")).json()["items"] == []
    for principal in (None, await village.agent(), await village.human()):
        async with browse(app, principal) as other:
            assert (await other.get(f"{API}/{made['id']}")).status_code == 404
            assert (await other.get(f"{API}?mine=true")).json()["items"] == []
            assert (
                await other.get(f"/problems/{made['id']}", headers={"accept": "text/html"})
            ).status_code == 404
    async with browse(app, await village.human(0, "admin")) as admin:
        assert (await admin.get(f"{API}/{made['id']}")).status_code == 200


async def test_a_twin_is_refused_and_named_and_a_near_one_is_told(app, village):
    agent = await village.agent()
    async with browse(app, agent) as client:
        first = (await client.post(f"{API}/", json=problem())).json()
        twin = await client.post(f"{API}/", json=problem(title=problem()["title"] + " now"))
        assert (twin.status_code, twin.json()["code"]) == (409, "duplicate_content")
        assert first["id"] in twin.json()["errors"][0]["detail"]
        near = await client.post(
            f"{API}/",
            json=problem(
                description=problem()["description"] + " The school has no water either, and pupils "
                "bring bottles from home, which teachers count every Monday in a notebook of their own."
            ),
        )
        assert near.status_code == 201
        assert [each["id"] for each in near.json()["near"]] == [first["id"]]


async def test_a_vote_costs_counts_once_and_is_final(app, village, database):
    _, solution_id = await ready_solution(app, village)
    human = await village.human(1200)
    poor = await cast(app, human, solution_id, weight=3)
    assert (poor.status_code, poor.json()["code"]) == (403, "insufficient_tokens")
    answers = [await cast(app, human, solution_id, weight=2, key="one") for _ in range(2)]
    assert [answer.json() for answer in answers] == [answers[0].json()] * 2
    assert answers[0].json()["paid_minor"] == 1000
    again = await cast(app, human, solution_id)
    assert (again.status_code, again.json()["code"]) == (409, "duplicate_vote")
    async with browse(app, human) as client:
        assert (await client.get("/api/v1/ledger/balance")).json()["balance_minor"] == 200
        missing = await client.post(f"{API}/solutions/{solution_id}/votes", json={"weight": 1})
        assert missing.status_code == 422
    await assert_counts_match(database)


async def test_nobody_votes_for_the_solution_of_their_own_agent(app, village):
    owner = await village.human(1000)
    async with browse(app, await village.agent(owner=owner)) as agent:
        made = (await agent.post(f"{API}/", json=problem())).json()
        proposed = (await agent.post(f"{API}/solutions", json=solution(made["id"]))).json()
    assert (await cast(app, owner, proposed["id"])).status_code == 403


async def test_two_last_votes_at_once_make_a_solution_ready_once(app, village, database):
    _, solution_id = await ready_solution(app, village, votes=4)
    voters = [await village.human(500) for _ in range(12)]
    answers = await asyncio.gather(*(cast(app, human, solution_id) for human in voters))
    assert [answer.status_code for answer in answers] == [201] * 12
    assert await state_of(app, "solutions/", solution_id) == "ready_for_action"
    async with database.read() as work:
        times = await work.fetch_value(
            "SELECT count(*) FROM kernel.event WHERE type = 'problems.solution_state_changed'"
            " AND data ->> 'state' = 'ready_for_action'"
        )
    assert times == 1
    await assert_counts_match(database)


async def test_a_storm_of_double_votes_takes_each_price_once(app, village, database):
    _, solution_id = await ready_solution(app, village)
    voters = [await village.human(2500) for _ in range(8)]
    storm = [cast(app, human, solution_id, key=key) for human in voters for key in ("a", "a", "b", "c")]
    answers = await asyncio.gather(*storm)
    codes = {answer.json().get("code", "counted") for answer in answers}
    assert codes <= {"counted", "duplicate_vote", "idempotency_in_progress"}
    await assert_counts_match(database)


async def test_debate_and_votes_at_once_make_it_ready_once(app, village, database):
    agents = [await village.agent() for _ in range(4)]
    async with browse(app, agents[0]) as agent:
        made = (await agent.post(f"{API}/", json=problem())).json()
        solution_id = (await agent.post(f"{API}/solutions", json=solution(made["id"]))).json()["id"]

    async def speak(principal):
        async with browse(app, principal) as client:
            return await client.post(f"{API}/solutions/{solution_id}/debate", json=entry())

    humans = [await village.human(500) for _ in range(6)]
    await asyncio.gather(
        *(speak(agent) for agent in agents), *(cast(app, human, solution_id) for human in humans)
    )
    assert await state_of(app, "solutions/", solution_id) == "ready_for_action"
    await assert_counts_match(database)
    await assert_events_match(database)


async def test_a_withdrawn_entry_keeps_its_place_and_no_longer_counts(app, village, database):
    _, solution_id = await ready_solution(app, village)
    async with browse(app, await village.agent()) as client:
        thread = (await client.get(f"{API}/solutions/{solution_id}/debate")).json()["items"]
        answer = await client.post(
            f"{API}/solutions/{solution_id}/debate", json=entry(parent_id=thread[0]["id"], stance="question")
        )
        own = answer.json()["id"]
        assert (await client.delete(f"{API}/debate/{thread[0]['id']}")).status_code == 404
        assert (await client.delete(f"{API}/debate/{own}")).status_code == 204
        after = (await client.get(f"{API}/solutions/{solution_id}/debate")).json()["items"]
    assert [(each["id"], each["depth"], each["withdrawn"]) for each in after][:2] == [
        (thread[0]["id"], 1, False),
        (own, 2, True),
    ]
    await assert_counts_match(database)


async def test_a_debate_is_five_deep(app, village):
    _, solution_id = await ready_solution(app, village)
    async with browse(app, await village.agent()) as client:
        parent, statuses = None, []
        for _ in range(6):
            sent = entry() if parent is None else entry(parent_id=parent)
            answer = await client.post(f"{API}/solutions/{solution_id}/debate", json=sent)
            statuses.append(answer.status_code)
            parent = answer.json().get("id", parent)
    assert statuses == [201] * 5 + [422]


@pytest.mark.parametrize(("scores", "status"), [(30, 422), (50, 201), (70, 201)])
async def test_the_composite_score_decides(app, village, database, scores, status):
    async with browse(app, await village.agent()) as client:
        made = (await client.post(f"{API}/", json=problem())).json()
        sent = solution(made["id"], impact=scores, feasibility=scores, cost_efficiency=scores)
        answer = await client.post(f"{API}/solutions", json=sent)
    assert answer.status_code == status
    async with database.read() as work:
        logged = await work.fetch(
            "SELECT status, reasons, review_id FROM review.decision ORDER BY decided_at, id"
        )
    if status == 201:
        assert answer.json()["review_status"] == ("flagged" if scores < 60 else "approved")
    else:
        assert answer.json()["code"] == "content_rejected"
        assert [error["code"] for error in answer.json()["errors"]] == ["composite"]
        assert tuple(logged[-1]) == ("rejected", ["composite"], None), "the decision is logged"


async def test_an_edit_waits_for_review_and_knows_its_version(app, village):
    author, other = await village.agent(), await village.agent()
    async with browse(app, author) as client, browse(app, other) as stranger:
        made = (await client.post(f"{API}/", json=problem())).json()
        sent = {"version": 1, "problem": problem(severity="low")}
        assert (await stranger.patch(f"{API}/{made['id']}", json=sent)).status_code == 404
        assert (await client.patch(f"{API}/{made['id']}", json=sent)).json()["review_status"] == "flagged"
        assert (await client.patch(f"{API}/{made['id']}", json=sent)).json()["code"] == "version_mismatch"
        assert (await stranger.get(f"{API}/{made['id']}")).status_code == 404


async def test_upvotes_are_free_and_counted_once(app, village):
    problem_id, _ = await ready_solution(app, village)
    async with browse(app, await village.human()) as client:
        answers = await asyncio.gather(*(client.put(f"{API}/{problem_id}/upvote") for _ in range(4)))
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
        assert (await client.delete(f"{API}/{problem_id}/upvote")).json() == {"upvotes": 0}
        assert (await client.delete(f"{API}/{problem_id}/upvote")).status_code == 404


WRONG = [
    ({"title": "short"}, "/title"),
    ({"description": "x" * 49}, "/description"),
    ({"domain": "space"}, "/domain"),
    ({"severity": 3}, "/severity"),
    ({"latitude": 91, "longitude": 0}, "/latitude"),
    ({"longitude": 0}, "/latitude"),
    ({"evidence_links": ["http://example.org"]}, "/evidence_links/0"),
    ({"evidence_links": ["https://example.org"] * 21}, "/evidence_links"),
    ({"data_sources": [{"name": ""}]}, "/data_sources/0/name"),
    ({"reporter": "me"}, "/reporter"),
]


async def test_what_is_wrong_with_a_problem_is_named(app, village):
    async with browse(app, await village.agent()) as client:
        for changes, pointer in WRONG:
            answer = await client.post(f"{API}/", json=problem(**changes))
            assert answer.status_code == 422, changes
            assert answer.json()["errors"][0]["pointer"] == pointer


async def test_who_may_do_what(app, village):
    problem_id, solution_id = await ready_solution(app, village)
    acts = {
        "report": ("POST", f"{API}/", problem(title="Another problem of the quarter")),
        "propose": ("POST", f"{API}/solutions", solution(problem_id, title="Another solution for taps")),
        "vote": ("POST", f"{API}/solutions/{solution_id}/votes", {"weight": 1}),
        "upvote": ("PUT", f"{API}/{problem_id}/upvote", None),
        "archive": ("POST", f"{API}/{problem_id}/archive", {"reason": "It is over and done with."}),
    }
    unverified = await village.agent()
    unverified = type(unverified)(kind="agent", id=unverified.id, roles=frozenset({"agent"}))
    expected = {
        None: dict.fromkeys(acts, 401),
        unverified: {"report": 403, "propose": 403, "vote": 403, "upvote": 403, "archive": 403},
        await village.human(500): {"report": 403, "propose": 403, "vote": 201, "upvote": 200, "archive": 403},
        await village.human(500, "admin_pending"): {"archive": 403},
        await village.human(500, "admin"): {"archive": 204},
    }
    for principal, statuses in expected.items():
        async with browse(app, principal) as client:
            for act, status in statuses.items():
                method, url, body = acts[act]
                answer = await client.request(method, url, json=body, headers={KEY: str(new_id())})
                assert answer.status_code == status, (principal, act, answer.text)


@pytest.mark.parametrize("lang", ["en", "es", "zh-Hans"])
async def test_the_pages_have_every_word_and_escape_what_agents_write(app, village, lang):
    agent = await village.agent()
    async with browse(app, agent) as client:
        made = (await client.post(f"{API}/", json=problem(title="<script>alert(1)</script> taps"))).json()
        proposed = (
            await client.post(f"{API}/solutions", json=solution(made["id"], title="<b>bold</b> taps"))
        ).json()
    async with browse(app, await village.human(500), accept="text/html") as person:
        for url in (
            "/problems",
            f"/problems/{made['id']}",
            f"/solutions/{proposed['id']}",
            "/problems?q=nothing",
        ):
            page = await person.get(url, params={"lang": lang} if "?" not in url else None)
            assert page.status_code == 200
            assert "⟦" not in page.text
            assert "<script>alert" not in page.text
            assert "<b>bold" not in page.text
        assert (await person.get("/problems?domain=space")).status_code == 422


async def assert_counts_match(database):
    """Every counter is what its rows say, and every vote was paid for."""
    async with database.read() as work:
        wrong = await work.fetch(
            """SELECT s.id FROM problems.solution s
            LEFT JOIN LATERAL (SELECT count(*) AS voters, coalesce(sum(weight), 0) AS weight
                FROM problems.vote WHERE solution_id = s.id) v ON true
            LEFT JOIN LATERAL (SELECT count(DISTINCT agent_id) AS debaters FROM problems.entry
                WHERE solution_id = s.id AND review_status = 'approved' AND withdrawn_at IS NULL
                    AND agent_id <> s.proposer_id) d ON true
            WHERE (s.voters, s.weight, s.debaters) IS DISTINCT FROM (v.voters, v.weight, d.debaters)"""
        )
        votes = await work.fetch_value("SELECT coalesce(sum(weight), 0) * 500 FROM problems.vote")
        paid = await work.fetch_value(
            "SELECT coalesce(-sum(amount_minor), 0) FROM ledger.posting p JOIN ledger.transaction t"
            " ON t.id = p.transaction_id WHERE t.type = 'spend_vote' AND amount_minor < 0"
        )
    assert wrong == []
    assert votes == paid


async def assert_events_match(database):
    """The last event of each problem and solution tells the state it is in."""
    async with database.read() as work:
        for kind in ("problem", "solution"):
            rows = await work.fetch(
                f"""SELECT i.id, i.state, (SELECT e.data ->> 'state' FROM kernel.event e
                    WHERE e.type = 'problems.{kind}_state_changed' AND e.subject = i.id
                    ORDER BY e.sequence DESC LIMIT 1) AS told
                FROM problems.{kind} i"""
            )
            first = {"problem": "active", "solution": "proposed"}[kind]
            assert [
                (row["state"], row["told"] or first) for row in rows if row["state"] != (row["told"] or first)
            ] == []
