"""Claims over HTTP: repeated requests, bad input, who may do what, and claims that race with an end."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest_asyncio
from commonweal import Principal, Refusal, new_id
from commonweal.testing.web import browse, running_app
from commonweal_ledger import api as ledger
from commonweal_missions.claims.ending import archive, release_late_claims
from commonweal_missions.claims.making import make_claim
from commonweal_missions.missions.publishing import publish
from commonweal_missions.missions.settling import settle

NOW = datetime.now(UTC)


@pytest_asyncio.fixture
async def app(tmp_path, database_settings):
    async with running_app(tmp_path, database_settings, COMMONWEAL_WEB__HUMAN_PER_MINUTE="100000") as app:
        yield app


def human(human_id=None, *roles, **named):
    return Principal(
        kind="human",
        id=str(human_id or new_id()),
        rate_class="human",
        roles=frozenset({"human", *roles}),
        **named,
    )


def agent(*roles):
    return Principal(kind="agent", id=str(new_id()), roles=frozenset({"agent", *roles}))


async def test_a_claim_sent_twice_with_one_key_is_made_once_and_with_another_is_refused(
    app, database, market
):
    person, mission = new_id(), await market.add(max_claims=5)
    address = f"/api/v1/missions/{mission}/claims"
    async with browse(app, human(person)) as client:

        async def send(key):
            return await client.post(address, json={}, headers={"Idempotency-Key": key})

        first, *again = await asyncio.gather(*(send("same") for _ in range(4)))
        replayed = await send("same")
        other = await send("another")
        reused = await client.post(address, json={"acknowledged": True}, headers={"Idempotency-Key": "same"})

    made = {each.json()["id"] for each in [first, *again, replayed] if each.status_code == 201}
    assert len(made) == 1
    assert {each.status_code for each in [first, *again]} <= {201, 409}
    assert replayed.status_code == 201
    assert (other.status_code, other.json()["code"]) == (409, "already_claimed")
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency_key_reused")
    async with database.read() as work:
        held = await work.fetch_value("SELECT count(*) FROM missions.claim WHERE human_id = $1", person)
        told = await work.fetch_value(
            "SELECT count(*) FROM kernel.event WHERE type = 'missions.claim_made'"
            " AND subject = ANY (SELECT id FROM missions.claim WHERE mission_id = $1)",
            mission,
        )
    assert (held, told) == (1, 1)


async def test_refusals_name_what_is_wrong_and_change_nothing(app, database, market):
    mission = await market.add(risk="yellow")
    full = await market.add(max_claims=1)
    await market.claim(full)
    over = await market.add(expires_at=NOW + timedelta(seconds=1), published_at=NOW - timedelta(days=2))
    hidden = await market.add(review_status="flagged")
    await market.change(over, expires_at=NOW - timedelta(hours=1))
    async with browse(app, human()) as client:
        asked = {
            (address, str(body)): (await client.post(f"/api/v1/missions/{address}/claims", json=body))
            for address, body in (
                (mission, {}),
                (mission, {"acknowledged": "perhaps"}),
                (mission, {"acknowledged": True, "slots": 3}),
                (full, {}),
                (over, {}),
                (hidden, {}),
                (new_id(), {}),
                ("not-an-id", {}),
            )
        }
        broken = await client.post(f"/api/v1/missions/{mission}/claims", content=b"{")

    assert [each.status_code for each in asked.values()] == [403, 422, 422, 409, 410, 404, 404, 404]
    assert asked[mission, "{}"].json()["code"] == "acknowledgement_required"
    assert asked[full, "{}"].json()["code"] == "mission_full"
    assert broken.status_code == 400
    async with database.read() as work:
        assert await work.fetch_value("SELECT count(*) FROM missions.claim") == 1


async def test_who_may_do_what(app, market):
    mission = await market.add()
    claims, templates = f"/api/v1/missions/{mission}/claims", "/api/v1/missions/templates"
    acts = [
        ("get", f"/api/v1/missions/{mission}", None),
        ("post", claims, {}),
        ("get", "/api/v1/missions/claims", None),
        ("get", templates, None),
        ("post", f"/api/v1/missions/{mission}/archive", {}),
    ]
    table = {}
    for name, principal in (
        ("guest", None),
        ("agent", agent()),
        ("verified", agent("agent_verified")),
        ("human", human()),
        ("half", human(None, "admin_pending")),
        ("admin", human(None, "admin")),
    ):
        async with browse(app, principal) if principal else browse(app) as client:
            table[name] = [
                (
                    await client.request(method, address, **({"json": body} if body is not None else {}))
                ).status_code
                for method, address, body in acts
            ]

    assert table == {
        "guest": [200, 401, 401, 401, 401],
        "agent": [200, 403, 403, 403, 403],
        "verified": [200, 403, 403, 200, 404],
        "human": [200, 201, 200, 200, 404],
        "half": [200, 409, 200, 200, 404],
        "admin": [200, 409, 200, 200, 204],
    }


async def test_claims_race_with_the_end_of_a_mission_and_with_its_archiving(database, market):
    ending = datetime.now(UTC) + timedelta(days=3)
    mission = await market.add(max_claims=20, told_state="open", expires_at=ending)

    async def claim(at):
        try:
            async with database.write() as work:
                await make_claim(work, mission, new_id(), acknowledged=False, most_open=3, at=at)
        except Refusal as refusal:
            return refusal.code
        return "claimed"

    async def close():
        async with database.write() as work:
            await archive(work, mission, by_admin=True, at=ending - timedelta(hours=1))

    before, after = ending - timedelta(hours=2), ending + timedelta(seconds=1)
    ended = Counter(
        await asyncio.gather(
            *(claim(before) for _ in range(6)),
            *(claim(after) for _ in range(6)),
            close(),
            release_late_claims(database, after),
        )
    )

    assert ended["gone"] >= 6
    async with database.read() as work:
        states = await work.fetch("SELECT state, deadline FROM missions.claim WHERE mission_id = $1", mission)
    assert {row["state"] for row in states} <= {"released"}
    assert all(row["deadline"] <= ending for row in states)


async def test_an_organisations_missions_hold_its_pool_never_more_than_it_has(database, market):
    organisation = new_id()
    async with database.write() as work:
        await ledger.open_account(work, organisation, "pool")
        await ledger.fund(
            work, key="fund", organisation_id=organisation, amount_minor=50_00, reference=new_id()
        )
    missions = [
        await market.add(
            creator_kind="organisation",
            creator_id=organisation,
            reward_minor=20_00,
            review_status="flagged",
            published_at=None,
        )
        for _ in range(4)
    ]

    async def approve(mission):
        try:
            async with database.write() as work:
                await publish(work, mission, NOW)
        except Refusal as refusal:
            return refusal.code
        return "published"

    ended = Counter(await asyncio.gather(*(approve(mission) for mission in missions)))
    async with database.read() as work:
        held = await ledger.balance(work, organisation)
        published = [
            row["id"]
            for row in await work.fetch("SELECT id FROM missions.mission WHERE review_status = 'approved'")
        ]
    async with database.write() as work:
        await archive(work, published[0], by_admin=False, at=NOW)
        assert await settle(work, published[0], NOW)
    async with database.read() as work:
        freed = await ledger.balance(work, organisation)

    assert ended == {"published": 2, "insufficient_tokens": 2}
    assert (held.balance_minor, held.held_minor, freed.held_minor) == (50_00, 40_00, 20_00)
