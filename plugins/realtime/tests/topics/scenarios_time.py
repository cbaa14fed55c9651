"""What nobody does, but time: idle solutions, late peers, worn scores, and what waits for too long."""

from .scenarios_missions import ASKS_PEERS, CLAIM, WORDS, claimed, made_mission
from .scenarios_problems import PROBLEMS, problem, review_of, solution
from .walking import walks


async def run(stage, task):
    """Let a schedule's task run, and what follows from it; what was heard must be what is there."""
    await stage.site.run_task(task)
    await stage.agree(task)
    await stage.settle(task)


@walks()
async def idle_solutions_are_abandoned_and_late_decisions_raise_alerts(stage):
    reporter, proposer, ana = await stage.agent(), await stage.agent(), await stage.human()
    made = (await stage.act(reporter, f"POST {PROBLEMS}", problem()))["id"]
    proposed = (await stage.act(proposer, f"POST {PROBLEMS}/solutions", solution(made)))["id"]
    report = {"kind": "problems.problem", "id": made, "reason": "false", "note": ""}
    await stage.act(ana, "POST /api/v1/review/reports", report)
    await stage.arrange(
        "UPDATE problems.solution SET active_at = now() - interval '91 days' WHERE id = $1", proposed
    )
    await run(stage, "problems.abandon_idle_solutions")
    assert stage.watcher.states[f"solution:{proposed}"]["solution"]["state"] == "abandoned"
    await stage.arrange(
        "UPDATE review.item SET due_at = now() - interval '1 s' WHERE id::text = $1",
        await review_of(stage, made),
    )
    await run(stage, "review.look_for_overdue")
    assert stage.told("admin:health") == ["alert"]


@walks()
async def scores_wear_down_and_streaks_break(stage):
    ana = await stage.human()
    await stage.arrange(
        "INSERT INTO reputation.standing (human_id, score, tier, streak_days, streak_last_day, active_at,"
        " looked_at) VALUES ($1, 40, 'contributor', 5, current_date - 9, now() - interval '400 days',"
        " now() - interval '2 hours')",
        ana.account_id,
    )
    await run(stage, "reputation.look_at_idle")
    assert stage.watchers[ana.account_id].states[f"user:{ana.id}"]["standing"]["score"] < 40
    assert "reputation.streak_changed" in stage.told(f"user:{ana.id}", ana)


@walks(settings=ASKS_PEERS)
async def peers_who_do_not_answer_are_replaced_until_an_admin_must_decide(stage):
    for _ in range(2):
        peer = await stage.human(accepts_reviews=True)
        await stage.arrange(
            "INSERT INTO reputation.standing (human_id, score, tier) VALUES ($1, 40, 'contributor')",
            peer.account_id,
        )
    _, made = await made_mission(stage)
    ana, claim = await claimed(stage, made)
    await stage.act(ana, f"POST {CLAIM}/evidence", WORDS, claim_id=claim)
    assert "review.asked" in stage.told(f"user:{peer.id}", peer)
    await stage.arrange("UPDATE missions.peer_review SET due_at = now() - interval '1 s'")
    await run(stage, "missions.look_at_reviews")
    assert "review.timed_out" in stage.told(f"user:{peer.id}", peer)
    assert stage.watcher.states["admin:queue"]["waiting"]["evidence"] == 1
    await stage.arrange("UPDATE missions.evidence SET due_at = now() - interval '1 s'")
    await run(stage, "missions.look_for_overdue_evidence")
    assert stage.told("admin:health") == ["alert"]
