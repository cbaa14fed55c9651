"""Lending and borrowing over the API, as members of organisations and people meet it."""

import pytest
from commonweal import new_id

from .conftest import API, OFFER


async def test_an_organisation_lends_and_everybody_sees_it(shed):
    offer = await shed.offer()
    async with shed.by() as guest:
        assert (await guest.get(f"{shed.api}/offers")).json() == {"items": [offer], "next_cursor": None}
        [lender] = (await guest.get(API)).json()["items"]
    assert (lender["offers"], lender["lent"]) == (1, 0)


async def test_only_owners_and_managers_lend(shed):
    home = shed.owner.organisation_id
    body = {"mission_id": str(new_id()), **OFFER}
    for role, status in (("manager", 201), ("verifier", 403), ("viewer", 403)):
        member = await shed.principals.member(role, organisation_id=home)
        async with shed.by(member.principal) as client:
            assert (await client.post(f"{shed.api}/offers", json=body)).status_code == status, role
    async with shed.by(await shed.principals.human()) as stranger:
        assert (await stranger.post(f"{shed.api}/offers", json=body)).status_code == 404


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"what": "x"}, "/what"), ({"pieces": 0}, "/pieces"), ({"colour": "red"}, "/colour")],
)
async def test_a_wrong_offer_is_refused_with_the_field_named(shed, changes, pointer):
    async with shed.by(shed.owner.principal) as lender:
        answer = await lender.post(
            f"{shed.api}/offers", json={"mission_id": str(new_id()), **OFFER, **changes}
        )
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_a_piece_is_reserved_once_each_until_none_is_free(shed):
    offer = await shed.offer()
    people = [await shed.principals.human() for _ in range(3)]
    first = await shed.reserve(offer, people[0])
    again = await shed.reserve(offer, people[0])
    second = await shed.reserve(offer, people[1])
    late = await shed.reserve(offer, people[2])
    assert [each.status_code for each in (first, again, second, late)] == [201, 409, 201, 409]
    assert await shed.free() == [0]
    async with shed.by(people[0]) as client:
        given_up = await client.delete(f"{shed.api}/reservations/{first.json()['id']}")
        assert given_up.status_code == 204
    assert await shed.free() == [1]
    assert (await shed.reserve(offer, people[2])).status_code == 201


async def test_nobody_gives_up_what_another_reserved_or_was_handed(shed):
    offer, human = await shed.offer(), await shed.principals.human()
    address = f"{shed.api}/reservations/{(await shed.reserve(offer, human)).json()['id']}"
    async with shed.by(await shed.principals.human()) as other:
        assert (await other.delete(address)).status_code == 404
    async with shed.by(shed.owner.principal) as lender:
        assert (await lender.post(f"{address}/hand-over")).status_code == 204
        assert (await lender.post(f"{address}/hand-over")).status_code == 404, "it was handed over"
    async with shed.by(human) as borrower:
        assert (await borrower.delete(address)).status_code == 404, "the desk takes it back"
    assert await shed.free() == [1]


async def test_what_is_handed_over_is_counted_once_for_the_organisation(shed):
    offer = await shed.offer()
    async with shed.by(shed.owner.principal) as lender:
        for _ in range(2):
            human = await shed.principals.human()
            reserved = (await shed.reserve(offer, human)).json()["id"]
            await lender.post(f"{shed.api}/reservations/{reserved}/hand-over")
    await shed.site.settle()
    async with shed.by() as guest:
        assert [each["lent"] for each in (await guest.get(API)).json()["items"]] == [2]


async def test_what_is_never_picked_up_is_free_again(clock, shed):
    offer = await shed.offer()
    kept, lost = await shed.principals.human(), await shed.principals.human()
    reserved = (await shed.reserve(offer, kept)).json()["id"]
    async with shed.by(shed.owner.principal) as lender:
        await lender.post(f"{shed.api}/reservations/{reserved}/hand-over")
    await shed.reserve(offer, lost)
    await clock.forward(hours=47)
    await shed.site.run_task("toolshed.release_expired")
    assert await shed.free() == [0]
    await clock.forward(hours=2)
    await shed.site.run_task("toolshed.release_expired")
    assert await shed.free() == [1], "what was handed over is still out"


async def test_switched_off_for_an_organisation_only_that_one_is_gone(shed):
    other = await shed.principals.member("owner")
    shed.site.host.switch("toolshed", on=True, organisation_id=other.organisation_id)
    await shed.offer()
    async with shed.by(other.principal) as client:
        elsewhere = f"{API}/{other.organisation_id}/offers"
        await client.post(elsewhere, json={"mission_id": str(new_id()), **OFFER})
        assert len((await client.get(API)).json()["items"]) == 2
        shed.switch(on=False)
        assert [(await client.get(path)).status_code for path in (f"{shed.api}/offers", shed.page)] == [
            404
        ] * 2
        assert (await client.get(elsewhere)).status_code == 200
        [left] = (await client.get(API)).json()["items"]
    assert left["organisation_id"] == str(other.organisation_id)


async def test_the_list_goes_on_where_it_ended(shed):
    for number in range(3):
        await shed.offer(what=f"Thing {number}")
    async with shed.by() as guest:
        first = (await guest.get(f"{shed.api}/offers", params={"limit": 2})).json()
        rest = (await guest.get(f"{shed.api}/offers", params={"cursor": first["next_cursor"]})).json()
    assert [each["what"][-1] for each in first["items"] + rest["items"]] == ["2", "1", "0"]
    assert rest["next_cursor"] is None
