"""Every step of problems and solutions is taken by its act, no other is, and each is told once."""

from uuid import UUID

import pytest
from commonweal import Refusal, new_id
from commonweal.testing.web import browse
from commonweal_problems import api
from commonweal_problems.problems.making import archive_problem
from commonweal_problems.settings import ProblemsSettings
from commonweal_problems.solutions.making import abandon, abandon_idle
from commonweal_problems.states import PROBLEM, SOLUTION

from .conftest import entry, problem, solution
from .test_api import cast, ready_solution

API = "/api/v1/problems"
STEPS = [
    (machine, step.source, step.target) for machine in (PROBLEM, SOLUTION) for step in machine.transitions
]
REASON = "It is over and done with."
CHAIN = """
SELECT subject FROM (
    SELECT subject, data->>'before' AS before, coalesce(
        lag(data->>'state') OVER (PARTITION BY subject ORDER BY sequence), $2) AS told
    FROM kernel.event WHERE type = $1) AS steps WHERE before IS DISTINCT FROM told
"""
LAST = """
SELECT i.id FROM problems.{kind} i WHERE i.state IS DISTINCT FROM coalesce((
    SELECT e.data->>'state' FROM kernel.event e WHERE e.type = $1 AND e.subject = i.id
    ORDER BY e.sequence DESC LIMIT 1), $2)
"""


async def untrue(database):
    """Return what the events tell and the tables do not, or the other way round."""
    async with database.read() as work:
        found = []
        for kind, machine in (("problem", PROBLEM), ("solution", SOLUTION)):
            told = (f"problems.{kind}_state_changed", machine.initial)
            found += await work.fetch(CHAIN, *told)
            found += await work.fetch(LAST.format(kind=kind), *told)
        found += await work.fetch(
            "SELECT s.id FROM problems.solution s LEFT JOIN LATERAL ("
            " SELECT max((data->>'voters')::int) AS voters, max((data->>'weight')::int) AS weight"
            " FROM kernel.event WHERE type = 'problems.voted' AND subject = s.id) AS told ON true"
            " WHERE s.voters <> coalesce(told.voters, 0) OR s.weight <> coalesce(told.weight, 0)"
        )
        found += await work.fetch(
            "SELECT p.id FROM problems.problem p WHERE p.review_status IS DISTINCT FROM coalesce((SELECT"
            " data->>'review_status' FROM kernel.event WHERE type = 'problems.problem_reviewed'"
            " AND subject = p.id ORDER BY sequence DESC LIMIT 1), 'flagged')"
        )
    return [tuple(row) for row in found]


async def put(database, machine, problem_id, solution_id, state):
    """Bring a problem or solution into a state as if it had been told, for the step from there."""
    kind = machine.name.partition(".")[2]
    item_id = problem_id if machine is PROBLEM else solution_id
    async with database.write() as work:
        before = await work.fetch_value(f"SELECT state FROM problems.{kind} WHERE id = $1", item_id)
        await work.execute(f"UPDATE problems.{kind} SET state = $2 WHERE id = $1", item_id, state)
        if before != state:
            await work.execute(
                "INSERT INTO kernel.event (id, type, version, subject, data) VALUES ($1, $2, 1, $3,"
                " jsonb_build_object('before', $4::text, 'state', $5::text))",
                *(new_id(), f"problems.{kind}_state_changed", item_id, before, state),
            )


async def act(app, village, database, machine, target, problem_id, solution_id):
    """Do what leads to a state."""
    admin = await village.human(0, "admin")
    if target == "debating":
        async with browse(app, await village.agent()) as agent:
            await agent.post(f"{API}/solutions/{solution_id}/debate", json=entry())
        return
    if target == "ready_for_action":
        await cast(app, await village.human(500), solution_id)
        return
    async with database.write() as work:
        if target == "archived":
            await archive_problem(work, admin, problem_id, REASON)
        elif target == "abandoned":
            await abandon(work, admin, solution_id, REASON)
        elif target in ("being_addressed", "in_progress"):
            ids = {"problem_id": problem_id, "solution_id": None}
            if machine is SOLUTION:
                ids = {"problem_id": None, "solution_id": solution_id}
            await api.mission_approved(work, **ids)
        else:
            verified = target in ("resolved", "completed")
            ids = {"problem_id": problem_id, "solution_id": None}
            if machine is SOLUTION:
                ids = {"problem_id": None, "solution_id": solution_id}
            await api.missions_closed(work, **ids, any_verified=verified)


async def state_in(database, machine, problem_id, solution_id):
    kind, item_id = ("problem", problem_id) if machine is PROBLEM else ("solution", solution_id)
    async with database.read() as work:
        return await work.fetch_value(f"SELECT state FROM problems.{kind} WHERE id = $1", item_id)


@pytest.mark.parametrize(("machine", "source", "target"), STEPS)
async def test_each_step_is_taken_by_its_act_and_told(app, village, database, machine, source, target):
    if machine is SOLUTION and target == "debating":
        async with browse(app, await village.agent()) as agent:
            problem_id = UUID((await agent.post(f"{API}/", json=problem())).json()["id"])
            sent = solution(problem_id)
            solution_id = UUID((await agent.post(f"{API}/solutions", json=sent)).json()["id"])
    else:
        votes = 4 if target == "ready_for_action" else 0
        problem_id, solution_id = map(UUID, await ready_solution(app, village, votes=votes))
    await put(database, machine, problem_id, solution_id, source)
    await act(app, village, database, machine, target, problem_id, solution_id)
    assert await state_in(database, machine, problem_id, solution_id) == target
    assert await untrue(database) == []


@pytest.mark.parametrize("target", ["archived", "being_addressed", "active", "resolved"])
async def test_an_archived_problem_stays_archived(app, village, database, target):
    problem_id, solution_id = map(UUID, await ready_solution(app, village))
    await put(database, PROBLEM, problem_id, solution_id, "archived")
    if target == "archived":
        with pytest.raises(Refusal, match="invalid_transition"):
            await act(app, village, database, PROBLEM, target, problem_id, solution_id)
    else:
        await act(app, village, database, PROBLEM, target, problem_id, solution_id)
    assert await state_in(database, PROBLEM, problem_id, solution_id) == "archived"
    async with browse(app, await village.agent()) as agent:
        late = await agent.post(f"{API}/solutions", json=solution(problem_id, title="Too late"))
    assert late.json()["code"] == "invalid_transition"


@pytest.mark.parametrize("state", ["completed", "abandoned"])
async def test_a_solution_that_is_over_stays_so(app, village, database, state):
    problem_id, solution_id = map(UUID, await ready_solution(app, village, votes=4))
    await put(database, SOLUTION, problem_id, solution_id, state)
    with pytest.raises(Refusal, match="invalid_transition"):
        await act(app, village, database, SOLUTION, "abandoned", problem_id, solution_id)
    vote = await cast(app, await village.human(500), solution_id)
    assert vote.json()["code"] == "invalid_transition"
    async with browse(app, await village.agent()) as agent:
        said = await agent.post(f"{API}/solutions/{solution_id}/debate", json=entry())
    assert said.json()["code"] == "invalid_transition"
    for target in ("in_progress", "completed"):
        await act(app, village, database, SOLUTION, target, problem_id, solution_id)
    assert await state_in(database, SOLUTION, problem_id, solution_id) == state


@pytest.mark.parametrize("state", ["proposed", "debating", "ready_for_action", "in_progress"])
async def test_ninety_days_without_activity_abandon_a_solution(app, village, database, state):
    problem_id, solution_id = map(UUID, await ready_solution(app, village))
    await put(database, SOLUTION, problem_id, solution_id, state)
    for days, count in ((89, 0), (91, 1), (91, 0)):
        async with database.write() as work:
            await work.execute(
                "UPDATE problems.solution SET active_at = now() - make_interval(days => $1)", days
            )
            assert await abandon_idle(work, ProblemsSettings().idle_days) == count
    assert await state_in(database, SOLUTION, problem_id, solution_id) == "abandoned"
    assert await untrue(database) == []


async def test_the_proposers_own_entries_begin_the_debate_and_count_for_nothing_else(app, village, database):
    proposer = await village.agent()
    async with browse(app, proposer) as agent:
        made = (await agent.post(f"{API}/", json=problem())).json()["id"]
        proposed = (await agent.post(f"{API}/solutions", json=solution(made))).json()["id"]
        for _ in range(3):
            await agent.post(f"{API}/solutions/{proposed}/debate", json=entry())
        shown = (await agent.get(f"{API}/solutions/{proposed}")).json()
    assert (shown["state"], shown["debaters"]) == ("debating", 0)
    other = await village.agent()
    for _ in range(2):  # and one agent counts once
        async with browse(app, other) as agent:
            await agent.post(f"{API}/solutions/{proposed}/debate", json=entry())
    async with browse(app) as guest:
        assert (await guest.get(f"{API}/solutions/{proposed}")).json()["debaters"] == 1
    assert await untrue(database) == []


async def test_nobody_votes_or_debates_below_a_problem_that_is_withheld(app, village, database):
    problem_id, solution_id = await ready_solution(app, village)
    voter, agent = await village.human(500), await village.agent()
    async with database.write() as work:
        await work.execute("UPDATE problems.problem SET review_status = 'flagged' WHERE id = $1", problem_id)
    assert (await cast(app, voter, solution_id)).status_code == 404
    async with browse(app, agent) as client:
        assert (await client.post(f"{API}/solutions/{solution_id}/debate", json=entry())).status_code == 404
    async with browse(app, voter) as client:
        assert (await client.put(f"{API}/{problem_id}/upvote")).status_code == 404
        assert (await client.get("/api/v1/ledger/balance")).json()["balance_minor"] == 500
