"""For each kind of the base: what has to happen, and whom it concerns; a kind without a scenario fails."""

from datetime import UTC, datetime, timedelta

import pyotp
from commonweal import emit, new_id
from commonweal_identity.admin.acts import suspend
from commonweal_identity.agents.credentials import NewKey, make_key_of, revoke_key, rotate_key
from commonweal_identity.humans.codes import Code
from commonweal_identity.humans.credentials import ask_for_address, change_address, change_password
from commonweal_identity.humans.provider_links import connect
from commonweal_identity.humans.second_factor import finish_enrolment, start_enrolment
from commonweal_identity.humans.sessions import Place, begin_session
from commonweal_identity.services import identity_of
from commonweal_ledger import api as ledger
from commonweal_missions.appeals.appealing import AppealDraft, appeal
from commonweal_missions.appeals.deciding import HandVerdict, decide_as_admin, take
from commonweal_missions.claims.ending import release_late_claims
from commonweal_missions.missions.publishing import publish
from commonweal_notifications import api as notifications
from commonweal_notifications.kinds.reminding import (
    tell_agent_weeks,
    tell_deadlines,
    tell_sizes,
    tell_streaks,
)
from commonweal_problems import api as problems
from commonweal_realtime.api import WebhookSwitchedOff
from commonweal_reputation import api as reputation

from .scene import NOW, SETTINGS, acting_as

SCENARIOS = {}
REASON = "There is more in it than that: please look again."
ANNOUNCEMENT = {
    "texts": {
        "en": {"title": "Read-only on Sunday", "text": "From 6:00 to 6:30 UTC nothing can be handed in."},
        "es": {"title": "Solo lectura el domingo", "text": "De 6:00 a 6:30 UTC no se puede entregar nada."},
        "zh-Hans": {"title": "周日只读", "text": "UTC 6:00 至 6:30 无法提交。"},
    }
}


def scenario(kind):
    """Take a function as the scenario of a kind; it returns the ids of all whom the kind concerns."""

    def keep(act):
        SCENARIOS[f"notifications.{kind}"] = act
        return act

    return keep


async def admin_of(scene):
    return (await scene.principals.admin()).account_id


def services(scene):
    return identity_of(scene.site.context("identity"))


@scenario("sign_in_new")
async def sign_in(scene):
    human = await scene.human()
    for device in ("Firefox · Linux", "Firefox · Linux", "Chrome · Android"):
        async with scene.write() as work:
            place = Place(device=device, place="203.0.113.0/24", is_secure=True)
            await begin_session(work, services(scene).keys, human, "cookie", place)
    return {human}


@scenario("password_changed")
async def password(scene):
    human = await scene.human()
    await change_password(scene.database, services(scene), human, None, "Tide-Pool-2026")
    return {human}


@scenario("address_changed")
async def address(scene):
    human, identity = await scene.human(), services(scene)
    code_id = await ask_for_address(scene.database, human, "new@example.org", "en")
    await scene.site.settle()
    [row] = await scene.rows(
        "SELECT id, purpose, subject_id, email, email_key, locale, salt, sending, true AS is_sent"
        " FROM identity.email_code WHERE id = $1",
        code_id,
    )
    digits = Code(**dict(row)).digits(identity.keys)
    await change_address(scene.database, identity, human, None, code_id, digits)
    return {human}


@scenario("second_factor_changed")
async def second_factor(scene):
    human, keys = await scene.human(), services(scene).keys
    async with scene.write() as work:
        secret = await start_enrolment(work, keys, human)
    await finish_enrolment(scene.database, keys, human, None, pyotp.TOTP(secret).now())
    return {human}


@scenario("provider_changed")
async def provider(scene):
    human = await scene.human()
    async with scene.write() as work:
        await connect(work, human, "github", "4711")
    return {human}


@scenario("key_changed")
async def key(scene):
    agent, owner = await scene.agent()
    keys, who = services(scene).keys, acting_as(owner)
    async with scene.write() as work:
        made = await make_key_of(work, keys, who, agent, NewKey(name="laptop"), [])
        rotated = await rotate_key(work, keys, who, agent, made.id)
        await revoke_key(work, agent, rotated.id)
    return {owner}


@scenario("account_suspended")
async def account(scene):
    human, admin = await scene.human(), await admin_of(scene)
    async with scene.write() as work:
        await suspend(work, acting_as(admin, "human", "admin"), human, REASON)
    return {human}


@scenario("agent_suspended")
async def agent_account(scene):
    (agent, owner), admin = await scene.agent(), await admin_of(scene)
    async with scene.write() as work:
        await suspend(work, acting_as(admin, "human", "admin"), agent, REASON)
    return {agent, owner}


@scenario("claim_confirmed")
async def claimed(scene):
    human, _ = await scene.claim()
    return {human}


@scenario("claim_deadline_day")
async def due_in_a_day(scene):
    human, claim = await scene.claim()
    await tell_deadlines(scene.database, claim.deadline - timedelta(hours=20))
    return {human}


@scenario("claim_deadline_hours")
async def due_in_hours(scene):
    human, claim = await scene.claim()
    await tell_deadlines(scene.database, claim.deadline - timedelta(hours=3))
    return {human}


@scenario("claim_released")
async def released(scene):
    human, claim = await scene.claim()
    await release_late_claims(scene.database, claim.deadline + timedelta(minutes=1))
    return {human}


@scenario("evidence_verified")
async def verified(scene):
    human, _ = await scene.judged(0.92)
    return {human}


@scenario("evidence_rejected")
async def rejected(scene):
    human, evidence = await scene.judged(0.6)  # no stranger can look at it, so an admin decides
    await decided(scene, evidence, verified=False)
    return {human}


@scenario("evidence_revise")
async def to_revise(scene):
    human, _ = await scene.judged(0.3)
    return {human}


@scenario("appeal_decided")
async def appealed(scene):
    human, evidence = await scene.judged(0.3)
    async with scene.write() as work:
        await appeal(work, evidence, human, AppealDraft(REASON), SETTINGS, NOW)
    await decided(scene, evidence, verified=True)
    return {human}


async def decided(scene, evidence, *, verified):
    admin = acting_as(await admin_of(scene), "human", "admin")
    async with scene.write() as work:
        await take(work, admin, evidence, NOW)
        verdict = HandVerdict(verified=verified, notes="The sign is there, the place is right.")
        await decide_as_admin(work, admin, evidence, verdict, SETTINGS, NOW)


@scenario("review_asked")
async def asked(scene):
    peers = [await scene.human() for _ in range(3)]
    for peer in peers:
        await scene.change(
            "INSERT INTO reputation.standing (human_id, score, tier) VALUES ($1, 30, 'contributor')", peer
        )
    await scene.judged(0.6)
    return set(peers)


@scenario("mission_claimed")
async def slot_taken(scene):
    agent, owner = await scene.agent()
    await scene.claim(mission=await scene.mission(agent))
    return {agent, owner}


@scenario("evidence_received")
async def handed_in(scene):
    member = await scene.principals.member("verifier")
    await scene.principals.member("viewer", organisation_id=member.organisation_id)
    human, claim = await scene.claim(mission=await scene.mission(member.organisation_id, "organisation"))
    await scene.submit(human, claim)
    return {member.principal.account_id}


@scenario("tokens_posted")
async def tokens(scene):
    return {await scene.human(minor=67_50)}


@scenario("mission_nearby")
async def nearby(scene):
    here = {"latitude": -34.62, "longitude": -58.37}
    agent, owner = await scene.agent()
    near, far, indifferent, otherwise = [
        await scene.human(**place) for place in (here, {"latitude": -34.62, "longitude": -58.33}, here, here)
    ]
    await scene.change("UPDATE identity.human SET latitude = -34.62, longitude = -58.37 WHERE id = $1", owner)
    for human, domains in ((near, []), (far, []), (owner, []), (otherwise, ["elder_care"])):
        await scene.change(
            "INSERT INTO notifications.person (account, near_km, near_domains) VALUES ($1, 2, $2)",
            *(human, domains),
        )
    assert indifferent not in (near, far, otherwise)
    mission = await scene.mission(agent, published=False, **here)
    async with scene.write() as work:
        await publish(work, mission, NOW)
    return {near}


@scenario("problem_updated")
async def problem_begun(scene):
    problem, *reporter = await scene.problem()
    follower = await scene.upvote(problem)
    await scene.mission(problem_id=problem)
    async with scene.write() as work:
        await problems.mission_approved(work, problem_id=problem, solution_id=None)
    return {*reporter, follower}


@scenario("problem_challenged")
async def problem_doubted(scene):
    problem, *reporter = await scene.problem()
    await scene.upvote(problem)
    async with scene.browse(await scene.human()) as reader:
        answer = await reader.post(
            "/api/v1/review/reports", json={"kind": "problems.problem", "id": problem, "reason": "false"}
        )
    assert answer.status_code == 201, answer.text
    return set(reporter)


@scenario("problem_resolved")
async def problem_over(scene):
    solution, problem, reporter, (proposer, _) = await scene.solution()
    follower, voter = await scene.upvote(problem), await scene.vote(solution)
    [proposer] = [row["proposer_id"] for row in await scene.rows("SELECT proposer_id FROM problems.solution")]
    worker, _ = await scene.claim(mission=await scene.mission(problem_id=problem))
    async with scene.write() as work:
        await problems.mission_approved(work, problem_id=problem, solution_id=None)
        await problems.missions_closed(work, problem_id=problem, solution_id=None, any_verified=True)
    return {*reporter, follower, voter, proposer, worker}


@scenario("solution_debated")
async def debated(scene):
    solution, _, _, proposer = await scene.solution()
    voter = await scene.vote(solution)
    await scene.debate(solution)
    return {*proposer, voter}


@scenario("solution_ready")
async def ready(scene):
    solution, problem, reporter, proposer = await scene.solution()
    follower = await scene.upvote(problem)
    debaters = [(await scene.debate(solution))[0] for _ in range(3)]
    voters = [await scene.vote(solution) for _ in range(5)]
    return {*reporter, *proposer, follower, *debaters, *voters}


@scenario("tier_reached")
async def tier(scene):
    human, (_, claim) = await scene.human(), await scene.claim()
    async with scene.write() as work:
        await reputation.record_mission(work, human, claim_id=claim.id, quality=1.0, at=NOW)
    return {human}


@scenario("streak_at_risk")
async def streak(scene):
    human, forgiven = await scene.human(), await scene.human()
    evening = datetime.now(UTC).replace(hour=19, minute=0)
    await scene.streak(human, forgiven=4)
    await scene.streak(forgiven)  # a miss today would be
    await tell_streaks(scene.database, evening)
    return {human}


@scenario("agent_report")
async def report(scene):
    _, _, owner = await scene.problem()
    await tell_agent_weeks(scene.database, datetime.now(UTC) + timedelta(days=7))
    return {owner}


@scenario("webhook_off")
async def webhook(scene):
    human = await scene.human()
    async with scene.write() as work:
        event = WebhookSwitchedOff(webhook_id=new_id(), owner_id=human, reason="failing")
        await emit(work, event)
    return {human}


@scenario("export_ready")
async def export(scene):
    human = await scene.human()
    async with scene.write() as work:
        until = datetime.now(UTC) + timedelta(days=7)
        await notifications.tell_export_ready(
            work, account_id=human, path="/account/security", expires_at=until
        )
    return {human}


@scenario("terms_changed")
async def terms(scene):
    async with scene.write() as work:
        await notifications.tell_terms_changed(
            work,
            document="privacy",
            version="2",
            effective_on=(NOW + timedelta(days=30)).date(),
            path="/account/security",
        )
    return (await scene.everybody())[0]


@scenario("queue_overdue")
async def overdue(scene):
    admin = await admin_of(scene)
    problem, *_ = await scene.problem()
    async with scene.browse(await scene.human()) as reader:
        content = {"kind": "problems.problem", "id": problem, "reason": "false"}
        await reader.post("/api/v1/review/reports", json=content)
    await scene.change("UPDATE review.item SET due_at = now() - interval '1 minute'")
    await scene.site.run_task("review.look_for_overdue")
    return {admin}


@scenario("issuance_high")
async def issuance(scene):
    admin, human = await admin_of(scene), await scene.human()
    async with scene.write() as work:
        await ledger.open_account(work, human, "human")
        await ledger.reward(
            work, key="much", type="earn_mission", human_id=human, amount_minor=8_100_00, reference=human
        )
    await scene.site.run_task("ledger.look_at_issuance")
    return {admin}


@scenario("scale_trigger")
async def grown(scene):
    admin = await admin_of(scene)
    await scene.change(
        "INSERT INTO identity.account (id, kind)"
        " SELECT gen_random_uuid(), 'agent' FROM generate_series(1, 1000)"
    )
    async with scene.write() as work:
        await tell_sizes(work)
    return {admin}


@scenario("announcement")
async def announced(scene):
    admin = await admin_of(scene)
    async with scene.browse(admin, "human", "admin") as client:
        answer = await client.post("/api/v1/notifications/announcements", json=ANNOUNCEMENT)
    assert answer.status_code == 201, answer.text
    humans, agents = await scene.everybody()
    return humans | agents
