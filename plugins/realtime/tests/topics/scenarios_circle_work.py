"""What members of circles do together: the board, parties, milestones and gratitude."""

from commonweal_missions.testing import overturn_claim

from .scenarios_circles import ONE, joined, opened
from .scenarios_missions import CLAIM, MISSIONS, VERIFIES, WORDS, another_mission, made_mission
from .walking import walks

PROPOSAL = f"{ONE}/proposals/{{proposal_id:uuid}}"
PARTY = f"{ONE}/parties/{{party_id:uuid}}"
MILESTONE = f"{ONE}/milestones/{{milestone_id:uuid}}"
AIM = {"title": "Ten missions", "metric": "missions", "target": 10}


async def proposed(stage, who, circle_id, mission_id):
    """Let a member propose a mission; returns the proposal's id."""
    body = {"mission_id": str(mission_id)}
    return (await stage.act(who, f"POST {ONE}/proposals", body, circle_id=circle_id))["id"]


async def adopted(stage, who, circle_id, mission_id):
    """Let an owner propose a mission and adopt it."""
    named = {"circle_id": circle_id, "proposal_id": await proposed(stage, who, circle_id, mission_id)}
    await stage.act(who, f"POST {PROPOSAL}/adopt", **named)


@walks(
    f"POST {ONE}/proposals",
    f"POST {PROPOSAL}/vote",
    f"DELETE {PROPOSAL}/vote",
    f"POST {PROPOSAL}/adopt",
    f"POST {PROPOSAL}/decline",
    f"POST {PROPOSAL}/withdraw",
)
async def missions_are_proposed_voted_for_adopted_declined_and_withdrawn(stage):
    maker, first = await made_mission(stage)
    missions = [first] + [
        await another_mission(stage, maker, instructions=[{"text": text}]) for text in ("Go.", "Look.")
    ]
    owner, made = await opened(stage)
    member = await joined(stage, made)
    votes, declined, withdrawn = [
        {"circle_id": made, "proposal_id": await proposed(stage, member, made, each)} for each in missions
    ]
    for method in ("POST", "DELETE", "POST"):
        await stage.act(owner, f"{method} {PROPOSAL}/vote", **votes)
    await stage.act(owner, f"POST {PROPOSAL}/adopt", **votes)
    await stage.act(owner, f"POST {PROPOSAL}/decline", {"reason": "It is too far away."}, **declined)
    await stage.act(member, f"POST {PROPOSAL}/withdraw", **withdrawn)
    topic = f"circle:{made}"
    assert {"proposal.added", "proposal.voted", "proposal.changed"} <= set(stage.told(topic))
    assert stage.watcher.states[topic]["circle"]["missions"] == 1
    route = f"POST {MISSIONS}/{{mission_id:uuid}}/archive"
    await stage.act(stage.admin, route, {"reason": "It is dangerous."}, mission_id=first)
    assert stage.told(topic)[-1] == "proposal.changed"


@walks(
    f"POST {ONE}/parties",
    f"POST {PARTY}/me",
    f"DELETE {PARTY}/me",
    f"DELETE {PARTY}/buddies/{{human_id:uuid}}",
    f"POST {PARTY}/claim",
    f"POST {PARTY}/cancel",
    f"POST {ONE}/milestones",
    f"DELETE {MILESTONE}",
    f"POST {ONE}/gratitude",
    f"DELETE {ONE}/gratitude/{{note_id:uuid}}",
    settings=VERIFIES,
)
async def members_claim_together_and_what_they_do_counts(stage):
    _, mission_id = await made_mission(stage, max_claims=4)
    owner, made = await opened(stage)
    member, about = await joined(stage, made), {"circle_id": made}
    await adopted(stage, owner, made, mission_id)
    await stage.act(owner, f"POST {ONE}/milestones", {**AIM, "target": 1, "title": "The first"}, **about)
    milestone = await stage.act(owner, f"POST {ONE}/milestones", AIM, **about)
    party = {"mission_id": mission_id, "acknowledged": True}
    for end in ("cancel", "claim"):
        named = {"party_id": (await stage.act(owner, f"POST {ONE}/parties", party, **about))["id"], **about}
        await stage.act(member, f"POST {PARTY}/me", {"acknowledged": True}, **named)
        if end == "cancel":
            await stage.act(member, f"DELETE {PARTY}/me", **named)
            await stage.act(member, f"POST {PARTY}/me", {"acknowledged": True}, **named)
            await stage.act(owner, f"DELETE {PARTY}/buddies/{{human_id:uuid}}", human_id=member.id, **named)
        await stage.act(owner, f"POST {PARTY}/{end}", **named)
    claim = await stage.value("SELECT id FROM missions.claim WHERE human_id = $1", member.account_id)
    await stage.act(member, f"POST {CLAIM}/evidence", WORDS, claim_id=claim)
    topic = f"circle:{made}"
    assert stage.watcher.states[topic]["progress"]["milestones_reached"] == 1
    assert stage.watcher.states[topic]["milestones"][milestone["id"]]["progress"] == 1
    async with stage.site.database.write() as work:
        await overturn_claim(work, claim)
    await stage.look(anew=True)  # at missions and claims, of which no route can make this
    await stage.settle("a verdict that was overturned")
    assert stage.watcher.states[topic]["circle"]["verified"] == 0
    await stage.act(owner, f"DELETE {MILESTONE}", milestone_id=milestone["id"], **about)
    thanks = {"to_id": member.id, "text": "Thank you for counting with me."}
    note = await stage.act(owner, f"POST {ONE}/gratitude", thanks, **about)
    await stage.act(owner, f"DELETE {ONE}/gratitude/{{note_id:uuid}}", note_id=note["id"], **about)
    told = set(stage.told(topic))
    assert {"party.changed", "outcome.counted", "outcome.taken_back", "milestone.changed"} <= told
    assert "gratitude.added" in told
