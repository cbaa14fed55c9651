"""Admins switch plugins by the API, and owners those that are offered to their organisation."""

import pytest
from commonweal import PluginSwitched, Principal, RecordedEvent, new_id
from commonweal_switchboard.noting import note_switch

API = "/api/v1/switchboard"


async def switch(client, plugin_id, **body):
    return await client.post(f"{API}/plugins/{plugin_id}/switch", json=body)


async def test_an_admin_switches_a_plugin_off_and_on(board):
    async with board.as_(await board.admin()) as client:
        off = await switch(client, "wick", on=False)
        assert (off.status_code, off.json()["follow"]) == (200, [])
        drain = off.json()["drain"]
        assert (len(drain["processes"]), drain["late"], drain["under_way"]) == (1, [], 0)
        shown = (await client.get(f"{API}/plugins/wick")).json()
        assert (shown["on"], shown["state"]) == (False, "disabled")
        assert (await switch(client, "wick", on=True)).status_code == 200
        assert (await client.get(f"{API}/plugins/wick")).json()["state"] == "running"


async def test_those_that_follow_are_named_before_anything_is_done(board):
    async with board.as_(await board.admin()) as client:
        told = await switch(client, "lamp", on=False)
        assert (told.status_code, told.json()["code"]) == (409, "plugin_has_dependants")
        assert "Wick & wax" in told.json()["detail"]
        assert (await client.get("/api/v1/lamp")).status_code == 200
        done = await switch(client, "lamp", on=False, with_dependants=True)
        assert done.json()["follow"] == ["wick"]
        assert (await client.get("/api/v1/lamp")).status_code == 404
        listed = {each["id"]: each for each in (await client.get(f"{API}/plugins")).json()["items"]}
        assert (listed["wick"]["state"], listed["wick"]["on"]) == ("disabled", True)
        needs = await switch(client, "wick", on=True)
        assert (needs.status_code, needs.json()["code"]) == (409, "plugin_needs_others")
        assert "Lamp" in needs.json()["detail"]


@pytest.mark.parametrize(
    ("plugin_id", "body", "status", "code"),
    [
        ("identity", {"on": False}, 409, "plugin_required"),
        ("switchboard", {"on": False}, 409, "plugin_required"),
        ("nothing", {"on": False}, 404, "not_found"),
        ("lamp", {"on": False, "organisation": "nobody"}, 404, "not_found"),
        ("lamp", {"on": "perhaps"}, 422, "validation_error"),
        ("lamp", {"on": True, "for": "ever"}, 422, "validation_error"),
        ("lamp", {}, 422, "validation_error"),
    ],
)
async def test_what_cannot_be_switched_is_refused_and_changes_nothing(board, plugin_id, body, status, code):
    async with board.as_(await board.admin()) as client:
        answer = await switch(client, plugin_id, **body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await board.rows("SELECT 1 FROM kernel.plugin_switch") == []


async def test_a_plugin_of_the_deployment_is_not_switched_for_an_organisation(board):
    slug = await board.organisation()
    async with board.as_(await board.admin()) as client:
        answer = await switch(client, "lamp", on=False, organisation=slug)
        offered = await client.put(f"{API}/plugins/lamp/offers")
    assert (answer.status_code, answer.json()["code"]) == (409, "plugin_scope")
    assert (offered.status_code, offered.json()["code"]) == (409, "plugin_scope")


async def test_an_owner_switches_what_is_offered_and_nobody_else_does(board):
    owner, viewer = await board.human("Ana"), await board.human("Bo")
    slug = await board.organisation(owner=owner, viewer=viewer)
    other = await board.organisation(owner=await board.human("Eve"))
    own, berths = f"{API}/organisations/{slug}/plugins", f"/api/v1/quay/{slug}/berths"
    async with board.as_(owner) as ana, board.as_(viewer) as bo, board.as_(await board.admin()) as admin:
        assert (await ana.get(own)).json()["items"] == []
        assert (await ana.post(f"{own}/quay/switch", json={"on": True})).status_code == 404
        assert (
            await admin.put(f"{API}/plugins/quay/offers", params={"organisation": slug})
        ).status_code == 204
        assert [(each["id"], each["on"]) for each in (await bo.get(own)).json()["items"]] == [("quay", False)]
        assert (await bo.post(f"{own}/quay/switch", json={"on": True})).status_code == 403
        assert (await ana.get(f"{API}/organisations/{other}/plugins")).status_code == 404
        assert (await ana.get(berths)).status_code == 404
        assert (await ana.post(f"{own}/quay/switch", json={"on": True})).status_code == 200
        assert (await ana.get(berths)).json()["named"] == slug
        assert (await ana.get(f"/api/v1/quay/{other}/berths")).status_code == 404
        assert (await ana.post(f"{own}/lamp/switch", json={"on": False})).status_code == 404
        gone = await admin.delete(f"{API}/plugins/quay/offers", params={"organisation": slug})
        assert gone.status_code == 204
        assert (await ana.get(berths)).status_code == 200, "what is on stays on"
        assert (await ana.post(f"{own}/quay/switch", json={"on": False})).status_code == 404
        standing = (await admin.get(f"{API}/plugins/quay/offers")).json()
    assert standing["to_all"] is False
    assert [(each["slug"], each["on"], each["offered"]) for each in standing["organisations"]] == [
        (slug, True, False)
    ]


@pytest.mark.parametrize("named", ["nobody", "%00", "a" * 2000])
async def test_an_address_that_names_no_organisation_is_not_found(board, named):
    async with board.as_() as client:
        assert (await client.get(f"/api/v1/quay/{named}/berths")).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/plugins"),
        ("GET", "/plugins/lamp"),
        ("POST", "/plugins/lamp/switch"),
        ("PUT", "/plugins/quay/offers"),
        ("DELETE", "/plugins/quay/offers"),
    ],
)
async def test_only_admins_see_and_switch(board, method, path):
    body = {"json": {"on": False}} if method == "POST" else {}
    async with board.as_(await board.human()) as client, board.as_() as guest:
        assert (await client.request(method, API + path, **body)).status_code == 403
        assert (await guest.request(method, API + path, **body)).status_code == 401


async def test_every_switch_stands_in_the_audit_log(board):
    by, organisation = new_id(), new_id()
    for event in (
        PluginSwitched(plugin_id="lamp", organisation_id=None, on=False, by=by),
        PluginSwitched(plugin_id="quay", organisation_id=organisation, on=True),
    ):
        async with board.database.write() as work:
            await note_switch(work, RecordedEvent(event=event, **recorded()))
    assert await board.rows(
        """SELECT actor_kind, actor_id, action, subject_kind, subject_id, details ->> 'plugin'
        FROM identity.audit ORDER BY action"""
    ) == [
        ("human", str(by), "switchboard.plugin_off", "deployment", None, "lamp"),
        ("service", "command-line", "switchboard.plugin_on", "organisation", organisation, "quay"),
    ]


def recorded():
    """What the log knows about an event."""
    from datetime import UTC, datetime

    from commonweal import Position

    return {
        "position": Position(1, 1),
        "id": new_id(),
        "type": "kernel.plugin_switched",
        "version": 1,
        "subject": None,
        "occurred_at": datetime.now(UTC),
    }


async def test_a_switch_writes_its_event_with_who_made_it(board):
    admin: Principal = await board.admin()
    async with board.as_(admin) as client:
        await switch(client, "wick", on=False)
    [(data,)] = await board.rows("SELECT data FROM kernel.event WHERE type = 'kernel.plugin_switched'")
    assert f'"by": "{admin.id}"' in data


async def test_an_organisation_that_cannot_be_looked_up_is_not_said_to_be_missing(board, monkeypatch):
    async def broken(_work, _named):
        raise ConnectionError("the database is busy")

    slug = await board.organisation(owner=await board.human())
    async with board.as_() as guest:
        berths = f"/api/v1/quay/{slug}/berths"
        assert (await guest.get(berths)).status_code == 404, "it is off"
        monkeypatch.setattr("commonweal_identity.organisations.reading.find_open_organisation", broken)
        told = await guest.get(berths)
    assert (told.status_code, told.json()["code"]) == (503, "service_unavailable")
