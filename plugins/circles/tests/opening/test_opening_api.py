"""Opening circles by the API: what it costs, who may, and what is refused with which words."""

import asyncio

import pytest
from commonweal import new_id
from commonweal_ledger import api as ledger

FORM = {
    "name": "Friends of the river",
    "description": "Neighbours who look after the river, and count what lives in it again.",
    "domain": "environmental_protection",
}
BOX = {"west": -99.2, "south": 19.3, "east": -99.1, "north": 19.5}


async def opened(world, person, status=201, key=None, **changes):
    body = {name: value for name, value in {**FORM, **changes}.items() if value is not ...}
    return await world.send(person, "POST", "/", body, status, **{"Idempotency-Key": key or str(new_id())})


async def balance(world, account_id):
    async with world.database.read() as work:
        return (await ledger.balance(work, account_id)).spendable_minor


def wrong(answer):
    return {each["pointer"]: each["code"] for each in answer["errors"]}


async def test_a_person_opens_a_circle_pays_its_fee_and_owns_it(world):
    ana = await world.person(tokens=30)

    made = await opened(world, ana, welcome="Come as you are.", **BOX)

    assert made["paid_minor"] == 2500
    assert await balance(world, ana.account_id) == 500
    read = await world.get(ana, f"/{made['id']}")
    assert (read["members"], read["joining"], read["visibility"]) == (1, "open", "public")
    assert {name: read[name] for name in BOX} == BOX
    assert read["you"] == {"state": "active", "role": "owner", "sees_inside": True}
    assert read["owner"]["id"] == str(ana.account_id)
    assert read["inside"]["welcome"] == "Come as you are."
    assert read["untrusted"] is True
    rows = await world.rows(
        "SELECT t.type, t.reference::text FROM circles.circle c JOIN ledger.transaction t ON t.id = c.fee_id"
        " WHERE c.id = $1",
        made["id"],
    )
    assert rows == [("spend_circle", made["id"])]
    told = await world.rows(
        "SELECT type FROM kernel.event WHERE subject = $1 AND type LIKE 'circles.%'"
        " ORDER BY transaction, sequence",
        made["id"],
    )
    assert told == [("circles.circle_opened",), ("circles.membership_changed",)]


async def test_who_has_too_little_is_told_how_much_is_missing_and_how_to_earn_it(world):
    ana = await world.person(tokens=10)

    answer = await opened(world, ana, status=403)

    assert answer["code"] == "insufficient_tokens"
    assert answer["errors"][0]["code"] == "insufficient_tokens"
    detail = answer["errors"][0]["detail"]
    assert "10 IT" in detail
    assert "15 IT" in detail
    assert "25 IT" in detail
    assert await balance(world, ana.account_id) == 1000
    assert await world.value("SELECT count(*) FROM circles.circle WHERE opener_id = $1", ana.account_id) == 0


async def test_the_same_key_opens_one_circle_also_when_sent_at_once(world):
    ana = await world.person(tokens=100)

    async def send():
        async with world.site.browse(ana, **{"Idempotency-Key": "river"}) as client:
            return await client.post("/api/v1/circles/", json=FORM)

    answers = await asyncio.gather(*(send() for _ in range(8)))

    assert {answer.status_code for answer in answers} <= {201, 409}
    again = await opened(world, ana, key="river")
    assert {answer.json()["id"] for answer in answers if answer.status_code == 201} == {again["id"]}
    assert await balance(world, ana.account_id) == 7500


async def test_the_same_key_opens_one_circle_when_the_kept_answer_is_gone(world):
    ana = await world.person(tokens=100)
    first = await opened(world, ana, key="lake")
    await world.change("DELETE FROM kernel.idempotent_answer WHERE key = 'lake'")

    again = await opened(world, ana, key="lake")

    assert again["id"] == first["id"]
    assert await balance(world, ana.account_id) == 7500


async def test_opening_needs_a_key(world):
    ana = await world.person(tokens=100)

    await world.send(ana, "POST", "/", FORM, 422)

    assert await balance(world, ana.account_id) == 10000


async def test_agents_and_guests_open_none(world):
    agent = await world.agent()

    assert (await opened(world, agent, status=403))["code"] == "forbidden"
    assert (await opened(world, None, status=401))["code"] == "unauthorized"


@pytest.mark.parametrize("role", ["owner", "manager"])
async def test_who_manages_an_organisation_opens_a_circle_from_its_pool(world, role):
    member = await world.principals.member(role)
    async with world.database.write() as work:
        await ledger.open_account(work, member.organisation_id, "pool")
        await ledger.fund(
            work,
            key=f"fund:{member.organisation_id}",
            organisation_id=member.organisation_id,
            amount_minor=5000,
            reference=new_id(),
        )

    made = await opened(world, member.principal, organisation_id=str(member.organisation_id))

    assert await balance(world, member.organisation_id) == 2500
    read = await world.get(member.principal, f"/{made['id']}")
    assert read["organisation"]["id"] == str(member.organisation_id)
    assert read["owner"]["id"] == member.principal.id


async def test_others_open_none_for_an_organisation_and_a_pool_too_small_is_told(world):
    viewer = await world.principals.member("viewer")
    stranger = await world.person(tokens=100)
    owner = await world.principals.member("owner")
    named = {"organisation_id": str(viewer.organisation_id)}

    assert (await opened(world, viewer.principal, 403, **named))["code"] == "forbidden"
    assert (await opened(world, stranger, 404, **named))["code"] == "not_found"
    short = await opened(world, owner.principal, 403, organisation_id=str(owner.organisation_id))
    assert wrong(short) == {"/organisation_id": "insufficient_tokens"}
    assert await balance(world, stranger.account_id) == 10000


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"name": "ab"}, {"/name": "too_short"}),
        ({"name": "  a  "}, {"/name": "too_short"}),
        ({"name": "x" * 201}, {"/name": "too_long"}),
        ({"name": ...}, {"/name": "required"}),
        ({"description": " " * 30}, {"/description": "too_short"}),
        ({"description": "x" * 5001}, {"/description": "too_long"}),
        ({"domain": ...}, {"/domain": "required"}),
        ({"domain": ..., "topic": "   "}, {"/domain": "required"}),
        ({"domain": "cookery"}, {"/domain": "not_a_choice"}),
        ({"topic": "x" * 101}, {"/topic": "too_long"}),
        ({"welcome": "x" * 2001}, {"/welcome": "too_long"}),
        ({"visibility": "secret"}, {"/visibility": "not_a_choice"}),
        ({"visibility": "private", "joining": "open"}, {"/joining": "not_a_choice"}),
        ({"locale": "fr"}, {"/locale": "not_a_choice"}),
        ({"west": 1}, {"/south": "required", "/east": "required", "/north": "required"}),
        ({**BOX, "south": 20}, {"/south": "wrong_order"}),
        ({**BOX, "south": 19.5}, {"/south": "wrong_order"}),
        ({**BOX, "east": -99.2}, {"/west": "wrong_order"}),
        ({**BOX, "north": 91}, {"/north": "too_large"}),
        ({**BOX, "west": -181}, {"/west": "too_small"}),
        ({**BOX, "west": "here"}, {"/west": "wrong_type"}),
        ({"colour": "green"}, {"/colour": "unknown_field"}),
    ],
)
async def test_what_is_wrong_is_named_field_by_field_and_nothing_is_paid(world, changes, errors):
    ana = await world.person(tokens=25)

    answer = await opened(world, ana, 422, **changes)

    assert wrong(answer) == errors
    assert await balance(world, ana.account_id) == 2500


async def test_no_number_is_refused_and_an_endless_one_too(world):
    ana = await world.person(tokens=25)
    for number in ("NaN", "1e999", "-1e999", "Infinity"):
        body = '{"name": "River", "description": "Neighbours by the river", "topic": "river", "west": %s}'
        async with world.site.browse(ana, **{"Idempotency-Key": str(new_id())}) as client:
            answer = await client.post(
                "/api/v1/circles/", content=body % number, headers={"content-type": "application/json"}
            )
        assert answer.status_code in (400, 422), number
    assert await balance(world, ana.account_id) == 2500


async def test_a_box_may_cross_180_degrees(world):
    ana = await world.person(tokens=25)

    made = await opened(world, ana, west=176.5, south=-19.2, east=-178.5, north=-16.0)

    assert (await world.get(None, f"/{made['id']}"))["west"] == 176.5


async def test_a_private_circle_is_by_invitation_and_is_not_there_for_strangers(world):
    ana = await world.person(tokens=25)
    made = await opened(world, ana, visibility="private")
    invited, banned, agent = await world.person(), await world.person(), await world.agent()
    await world.member(made["id"], invited, state="invited")
    await world.member(made["id"], banned, state="banned")

    assert (await world.get(ana, f"/{made['id']}"))["joining"] == "invitation"
    face = await world.get(invited, f"/{made['id']}")
    assert face["name"] == FORM["name"]
    assert face["inside"] is None
    missing = await world.get(None, f"/{new_id()}", 404)
    for stranger in (None, banned, agent, await world.principals.admin(), await world.person()):
        answer = await world.get(stranger, f"/{made['id']}", 404)
        own = {"instance", "request_id"}
        assert {k: v for k, v in answer.items() if k not in own} == {
            k: v for k, v in missing.items() if k not in own
        }


async def test_words_that_review_rejects_cost_nothing(world):
    ana = await world.person(tokens=25)

    answer = await opened(
        world, ana, 422, description="We will track and stalk people, build a bomb and weapons."
    )

    assert answer["code"] == "content_rejected"
    assert await balance(world, ana.account_id) == 2500
