"""Penalties of rate limits end when an admin says so, and agents can have a rate of their own."""

import asyncio

import pytest
from click.testing import CliRunner
from commonweal import new_id
from commonweal.testing.web import browse, running_app, web_environment
from commonweal_identity.admin.commands import lift

from .accounts import ALONE, add_human, principal, sources

API = "/api/v1/identity"
REASON = "It was a loop in their script"


@pytest.fixture(scope="session")
def migration_sources():
    return sources()


@pytest.fixture
async def app(tmp_path, database, database_settings):
    async with running_app(tmp_path, database_settings, **ALONE) as app:
        yield app


@pytest.fixture
async def admin(database):
    return await add_human(database, "Root", admin=True)


async def punish(database, key, kept=0, until="infinity"):
    async with database.write() as work:
        await work.execute(
            "INSERT INTO kernel.limit_penalty VALUES ($1, $2, $3::text::timestamptz)", key, kept, until
        )


async def add_agent(database, owner=None):
    agent = new_id()
    async with database.write() as work:
        await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'agent')", agent)
        await work.execute(
            """INSERT INTO identity.agent (id, username, display_name, owner_key, owner_id, verification)
            VALUES ($1, 'heron', 'Heron', '', $2, $3)""",
            *(agent, owner, "claimed" if owner else "pending"),
        )
    return agent


async def audited(client):
    entries = (await client.get(f"{API}/audit")).json()["items"]
    return [(each["action"], each["subject_id"], each["details"], each["reason"]) for each in entries]


async def test_who_breached_too_often_is_suspended_until_an_admin_lifts_it(app, database, admin):
    ana = await add_human(database, "Ana")
    async with database.write() as work:
        await work.execute(
            """INSERT INTO kernel.limit_breach
            SELECT $1, floor(extract(epoch FROM now()) / 60) - n FROM generate_series(0, 24) n""",
            f"human:{ana}",
        )
        await work.execute("SELECT kernel.punish_breaches($1)", [f"human:{ana}"])
    change = {"version": 1, "bio": "Here again"}
    async with browse(app, principal(ana)) as client:
        refused = await client.patch(f"{API}/me", json=change)
        assert (refused.status_code, refused.json()["code"]) == (429, "rate_limited")

        async with browse(app, principal(admin, "admin")) as root:
            [penalty] = (await root.get(f"{API}/penalties")).json()["items"]
            assert penalty == {
                "principal": f"human:{ana}",
                "kind": "human",
                "account_id": str(ana),
                "name": "Ana",
                "kept": 0,
                "until": None,
            }
            lifting = {"principal": f"human:{ana}", "reason": REASON}
            assert (await root.post(f"{API}/penalties/lifting", json=lifting)).status_code == 204
            assert (await root.post(f"{API}/penalties/lifting", json=lifting)).status_code == 404
            assert (await root.get(f"{API}/penalties")).json()["items"] == []
            assert await audited(root) == [("identity.lift_penalty", str(ana), {}, REASON)]

        assert (await client.patch(f"{API}/me", json=change)).status_code == 200


async def test_penalties_are_paged_and_guests_are_known_by_their_key_only(app, database, admin):
    agent = await add_agent(database)
    await punish(database, "guest:0f0f", until="infinity")
    await punish(database, f"agent:{agent}", 50, "2100-01-01T00:00:00Z")
    await punish(database, f"human:{new_id()}", 25, "2020-01-01T00:00:00Z")
    async with browse(app, principal(admin, "admin")) as root:
        first = (await root.get(f"{API}/penalties?limit=1")).json()
        assert [each["principal"] for each in first["items"]] == ["guest:0f0f"]
        second = (await root.get(f"{API}/penalties?limit=1&cursor={first['next_cursor']}")).json()
        assert [(each["name"], each["kept"], each["until"]) for each in second["items"]] == [
            ("Heron", 50, "2100-01-01T00:00:00Z")
        ]
        assert second["next_cursor"] is None
        lifting = {"principal": "guest:0f0f", "reason": REASON}
        assert (await root.post(f"{API}/penalties/lifting", json=lifting)).status_code == 204
        assert await audited(root) == [
            ("identity.lift_penalty", None, {"principal": "guest:0f0f"}, REASON),
        ]


async def test_nobody_lifts_a_penalty_of_their_own_or_of_their_agent(app, database, admin):
    agent = await add_agent(database, admin)
    for key in (f"human:{admin}", f"agent:{agent}"):
        await punish(database, key, 50)
    async with browse(app, principal(admin, "admin")) as root:
        for key in (f"human:{admin}", f"agent:{agent}"):
            refused = await root.post(f"{API}/penalties/lifting", json={"principal": key, "reason": REASON})
            assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
        refused = await root.put(f"{API}/accounts/{agent}/rate", json={"per_minute": 9, "reason": REASON})
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
        assert await audited(root) == []


async def test_an_agent_gets_a_rate_of_its_own_and_the_usual_one_again(app, database, admin):
    agent = await add_agent(database)
    async with browse(app, principal(admin, "admin")) as root:
        url = f"{API}/accounts/{agent}/rate"
        for wrong in (0, 10_001, "many"):
            refused = await root.put(url, json={"per_minute": wrong, "reason": REASON})
            assert refused.json()["errors"][0]["pointer"] == "/per_minute", wrong
        assert (await root.put(url, json={"reason": REASON})).status_code == 422
        assert (await root.put(url, json={"per_minute": 5, "reason": "  x "})).status_code == 422
        assert (await root.put(url, json={"per_minute": 200, "reason": REASON})).status_code == 200
        async with database.read() as work:
            chosen = "SELECT per_minute FROM identity.agent WHERE id = $1"
            assert await work.fetch_value(chosen, agent) == 200
        assert (await root.put(url, json={"per_minute": None, "reason": REASON})).status_code == 200
        async with database.read() as work:
            assert await work.fetch_value(chosen, agent) is None
        other = f"{API}/accounts/{admin}/rate"
        assert (await root.put(other, json={"per_minute": 5, "reason": REASON})).status_code == 404
        assert [(action, details) for action, _, details, _ in await audited(root)] == [
            ("identity.agent_rate", {"per_minute": "default"}),
            ("identity.agent_rate", {"per_minute": 200}),
        ]


@pytest.mark.parametrize("locale", ["en", "es", "zh-Hans"])
async def test_the_pages_show_penalties_and_rates_and_act(app, database, admin, locale):
    agent = await add_agent(database)
    await punish(database, f"agent:{agent}")
    await punish(database, "guest:0f0f", 50, "2100-01-01T00:00:00Z")
    own = f"/admin/accounts/{agent}"
    async with browse(app, principal(admin, "admin")) as client:
        await client.get(f"/admin?lang={locale}")

        async def send(shown, path, **entries):
            page = await client.get(shown)
            token = page.text.split('name="form_token" value="')[1].split('"')[0]
            return await client.post(path, data={"form_token": token, **entries})

        pages = [await client.get(path) for path in ("/admin", "/admin/limits", own)]
        assert all('href="/admin/limits"' in page.text and "⟦" not in page.text for page in pages)
        assert "guest:0f0f" in pages[1].text
        missing = await send("/admin/limits", "/admin/limits", reason=REASON)
        assert (missing.status_code, REASON in missing.text) == (422, True)
        entries = {"principal": f"agent:{agent}", "reason": REASON}
        assert (await send("/admin/limits", "/admin/limits", **entries)).status_code == 303
        over = await send("/admin/limits", "/admin/limits", **entries)
        assert (over.status_code, "form-summary" in over.text, "⟦" in over.text) == (422, True, False)
        wrong = await send(own, f"{own}/rate", per_minute="0", rate_reason=REASON)
        assert (wrong.status_code, 'href="#field-per_minute"' in wrong.text) == (422, True)
        assert (await send(own, f"{own}/rate", per_minute="7", rate_reason=REASON)).status_code == 303
        assert 'value="7"' in (await client.get(own)).text
        assert (await send(own, f"{own}/rate", rate_reason=REASON)).status_code == 303
        await send("/admin/limits", "/admin/limits", principal="guest:0f0f", reason=REASON)
        empty = await client.get("/admin/limits")
        assert (empty.status_code, "<form" in empty.text.split("<main")[1].split("</main")[0]) == (200, False)


async def test_the_operator_lifts_the_penalty_of_the_only_admin(
    tmp_path, database, database_settings, monkeypatch
):
    ana = await add_human(database, "Ana", email="ana@example.org", admin=True)
    await punish(database, f"human:{ana}")
    for name, value in web_environment(tmp_path, database_settings, ALONE).items():
        monkeypatch.setenv(name, value)

    async def run(*arguments):
        return await asyncio.to_thread(CliRunner().invoke, lift, arguments)

    assert "whole allowances" in (await run("Ana@example.org", REASON)).output
    assert "Nothing is cut back" in str((await run("ana@example.org", REASON)).exception)
    async with database.read() as work:
        row = await work.fetch_row("SELECT actor_id, action, subject_id, reason FROM identity.audit")
        assert tuple(row) == ("command-line", "identity.lift_penalty", ana, REASON)
        assert not await work.fetch_value("SELECT 1 FROM kernel.limit_penalty")
