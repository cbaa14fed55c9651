"""Claims by API and pages, as the humans who hold them see them; strangers find nothing."""

import re
from datetime import UTC, datetime

import pytest_asyncio
from commonweal import Principal, new_id
from commonweal.testing.web import browse, running_app
from commonweal_missions.claims.making import make_claim

NOW = datetime.now(UTC)


def human(human_id=None):
    roles = frozenset({"human"})
    return Principal(
        kind="human",
        id=str(human_id or new_id()),
        rate_class="human",
        roles=roles,
        by_cookie=True,
        name="Ana",
    )


@pytest_asyncio.fixture
async def app(tmp_path, database_settings):
    async with running_app(tmp_path, database_settings, COMMONWEAL_WEB__HUMAN_PER_MINUTE="100000") as app:
        yield app


async def held(database, market, **columns):
    person, mission = new_id(), await market.add(latitude=19.43261, longitude=-99.13321, **columns)
    async with database.write() as work:
        claim = await make_claim(work, mission, person, acknowledged=True, most_open=3, at=NOW)
    return person, mission, claim.id


def token(page):
    return re.search(r'name="form_token" value="([0-9a-f]+)"', page.text)[1]


async def test_the_holder_reads_the_exact_place_and_others_the_rounded_one(app, database, market):
    person, mission, claim = await held(database, market)
    async with browse(app, human(person)) as holder, browse(app, human()) as other, browse(app) as guest:
        own = (await holder.get(f"/api/v1/missions/claims/{claim}")).json()
        foreign = await other.get(f"/api/v1/missions/claims/{claim}")
        public = (await guest.get(f"/api/v1/missions/{mission}")).json()

    assert (own["latitude"], own["longitude"], own["state"]) == (19.43261, -99.13321, "active")
    assert foreign.status_code == 404
    assert (public["location"]["latitude"], public["location"]["longitude"]) == (19.43, -99.13)


async def test_progress_is_kept_by_the_api_and_wrong_values_are_named(app, database, market):
    person, _, claim = await held(database, market)
    address = f"/api/v1/missions/claims/{claim}"
    principal = human(person)
    async with browse(
        app, Principal(kind="human", id=principal.id, rate_class="human", roles=principal.roles)
    ) as holder:
        kept = await holder.patch(address, json={"progress": 40, "notes": "Half of the street."})
        wrong = await holder.patch(address, json={"progress": 101})
        unknown = await holder.patch(address, json={"state": "verified"})
        listed = (await holder.get("/api/v1/missions/claims?group=active")).json()
        left = await holder.delete(address)
        again = await holder.delete(address)

    assert (kept.json()["progress"], kept.json()["notes"]) == (40, "Half of the street.")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert [each["id"] for each in listed["items"]] == [str(claim)]
    assert (left.status_code, again.json()["code"]) == (204, "invalid_transition")


async def test_my_missions_and_the_claim_are_pages_in_each_language(app, database, market):
    person, _, claim = await held(database, market)
    async with browse(app, human(person)) as holder:
        for tag, title in (("en", "My missions"), ("es", "Mis misiones"), ("zh-Hans", "我的任务")):
            mine = await holder.get(f"/my-missions?lang={tag}")
            one = await holder.get(f"/claims/{claim}?lang={tag}")
            assert (mine.status_code, one.status_code) == (200, 200)
            assert title in mine.text
            assert f"/claims/{claim}" in mine.text
            assert "⟦" not in mine.text + one.text
            assert "19.43261" in one.text


async def test_progress_and_giving_up_work_without_javascript(app, database, market):
    person, _, claim = await held(database, market)
    async with browse(app, human(person)) as holder:
        page = await holder.get(f"/claims/{claim}")
        wrong = await holder.post(
            f"/claims/{claim}/progress", data={"form_token": token(page), "progress": "much"}
        )
        saved = await holder.post(
            f"/claims/{claim}/progress", data={"form_token": token(page), "progress": "60", "notes": "Soon"}
        )
        page = await holder.get(f"/claims/{claim}")
        left = await holder.post(f"/claims/{claim}/give-up", data={"form_token": token(page)})
        after = await holder.get(f"/claims/{claim}")

    assert wrong.status_code == 422
    assert 'aria-invalid="true"' in wrong.text
    assert (saved.status_code, left.status_code) == (303, 303)
    assert 'value="60"' in page.text
    assert "Soon" in page.text
    assert "You gave this mission up." in after.text


async def test_a_mission_offers_a_place_to_humans_and_the_claim_to_its_holder(app, database, market):
    person, mission, claim = await held(database, market, max_claims=2, risk="yellow")
    async with browse(app, human(person)) as holder, browse(app, human()) as other:
        own, offered = await holder.get(f"/missions/{mission}"), await other.get(f"/missions/{mission}")

    assert f'href="/claims/{claim}"' in own.text
    assert f"/missions/{mission}/claim" not in own.text
    assert f'action="/missions/{mission}/claim"' in offered.text
    assert 'name="acknowledged"' in offered.text


async def test_guests_and_agents_have_no_claims(app, market):
    agent = Principal(kind="agent", id=str(new_id()), roles=frozenset({"agent", "agent_verified"}))
    async with browse(app) as guest, browse(app, agent) as machine:
        mission = await market.add()
        asked = await guest.post(f"/api/v1/missions/{mission}/claims", json={})
        refused = await machine.post(f"/api/v1/missions/{mission}/claims", json={})

    assert (asked.status_code, refused.status_code) == (401, 403)


async def test_pressing_the_button_twice_leads_to_the_one_claim(app, database, market):
    person, mission = new_id(), await market.add(max_claims=5)
    async with browse(app, human(person)) as holder:
        page = await holder.get(f"/missions/{mission}")
        first = await holder.post(f"/missions/{mission}/claim", data={"form_token": token(page)})
        second = await holder.post(f"/missions/{mission}/claim", data={"form_token": token(page)})

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    async with database.read() as work:
        assert await work.fetch_value("SELECT count(*) FROM missions.claim") == 1


async def test_finished_claims_are_shown_page_by_page_with_what_they_paid(app, database, market):
    person, titles = new_id(), [f"Walk {number:02}" for number in range(30)]
    for title in titles:
        mission = await market.add(title=title)
        await market.claim(mission, human_id=person, state="verified", paid_minor=12_50)
    async with browse(app, human(person)) as holder, browse(app, human()) as other:
        first = await holder.get("/my-missions")
        following = re.search(r'href="(/my-missions\?cursor=[^"]+)"', first.text)[1]
        second = await holder.get(following)
        foreign = await other.get(following)
        listed = (await holder.get("/api/v1/missions/claims?limit=1")).json()["items"]

    seen = [re.findall(r"Walk \d\d", page.text) for page in (first, second)]
    assert [len(each) for each in seen] == [24, 6]
    assert sorted(seen[0] + seen[1]) == titles
    assert "12.50\N{NO-BREAK SPACE}IT" in first.text
    assert listed[0]["paid_minor"] == 12_50
    assert foreign.status_code == 400
