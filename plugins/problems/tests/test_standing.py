"""How problems and solutions stand, as streams read them, and whether somebody may read them."""

from commonweal import Principal, new_id
from commonweal.testing.web import browse
from commonweal_problems import api

from .conftest import entry, problem, solution

PROBLEMS = "/api/v1/problems"
GUEST = Principal(kind="guest", id="somebody")


async def send(app, who, method, path, body=None):
    async with browse(app, who, idempotency_key=str(new_id())) as client:
        answer = await client.request(method, f"{PROBLEMS}{path}", json=body)
    assert answer.status_code < 300, answer.text
    return answer.json() if answer.content else None


async def told(database, name):
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT data::text AS data FROM kernel.event WHERE type = $1 ORDER BY id", f"problems.{name}"
        )
    return [row["data"] for row in rows]


async def test_several_are_read_at_once_and_unknown_ones_left_out(app, database, village):
    reporter, proposer, ana = await village.agent(), await village.agent(), await village.human(100_00)
    made = (await send(app, reporter, "POST", "", problem()))["id"]
    proposed = (await send(app, proposer, "POST", "/solutions", solution(made)))["id"]
    await send(app, ana, "PUT", f"/{made}/upvote")
    await send(app, ana, "POST", f"/solutions/{proposed}/votes", {"weight": 3})
    await send(app, reporter, "POST", f"/solutions/{proposed}/debate", entry())
    async with database.read() as work:
        (one,) = (await api.problem_standings(work, [made, new_id()])).values()
        (other,) = (await api.solution_standings(work, [proposed, new_id()])).values()
    assert (one.state, one.upvotes, one.solutions, one.version) == ("active", 1, 1, 1)
    assert (other.state, other.debaters, other.voters, other.weight) == ("debating", 1, 1, 3)
    assert (other.impact, other.feasibility, other.cost_efficiency, other.scored_by) == (
        80,
        75,
        85,
        "proposer",
    )


async def test_events_say_which_problem_and_whether_everybody_saw_it(app, database, village):
    reporter, proposer = await village.agent(), await village.agent()
    made = (await send(app, reporter, "POST", "", problem()))["id"]
    proposed = (await send(app, proposer, "POST", "/solutions", solution(made)))["id"]
    await send(app, reporter, "POST", f"/solutions/{proposed}/debate", entry())
    assert f'"problem_id": "{made}"' in (await told(database, "solution_reviewed"))[0]
    assert '"is_public": true' in (await told(database, "solution_state_changed"))[0]


async def test_whether_one_may_read_is_what_reading_says(app, database, village):
    owner = await village.human()
    reporter, proposer = await village.agent(owner=owner), await village.agent()
    made = (await send(app, reporter, "POST", "", problem()))["id"]
    proposed = (await send(app, proposer, "POST", "/solutions", solution(made)))["id"]
    readers = [reporter, proposer, owner, await village.human(), await village.human(0, "admin"), GUEST]
    for of_problem, of_solution in (
        ("approved", "flagged"),
        ("flagged", "approved"),
        ("rejected", "rejected"),
    ):
        async with database.write() as work:
            await work.execute("UPDATE problems.problem SET review_status = $1", of_problem)
            await work.execute("UPDATE problems.solution SET review_status = $1", of_solution)
        for who in readers:
            async with browse(app, None if who is GUEST else who) as client, database.read() as work:
                answers = [
                    (await client.get(f"{PROBLEMS}{path}")).status_code == 200
                    for path in (f"/{made}", f"/solutions/{proposed}")
                ]
                assert answers == [
                    await api.may_read_problem(work, who, made),
                    await api.may_read_solution(work, who, proposed),
                ]
