"""Strange but well-formed input is refused or finds nothing; it never is a fault of ours."""

import pytest
from commonweal import new_id
from commonweal.testing.web import browse, running_app

from .accounts import ALONE, add_human, add_organisation, principal, sources

API = "/api/v1/identity"
NUL = "\x00"
SCOPES = ["identity.organisations.read"]


@pytest.fixture(scope="session")
def migration_sources():
    return sources()


@pytest.fixture
async def app(tmp_path, database, database_settings):
    async with running_app(tmp_path, database_settings, **ALONE) as app:
        yield app


async def test_nothing_strange_is_a_fault_of_ours(app, database):
    admin = await add_human(database, "Root", admin=True)
    await add_organisation(database, "heron", owner=admin)
    asked = [
        ("get", "/accounts?q=%00", None),
        ("get", "/accounts?q=%F0%9F%90%A6&kind=human", None),
        ("get", "/audit?action=%00", None),
        ("get", "/audit?actor=%00", None),
        ("get", "/audit?since=2026-01-01T00:00:00", None),
        ("get", "/audit?since=0001-01-01T00:00:00%2B14:00", None),
        ("get", "/audit?until=9999-12-31T23:59:59-14:00", None),
        ("get", "/organisations/%00", None),
        ("get", "/organisations/a%2Fb", None),
        ("patch", "/me", {"version": 1, "bio": NUL}),
        ("patch", "/me", {"version": 1, "skills": [NUL]}),
        ("patch", "/me", {"version": 1, "city": NUL}),
        ("patch", "/me", {"version": 10**30}),
        ("patch", "/me", {"version": 1, "service_radius_km": 10**30}),
        ("patch", "/organisations/heron", {"about": NUL}),
        ("patch", "/organisations/heron", {"website": f"https://{NUL}"}),
        ("post", "/organisations/heron/invitations", {"email": f"a{NUL}@example.org", "role": "viewer"}),
        (
            "post",
            "/organisations/heron/tokens",
            {"name": f"x{NUL}", "scopes": ["identity.organisations.read"]},
        ),
        ("post", "/organisations", {"slug": "x-y", "name": f"x{NUL}y", "owner_email": "a@example.org"}),
        ("post", "/organisations", {"slug": "x-y\n", "name": "xy", "owner_email": "a@example.org"}),
        ("post", f"/accounts/{new_id()}/suspension", {"reason": f"why{NUL}"}),
        ("post", f"/accounts/{admin}/suspension", {"reason": f"why{NUL}"}),
    ]
    async with browse(app, principal(admin, "admin")) as client:
        for method, path, body in asked:
            answered = await client.request(method, API + path, json=body)
            assert answered.status_code < 500, (method, path, body, answered.text)
        for path in ("/admin/accounts?q=%00", "/admin/audit?actor=%00", "/organisations/%00", "/people/%00"):
            assert (await client.get(path)).status_code < 500, path
        page = await client.get("/account/profile")
        token = page.text.split('name="form_token" value="')[1].split('"')[0]
        entries = {
            "form_token": token,
            "version": "1",
            "display_name": "A\x00na",
            "skills": "a",
            "languages": "es",
        }
        assert (await client.post("/account/profile", data=entries)).status_code in {400, 422}
