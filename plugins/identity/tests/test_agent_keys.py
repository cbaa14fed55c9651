"""Keys and heartbeats of agents: shown once, narrowed, replaced, revoked, and signed check-ins."""

import asyncio
import base64
import logging
import re
from datetime import UTC, datetime, timedelta

from commonweal.testing.web import browse
from commonweal_identity.authentication import authenticate
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from .agents import bearer, owner_of, register, verified
from .people import API

NONCE = "0123456789abcdef"


async def test_the_key_is_kept_and_logged_nowhere(site, caplog, capsys):
    _, owner = await owner_of(site)
    with caplog.at_level(logging.DEBUG):
        _, key = await verified(site, owner)
        await bearer(site, key).get(f"{API}/agents/me")
    secret = key[12:]
    said = capsys.readouterr()
    assert secret not in caplog.text + said.out + said.err
    async with site.database.read() as work:
        tables = await work.fetch(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        for table in tables:
            rows = await work.fetch(f"SELECT t::text AS row FROM {table['name']} t")
            assert not any(secret in row["row"] for row in rows), table["name"]
    prefix = await site.value("SELECT prefix FROM identity.agent_key")
    assert (prefix, len(prefix)) == (key[:12], 12)


async def test_keys_that_are_none_are_refused(site):
    client = browse(site.app)
    for token in ("cw_ak_", "cw_ak_" + "a" * 64, "cw_sk_" + "a" * 63, "cw_sk_" + "é" * 64):
        headers = [(b"authorization", f"Bearer {token}".encode("latin-1"))]
        answer = await client.get(f"{API}/agents", headers=headers)
        assert answer.status_code == 401
        assert answer.json()["code"] == ("api_key_invalid" if token.isascii() else "unauthorized")


async def test_a_replaced_key_works_a_day_longer_and_says_so(site):
    _, owner = await owner_of(site)
    name, key = await verified(site, owner)
    agent = bearer(site, key)
    assert "deprecation" not in (await agent.get(f"{API}/agents/me")).headers
    key_id = (await agent.get(f"{API}/agents/{name}/keys")).json()["items"][0]["id"]
    path = f"{API}/agents/{name}/keys/{key_id}/rotation"
    answers = await asyncio.gather(*(agent.post(path) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    made = next(answer.json() for answer in answers if answer.status_code == 201)
    old = await agent.get(f"{API}/agents/me")
    assert old.status_code == 200
    assert re.fullmatch(r"@\d+", old.headers["deprecation"])
    assert old.headers["sunset"].endswith("GMT")
    assert "deprecation" not in (await bearer(site, made["api_key"]).get(f"{API}/agents/me")).headers
    await site.change("UPDATE identity.agent_key SET ends_at = now() WHERE ends_at IS NOT NULL")
    assert (await agent.get(f"{API}/agents/me")).json()["code"] == "api_key_invalid"
    assert await site.events("agent_key_rotated") == 1


async def test_an_agent_is_known_until_its_key_ends(site):
    async def until(key):
        found = await authenticate(site.context, {"authorization": f"Bearer {key}"}, {}, lambda *_: None)
        return found.expires_at

    _, owner = await owner_of(site)
    name, first = await verified(site, owner)
    assert await until(first) is None
    made = (await owner.post(f"{API}/agents/{name}/keys", json={"days": 1})).json()
    expires = await site.value("SELECT expires_at FROM identity.agent_key WHERE id = $1", made["id"])
    assert await until(made["api_key"]) == expires
    await owner.post(f"{API}/agents/{name}/keys/{made['id']}/rotation")
    await site.change(
        "UPDATE identity.agent_key SET ends_at = now() + interval '1 hour' WHERE id = $1", made["id"]
    )
    ends = await site.value("SELECT ends_at FROM identity.agent_key WHERE id = $1", made["id"])
    assert ends < expires
    assert await until(made["api_key"]) == ends


async def test_a_revoked_key_ends_at_once_and_an_expired_one_in_time(site):
    _, owner = await owner_of(site)
    name, _ = await verified(site, owner)
    made = (await owner.post(f"{API}/agents/{name}/keys", json={"days": 1})).json()
    agent = bearer(site, made["api_key"])
    assert (await agent.get(f"{API}/agents/me")).status_code == 200
    await site.change("UPDATE identity.agent_key SET expires_at = now() WHERE id = $1", made["id"])
    assert (await agent.get(f"{API}/agents/me")).json()["code"] == "token_expired"
    other = (await owner.post(f"{API}/agents/{name}/keys", json={})).json()
    agent = bearer(site, other["api_key"])
    assert (await agent.get(f"{API}/agents/me")).status_code == 200
    assert (await owner.delete(f"{API}/agents/{name}/keys/{other['id']}")).status_code == 204
    assert (await agent.get(f"{API}/agents/me")).json()["code"] == "api_key_invalid"
    assert (await owner.delete(f"{API}/agents/{name}/keys/{other['id']}")).status_code == 404


async def test_scopes_narrow_a_key_and_it_makes_none_that_may_do_more(site):
    _, owner = await owner_of(site)
    name, _ = await verified(site, owner)
    path = f"{API}/agents/{name}/keys"

    async def made(client, **new):
        return await client.post(path, json=new)

    narrow = await made(owner, scopes=["identity.agents.keys"])
    agent = bearer(site, narrow.json()["api_key"])
    assert (await agent.get(path)).status_code == 200
    assert (await agent.get(f"{API}/agents/me")).json()["code"] == "forbidden"
    assert (await agent.patch(f"{API}/agents/{name}", json={"summary": "x"})).status_code == 403
    assert (await made(agent)).status_code == 403
    assert (await made(agent, scopes=["identity.agents.change"])).status_code == 403
    assert (await made(agent, scopes=["identity.agents.keys"])).status_code == 201
    first = (await owner.get(path)).json()["items"][-1]["id"]
    assert (await agent.post(f"{path}/{first}/rotation")).status_code == 403
    unknown = await made(owner, scopes=["identity.accounts.administer"])
    assert unknown.json()["errors"][0]["pointer"] == "/scopes/0"
    for new in ({"days": 0}, {"days": 367}, {"name": "x" * 101}, {"scopes": []}, {"key": "mine"}):
        assert (await made(owner, **new)).status_code == 422


async def test_a_sandbox_key_reads_and_changes_nothing(site):
    _, owner = await owner_of(site)
    name, _ = await verified(site, owner)
    made = await owner.post(f"{API}/agents/{name}/keys", json={"sandbox": True})
    assert made.json()["api_key"].startswith("cw_sk_")
    agent = bearer(site, made.json()["api_key"])
    assert (await agent.get(f"{API}/agents/me")).status_code == 200
    for method, path in (("PATCH", ""), ("POST", "/keys"), ("GET", "/keys"), ("PUT", "/heartbeat-key")):
        answer = await agent.request(
            method, f"{API}/agents/{name}{path}", json=None if method == "GET" else {}
        )
        assert answer.json()["code"] in {"forbidden", "validation_error"}, (method, path)
        assert answer.status_code == 403, (method, path)
    assert (await owner.post(f"{API}/agents/{name}/keys", json={"sandbox": True, "scopes": ["x"]})).is_error


async def test_ten_keys_work_at_a_time(site):
    _, owner = await owner_of(site)
    name, _ = await verified(site, owner)
    answers = await asyncio.gather(*(owner.post(f"{API}/agents/{name}/keys", json={}) for _ in range(12)))
    assert sorted(answer.status_code for answer in answers) == [201] * 9 + [409] * 3


async def test_suspended_agents_and_agents_of_suspended_owners_may_not_act(site):
    human_id, owner = await owner_of(site)
    _, key = await verified(site, owner)
    agent = bearer(site, key)
    for who in (human_id, await site.value("SELECT id FROM identity.agent")):
        await site.change("UPDATE identity.account SET state = 'suspended' WHERE id = $1", who)
        answer = await agent.get(f"{API}/agents/me")
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
        await site.change("UPDATE identity.account SET state = 'active' WHERE id = $1", who)
    assert (await agent.get(f"{API}/agents/me")).status_code == 200


async def test_the_rate_is_that_of_the_verification_or_the_agents_own(site):
    _, owner = await owner_of(site)
    made = await register(owner)
    agent = bearer(site, made.json()["api_key"])
    assert (await agent.get(f"{API}/agents/me")).headers["x-ratelimit-limit"] == "30"
    await site.change("UPDATE identity.agent SET per_minute = 7")
    assert (await agent.get(f"{API}/agents/me")).headers["x-ratelimit-limit"] == "7"


async def test_use_is_noted_but_not_at_each_request(site):
    _, owner = await owner_of(site)
    _, key = await verified(site, owner)
    agent = bearer(site, key)
    await agent.get(f"{API}/agents/me")
    first = await site.value("SELECT used_at FROM identity.agent_key")
    await agent.get(f"{API}/agents/me")
    assert first is not None
    assert await site.value("SELECT used_at FROM identity.agent_key") == first


def signed(key, *, timestamp=None, nonce=NONCE, version="1.0", status="Reading.", **changes):
    timestamp = timestamp or datetime.now(UTC).isoformat()
    lines = ("commonweal heartbeat v1", timestamp, nonce, version, status)
    signature = base64.b64encode(key.sign("\n".join(lines).encode())).decode()
    return {
        "timestamp": timestamp,
        "nonce": nonce,
        "software_version": version,
        "status": status,
        "signature": signature,
        **changes,
    }


async def beating(site):
    _, owner = await owner_of(site)
    name, api_key = await verified(site, owner)
    private = Ed25519PrivateKey.generate()
    public = base64.b64encode(private.public_key().public_bytes_raw()).decode()
    agent = bearer(site, api_key)
    assert (
        await agent.put(f"{API}/agents/{name}/heartbeat-key", json={"public_key": public})
    ).status_code == 204
    return agent, private, name


async def test_a_signed_heartbeat_is_taken_once(site):
    agent, private, name = await beating(site)
    beats = [signed(private)] * 4
    answers = await asyncio.gather(*(agent.post(f"{API}/agents/heartbeat", json=beat) for beat in beats))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401]
    refused = next(answer for answer in answers if answer.status_code == 401)
    assert refused.json()["code"] == "signature_invalid"
    shown = (await browse(site.app).get(f"{API}/agents/{name}")).json()
    assert (shown["status"], shown["software_version"]) == ("Reading.", "1.0")


async def test_heartbeats_that_cannot_be_believed_change_nothing(site):
    agent, private, _ = await beating(site)
    late = (datetime.now(UTC) - timedelta(minutes=5, seconds=5)).isoformat()
    early = (datetime.now(UTC) + timedelta(minutes=5, seconds=5)).isoformat()
    wrong = [
        signed(Ed25519PrivateKey.generate()),
        signed(private, timestamp=late),
        signed(private, timestamp=early),
        signed(private, timestamp="yesterday or so"),
        signed(private, timestamp="2026-01-01T00:00:00"),
        signed(private, timestamp="0001-01-01T00:00:00+23:59"),
        signed(private, status="Reading.") | {"status": "Sleeping."},
        signed(private) | {"nonce": "f" * 16},
        signed(private) | {"signature": "!" * 88},
    ]
    for beat in wrong:
        answer = await agent.post(f"{API}/agents/heartbeat", json=beat)
        assert (answer.status_code, answer.json()["code"]) == (401, "signature_invalid"), beat
    for beat in (
        signed(private, nonce="short"),
        signed(private, status="x" * 281),
        signed(private, version="x" * 51),
        signed(private, status="a\x00b"),
        signed(private, extra=1),
        signed(private) | {"signature": "x"},
        {},
    ):
        assert (await agent.post(f"{API}/agents/heartbeat", json=beat)).status_code == 422, beat
    assert await site.value("SELECT status_text FROM identity.agent") == ""
    assert await site.value("SELECT count(*) FROM identity.agent_nonce") == 0


async def test_without_a_public_key_no_heartbeat_is_believed(site):
    _, owner = await owner_of(site)
    name, key = await verified(site, owner)
    agent = bearer(site, key)
    answer = await agent.post(f"{API}/agents/heartbeat", json=signed(Ed25519PrivateKey.generate()))
    assert answer.json()["code"] == "signature_invalid"
    for public_key in ("x" * 44, "!" * 44, "AAAA", 7):
        answer = await agent.put(f"{API}/agents/{name}/heartbeat-key", json={"public_key": public_key})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/public_key")
