"""The pages and their forms, in the reader's language, and what stands beside a mission."""

import re

from commonweal import new_id

from acme_toolshed.slots import beside_mission

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


async def press(client, page, action, **entries):
    """Send the form with this action that is on a page, with its hidden fields."""
    shown = (await client.get(page)).text
    forms = shown.split("<form")[1:]
    [form, *_] = [part.partition("</form>")[0] for part in forms if f'action="{action}"' in part]
    return await client.post(action, data={**dict(_HIDDEN.findall(form)), **entries})


async def test_an_owner_lends_hands_over_and_takes_back_by_hand(shed):
    async with shed.by(shed.owner.principal, accept="text/html") as lender:
        page = (await lender.get(shed.page, params={"lang": "es"})).text
        assert "abre la página de la misión" in page
        slug = re.search(r'href="/toolshed/([a-z0-9-]+)"', (await lender.get("/toolshed")).text)
        assert slug is None, "nothing is lent yet"
        mission = new_id()
        form, action = f"{shed.page}?mission={mission}", re.compile(r'action="(/toolshed/[^"/]+)"')
        [address] = action.findall((await lender.get(form)).text)
        wrong = await press(lender, form, address, what="x", pieces="0", pick_up="")
        assert (wrong.status_code, wrong.text.count("aria-invalid")) == (422, 3)
        sent = await press(lender, form, address, what="Guantes", pieces="3", pick_up="En la oficina")
        assert sent.status_code == 303, sent.text
        page = (await lender.get(address)).text
        assert "Ya está entre tus herramientas." in page
        assert f"/missions/{mission}" in page

        human = await shed.principals.human(name="Bo Lin")
        async with shed.by(human, accept="text/html") as borrower:
            [reserve] = re.findall(r'action="([^"]+/reserve)"', (await borrower.get(address)).text)
            assert (await press(borrower, address, reserve)).status_code == 303
            shown = (await borrower.get(address, params={"lang": "zh-Hans"})).text
            assert "已为你预约。" in shown
            await press(borrower, address, reserve)
            assert "已没有剩余" in (await borrower.get(address)).text

        page = (await lender.get(address)).text
        assert "Bo Lin" in page
        [desk] = re.findall(r'action="([^"]+/reservations/[^"/]+)"', page)
        for act, told in (("handed-over", "se entregó"), ("back", "está disponible otra vez")):
            assert (await press(lender, address, desk, act=act)).status_code == 303
            assert told in (await lender.get(address)).text
        [end] = re.findall(r'action="([^"]+/end)"', (await lender.get(address)).text)
        await press(lender, address, end)
        assert "no hay nada disponible" in (await lender.get(address)).text


async def test_a_borrower_gives_up_what_was_reserved(shed):
    offer, human = await shed.offer(), await shed.principals.human()
    await shed.reserve(offer, human)
    async with shed.by(human, accept="text/html") as borrower:
        page = (await borrower.get(shed.page)).text
        [action] = re.findall(r'action="([^"]+/give-up)"', page)
        assert (await press(borrower, shed.page, action)).status_code == 303
        assert "Your reservation has ended." in (await borrower.get(shed.page)).text
    assert await shed.free() == [2]


async def test_the_desk_is_nobody_elses_business(shed):
    offer, human = await shed.offer(), await shed.principals.human(name="Bo Lin")
    await shed.reserve(offer, human)
    for reader in (None, await shed.principals.human(), await shed.principals.agent()):
        async with shed.by(reader, accept="text/html") as client:
            page = await client.get(shed.page)
            assert (page.status_code, "Bo Lin" in page.text) == (200, False)


async def test_beside_a_mission_stands_what_is_lent_for_it(shed):
    mission = Mission(new_id())
    visit = Visitor(shed.site, await shed.principals.human())
    assert await beside_mission(visit, mission) is None
    offer = await shed.offer(mission_id=str(mission.id))
    await shed.offer()
    fragment = await beside_mission(visit, mission)
    assert [str(each.id) for each, _, _ in fragment.context["offers"]] == [offer["id"]]
    assert fragment.context["lending"] == []
    owner = await beside_mission(Visitor(shed.site, shed.owner.principal), mission)
    assert len(owner.context["lending"]) == 1
    shed.switch(on=False)
    assert await beside_mission(visit, mission) is None


class Mission:
    def __init__(self, mission_id):
        self.id = mission_id


class Visitor:
    """What the slot asks of a visit."""

    def __init__(self, site, principal):
        self.web, self.principal = site, principal


async def test_reading_costs_what_it_did(shed, query_baselines):
    await shed.offer()
    async with shed.by(accept="text/html") as guest:
        await query_baselines.measure(guest, "/toolshed")
        await query_baselines.measure(guest, shed.page, route="/toolshed/{organisation}")
    async with shed.by(shed.owner.principal, accept="text/html") as lender:
        await query_baselines.measure(lender, shed.page, route="/toolshed/{organisation} (owner)")
    async with shed.by() as guest:
        await query_baselines.measure(
            guest, f"{shed.api}/offers", route="/api/v1/toolshed/{organisation}/offers"
        )
