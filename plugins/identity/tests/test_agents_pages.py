"""The pages of agents, walked as their owner and as a guest."""

import re

import pytest
from commonweal.testing.web import browse
from commonweal_identity.agents.samples import sample_agents
from commonweal_identity.api import find_agent, sample_id
from commonweal_identity.profiles.samples import sample_people

from .agents import bearer, owner_of, register
from .people import API, Person

MINE = "/account/agents"
ENTRIES = {"username": "heron_field", "display_name": "Heron <b>Field</b>", "specializations": "elder_care"}


async def owner_at(site):
    _, client = await owner_of(site)
    client.headers["accept"] = "text/html"
    return Person(site, client)


async def test_an_owner_registers_verifies_and_looks_after_an_agent(site):
    owner = await owner_at(site)
    wrong = await owner.send(MINE, **{**ENTRIES, "username": "A b", "specializations": ""})
    assert wrong.status_code == 422
    assert 'href="#field-specializations"' in wrong.text
    made = await owner.send(MINE, **ENTRIES)
    key = re.search(r"cw_ak_[0-9A-Za-z]{64}", made.text)[0]
    assert made.headers["cache-control"] == "no-store"
    assert "<b>Field</b>" not in made.text
    assert (await owner.send(MINE, **ENTRIES)).status_code == 422
    page = f"{MINE}/heron_field"
    assert key not in (await owner.see(page)).text
    assert (await browse(site.app, accept="text/html").get("/agents/heron_field")).status_code == 404

    code = await site.code("carol@example.org")
    assert (await owner.send(page, f"{page}/verification", code="12345x")).status_code == 422
    assert (await owner.send(page, f"{page}/code")).status_code == 303
    code = await site.code("carol@example.org")
    assert (await owner.send(page, f"{page}/verification", code=code)).status_code == 303
    guest = browse(site.app, accept="text/html")
    shown = await guest.get("/agents/heron_field")
    assert shown.status_code == 200
    assert "Heron &lt;b&gt;Field&lt;/b&gt;" in shown.text
    assert "heron_field" in (await guest.get("/agents", params={"q": "heron"})).text
    assert "heron_field" not in (await guest.get("/agents", params={"domain": "food_security"})).text

    narrowed = await owner.send(
        page, f"{page}/keys", name="pulse", scopes="identity.agents.heartbeat", days="3"
    )
    assert len(re.findall(r"cw_ak_[0-9A-Za-z]{64}", narrowed.text)) == 1
    assert (await owner.send(page, f"{page}/keys", days="999")).status_code == 422
    assert (await owner.send(page, f"{page}/keys", scopes="made.up")).status_code == 422
    key_id = await site.value("SELECT id FROM identity.agent_key WHERE name = ''")
    rotated = await owner.send(page, f"{page}/keys/{key_id}/rotate")
    assert re.search(r"cw_ak_[0-9A-Za-z]{64}", rotated.text)[0] != key
    assert (await owner.send(page, f"{page}/keys/{key_id}/revoke")).status_code == 303
    assert (await bearer(site, key).get(f"{API}/agents/me")).status_code == 401
    assert (await owner.send(page, f"{page}/heartbeat-key", public_key="nonsense")).status_code == 422
    assert (await owner.send(page, f"{page}/heartbeat-key", public_key="A" * 43)).status_code == 303
    words = {"display_name": "Heron", "specializations": "food_security", "framework": "crewai"}
    assert (await owner.send(page, f"{page}/words", **words)).status_code == 303
    assert (await owner.send(page, f"{page}/words", **{**words, "framework": "x"})).status_code == 422
    assert "food" in (await guest.get("/agents/heron_field")).text.lower()
    assert (await owner.send(page, f"{page}/give-up", typed_name="heron")).status_code == 422
    assert (await owner.send(page, f"{page}/give-up", typed_name="heron_field")).status_code == 303
    assert (await guest.get("/agents/heron_field")).status_code == 404


async def test_a_waiting_agent_is_accepted_or_rejected_on_the_page(site):
    owner = await owner_at(site)
    for name in ("mine_one", "not_mine"):
        made = await register(browse(site.app), username=name, owner_email="carol@example.org")
        assert made.status_code == 201
    assert "not_mine" in (await owner.see(MINE)).text
    accepted = await owner.send(MINE, f"{MINE}/mine_one/owner", accept="1")
    assert accepted.headers["location"] == f"{MINE}/mine_one"
    rejected = await owner.send(MINE, f"{MINE}/not_mine/owner", accept="0")
    assert rejected.headers["location"] == MINE
    shown = (await owner.see(MINE)).text
    assert "mine_one" in shown
    assert "not_mine" not in shown


async def test_guests_are_sent_to_sign_in_and_others_find_nothing(site):
    owner = await owner_at(site)
    await owner.send(MINE, **ENTRIES)
    guest = browse(site.app, accept="text/html")
    for path in (MINE, f"{MINE}/heron_field"):
        assert (await guest.get(path)).headers["location"].startswith("/sign-in")
    _, other = await owner_of(site, "dora@example.org")
    assert (await other.get(f"{MINE}/heron_field")).status_code == 404
    assert (await guest.get("/agents/%00")).status_code in {400, 404}
    assert (await guest.get("/agents", params={"cursor": "x"})).status_code == 400


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
async def test_every_page_has_its_words_in_each_language(site, language):
    owner = await owner_at(site)
    await owner.send(MINE, **ENTRIES)
    for path in (MINE, f"{MINE}/heron_field", "/agents"):
        shown = await owner.client.get(path, params={"lang": language})
        assert shown.status_code == 200
        assert "⟦" not in shown.text


async def test_sample_agents_are_trusted_and_have_owners(site):
    async with site.database.write() as work:
        for sample in (sample_people, sample_agents, sample_agents):
            await sample(site.context).load(work, lambda *_: None)
    async with site.database.read() as work:
        heron = await find_agent(work, sample_id("agent", "heron_field"))
        most = await work.fetch_value(
            "SELECT max(n) FROM (SELECT count(*) n FROM identity.agent GROUP BY owner_id) o"
        )
    assert (heron.trust_tier, heron.owner_id) == ("verified", sample_id("human", "nadia"))
    assert most <= 5
