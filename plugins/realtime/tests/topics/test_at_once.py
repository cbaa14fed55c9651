"""Many act at the same moment, in an order that nobody chose: what was heard last is what is there."""

import asyncio
import random

import pytest
from commonweal import new_id

from .scenarios_missions import VERIFIES, WORDS, another_mission, made_mission
from .scenarios_problems import PROBLEMS, entry, problem, solution

CLAIMS = "/api/v1/missions/claims"
ACTS = ("progress", "progress", "submit", "leave")


async def send(stage, who, method, address, body=None):
    """Act without looking at what comes of it; conflicts are part of the game."""
    async with stage.site.browse(who, idempotency_key=str(new_id())) as client:
        answer = await client.request(method, address, json=body)
    assert answer.status_code < 500, answer.text
    return answer.json() if answer.content and answer.status_code < 300 else None


async def live(stage, who, missions, chance):
    """Claim missions one after the other, and do with each claim what comes to mind."""
    for mission_id in chance.sample(missions, len(missions)):
        address = f"/api/v1/missions/{mission_id}/claims"
        claim = await send(stage, who, "POST", address, {"acknowledged": True})
        for act in chance.choices(ACTS, k=3) if claim else ():
            match act:
                case "progress":
                    body = {"progress": chance.randint(0, 100)}
                    await send(stage, who, "PATCH", f"{CLAIMS}/{claim['id']}", body)
                case "submit":
                    await send(stage, who, "POST", f"{CLAIMS}/{claim['id']}/evidence", WORDS)
                case _:
                    await send(stage, who, "DELETE", f"{CLAIMS}/{claim['id']}")


@pytest.mark.parametrize("seed", range(3))
async def test_claims_of_many_people_at_once(stage_with, seed):
    chance = random.Random(seed)
    async with stage_with(**VERIFIES) as stage:
        maker, first = await made_mission(stage, max_claims=2)
        missions = [first, await another_mission(stage, maker, max_claims=3)]
        people = [await stage.human() for _ in range(6)]
        chances = [random.Random(chance.random()) for _ in people]
        await asyncio.gather(
            *(live(stage, who, missions, each) for who, each in zip(people, chances, strict=True))
        )
        await stage.agree("many claims at once")
        await stage.settle("many claims at once")
        assert stage.told(f"mission:{missions[0]}").count("mission.claimed") >= 2


async def test_votes_and_entries_of_many_at_once(stage_with):
    async with stage_with(COMMONWEAL_PROBLEMS__VOTERS="3", COMMONWEAL_PROBLEMS__DEBATERS="2") as stage:
        reporter, proposer = await stage.agent(), await stage.agent()
        made = (await stage.act(reporter, f"POST {PROBLEMS}", problem()))["id"]
        proposed = (await stage.act(proposer, f"POST {PROBLEMS}/solutions", solution(made)))["id"]
        people = [await stage.human(100_00) for _ in range(8)]
        agents = [await stage.agent() for _ in range(4)]
        about = f"{PROBLEMS}/solutions/{proposed}"
        await asyncio.gather(
            *(send(stage, who, "PUT", f"{PROBLEMS}/{made}/upvote") for who in people),
            *(send(stage, who, "POST", f"{about}/votes", {"weight": 1}) for who in people),
            *(
                send(stage, who, "POST", f"{about}/debate", entry(content=f"{entry()['content']} {number}"))
                for number, who in enumerate(agents)
            ),
        )
        await stage.agree("many votes at once")
        await stage.settle("many votes at once")
        heard = stage.watcher.states
        assert heard[f"problem:{made}"]["problem"]["upvotes"] == len(people)
        assert heard[f"solution:{proposed}"]["solution"]["voters"] == len(people)
        assert heard[f"solution:{proposed}"]["solution"]["debaters"] == len(agents)
