"""Who may follow what: whoever may read it, as long as they may, and not a frame longer."""

from uuid import UUID

import msgspec
import pytest
from commonweal import Principal, new_id
from commonweal_identity.admin.acts import revoke_admin
from commonweal_identity.current import KeyPrincipal
from commonweal_identity.humans.second_factor import remove_second_factor
from commonweal_identity.humans.sessions import Place, begin_session, end_sessions
from commonweal_identity.keys import Keys
from commonweal_identity.organisations.members import end_all

from .scenarios_missions import ONE, VERIFIES, another_mission, claimed, made_mission, mission
from .scenarios_people import ACCOUNT, REASON
from .scenarios_problems import PROBLEMS, decide, problem, solution
from .stage import Watcher

REPORT = "POST /api/v1/review/reports"
GUEST = Principal(kind="guest", id="somebody")
ADDRESSES = {"mission": "/api/v1/missions", "problem": PROBLEMS, "solution": f"{PROBLEMS}/solutions"}


@pytest.fixture
async def stage(stage_with):
    async with stage_with(**VERIFIES) as stage:
        yield stage


async def follows(stage, who, topic):
    """Let somebody follow a topic; returns the watcher, or the code of the refusal."""
    watcher = Watcher(who)
    await stage.follow(watcher, topic)
    if topic in watcher.over:
        return watcher.over[topic]
    stage.others.append(watcher)
    return watcher


async def report(stage, kind, item_id):
    """Let a reader report something, so that it is out of sight."""
    about = {"kind": kind, "id": item_id, "reason": "false", "note": ""}
    await stage.act(await stage.human(), REPORT, about)


async def test_one_follows_exactly_what_one_may_read(stage):
    """The stream and the page ask one predicate (ARCHITECTURE §4.4)."""
    maker, made = await made_mission(stage)
    holder, _ = await claimed(stage, made)
    open_mission = await another_mission(stage, maker)
    owner = await stage.value("SELECT owner_id FROM identity.agent WHERE id = $1", maker.account_id)
    readers = {
        "guest": GUEST,
        "stranger": await stage.human(),
        "holder": holder,
        "maker": maker,
        "owner": Principal(kind="human", id=str(owner), roles=frozenset({"human"})),
        "admin": stage.admin,
        "another agent": await stage.agent(),
    }
    solution_id = await stage.value("SELECT solution_id FROM missions.mission LIMIT 1")
    problem_id = await stage.value("SELECT problem_id FROM missions.mission LIMIT 1")
    things = [
        ("mission", made),
        ("mission", open_mission),
        ("problem", str(problem_id)),
        ("solution", str(solution_id)),
    ]
    await report(stage, "missions.mission", made)
    for hidden in (None, "problems.problem"):
        if hidden:
            await report(stage, hidden, things[2][1])
        for name, thing in things:
            for reader, who in readers.items():
                async with stage.site.browse(None if who is GUEST else who) as client:
                    answer = await client.get(f"{ADDRESSES[name]}/{thing}")
                found = await follows(stage, who, f"{name}:{thing}")
                may = isinstance(found, Watcher)
                assert may == (answer.status_code == 200), (reader, name, answer.status_code, found)
                if not may:
                    assert found == ("unknown_topic" if who is GUEST else "forbidden")


async def test_only_the_account_itself_follows_what_is_its_own(stage):
    ana, agent = await stage.human(), await stage.agent()
    assert isinstance(await follows(stage, ana, f"user:{ana.id}"), Watcher)
    assert isinstance(await follows(stage, agent, f"user:{agent.id}"), Watcher)
    narrowed = msgspec.structs.replace(agent, scopes=frozenset({"missions.create"}))
    for who, topic in ((stage.admin, ana), (agent, ana), (ana, agent), (narrowed, agent)):
        assert await follows(stage, who, f"user:{topic.id}") == "forbidden"
    assert await follows(stage, GUEST, f"user:{ana.id}") == "unknown_topic"


async def test_only_admins_with_the_second_factor_follow_what_admins_watch(stage):
    pending = msgspec.structs.replace(stage.admin, roles=frozenset({"human", "admin_pending"}))
    for topic in ("admin:queue", "admin:health"):
        assert isinstance(await follows(stage, stage.admin, topic), Watcher)
        for who in (await stage.human(), pending, await stage.agent()):
            assert await follows(stage, who, topic) == "forbidden"
        assert await follows(stage, GUEST, topic) == "unknown_topic"
    assert await follows(stage, stage.admin, "admin:secrets") == "forbidden"
    claims_to_be = Principal(kind="human", id=(await stage.human()).id, roles=frozenset({"human", "admin"}))
    assert await follows(stage, claims_to_be, "admin:queue") == "forbidden"


async def test_what_is_reported_is_told_only_to_those_who_see_it_still(stage):
    maker, made = await made_mission(stage)
    holder, claim = await claimed(stage, made)
    topic = f"mission:{made}"
    heard = {
        name: await follows(stage, who, topic)
        for name, who in {"guest": GUEST, "holder": holder, "maker": maker}.items()
    }
    await report(stage, "missions.mission", made)
    assert heard["guest"].over == {topic: "revoked"}
    await stage.act(holder, "DELETE /api/v1/missions/claims/{claim_id:uuid}", claim_id=claim)
    assert heard["holder"].over == {topic: "revoked"}
    assert heard["maker"].over == {}
    await decide(stage, made, "approved")
    assert [frame["event"] for frame in heard["maker"].frames].count("mission.updated") >= 2
    assert heard["guest"].frames == []


async def test_a_solution_goes_out_of_sight_with_its_problem(stage):
    reporter, proposer = await stage.agent(), await stage.agent()
    made = (await stage.act(reporter, f"POST {PROBLEMS}", problem()))["id"]
    proposed = (await stage.act(proposer, f"POST {PROBLEMS}/solutions", solution(made)))["id"]
    stranger = await follows(stage, await stage.human(), f"solution:{proposed}")
    own = await follows(stage, proposer, f"solution:{proposed}")
    await report(stage, "problems.problem", made)
    assert (list(stranger.over), own.over) == ([f"solution:{proposed}"], {})


async def test_a_mission_that_is_edited_waits_unseen(stage):
    maker, made = await made_mission(stage)
    stranger = await follows(stage, await stage.human(), f"mission:{made}")
    solution_id = str(await stage.value("SELECT solution_id FROM missions.mission"))
    body = {"version": 1, "mission": mission(solution_id=solution_id, title="Count all the wells")}
    await stage.act(maker, f"PATCH {ONE}", body, mission_id=made)
    assert stranger.over == {f"mission:{made}": "revoked"}
    assert stranger.frames == []


async def test_a_session_that_ended_ends_what_is_private_and_another_one_goes_on(stage):
    ana = await stage.human()
    _, made = await made_mission(stage)
    async with stage.site.database.write() as work:
        begun = [
            await begin_session(work, Keys(b"key"), ana.account_id, "token", Place("", "", is_secure=True))
            for _ in range(2)
        ]
    first, second = (msgspec.structs.replace(ana, session_id=each.session_id) for each in begun)
    heard = [await follows(stage, who, f"user:{ana.id}") for who in (first, second)]
    public = await follows(stage, first, f"mission:{made}")
    async with stage.site.database.write() as work:
        await end_sessions(work, [first.session_id], "ended")
    await stage.agree("the end of a session")
    assert [each.over for each in heard] == [{f"user:{ana.id}": "revoked"}, {}]
    assert [frame["event"] for frame in heard[1].frames] == ["session.ended"]
    assert heard[0].frames == []
    await claimed(stage, made)
    assert public.over == {}
    assert public.frames[-1]["event"] in {"mission.claimed", "mission.updated"}


async def test_a_key_that_was_revoked_ends_its_own_connection_and_no_other(stage):
    agent, key_ids = await stage.agent(), [new_id(), new_id()]
    async with stage.site.database.write() as work:
        for key_id in key_ids:
            await work.execute(
                "INSERT INTO identity.agent_key (id, agent_id, name, prefix, hash)"
                " VALUES ($1, $2, '', 'cw_ak_000000', $3)",
                *(key_id, agent.account_id, key_id.bytes),
            )
    known = msgspec.structs.asdict(agent)
    heard = [
        await follows(stage, KeyPrincipal(**known, key_id=key_id), f"user:{agent.id}") for key_id in key_ids
    ]
    async with stage.site.browse(agent) as client:
        name = await stage.value("SELECT username FROM identity.agent WHERE id = $1", agent.account_id)
        answer = await client.delete(f"/api/v1/identity/agents/{name}/keys/{key_ids[0]}")
    assert answer.status_code == 204
    await stage.agree("the end of a key")
    assert [each.over for each in heard] == [{f"user:{agent.id}": "revoked"}, {}]


async def test_a_suspended_owner_takes_their_agents_along(stage):
    agent = await stage.agent()
    owner = await stage.value("SELECT owner_id FROM identity.agent WHERE id = $1", agent.account_id)
    await stage.act(stage.admin, f"POST {ACCOUNT}/suspension", REASON, account_id=owner)
    assert stage.watchers[agent.account_id].over == {f"user:{agent.id}": "revoked"}


async def test_an_admin_who_is_none_any_more_hears_nothing_of_what_admins_watch(stage):
    other = await stage.principals.admin()
    await stage.look()
    _, made = await made_mission(stage)
    await report(stage, "missions.mission", made)
    heard = {
        topic: await follows(stage, other, topic) for topic in ("admin:queue", f"mission:{made}", "feed")
    }
    async with stage.site.database.write() as work:
        await revoke_admin(work, stage.admin, other.account_id)
    await stage.agree("the end of a role")
    over = {topic: each.over for topic, each in heard.items()}
    assert over == {
        "admin:queue": {"admin:queue": "revoked"},
        f"mission:{made}": {f"mission:{made}": "revoked"},
        "feed": {},
    }


async def test_an_admin_without_the_second_factor_hears_nothing_more_of_what_admins_watch(stage):
    async with stage.site.database.write() as work:
        place = Place("", "", is_secure=True)
        about = {"second_factor": True}
        begun = await begin_session(work, Keys(b"key"), stage.admin.account_id, "cookie", place, **about)
    watching = msgspec.structs.replace(stage.admin, session_id=begun.session_id)
    heard = await follows(stage, watching, "admin:queue")
    async with stage.site.database.write() as work:
        await remove_second_factor(work, stage.admin.account_id)
    await stage.agree("the end of a second factor")
    assert heard.over == {"admin:queue": "revoked"}


async def test_whoever_leaves_an_organisation_follows_its_drafts_no_longer(stage):
    member = await stage.principals.member("viewer")
    await stage.look()
    _, made = await made_mission(stage)
    await stage.arrange(
        "UPDATE missions.mission SET creator_kind = 'organisation', creator_id = $2,"
        " review_status = 'flagged' WHERE id = $1",
        *(UUID(made), member.organisation_id),
    )
    heard = await follows(stage, member.principal, f"mission:{made}")
    assert heard.over == {}
    async with stage.site.database.write() as work:
        await end_all(work, member.organisation_id)
    await stage.agree("the end of a membership")
    assert heard.over == {f"mission:{made}": "revoked"}
