"""A mission that a reader reports is out of sight until an admin has looked."""

from commonweal import Principal, new_id
from commonweal.testing.web import browse, running_app


def human(*roles):
    return Principal(kind="human", id=str(new_id()), roles=frozenset({"human", *roles}), name="Ana")


async def test_a_reported_mission_waits_for_an_admin(tmp_path, database, database_settings, market):
    mission_id = await market.add(title="Count the wells")
    page = f"/missions/{mission_id}"
    async with running_app(tmp_path, database_settings) as app, browse(app) as guest:
        shown = await guest.get(page, headers={"accept": "text/html"})
        assert f"/report?kind=missions.mission&amp;id={mission_id}" in shown.text
        async with browse(app, human()) as reader:
            form = await reader.get(f"/report?kind=missions.mission&id={mission_id}")
            assert "Count the wells" in form.text
            body = {"kind": "missions.mission", "id": str(mission_id), "reason": "dangerous"}
            assert (await reader.post("/api/v1/review/reports", json=body)).status_code == 201
        assert (await guest.get(page)).status_code == 404
        async with browse(app, human("admin")) as desk:
            taken = (await desk.post("/api/v1/review/queue/next")).json()
            assert (taken["item_id"], taken["priority"]) == (str(mission_id), 0)
            assert "Count the wells" in (await desk.get(f"/admin/review/{taken['id']}")).text
            decision = {"status": "approved", "notes": "Nothing dangerous in it."}
            made = await desk.post(f"/api/v1/review/items/{taken['id']}/decision", json=decision)
            assert made.status_code == 201, made.text
        assert (await guest.get(page)).status_code == 200
