"""The pages of leaderboards and endorsements, and five endorsements a day whatever happens at once."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from commonweal import Principal, Refusal, new_id
from commonweal.testing.database import installed_sources
from commonweal.testing.web import browse, running_app
from commonweal_reputation import api
from commonweal_reputation.endorsing import endorse


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


async def _contributor(database):
    human = new_id()
    async with database.write() as work:
        arguments = {"claim_id": new_id(), "quality": 1.0, "at": datetime.now(UTC)}
        await api.record_mission(work, human, domain="food_security", **arguments)
    return human


async def test_twenty_endorsements_at_once_are_five(database):
    endorser = await _contributor(database)

    async def one():
        try:
            async with database.write() as work:
                await endorse(work, endorser, new_id(), "Always on time and careful.")
        except Refusal as refusal:
            return refusal.code
        return "given"

    found = await asyncio.gather(*(one() for _ in range(20)))
    assert sorted(found) == ["given"] * 5 + ["rate_limited"] * 15


async def test_leaderboards_are_read_by_guests_in_each_way(tmp_path: Path, database, database_settings):
    await _contributor(database)
    async with running_app(tmp_path, database_settings) as app, browse(app) as guest:
        for by in ("score", "missions", "tokens"):
            for period in ("week", "month", "all"):
                page = await guest.get(f"/leaderboards?by={by}&period={period}")
                assert page.status_code == 200, page.text
                listed = await guest.get(f"/api/v1/reputation/leaderboards?by={by}&period={period}")
                # Nobody is known to identity here, so nobody may be shown.
                assert (listed.status_code, listed.json()) == (200, {"items": [], "next_cursor": None})
        page = await guest.get("/leaderboards?by=missions&domain=food_security")
        assert page.status_code == 200
        refused = await guest.get("/api/v1/reputation/leaderboards?by=score&domain=food_security")
        assert (refused.status_code, refused.json()["code"]) == (422, "validation_error")
        assert (await guest.get(f"/api/v1/reputation/people/{new_id()}/standing")).status_code == 404


async def _person(database, name):
    human = await _contributor(database)
    async with database.write() as work:
        await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", human)
        await work.execute(
            "INSERT INTO identity.human (id, email, email_key, accepted_terms, display_name, portfolio)"
            " VALUES ($1, $2, $2, '1', $3, 'public')",
            *(human, f"{human}@example.org", name),
        )
    return human


async def _shows(client, path, words):
    """Look until a page shows something: on a busy machine the part of a plugin may come too late."""
    for _ in range(20):
        page = await client.get(path)
        assert page.status_code == 200
        if words in page.text:
            return
    raise AssertionError(path)


async def test_a_person_is_ranked_and_endorsed_on_their_page(tmp_path: Path, database, database_settings):
    ana, bo = await _person(database, "Ana"), await _person(database, "Bo")
    reader = Principal(kind="human", id=str(ana), roles=frozenset({"human"}))
    async with running_app(tmp_path, database_settings) as app, browse(app, reader) as client:
        assert "Your place: 1" in (await client.get("/leaderboards?lang=en")).text
        listed = (await client.get("/api/v1/reputation/leaderboards?limit=1")).json()
        assert [place["display_name"] for place in listed["items"]] == ["Ana"]
        cursor = listed["next_cursor"]
        rest = (await client.get(f"/api/v1/reputation/leaderboards?limit=1&cursor={cursor}")).json()
        assert [(place["rank"], place["display_name"]) for place in rest["items"]] == [(2, "Bo")]
        for language in ("en", "es", "zh-Hans"):
            await _shows(client, f"/people/{bo}?lang={language}", f"/people/{bo}/endorse")
        assert (await client.get(f"/people/{bo}/endorse")).status_code == 200
        path = f"/api/v1/reputation/people/{bo}/endorsements"
        short = await client.post(path, json={"reason": "Good"})
        assert (short.status_code, short.json()["code"]) == (422, "validation_error")
        reason = "Bo cleaned the river bank with us every weekend of the spring."
        assert (await client.post(path, json={"reason": reason})).status_code == 201
        assert (await client.post(path, json={"reason": reason})).json()["code"] == "conflict"
        await _shows(client, f"/people/{bo}", reason)
        assert [each["reason"] for each in (await client.get(path)).json()["items"]] == [reason]
        assert (await client.delete(path)).status_code == 204
        assert (await client.get(path)).json()["items"] == []
