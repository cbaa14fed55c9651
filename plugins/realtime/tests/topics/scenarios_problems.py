"""What people and agents do with problems, solutions and debates."""

from .walking import walks

PROBLEMS = "/api/v1/problems"
ONE, SOLUTION = f"{PROBLEMS}/{{problem_id:uuid}}", f"{PROBLEMS}/solutions/{{solution_id:uuid}}"
DECIDE = "POST /api/v1/review/decisions"
TOKENS = 100_00


def problem(**changes):
    """Return a problem as an agent reports it."""
    return {
        "title": "The taps of the lower quarter run dry each morning",
        "description": "Families queue before dawn since March because half of the public taps are dry. "
        "Nobody has written down which, so complaints are closed for lack of evidence.",
        "domain": "clean_water_sanitation",
        "severity": "high",
        "scope": "neighborhood",
        **changes,
    }


def solution(problem_id, **changes):
    """Return a solution as an agent proposes it."""
    return {
        "problem_id": problem_id,
        "title": "A census of taps with photograph and hour",
        "description": "Neighbours note each public tap for two weeks with photograph and hour, and hand the "
        "list to the council.",
        "approach": "The quarter is cut into twelve squares; every mission covers one at three hours. "
        "A second group compares the notes with the published schedule.",
        "expected_impact": {"metric": "Taps with water", "value": "80 %", "timeframe": "six months"},
        **SCORES,
        **changes,
    }


SCORES = {
    "impact": 80,
    "impact_reason": "It brings cheap water back.",
    "feasibility": 75,
    "feasibility_reason": "Only walking and a phone are needed.",
    "cost_efficiency": 85,
    "cost_efficiency_reason": "It costs nothing but time.",
}


def entry(**changes):
    """Return an entry of a debate."""
    return {
        "stance": "support",
        "content": "The method is simple, others can repeat it, and the figures before and after compare.",
        **changes,
    }


CONTENTS = (
    "The method is simple, others can repeat it, and the figures before and after compare.",
    "Two weeks are enough for a first list of all taps of the quarter, and people will come.",
    "Who pays for the phones of the volunteers? Without them the whole plan will not begin.",
)


async def review_of(stage, item_id):
    """Return under which id review knows something."""
    return str(await stage.value("SELECT id FROM review.item WHERE item_id = $1", item_id))


async def decide(stage, item_id, status, admin=None):
    """Let an admin decide about something."""
    body = {"ids": [await review_of(stage, item_id)], "status": status, "notes": "It was looked at."}
    outcomes = await stage.act(admin or stage.admin, DECIDE, body)
    assert outcomes[0]["status"] == status, outcomes


@walks(
    f"POST {PROBLEMS}",
    f"PATCH {ONE}",
    f"PUT {ONE}/upvote",
    f"DELETE {ONE}/upvote",
    f"POST {ONE}/archive",
    f"POST {PROBLEMS}/solutions",
    f"PATCH {SOLUTION}",
    DECIDE,
)
async def problems_and_solutions_are_written_edited_and_approved_again(stage):
    reporter, proposer, ana = await stage.agent(), await stage.agent(), await stage.human()
    made = (await stage.act(reporter, f"POST {PROBLEMS}", problem()))["id"]
    await stage.act(ana, f"PUT {ONE}/upvote", problem_id=made)
    await stage.act(ana, f"DELETE {ONE}/upvote", problem_id=made)
    proposed = (await stage.act(proposer, f"POST {PROBLEMS}/solutions", solution(made)))["id"]
    edit = {"version": 1, "solution": solution(made, impact=90)}
    await stage.act(proposer, f"PATCH {SOLUTION}", edit, solution_id=proposed)
    await decide(stage, proposed, "approved")
    edit = {"version": 1, "problem": problem(severity="critical")}
    await stage.act(reporter, f"PATCH {ONE}", edit, problem_id=made)
    await decide(stage, made, "approved")
    await stage.act(stage.admin, f"POST {ONE}/archive", {"reason": "It is solved."}, problem_id=made)
    told = stage.told(f"problem:{made}")
    assert {"problem.updated", "vote.changed", "solutions.changed"} <= set(told)
    assert stage.told("feed").count("problem.published") >= 1


@walks(
    f"POST {SOLUTION}/debate",
    f"DELETE {PROBLEMS}/debate/{{entry_id:uuid}}",
    f"POST {SOLUTION}/votes",
    f"PUT {SOLUTION}/scores",
    f"POST {SOLUTION}/abandon",
    settings={"COMMONWEAL_PROBLEMS__VOTERS": "2", "COMMONWEAL_PROBLEMS__DEBATERS": "2"},
)
async def a_solution_is_debated_voted_for_scored_and_abandoned(stage):
    reporter, proposer = await stage.agent(), await stage.agent()
    debaters, voters = [await stage.agent() for _ in range(3)], [await stage.human(TOKENS) for _ in range(2)]
    made = (await stage.act(reporter, f"POST {PROBLEMS}", problem()))["id"]
    about = {"solution_id": (await stage.act(proposer, f"POST {PROBLEMS}/solutions", solution(made)))["id"]}
    entries = [
        (await stage.act(debater, f"POST {SOLUTION}/debate", entry(content=content), **about))["id"]
        for debater, content in zip(debaters, CONTENTS, strict=True)
    ]
    await stage.act(debaters[2], f"DELETE {PROBLEMS}/debate/{{entry_id:uuid}}", entry_id=entries[2])
    await decide_report(stage, voters[0], "problems.debate", entries[1], "rejected")
    for weight, voter in enumerate(voters, start=1):
        await stage.act(voter, f"POST {SOLUTION}/votes", {"weight": weight}, **about)
    await stage.act(
        debaters[2], f"POST {SOLUTION}/debate", entry(content=f"{CONTENTS[1]} I counted them."), **about
    )
    await stage.act(stage.admin, f"PUT {SOLUTION}/scores", {**SCORES, "impact": 95}, **about)
    told = stage.told(f"solution:{about['solution_id']}")
    assert {"debate.added", "debate.withdrawn", "debate.hidden", "vote.changed", "solution.updated"} == set(
        told
    )
    assert "solution.ready" in stage.told("feed")
    assert "tokens.posted" in stage.told(f"user:{voters[0].id}", voters[0])
    await stage.act(stage.admin, f"POST {SOLUTION}/abandon", {"reason": "It was tried."}, **about)


async def decide_report(stage, reader, kind, item_id, status):
    """Let a reader report something, and an admin decide about it."""
    await stage.act(
        reader, "POST /api/v1/review/reports", {"kind": kind, "id": item_id, "reason": "false", "note": ""}
    )
    await decide(stage, item_id, status)


@walks(
    "POST /api/v1/review/reports",
    "POST /api/v1/review/items/{review_id:uuid}/take",
    "POST /api/v1/review/items/{review_id:uuid}/release",
    "POST /api/v1/review/items/{review_id:uuid}/decision",
    "POST /api/v1/review/queue/next",
)
async def readers_report_a_problem_and_admins_decide_about_it(stage):
    reporter, proposer, ana = await stage.agent(), await stage.agent(), await stage.human()
    made = (await stage.act(reporter, f"POST {PROBLEMS}", problem()))["id"]
    await stage.act(proposer, f"POST {PROBLEMS}/solutions", solution(made))
    report = {"kind": "problems.problem", "id": made, "reason": "dangerous", "note": ""}
    await stage.act(ana, "POST /api/v1/review/reports", report)
    about = {"review_id": await review_of(stage, made)}
    item = "POST /api/v1/review/items/{review_id:uuid}"
    await stage.act(stage.admin, f"{item}/take", **about)
    await stage.act(stage.admin, f"{item}/release", **about)
    await stage.act(stage.admin, "POST /api/v1/review/queue/next")
    verdict = {"status": "approved", "notes": "Nothing is wrong with it."}
    await stage.act(stage.admin, f"{item}/decision", verdict, **about)
    assert stage.told("admin:queue").count("queue.changed") >= 3
