"""What one act leads to is told once, and nobody is told of what they did themselves."""

import json

import pytest
from commonweal_missions.appeals.appealing import AppealDraft, appeal
from commonweal_missions.claims.keeping import give_up
from commonweal_missions.missions.publishing import publish

from .scenarios import REASON, decided
from .scene import NOW, SETTINGS, Scene

TOLD = "SELECT DISTINCT kind, event_id FROM notifications.delivery WHERE recipient = $1"


@pytest.fixture
def scene(site, principals):
    return Scene(site, principals)


async def told(scene, recipient):
    await scene.site.settle()
    return sorted(row["kind"].partition(".")[2] for row in await scene.rows(TOLD, recipient))


@pytest.mark.parametrize("upheld", [True, False])
async def test_what_an_appeal_led_to_is_told_as_its_decision_only(scene, upheld):
    human, evidence = await scene.judged(0.3)
    async with scene.write() as work:
        await appeal(work, evidence, human, AppealDraft(REASON), SETTINGS, NOW)
    await decided(scene, evidence, verified=upheld)

    kinds = await told(scene, human)

    assert kinds.count("appeal_decided") == 1
    assert kinds.count("evidence_revise") == 1
    assert not {"evidence_verified", "evidence_rejected"} & set(kinds)


async def test_a_verdict_is_told_once(scene):
    human, _ = await scene.judged(0.92)

    kinds = await told(scene, human)

    assert kinds.count("evidence_verified") == 1
    assert kinds.count("claim_confirmed") == 1


async def test_a_slot_that_is_free_again_is_no_new_mission(scene):
    here = {"latitude": -34.62, "longitude": -58.37}
    near = await scene.human(**here)
    await scene.change("INSERT INTO notifications.person (account, near_km) VALUES ($1, 2)", near)
    mission = await scene.mission(published=False, **here)
    async with scene.write() as work:
        await publish(work, mission, NOW)
    human, claim = await scene.claim(mission=mission)
    async with scene.write() as work:
        await give_up(work, claim.id, human_id=human, at=NOW)

    assert await told(scene, near) == ["mission_nearby"]


async def test_whoever_writes_in_a_debate_is_not_told_of_the_own_entry(scene):
    solution, *_ = await scene.solution()
    first, _ = await scene.debate(solution)
    await scene.debate(solution, "oppose")

    assert (await told(scene, first)).count("solution_debated") == 1


async def test_the_first_sign_in_after_registering_is_no_news(scene):
    assert await told(scene, await scene.human()) == []


async def test_what_is_kept_about_a_notification_names_nobody(scene):
    human, _ = await scene.judged(0.92)
    await scene.site.settle()

    rows = await scene.rows("SELECT kind, data::text, about, group_key FROM notifications.delivery")

    names = {row["display_name"] for row in await scene.rows("SELECT display_name FROM identity.human")}
    titles = {row["title"] for row in await scene.rows("SELECT title FROM missions.mission_translation")}
    for row in rows:
        assert not any(name in row["data"] for name in names | titles), row["kind"]
        assert json.loads(row["data"])["reader"]
    assert human
