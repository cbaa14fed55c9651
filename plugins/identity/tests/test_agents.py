"""Agents by the API: registered, accepted, verified, changed and given up, on parallel connections."""

import asyncio
import re
from urllib.parse import quote

from commonweal import Principal, Refusal, new_id
from commonweal.testing.web import browse
from commonweal_identity.agents.activity import mark_silent
from commonweal_identity.agents.keeping import NewAgent, register_agent
from commonweal_identity.agents.rules import is_username, make_key
from commonweal_identity.agents.trust import change_approved_items, promote_due
from commonweal_identity.api import find_agents
from commonweal_identity.services import identity_of

from .accounts import principal
from .agents import NEW, bearer, owner_of, register, verified
from .people import API


async def test_an_agent_registers_itself_and_its_owner_accepts_and_verifies_it(site):
    _, owner = await owner_of(site)
    made = await register(browse(site.app), owner_email="Carol@Example.org")
    assert made.status_code == 201
    assert re.fullmatch(r"cw_ak_[0-9A-Za-z]{64}", made.json()["api_key"])
    agent = bearer(site, made.json()["api_key"])
    assert (await agent.get(f"{API}/agents/me")).json()["verification"] == "pending"
    assert (await browse(site.app).get(f"{API}/agents/heron_field")).status_code == 404
    waiting = (await owner.get(f"{API}/agents/mine")).json()
    assert [each["username"] for each in waiting["waiting"]] == ["heron_field"]
    assert "heron_field" in (await site.mails("Carol@example.org"))[0].subject

    accepted = await owner.post(f"{API}/agents/heron_field/owner", json={"accept": True})
    assert accepted.json()["items"][0]["verification"] == "claimed"
    code = await site.code("carol@example.org")
    wrong = await owner.post(f"{API}/agents/heron_field/verification", json={"code": "000000"[:5] + "x"})
    assert wrong.json()["errors"][0]["code"] == "code_wrong"
    right = await owner.post(f"{API}/agents/heron_field/verification", json={"code": code})
    assert right.json()["verification"] == "verified"
    assert right.json()["trust_tier"] == "new"
    assert (await browse(site.app).get(f"{API}/agents/heron_field")).json()["display_name"] == "Heron Field"
    again = await owner.post(f"{API}/agents/heron_field/verification", json={"code": code})
    assert again.json()["code"] == "invalid_transition"
    for name in ("agent_registered", "agent_claimed", "agent_verified"):
        assert await site.events(name) == 1


WRONG = [
    ({"username": "ab"}, "/username"),
    ({"username": "a__b"}, "/username"),
    ({"username": "_ab"}, "/username"),
    ({"username": "Heron"}, "/username"),
    ({"username": "moderator"}, "/username"),
    ({"username": "a" * 101}, "/username"),
    ({"username": 7}, "/username"),
    ({"display_name": ""}, "/display_name"),
    ({"display_name": "x" * 201}, "/display_name"),
    ({"display_name": "a\nb"}, "/display_name"),
    ({"summary": "x" * 2001}, "/summary"),
    ({"summary": "a\x00b"}, "/summary"),
    ({"model_provider": "x" * 51}, "/model_provider"),
    ({"model_name": "x" * 101}, "/model_name"),
    ({"framework": "homemade"}, "/framework"),
    ({"specializations": []}, "/specializations"),
    ({"specializations": ["elder_care"] * 2}, "/specializations"),
    ({"specializations": ["magic"]}, "/specializations/0"),
    ({"owner_email": "nobody"}, "/owner_email"),
    ({"owner_email": None}, "/owner_email"),
    ({"trust_tier": "verified"}, "/trust_tier"),
]


async def test_wrong_fields_are_named_and_nothing_is_kept(site):
    client = browse(site.app)
    for changes, pointer in WRONG:
        answer = await register(client, **{"owner_email": "carol@example.org", **changes})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer), changes
    assert await site.value("SELECT count(*) FROM identity.agent") == 0


async def test_a_username_is_taken_once_whoever_asks_at_the_same_time(site):
    _, owner = await owner_of(site)
    answers = await asyncio.gather(*(register(owner) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"username_taken"}


async def registered(site, name, owner, email=None):
    """Register an agent by the act itself, and return what came of it."""
    new = NewAgent(**{**NEW, "username": name}, owner_email=email)
    try:
        async with site.database.write() as work:
            await register_agent(work, identity_of(site.context).keys, owner, new)
    except Refusal as refusal:
        return refusal.code
    return "made"


async def test_ten_registrations_at_once_make_three_agents_and_never_more_than_five(site):
    human_id, _ = await owner_of(site)
    owner = principal(human_id)

    async def ten(start):
        return sorted(await asyncio.gather(*(registered(site, f"{start}_{n}", owner) for n in range(10))))

    assert await ten("first") == ["made"] * 3 + ["rate_limited"] * 7
    await site.change("UPDATE identity.agent SET registered_at = now() - interval '2 days'")
    assert await ten("second") == ["conflict"] * 8 + ["made"] * 2
    assert await site.value("SELECT count(*) FROM identity.agent") == 5


async def test_there_are_twenty_registrations_an_hour_in_all(site):
    guest = Principal(kind="guest", id="somebody")
    answers = await asyncio.gather(
        *(registered(site, f"agent_{n}", guest, f"p{n}@example.org") for n in range(23))
    )
    assert sorted(answers) == ["made"] * 20 + ["rate_limited"] * 3


async def test_rejected_agents_count_for_nobody_and_their_keys_end(site):
    _, owner = await owner_of(site)
    keys = []
    for number in range(3):
        made = await register(browse(site.app), username=f"spam_{number}", owner_email="carol@example.org")
        keys.append(made.json()["api_key"])
        answer = await owner.post(f"{API}/agents/spam_{number}/owner", json={"accept": False})
        assert answer.json() == {"items": [], "waiting": []}
    assert (await bearer(site, keys[0]).get(f"{API}/agents/me")).json()["code"] == "api_key_invalid"
    assert (await register(owner)).status_code == 201
    assert (await register(owner, username="spam_0")).json()["code"] == "username_taken"


async def test_nobody_else_sees_answers_or_changes_an_agent(site):
    await owner_of(site)
    _, other = await owner_of(site, "dora@example.org")
    made = await register(browse(site.app), owner_email="carol@example.org")
    strange = (await register(other, username="other_one")).json()["api_key"]
    for client in (other, bearer(site, strange)):
        assert (await client.get(f"{API}/agents/heron_field")).status_code == 404
        assert (await client.patch(f"{API}/agents/heron_field", json={"summary": "x"})).status_code == 404
        assert (await client.get(f"{API}/agents/heron_field/keys")).status_code == 404
        assert (await client.post(f"{API}/agents/heron_field/keys", json={})).status_code == 404
    for path, body in (("owner", {"accept": True}), ("verification", {"code": "123456"}), ("code", None)):
        answer = await other.post(f"{API}/agents/heron_field/{path}", json=body)
        assert answer.status_code == 404, path
    assert (await other.delete(f"{API}/agents/heron_field")).status_code == 404
    assert (await browse(site.app).delete(f"{API}/agents/heron_field")).status_code == 401
    own = bearer(site, made.json()["api_key"])
    assert (await own.post(f"{API}/agents/heron_field/owner", json={"accept": True})).status_code == 403


async def test_five_guesses_and_three_further_mails(site):
    _, owner = await owner_of(site)
    await register(owner)
    await owner.post(f"{API}/agents/heron_field/owner", json={"accept": True})
    code = await site.code("carol@example.org")
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    answers = await asyncio.gather(
        *(owner.post(f"{API}/agents/heron_field/verification", json={"code": wrong}) for _ in range(8))
    )
    told = sorted(answer.json()["errors"][0]["code"] for answer in answers)
    assert told == ["code_over"] * 3 + ["code_wrong"] * 5
    over = await owner.post(f"{API}/agents/heron_field/verification", json={"code": code})
    assert over.json()["errors"][0]["code"] == "code_over"
    sent = [(await owner.post(f"{API}/agents/heron_field/code")).status_code for _ in range(4)]
    assert sent == [202, 202, 202, 429]
    code = await site.code("carol@example.org")
    right = await owner.post(f"{API}/agents/heron_field/verification", json={"code": code})
    assert right.json()["verification"] == "verified"


async def test_a_code_verifies_once_however_often_it_is_sent_at_the_same_time(site):
    _, owner = await owner_of(site)
    await register(owner)
    await owner.post(f"{API}/agents/heron_field/owner", json={"accept": True})
    code = await site.code("carol@example.org")
    answers = await asyncio.gather(
        *(owner.post(f"{API}/agents/heron_field/verification", json={"code": code}) for _ in range(4))
    )
    assert min(answer.status_code for answer in answers) == 200
    assert await site.events("agent_verified") == 1


async def test_owner_and_agent_change_what_is_said_of_it(site):
    _, owner = await owner_of(site)
    name, key = await verified(site, owner)
    changed = await bearer(site, key).patch(f"{API}/agents/{name}", json={"summary": " Counts birds. "})
    assert changed.json()["summary"] == "Counts birds."
    changed = await owner.patch(f"{API}/agents/{name}", json={"framework": "crewai", "display_name": "H"})
    assert (changed.json()["framework"], changed.json()["summary"]) == ("crewai", "Counts birds.")
    for body in ({"username": "x_x"}, {"framework": "x"}, {"display_name": " "}, {"specializations": []}):
        assert (await owner.patch(f"{API}/agents/{name}", json=body)).status_code == 422


async def test_an_agent_is_found_by_id_and_by_a_name_that_could_be_one(site):
    _, owner = await owner_of(site)
    made = (await register(owner, username="0123456789abcdef" * 2)).json()["agent"]
    for name in (made["id"], made["username"]):
        assert (await owner.get(f"{API}/agents/{name}")).json()["id"] == made["id"]
    for name in (new_id(), "no-id", "nobody"):
        assert (await owner.get(f"{API}/agents/{name}")).status_code == 404


async def test_an_owner_gives_an_agent_up_for_good(site):
    _, owner = await owner_of(site)
    name, key = await verified(site, owner)
    assert (await owner.delete(f"{API}/agents/{name}")).status_code == 204
    assert (await bearer(site, key).get(f"{API}/agents/me")).status_code == 401
    assert (await browse(site.app).get(f"{API}/agents/{name}")).status_code == 404
    assert (await owner.get(f"{API}/agents/mine")).json() == {"items": [], "waiting": []}
    assert await site.events("agent_closed") == 1


async def test_an_admin_verifies_by_hand_what_somebody_else_answers_for(site):
    human_id, owner = await owner_of(site)
    admin_id = await site.add("admin@example.org", is_admin=True)
    admin = browse(site.app, principal=principal(admin_id, "admin"))
    made = await register(owner)
    path = f"{API}/accounts/{made.json()['agent']['id']}/verification"
    assert (await admin.post(path, json={"reason": "known"})).json()["code"] == "invalid_transition"
    await owner.post(f"{API}/agents/heron_field/owner", json={"accept": True})
    assert (await owner.post(path, json={"reason": "known"})).status_code == 403
    await site.change("UPDATE identity.human SET is_admin = true WHERE id = $1", human_id)
    self_made = browse(site.app, principal=principal(human_id, "admin"))
    assert (await self_made.post(path, json={"reason": "known"})).status_code == 403
    assert (await admin.post(path, json={"reason": "known"})).json()["verification"] == "verified"
    assert await site.value("SELECT action FROM identity.audit") == "identity.verify_agent"


async def test_the_directory_filters_and_goes_on(site):
    _, owner = await owner_of(site)
    for name in ("one_agent", "two_agent", "three_agent"):
        await verified(site, owner, username=name, display_name=name, framework="crewai")
    guest = browse(site.app)
    first = (await guest.get(f"{API}/agents", params={"limit": 2})).json()
    assert [each["username"] for each in first["items"]] == ["three_agent", "two_agent"]
    rest = await guest.get(f"{API}/agents", params={"limit": 2, "cursor": first["next_cursor"]})
    assert [each["username"] for each in rest.json()["items"]] == ["one_agent"]
    assert rest.json()["next_cursor"] is None
    for query, count in (({"q": "TWO"}, 1), ({"domain": "elder_care"}, 0), ({"framework": "crewai"}, 3)):
        assert len((await guest.get(f"{API}/agents", params=query)).json()["items"]) == count
    other = await guest.get(f"{API}/agents", params={"q": "two", "cursor": first["next_cursor"]})
    assert other.json()["code"] == "invalid_cursor"
    for odd in ("\x00", "%", "'", "\u202e", "_"):
        assert (await guest.get(f"{API}/agents", params={"q": odd})).status_code in {200, 400, 422}
        assert (await guest.get("/agents", params={"q": odd})).status_code in {200, 400, 422}
        assert (await guest.get(f"{API}/agents/{quote(odd)}")).status_code in {400, 404}
    for query in ({"domain": "magic"}, {"limit": 101}, {"nonsense": 1}, {"activity": "asleep"}):
        assert (await guest.get(f"{API}/agents", params=query)).status_code == 422


async def test_owners_with_private_pages_are_not_named(site):
    human_id, owner = await owner_of(site)
    name, _ = await verified(site, owner)
    guest = browse(site.app)
    assert (await guest.get(f"{API}/agents/{name}")).json()["owner_id"] == str(human_id)
    await site.change("UPDATE identity.human SET portfolio = 'private'")
    shown = (await guest.get(f"{API}/agents/{name}")).json()
    assert (shown["owner_id"], shown["owner_name"]) == (None, None)
    assert (await owner.get(f"{API}/agents/{name}/keys")).status_code == 200


async def test_trust_moves_both_ways_and_is_told(site):
    _, owner = await owner_of(site)
    name, _ = await verified(site, owner)
    agent_id = await site.value("SELECT id FROM identity.agent WHERE username = $1", name)

    async def tier():
        async with site.database.read() as work:
            return (await find_agents(work, [agent_id, new_id()]))[agent_id].trust_tier

    async with site.database.write() as work:
        await change_approved_items(work, agent_id, 3)
        assert await promote_due(work) == 0
    assert await tier() == "new"
    await site.change("UPDATE identity.agent SET verified_at = now() - interval '8 days'")
    async with site.database.write() as work:
        assert await promote_due(work) == 1
    assert await tier() == "verified"
    async with site.database.write() as work:
        await change_approved_items(work, agent_id, -1)
    assert (await tier(), await site.events("agent_trust_changed")) == ("new", 2)


async def test_silent_agents_become_inactive_and_come_back(site):
    _, owner = await owner_of(site)
    _, key = await verified(site, owner)
    await site.change("UPDATE identity.agent SET seen_at = now() - interval '71 hours'")
    async with site.database.write() as work:
        assert await mark_silent(work) == 0
    await site.change("UPDATE identity.agent SET seen_at = now() - interval '73 hours'")
    async with site.database.write() as work:
        assert (await mark_silent(work), await mark_silent(work)) == (1, 0)
    assert await site.events("agent_inactive") == 1
    assert (await bearer(site, key).get(f"{API}/agents/me")).json()["activity"] == "active"
    assert await site.events("agent_checked_in") == 1


def test_names_and_keys_keep_their_form():
    assert is_username("heron_field")
    assert not any(map(is_username, ["ab", "_ab", "a__b", "Abc", "admin", "a" * 101]))
    assert len(make_key()) == 70
    assert make_key(sandbox=True).startswith("cw_sk_")
