"""What people, agents and organisations do with missions, claims and evidence."""

import io
from datetime import UTC, datetime, timedelta
from uuid import UUID

from commonweal import new_id
from commonweal_ledger import api as ledger
from PIL import Image

from .scenarios_problems import PROBLEMS, decide, decide_report, problem, solution
from .walking import walks

MISSIONS = "/api/v1/missions"
ONE = f"{MISSIONS}/{{mission_id:uuid}}"
CLAIM = f"{MISSIONS}/claims/{{claim_id:uuid}}"
EVIDENCE = f"{MISSIONS}/evidence/{{evidence_id:uuid}}"
REVIEW = f"{MISSIONS}/reviews/{{review_id:uuid}}"
TEXT = f"{ONE}/translations/{{locale:str}}"
WORDS = {"text": "I went there and did what was asked of me."}
VERIFIES = {"COMMONWEAL_MISSIONS__VERIFIED_SCORE": "0.01", "COMMONWEAL_MISSIONS__PEERS_SCORE": "0"}
REJECTS = {"COMMONWEAL_MISSIONS__VERIFIED_SCORE": "1", "COMMONWEAL_MISSIONS__PEERS_SCORE": "1"}
ASKS_PEERS = {
    "COMMONWEAL_MISSIONS__VERIFIED_SCORE": "1",
    "COMMONWEAL_MISSIONS__PEERS_SCORE": "0",
    "COMMONWEAL_MISSIONS__REVIEWERS": "2",
}


def mission(**changes):
    """Return a mission as its maker writes it."""
    return {
        "title": "Count the wells along the river road",
        "description": "Walk along the river road and write down every well and whether it works.",
        "instructions": [
            {"text": "Walk along the road."},
            {"text": "Write down every well.", "optional": True},
        ],
        "required_evidence": [{"kind": "text_report", "description": "What you counted.", "required": True}],
        "domain": "clean_water_sanitation",
        "type": "data_collection",
        "difficulty": "beginner",
        "reward_minor": 12_00,
        "duration_min": 90,
        "expires_at": (datetime.now(UTC) + timedelta(days=20)).isoformat(),
        "source_locale": "en",
        "max_claims": 2,
        **changes,
    }


async def ready(stage, maker):
    """Let an agent have a solution that missions can be made for."""
    made = (await stage.act(maker, f"POST {PROBLEMS}", problem()))["id"]
    proposed = (await stage.act(maker, f"POST {PROBLEMS}/solutions", solution(made)))["id"]
    await stage.arrange("UPDATE problems.solution SET state = 'ready_for_action' WHERE id = $1", proposed)
    return proposed


async def made_mission(stage, **changes):
    """Let a new agent make a mission; returns who, and the mission's id."""
    maker = await stage.agent()
    draft = mission(solution_id=await ready(stage, maker), **changes)
    return maker, (await stage.act(maker, f"POST {MISSIONS}", draft))["id"]


async def another_mission(stage, maker, **changes):
    """Let an agent make another mission for its first one's solution; returns the id."""
    solution_id = await stage.value(
        "SELECT solution_id FROM missions.mission WHERE creator_id = $1 LIMIT 1", maker.account_id
    )
    draft = mission(solution_id=str(solution_id), title="Count the springs above the road", **changes)
    return (await stage.act(maker, f"POST {MISSIONS}", draft))["id"]


async def claimed(stage, mission_id, who=None):
    """Let somebody claim a mission; returns who, and the claim's id."""
    who = who or await stage.human()
    claim = await stage.act(who, f"POST {ONE}/claims", {"acknowledged": True}, mission_id=mission_id)
    return who, claim["id"]


@walks(
    f"POST {MISSIONS}",
    f"POST {ONE}/claims",
    f"PATCH {CLAIM}",
    f"POST {CLAIM}/evidence",
    settings=VERIFIES,
)
async def a_mission_is_claimed_done_and_verified(stage):
    _, made = await made_mission(stage)
    for _ in range(2):
        ana, claim = await claimed(stage, made)
        await stage.act(ana, f"PATCH {CLAIM}", {"progress": 40}, claim_id=claim)
        await stage.act(ana, f"PATCH {CLAIM}", {"notes": "Three wells so far."}, claim_id=claim)
        await stage.act(ana, f"POST {CLAIM}/evidence", WORDS, claim_id=claim)
    expected = {"mission.claimed", "mission.submitted", "mission.verified", "mission.updated"}
    assert expected <= set(stage.told(f"mission:{made}"))
    assert stage.watcher.states[f"mission:{made}"]["mission"]["state"] == "verified"
    own = stage.told(f"user:{ana.id}", ana)
    assert {"claim.made", "claim.progressed", "claim.submitted", "claim.verified", "claim.paid"} <= set(own)
    assert {"evidence.submitted", "evidence.changed", "tokens.posted", "reputation.changed"} <= set(own)
    feed = stage.told("feed")
    assert {"mission.opened", "mission.completed", "impact.updated"} <= set(feed)


@walks(
    f"POST {EVIDENCE}/appeal",
    f"POST {EVIDENCE}/take",
    f"POST {EVIDENCE}/decision",
    settings=REJECTS,
)
async def rejected_evidence_is_appealed_and_an_admin_decides(stage):
    _, made = await made_mission(stage)
    for verified in (True, False):
        ana, claim = await claimed(stage, made)
        about = {"evidence_id": (await stage.act(ana, f"POST {CLAIM}/evidence", WORDS, claim_id=claim))["id"]}
        assert "claim.returned" in stage.told(f"user:{ana.id}", ana)
        await stage.act(
            ana, f"POST {EVIDENCE}/appeal", {"reason": "I was there, as my neighbours know."}, **about
        )
        await stage.act(stage.admin, f"POST {EVIDENCE}/take", **about)
        verdict = {"verified": verified, "notes": "I have asked the neighbours."}
        await stage.act(stage.admin, f"POST {EVIDENCE}/decision", verdict, **about)
        assert "evidence.appeal_decided" in stage.told(f"user:{ana.id}", ana)
    assert "queue.changed" in stage.told("admin:queue")


@walks(f"POST {REVIEW}/opening", f"POST {REVIEW}/verdict", settings=ASKS_PEERS)
async def peers_review_evidence_and_the_last_one_decides(stage):
    peers = [await stage.human(accepts_reviews=True) for _ in range(3)]
    for peer in peers:
        await stage.arrange(
            "INSERT INTO reputation.standing (human_id, score, tier) VALUES ($1, 40, 'contributor')"
            " ON CONFLICT (human_id) DO UPDATE SET score = 40, tier = 'contributor'",
            peer.account_id,
        )
    _, made = await made_mission(stage)
    ana, claim = await claimed(stage, made)
    await stage.act(ana, f"POST {CLAIM}/evidence", WORDS, claim_id=claim)
    by_id = {peer.account_id: peer for peer in peers}
    async with stage.site.database.read() as work:
        asked = await work.fetch("SELECT id, reviewer_id FROM missions.peer_review ORDER BY id")
    assert len(asked) == 2
    for row in asked:
        peer, about = by_id[row["reviewer_id"]], {"review_id": row["id"]}
        assert "review.asked" in stage.told(f"user:{peer.id}", peer)
        await stage.act(peer, f"POST {REVIEW}/opening", **about)
        await stage.arrange(
            "UPDATE missions.peer_review SET opened_at = opened_at - interval '31 s' WHERE id = $1", row["id"]
        )
        reasoning = "The list is complete and the wells are where it says."
        verdict = {"verdict": "approve", "confidence": 0.9, "reasoning": reasoning}
        await stage.act(peer, f"POST {REVIEW}/verdict", verdict, **about)
    assert "claim.verified" in stage.told(f"user:{ana.id}", ana)


@walks(
    f"DELETE {CLAIM}",
    f"PATCH {ONE}",
    f"POST {ONE}/archive",
    f"POST {CLAIM}/files",
    f"DELETE {CLAIM}/files/{{file_id:uuid}}",
    settings=VERIFIES,
)
async def missions_are_given_up_edited_reported_and_archived(stage):
    maker, made = await made_mission(stage, max_claims=1)
    ana, claim = await claimed(stage, made)
    picture = io.BytesIO()
    Image.new("RGB", (64, 32), (0, 160, 0)).save(picture, "JPEG")
    sent = {"file": ("well.jpg", picture.getvalue(), "image/jpeg")}
    kept = await stage.act(ana, f"POST {CLAIM}/files", files=sent, claim_id=claim)
    await stage.act(ana, f"DELETE {CLAIM}/files/{{file_id:uuid}}", claim_id=claim, file_id=kept["id"])
    await stage.act(ana, f"DELETE {CLAIM}", claim_id=claim)
    solution_id = await stage.value("SELECT solution_id FROM missions.mission WHERE id = $1", made)
    draft = mission(solution_id=str(solution_id), max_claims=3)
    await stage.act(maker, f"PATCH {ONE}", {"version": 1, "mission": draft}, mission_id=made)
    await decide(stage, made, "approved")
    ana, claim = await claimed(stage, made)
    await decide_report(stage, await stage.human(), "missions.mission", made, "rejected")
    await stage.act(stage.admin, f"POST {ONE}/archive", {"reason": "It is dangerous."}, mission_id=made)
    assert "claim.released" in stage.told(f"user:{ana.id}", ana)
    await stage.act(maker, f"POST {MISSIONS}", mission(solution_id=str(solution_id), title="Count springs"))


@walks(settings=VERIFIES)
async def deadlines_pass_and_missions_expire(stage):
    _, made = await made_mission(stage)
    ana, claim = await claimed(stage, made)
    await stage.arrange(
        "UPDATE missions.claim SET claimed_at = now() - interval '2 days', deadline = now() - interval '1 s'"
        " WHERE id = $1",
        UUID(claim),
    )
    await stage.site.run_task("missions.look_at_deadlines")
    await stage.settle("a deadline")
    assert "claim.released" in stage.told(f"user:{ana.id}", ana)
    await stage.arrange("UPDATE missions.mission SET expires_at = now() - interval '1 s' WHERE id = $1", made)
    await stage.site.run_task("missions.look_at_deadlines")
    await stage.settle("the end of a mission")
    assert stage.watcher.states[f"mission:{made}"]["mission"]["state"] == "expired"
    assert stage.told(f"mission:{made}")[-1] == "mission.updated"


@walks(f"POST {EVIDENCE}/verdict", settings=ASKS_PEERS)
async def a_partner_gives_the_verdict_on_a_mission_of_its_own(stage):
    member = await stage.principals.member("owner")
    async with stage.site.database.write() as work:
        await ledger.open_account(work, member.organisation_id, "pool")
        about = {"organisation_id": member.organisation_id, "amount_minor": 1000_00, "reference": new_id()}
        await ledger.fund(work, key=f"test:{member.organisation_id}", **about)
    await stage.look()
    draft = mission(organisation_id=str(member.organisation_id), peer_review="always")
    made = await stage.act(member.principal, f"POST {MISSIONS}", draft)
    if made["review_status"] != "approved":
        await decide(stage, made["id"], "approved")
    for verified in (True, False):
        ana, claim = await claimed(stage, made["id"])
        given = await stage.act(ana, f"POST {CLAIM}/evidence", WORDS, settles=False, claim_id=claim)
        verdict = {"verified": verified, "notes": "We have looked at the wells ourselves."}
        await stage.act(member.principal, f"POST {EVIDENCE}/verdict", verdict, evidence_id=given["id"])


@walks(f"PUT {TEXT}", f"POST {TEXT}/check", f"POST {MISSIONS}/sets")
async def missions_are_made_in_sets_and_translated(stage):
    maker = await stage.agent()
    solution_id = await ready(stage, maker)
    titles = ("Count the wells", "Count the springs", "Count the taps")
    drafts = [mission(solution_id=solution_id, title=title) for title in titles]
    made = await stage.act(maker, f"POST {MISSIONS}/sets", {"missions": drafts})
    about = {"mission_id": made[0]["id"], "locale": "es"}
    spanish = {
        "title": "Cuenta los pozos",
        "description": "Recorre el camino del río y anota cada pozo y si funciona.",
        "steps": ["Recorre el camino.", "Anota cada pozo."],
        "evidence": ["Lo que contaste."],
    }
    await stage.act(maker, f"PUT {TEXT}", spanish, **about)
    ana = await stage.human()
    await stage.act(ana, f"POST {TEXT}/check", **about)
    assert "mission.translated" in stage.told(f"mission:{made[0]['id']}")
