"""The administration: who may act, what each act leaves behind, and what holds when two act at once."""

import asyncio
import json

import asyncpg
import pytest
from click.testing import CliRunner
from commonweal import Principal, new_id
from commonweal.testing.web import browse, running_app, web_environment
from commonweal_identity.admin.acts import OPERATOR, grant_admin, is_admin, revoke_admin, suspend
from commonweal_identity.admin.commands import grant, revoke

from .accounts import ALONE, add_human, add_organisation, principal, sources

API = "/api/v1/identity"
REASON = {"reason": "Reported three times for spam"}


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


async def begin_session(database, human_id):
    session_id = new_id()
    async with database.write() as work:
        await work.execute(
            """INSERT INTO identity.session (id, human_id, kind, is_secure, device, place, expires_at)
            VALUES ($1, $2, 'cookie', true, '', '', now() + interval '1 day')""",
            *(session_id, human_id),
        )
    return session_id


ACTS = [
    ("get", "/accounts", None),
    ("get", "/accounts/{human}", None),
    ("post", "/accounts/{human}/suspension", REASON),
    ("post", "/accounts/{human}/restoration", REASON),
    ("post", "/accounts/{human}/password-reset", REASON),
    ("post", "/accounts/{human}/verification", REASON),
    ("put", "/accounts/{human}/rate", {"per_minute": 90, **REASON}),
    ("get", "/penalties", None),
    ("post", "/penalties/lifting", {"principal": "guest:x", **REASON}),
    ("get", "/audit", None),
    ("get", "/service-tokens", None),
    ("post", "/service-tokens", {"name": "watch", "scopes": ["identity.audit.read"]}),
    ("delete", "/service-tokens/{human}", None),
    ("post", "/organisations", {"slug": "new-one", "name": "New", "owner_email": "o@example.org"}),
]
PAGES = (
    *("/admin", "/admin/accounts", "/admin/accounts/{human}", "/admin/organisations", "/admin/audit"),
    *("/admin/service-tokens", "/admin/limits"),
)


async def test_nobody_but_admins_with_a_second_factor_may_administer(app, database):
    human = await add_human(database)
    others = [
        (None, 401, "unauthorized"),
        (principal(human), 403, "forbidden"),
        (principal(human, "admin_pending"), 403, "second_factor_required"),
        (
            Principal(kind="agent", id=str(new_id()), roles=frozenset({"agent", "agent_verified"})),
            403,
            "forbidden",
        ),
        (Principal(kind="service", id=str(new_id()), roles=frozenset({"service"})), 403, "forbidden"),
    ]
    for who, status, code in others:
        async with browse(app, who) as client:
            for method, path, body in ACTS:
                answered = await client.request(method, API + path.format(human=human), json=body)
                assert (answered.status_code, answered.json()["code"]) == (status, code), (who, path)
            for path in PAGES:
                page = await client.get(path.format(human=human), headers={"accept": "text/html"})
                assert page.status_code == (403 if code == "forbidden" else 303), (who, path)
    async with database.read() as work:
        assert not await work.fetch_value("SELECT 1 FROM identity.audit")


async def test_a_suspended_account_has_no_sessions_and_can_be_restored_both_with_reasons(
    app, database, admin
):
    ana = await add_human(database, "Ana")
    session_id = await begin_session(database, ana)
    async with browse(app, principal(admin, "admin")) as client:
        answered = await client.post(f"{API}/accounts/{ana}/suspension", json=REASON)
        assert answered.json()["state"] == "suspended"
        again = await client.post(f"{API}/accounts/{ana}/suspension", json=REASON)
        assert (again.status_code, again.json()["code"]) == (409, "invalid_transition")
        answered = await client.post(f"{API}/accounts/{ana}/restoration", json={"reason": "It was a mistake"})
        assert answered.json()["state"] == "active"
        entries = (await client.get(f"{API}/audit?subject={ana}")).json()["items"]
        assert [(each["action"], each["actor_name"], each["reason"]) for each in entries] == [
            ("identity.restore", "Root", "It was a mistake"),
            ("identity.suspend", "Root", REASON["reason"]),
        ]
    async with database.read() as work:
        ended = await work.fetch_row(
            "SELECT state, end_reason FROM identity.session WHERE id = $1", session_id
        )
        assert tuple(ended) == ("ended", "suspended")
        mails = await work.fetch("SELECT arguments->>'kind' AS kind FROM kernel.task_request ORDER BY id")
        assert [row["kind"] for row in mails] == ["suspended", "restored"]
        types = [row["type"] for row in await work.fetch("SELECT type FROM kernel.event ORDER BY id")]
        assert types == ["identity.session_ended", "identity.account_suspended", "identity.account_restored"]


async def test_agents_and_organisations_are_suspended_alike_and_services_are_not_found(app, database, admin):
    organisation = await add_organisation(database, "heron")
    async with browse(app, principal(admin, "admin")) as client:
        assert (
            await client.post(f"{API}/accounts/{organisation}/suspension", json=REASON)
        ).status_code == 200
        new = {"name": "watch", "scopes": ["identity.audit.read"]}
        token = (await client.post(f"{API}/service-tokens", json=new)).json()["id"]
        for unknown in (token, new_id()):
            assert (await client.post(f"{API}/accounts/{unknown}/suspension", json=REASON)).status_code == 404
            assert (await client.get(f"{API}/accounts/{unknown}")).status_code == 404


async def test_of_two_admins_who_suspend_each_other_at_once_one_is_left(database):
    for _ in range(5):
        pair = [await add_human(database, admin=True), await add_human(database, admin=True)]

        async def act(own, other):
            async with database.write() as work:
                await suspend(work, principal(own, "admin"), other, "race")

        answers = await asyncio.gather(act(*pair), act(*reversed(pair)), return_exceptions=True)
        assert sorted(getattr(each, "code", "done") for each in answers) == ["done", "forbidden"]
        async with database.read() as work:
            assert sorted([await is_admin(work, each) for each in pair]) == [False, True]


async def test_nobody_suspends_themselves_and_who_lost_the_role_acts_no_longer(app, database, admin):
    async with browse(app, principal(admin, "admin")) as client:
        assert (await client.post(f"{API}/accounts/{admin}/suspension", json=REASON)).status_code == 403
        async with database.write() as work:
            await work.execute("UPDATE identity.human SET is_admin = false WHERE id = $1", admin)
        ana = await add_human(database)
        assert (await client.post(f"{API}/accounts/{ana}/suspension", json=REASON)).status_code == 403


async def test_a_forced_reset_takes_the_password_and_the_sessions(app, database, admin):
    ana = await add_human(database)
    session_id = await begin_session(database, ana)
    async with database.write() as work:
        await work.execute("UPDATE identity.human SET password_hash = 'x' WHERE id = $1", ana)
    async with browse(app, principal(admin, "admin")) as client:
        assert (await client.post(f"{API}/accounts/{ana}/password-reset", json=REASON)).status_code == 200
    async with database.read() as work:
        assert await work.fetch_value("SELECT password_hash FROM identity.human WHERE id = $1", ana) is None
        assert (
            await work.fetch_value("SELECT state FROM identity.session WHERE id = $1", session_id) == "ended"
        )


@pytest.mark.parametrize("reason", [None, "", "  x  ", "x" * 2001, 7])
async def test_an_act_without_a_reason_is_refused_and_leaves_nothing(app, database, admin, reason):
    ana = await add_human(database)
    async with browse(app, principal(admin, "admin")) as client:
        answered = await client.post(
            f"{API}/accounts/{ana}/suspension", json={"reason": reason} if reason is not None else {}
        )
        assert (answered.status_code, answered.json()["errors"][0]["pointer"]) == (422, "/reason")
    async with database.read() as work:
        assert await work.fetch_value("SELECT state FROM identity.account WHERE id = $1", ana) == "active"
        assert not await work.fetch_value("SELECT 1 FROM identity.audit")


async def test_accounts_are_found_by_part_of_name_address_or_id_and_paged(app, database, admin):
    ids = [await add_human(database, f"Person {number}") for number in range(5)]
    await add_organisation(database, "heron")
    async with browse(app, principal(admin, "admin")) as client:

        async def found(query):
            return (await client.get(f"{API}/accounts?{query}")).json()

        assert [each["name"] for each in (await found("q=PERSON+3"))["items"]] == ["Person 3"]
        assert [each["id"] for each in (await found(f"q={ids[1]}@example"))["items"]] == [str(ids[1])]
        assert [each["handle"] for each in (await found("kind=organisation"))["items"]] == ["heron"]
        assert [each["name"] for each in (await found("admins=true"))["items"]] == ["Root"]
        assert (await found("q=%25"))["items"] == []
        first = await found("kind=human&limit=4")
        rest = await found(f"kind=human&limit=4&cursor={first['next_cursor']}")
        assert len({each["id"] for each in first["items"] + rest["items"]}) == 6
        for wrong, status in (
            ("kind=robot", 422),
            ("x=1", 422),
            (f"cursor={first['next_cursor']}", 400),
            ("limit=101", 422),
        ):
            assert (await client.get(f"{API}/accounts?{wrong}")).status_code == status


async def test_the_audit_log_is_filtered_and_paged(app, database, admin):
    people = [await add_human(database) for _ in range(3)]
    async with browse(app, principal(admin, "admin")) as client:
        for each in people:
            await client.post(f"{API}/accounts/{each}/suspension", json=REASON)
        first = (await client.get(f"{API}/audit?limit=2")).json()
        rest = (await client.get(f"{API}/audit?limit=2&cursor={first['next_cursor']}")).json()
        subjects = [each["subject_id"] for each in first["items"] + rest["items"]]
        assert subjects == [str(each) for each in reversed(people)]
        for query, count in (
            ("action=identity.suspend", 3),
            ("action=identity.restore", 0),
            (f"actor={admin}", 3),
            (f"actor={people[0]}", 0),
            ("since=2000-01-01T00:00:00Z", 3),
            ("until=2000-01-01T00:00:00Z", 0),
        ):
            assert len((await client.get(f"{API}/audit?{query}")).json()["items"]) == count, query
        for wrong in ("subject=nobody", "until=0.5", "since=1700000000"):
            assert (await client.get(f"{API}/audit?{wrong}")).status_code == 422, wrong
        page = await client.get("/admin/audit?subject=nobody&since=yesterday")
        assert page.status_code == 422
        assert page.text.count('class="field-error"') == 2
        assert (
            await client.get("/admin/audit?since=2000-01-01&until=9999-12-31&actor=&subject=")
        ).status_code == 422
        assert (
            "Reported three times" in (await client.get("/admin/audit?since=2000-01-01&until=&action=")).text
        )


async def test_a_service_token_reads_what_it_is_for_until_it_is_revoked_or_over(app, database, admin):
    async with browse(app, principal(admin, "admin")) as client:
        new = {"name": "watch", "scopes": ["identity.audit.read"], "days": 1}
        made = (await client.post(f"{API}/service-tokens", json=new)).json()
        listed = (await client.get(f"{API}/service-tokens")).text
        assert made["token"] not in listed
        assert made["token"][:12] in listed
        async with browse(app, authorization=f"Bearer {made['token']}") as program:
            assert (await program.get(f"{API}/audit")).status_code == 200
            assert (await program.get(f"{API}/accounts")).status_code == 403
            assert (await program.get(f"{API}/me")).status_code == 403
            assert (await client.delete(f"{API}/service-tokens/{made['id']}")).status_code == 204
            revoked = await program.get(f"{API}/audit")
            assert (revoked.status_code, revoked.json()["code"]) == (401, "api_key_invalid")
        assert (await client.delete(f"{API}/service-tokens/{made['id']}")).status_code == 404
        late = (await client.post(f"{API}/service-tokens", json=new)).json()
        async with database.write() as work:
            await work.execute(
                "UPDATE identity.service_token SET expires_at = now() WHERE id = $1", late["id"]
            )
        async with browse(app, authorization=f"Bearer {late['token']}") as program:
            over = await program.get(f"{API}/audit")
            assert (over.status_code, over.json()["code"]) == (401, "token_expired")
        async with browse(app, authorization="Bearer cw_st_" + "x" * 64) as program:
            assert (await program.get(f"{API}/audit")).json()["code"] == "api_key_invalid"
    async with database.read() as work:
        kept = await work.fetch("SELECT * FROM identity.service_token")
        assert made["token"] not in repr([dict(row) for row in kept])


async def test_an_organisations_token_reads_its_members_and_no_other(app, database):
    owner = await add_human(database)
    await add_organisation(database, "heron", owner=owner)
    await add_organisation(database, "other", owner=owner)
    async with browse(app, principal(owner)) as client:
        new = {"name": "export", "scopes": ["identity.organisations.read"]}
        made = (await client.post(f"{API}/organisations/heron/tokens", json=new)).json()
        async with browse(app, authorization=f"Bearer {made['token']}") as program:
            assert len((await program.get(f"{API}/organisations/heron/members")).json()["items"]) == 1
            assert (await program.get(f"{API}/organisations/other/members")).status_code == 404
            async with database.write() as work:
                await work.execute(
                    """UPDATE identity.account SET state = 'suspended' FROM identity.organisation
                    WHERE organisation.id = account.id AND slug = 'heron'"""
                )
            assert (await program.get(f"{API}/organisations/heron/members")).status_code == 403


async def test_an_admin_makes_an_organisation_whose_invited_owner_takes_over(app, database, admin):
    ana = await add_human(database, "Ana", email="ana@example.org")
    new = {"slug": "green-river", "name": "Green River", "owner_email": "Ana@example.org"}
    async with browse(app, principal(admin, "admin")) as client:
        assert (await client.post(f"{API}/organisations", json=new)).status_code == 201
        taken = await client.post(f"{API}/organisations", json=new)
        assert (taken.status_code, taken.json()["errors"][0]["pointer"]) == (422, "/slug")
        for wrong in ({"slug": "Green River"}, {"slug": "new"}, {"name": "x"}, {"owner_email": "nobody"}):
            refused = await client.post(f"{API}/organisations", json={**new, "slug": "other", **wrong})
            assert [each["pointer"] for each in refused.json()["errors"]] == [f"/{next(iter(wrong))}"]
    async with browse(app, principal(ana)) as client:
        invitation = (await client.get(f"{API}/invitations")).json()["items"][0]
        assert invitation["role"] == "owner"
        await client.post(f"{API}/invitations/{invitation['id']}", json={"accept": True})
        assert (
            await client.patch(f"{API}/organisations/green-river", json={"about": "Hi"})
        ).status_code == 200


@pytest.mark.parametrize(
    "statement",
    ["UPDATE identity.audit SET reason = 'none'", "DELETE FROM identity.audit", "TRUNCATE identity.audit"],
)
async def test_the_audit_log_cannot_be_changed(app, database, admin, statement):
    ana = await add_human(database, "Ana")
    async with browse(app, principal(admin, "admin")) as client:
        await client.post(f"{API}/accounts/{ana}/suspension", json=REASON)
    with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
        async with database.write() as work:
            await work.execute(statement)
    async with database.read() as work:
        assert await work.fetch_value("SELECT reason FROM identity.audit") == REASON["reason"]


@pytest.mark.parametrize("locale", ["en", "es", "zh-Hans"])
async def test_the_pages_of_the_administration_show_and_act(app, database, admin, locale):
    ana = await add_human(database, "Ana <b>")
    async with browse(app, principal(admin, "admin")) as client:
        await client.get(f"/admin?lang={locale}")
        for path in PAGES:
            page = await client.get(path.format(human=ana))
            assert page.status_code == 200, path
            assert "⟦" not in page.text
            assert "Ana <b>" not in page.text

        async def send(shown, path, **entries):
            page = await client.get(shown)
            token = page.text.split('name="form_token" value="')[1].split('"')[0]
            return await client.post(path, data={"form_token": token, **entries})

        own = f"/admin/accounts/{ana}"
        assert (await send(own, f"{own}/suspend", reason="")).status_code == 422
        assert (await send(own, f"{own}/suspend", reason=REASON["reason"])).status_code == 303
        shown = (await client.get(own)).text
        assert (REASON["reason"] in shown, "identity.suspend" in shown) == (True, False)
        assert (await send(own, f"{own}/suspend", reason=REASON["reason"])).status_code == 422
        assert (await send(own, f"{own}/restore", reason=REASON["reason"])).status_code == 303
        new = {"name": "Green", "slug": "green", "owner_email": "o@example.org"}
        assert (
            await send("/admin/organisations", "/admin/organisations", **{**new, "slug": "-"})
        ).status_code == 422
        assert (await send("/admin/organisations", "/admin/organisations", **new)).status_code == 303
        assert (await client.get("/organisations/green")).status_code == 200
        assert (
            await send("/admin/service-tokens", "/admin/service-tokens", name="x", days="0")
        ).status_code == 422
        made = await send(
            "/admin/service-tokens",
            "/admin/service-tokens",
            name="watch",
            days="9",
            scopes="identity.audit.read",
        )
        assert "cw_st_" in made.text
        assert made.headers["cache-control"] == "no-store"


async def test_a_token_of_the_deployment_reads_what_programs_may_watch_and_says_so_in_words(app, admin):
    scopes = ["identity.audit.read", "switchboard.plugins.read", "vectors.indexes.read"]
    async with browse(app, principal(admin, "admin")) as client:
        made = await client.post(f"{API}/service-tokens", json={"name": "watch", "scopes": scopes})
        assert made.status_code == 201, made.text
        [kept] = (await client.get(f"{API}/service-tokens")).json()["items"]
        assert kept["scopes"] == scopes
        shown = (await client.get("/admin/service-tokens")).text
        assert ("how the indexes of the search fare" in shown, "⟦" in shown) == (True, False)


async def test_the_last_admin_stays_unless_the_operator_insists(database):
    ana, bo = await add_human(database, admin=True), await add_human(database)

    async def revoke_at_once(human_id):
        async with database.write() as work:
            return await revoke_admin(work, OPERATOR, human_id)

    async with database.write() as work:
        assert await grant_admin(work, OPERATOR, bo)
        assert not await grant_admin(work, OPERATOR, bo)
    answers = await asyncio.gather(revoke_at_once(ana), revoke_at_once(bo), return_exceptions=True)
    assert sorted(getattr(each, "code", "done") for each in answers) == ["conflict", "done"]
    async with database.write() as work:
        left = ana if await is_admin(work, ana) else bo
        assert await revoke_admin(work, OPERATOR, left, last_too=True)
        rows = await work.fetch("SELECT action FROM identity.audit ORDER BY id")
        assert [row["action"].rpartition(".")[2] for row in rows] == [
            "grant_admin",
            "revoke_admin",
            "revoke_admin",
        ]


async def test_the_command_line_grants_and_revokes_by_address(
    tmp_path, database, database_settings, monkeypatch
):
    await add_human(database, "Ana", email="ana@example.org")
    for name, value in web_environment(tmp_path, database_settings, ALONE).items():
        monkeypatch.setenv(name, value)

    async def run(command, *arguments):
        return await asyncio.to_thread(CliRunner().invoke, command, arguments)

    done = await run(grant, "Ana@example.org")
    assert (done.exit_code, "is an admin;" in done.output) == (0, True)
    assert "already" in (await run(grant, "ana@example.org")).output
    assert "Nobody here" in str((await run(grant, "nobody@example.org")).exception)
    assert "no e-mail address" in str((await run(grant, "nobody")).exception)
    assert "--force" in str((await run(revoke, "ana@example.org")).exception)
    assert "no longer" in (await run(revoke, "ana@example.org", "--force")).output
    async with database.read() as work:
        actors = await work.fetch_value("SELECT json_agg(actor_id)::text FROM identity.audit")
        assert json.loads(actors) == ["command-line", "command-line"]


async def test_an_admin_verifies_a_claimed_agent_by_hand_once(app, database, admin):
    agent, owner = new_id(), await add_human(database)
    async with database.write() as work:
        await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'agent')", agent)
        await work.execute(
            """INSERT INTO identity.agent (id, username, display_name, owner_key)
            VALUES ($1, 'heron', 'H', '')""",
            agent,
        )
    async with browse(app, principal(admin, "admin")) as client:
        url = f"{API}/accounts/{agent}/verification"
        early = await client.post(url, json=REASON)
        assert (early.status_code, early.json()["code"]) == (409, "invalid_transition")
        async with database.write() as work:
            await work.execute(
                "UPDATE identity.agent SET verification = 'claimed', owner_id = $2 WHERE id = $1",
                agent,
                owner,
            )
        answers = await asyncio.gather(*(client.post(url, json=REASON) for _ in range(4)))
        assert sorted(each.status_code for each in answers) == [200, 409, 409, 409]
        assert (await client.post(f"{API}/accounts/{owner}/verification", json=REASON)).status_code == 404
        assert len((await client.get(f"{API}/audit?subject={agent}")).json()["items"]) == 1
