"""Organisations: who may do what, what always holds in parallel, and what nobody learns."""

import asyncio

import pytest
from commonweal import Principal, Refusal, new_id
from commonweal.testing.web import browse, running_app
from commonweal_identity.api import colleagues_of, sample_id
from commonweal_identity.organisations.inviting import answer, invitations_of
from commonweal_identity.organisations.members import change_role, end_membership

from .accounts import ALONE, add_human, add_organisation, principal, sources

API = "/api/v1/identity"


@pytest.fixture(scope="session")
def migration_sources():
    return sources()


@pytest.fixture
async def members(database):
    """Return one member of each role of the organisation `heron`, and a stranger."""
    people = {role: await add_human(database, role) for role in ("owner", "manager", "verifier", "viewer")}
    await add_organisation(database, "heron", **people)
    return {**people, "stranger": await add_human(database, "stranger")}


@pytest.fixture
async def app(tmp_path, database, database_settings):
    async with running_app(tmp_path, database_settings, **ALONE) as app:
        yield app


async def membership_id(database, human_id):
    async with database.read() as work:
        return await work.fetch_value(
            "SELECT id FROM identity.membership WHERE human_id = $1 AND state <> 'ended'", human_id
        )


TOKEN = {"name": "export", "scopes": ["identity.organisations.read"]}
ACTS = {
    "read members": ("get", "/members", None, "owner manager verifier viewer"),
    "invite a viewer": (
        "post",
        "/invitations",
        {"email": "x@example.org", "role": "viewer"},
        "owner manager",
    ),
    "invite a manager": ("post", "/invitations", {"email": "y@example.org", "role": "manager"}, "owner"),
    "change the name": ("patch", "", {"name": "Herons"}, "owner"),
    "make a token": ("post", "/tokens", TOKEN, "owner"),
    "list the tokens": ("get", "/tokens", None, "owner"),
    "make the viewer a verifier": ("patch", "/members/{viewer}", {"role": "verifier"}, "owner manager"),
    "make the viewer a manager": ("patch", "/members/{viewer}", {"role": "manager"}, "owner"),
    "make the manager a viewer": ("patch", "/members/{manager}", {"role": "viewer"}, "owner"),
    "close it": ("delete", "", None, "owner"),
    "remove the viewer": ("delete", "/members/{viewer}", None, "owner manager"),
}


async def attempt(client, act, database, members):
    method, path, body, _ = ACTS[act]
    ids = {role: await membership_id(database, members[role]) for role in ("viewer", "manager")}
    return await client.request(method, f"{API}/organisations/heron{path.format(**ids)}", json=body)


@pytest.mark.parametrize("act", ACTS)
async def test_each_role_may_do_what_its_row_says(app, database, members, act):
    allowed = ACTS[act][3].split()
    denied = [role for role in ("manager", "verifier", "viewer") if role not in allowed]
    async with browse(app) as guest:
        assert (await attempt(guest, act, database, members)).status_code == 401
    for kind, roles in (("agent", {"agent", "agent_verified"}), ("service", {"service"})):
        who = Principal(kind=kind, id=str(new_id()), roles=frozenset(roles))
        async with browse(app, who) as other:
            assert (await attempt(other, act, database, members)).status_code in {403, 404}
    for role in ("stranger", "admin"):
        who = principal(members["stranger"], *(["admin"] if role == "admin" else []))
        async with browse(app, who) as client:
            assert (await attempt(client, act, database, members)).status_code == 404
    for role in denied:
        async with browse(app, principal(members[role])) as client:
            refused = await attempt(client, act, database, members)
            assert (refused.status_code, refused.json()["code"]) == (403, "forbidden"), role
    async with browse(app, principal(members[allowed[-1]])) as client:
        assert (await attempt(client, act, database, members)).is_success


async def test_what_is_done_to_memberships_stands_in_the_audit_log(app, database, members):
    acts = ("invite a viewer", "make the viewer a verifier", "remove the viewer")
    async with browse(app, principal(members["manager"])) as client:
        for act in acts:
            assert (await attempt(client, act, database, members)).is_success
        assert not (await attempt(client, "make the manager a viewer", database, members)).is_success
    async with database.read() as work:
        rows = await work.fetch(
            "SELECT action, actor_id, details->>'role' AS role FROM identity.audit ORDER BY id"
        )
    manager = str(members["manager"])
    assert [tuple(row) for row in rows] == [
        ("identity.member_invite", manager, "viewer"),
        ("identity.member_role", manager, "verifier"),
        ("identity.member_remove", manager, "verifier"),
    ]


async def test_one_owner_remains_when_two_leave_step_down_or_remove_each_other_at_once(database):
    for turn in range(5):
        owners = [await add_human(database), await add_human(database)]
        organisation = await add_organisation(database, f"race-{turn}", owner=owners)
        ids = [await membership_id(database, owner) for owner in owners]

        async def leave(owner, organisation=organisation):
            async with database.write() as work:
                await end_membership(work, organisation, owner)

        async def step_down(owner, own, organisation=organisation):
            async with database.write() as work:
                await change_role(work, principal(owner), organisation, own, "viewer")

        acts = [leave(owners[0]), step_down(owners[1], ids[1])]
        answers = await asyncio.gather(*acts, return_exceptions=True)
        assert sorted(getattr(each, "code", "done") for each in answers) == ["conflict", "done"]
        async with database.read() as work:
            owners_left = await work.fetch_value(
                """SELECT count(*) FROM identity.membership
                WHERE organisation_id = $1 AND role = 'owner' AND state = 'active'""",
                organisation,
            )
        assert owners_left == 1


async def test_an_invitation_says_nothing_of_whether_there_is_an_account(app, database, members):
    await add_human(database, "Known", email="known@example.org")
    async with browse(app, principal(members["owner"])) as client:
        url = f"{API}/organisations/heron/invitations"
        answers = [
            await client.post(url, json={"email": email, "role": "viewer"})
            for email in ("known@example.org", "nobody@example.org")
        ]
        assert [each.status_code for each in answers] == [201, 201]
        assert [list(each.json()) for each in answers] == [["id"], ["id"]]
        listed = (await client.get(f"{API}/organisations/heron/members")).json()["items"]
        invited = [each for each in listed if each["state"] == "invited"]
        assert [(each["name"], each["human_id"]) for each in invited] == [
            ("known@example.org", None),
            ("nobody@example.org", None),
        ]
        again = await client.post(url, json={"email": "Known@Example.org", "role": "viewer"})
        assert (again.status_code, again.json()["code"]) == (409, "conflict")


async def test_who_is_invited_accepts_once_and_nobody_else_can(app, database, members):
    known = await add_human(database, "Known", email="known@example.org")
    unconfirmed = await add_human(database, "Other", email="other@example.org", confirmed=False)
    async with browse(app, principal(members["owner"])) as client:
        url = f"{API}/organisations/heron/invitations"
        first = (await client.post(url, json={"email": "known@example.org", "role": "manager"})).json()["id"]
        second = (await client.post(url, json={"email": "other@example.org", "role": "viewer"})).json()["id"]
    async with browse(app, principal(members["stranger"])) as stranger:
        assert (await stranger.post(f"{API}/invitations/{first}", json={"accept": True})).status_code == 404
    async with browse(app, principal(unconfirmed)) as other:
        assert (await other.post(f"{API}/invitations/{second}", json={"accept": True})).status_code == 404

    async def accept():
        async with database.write() as work:
            await answer(work, known, first, accepted=True)

    answers = await asyncio.gather(*(accept() for _ in range(5)), return_exceptions=True)
    assert sorted(getattr(each, "code", "done") for each in answers) == ["done"] + ["not_found"] * 4
    async with browse(app, principal(known)) as client:
        own = (await client.get(f"{API}/organisations")).json()["items"]
        assert [(each["slug"], each["role"]) for each in own] == [("heron", "manager")]
        assert (await client.delete(f"{API}/organisations/heron/membership")).status_code == 204
        assert (await client.get(f"{API}/organisations")).json()["items"] == []
    async with database.read() as work:
        assert await invitations_of(work, known) == []
        states = await work.fetch_value(
            """SELECT array_agg(data->>'state' ORDER BY id) FROM kernel.event
            WHERE type = 'identity.membership_changed' AND data->>'membership_id' = $1""",
            first,
        )
        assert states == ["invited", "active", "ended"]
        assert not await work.fetch_value("SELECT 1 FROM kernel.event WHERE data::text LIKE '%@%'")


async def test_who_shared_an_organisation_with_whom_within_90_days(database):
    a, b, c, d = [await add_human(database) for _ in range(4)]
    organisation = await add_organisation(database, "shared", owner=a, viewer=[b, c])
    await add_organisation(database, "other", owner=d)
    async with database.write() as work:
        await end_membership(work, organisation, b)
        assert [await colleagues_of(work, [each]) for each in (a, b, c, d)] == [{b, c}, {a, c}, {a, b}, set()]
        assert await colleagues_of(work, [a, d]) == {b, c}
        await work.execute(
            """UPDATE identity.membership SET ended_at = now() - interval '91 days',
            joined_at = now() - interval '200 days' WHERE human_id = $1""",
            b,
        )
        assert [await colleagues_of(work, [each]) for each in (a, b, c)] == [{c}, set(), {a}]


BAD = [
    ("post", "/organisations/heron/invitations", {"role": "viewer"}, "/email"),
    ("post", "/organisations/heron/invitations", {"role": "king", "email": "a@example.org"}, "/role"),
    ("post", "/organisations/heron/invitations", {"role": "viewer", "email": "<b>"}, "/email"),
    ("post", "/organisations/heron/invitations", {"role": "viewer", "email": 7}, "/email"),
    ("patch", "/organisations/heron", {"name": " " * 5}, "/name"),
    ("patch", "/organisations/heron", {"name": "x" * 201}, "/name"),
    ("patch", "/organisations/heron", {"website": "javascript:alert(1)"}, "/website"),
    ("patch", "/organisations/heron", {"slug": "y"}, "/slug"),
    ("post", "/organisations/heron/tokens", {"name": "export", "scopes": []}, "/scopes"),
    (
        "post",
        "/organisations/heron/tokens",
        {"name": "export", "scopes": ["identity.audit.read"]},
        "/scopes/0",
    ),
    ("post", "/organisations/heron/tokens", {"name": "export", "scopes": ["x"], "days": 999}, "/days"),
]


@pytest.mark.parametrize(("method", "path", "body", "pointer"), BAD)
async def test_bad_input_is_told_at_its_field(app, members, method, path, body, pointer):
    async with browse(app, principal(members["owner"])) as client:
        answered = await client.request(method, API + path, json=body)
        assert (answered.status_code, answered.json()["code"]) == (422, "validation_error")
        assert [wrong["pointer"] for wrong in answered.json()["errors"]] == [pointer]


async def test_an_organisation_that_does_not_exist_is_not_found(app, members):
    async with browse(app, principal(members["owner"])) as client:
        for path in ("/organisations/nobody", "/organisations/nobody/members", "/organisations/%3Cb%3E"):
            assert (await client.get(API + path)).status_code == 404
        assert (await client.delete(f"{API}/organisations/heron/members/{new_id()}")).status_code == 404
        assert (await client.delete(f"{API}/organisations/heron/tokens/{new_id()}")).status_code == 404


async def test_nobody_acts_for_a_suspended_organisation(app, database, members):
    async with database.write() as work:
        await work.execute(
            "UPDATE identity.account SET state = 'suspended' WHERE id = $1",
            sample_id("organisation", "heron"),
        )
    async with browse(app, principal(members["owner"])) as client:
        assert (await client.patch(f"{API}/organisations/heron", json={"name": "Herons"})).status_code == 403
        assert (await client.get(f"{API}/organisations/heron")).json()["state"] == "suspended"


async def test_a_refused_change_of_membership_leaves_no_trace(database, members):
    organisation = sample_id("organisation", "heron")
    with pytest.raises(Refusal, match="conflict"):
        async with database.write() as work:
            await end_membership(work, organisation, members["owner"])
    async with database.read() as work:
        assert not await work.fetch_value("SELECT 1 FROM kernel.event WHERE type LIKE 'identity.%'")


async def test_a_closed_organisation_is_gone_with_its_members_and_tokens(app, database, members):
    organisation = sample_id("organisation", "heron")
    async with browse(app, principal(members["owner"])) as client:
        made = (await client.post(f"{API}/organisations/heron/tokens", json=TOKEN)).json()
        assert (await client.delete(f"{API}/organisations/heron")).status_code == 204
        assert (await client.get(f"{API}/organisations/heron")).status_code == 404
        assert (await client.get(f"{API}/organisations")).json()["items"] == []
    async with browse(app, authorization=f"Bearer {made['token']}") as program:
        assert (await program.get(f"{API}/organisations/heron/members")).status_code == 401
    async with database.read() as work:
        open_ones = "SELECT count(*) FROM identity.membership WHERE organisation_id = $1 AND state <> 'ended'"
        assert await work.fetch_value(open_ones, organisation) == 0
        ended = "SELECT count(*) FROM kernel.event WHERE type = 'identity.membership_changed'"
        assert await work.fetch_value(ended) == 4
        assert (
            await work.fetch_value("SELECT state FROM identity.account WHERE id = $1", organisation)
            == "deactivated"
        )
