"""Making missions for an organisation, by page and API; what is in review stays with its makers."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from commonweal import Principal, new_id
from commonweal.testing.web import browse, running_app
from commonweal_ledger import api as ledger
from commonweal_missions.claims.making import make_claim

NOW = datetime.now(UTC)


@pytest_asyncio.fixture
async def app(tmp_path, database_settings):
    async with running_app(tmp_path, database_settings, COMMONWEAL_WEB__HUMAN_PER_MINUTE="100000") as app:
        yield app


def human(human_id=None, *roles, by_cookie=True):
    roles = frozenset({"human", *roles})
    return Principal(
        kind="human", id=str(human_id or new_id()), rate_class="human", roles=roles, by_cookie=by_cookie
    )


@pytest_asyncio.fixture
async def organisation(database):
    """An organisation with 1,000 IT, one member per role."""
    organisation_id, people = new_id(), {role: new_id() for role in ("owner", "manager", "viewer")}
    async with database.write() as work:
        await work.execute(
            "INSERT INTO identity.account (id, kind) VALUES ($1, 'organisation')", organisation_id
        )
        await work.execute(
            "INSERT INTO identity.organisation (id, slug, name, about) VALUES ($1, $2, 'River Desk', '')",
            organisation_id,
            f"river-{organisation_id.hex[-8:]}",
        )
        for role, person in people.items():
            await person_in(work, person)
            await work.execute(
                "INSERT INTO identity.membership (organisation_id, human_id, role, state, joined_at)"
                " VALUES ($1, $2, $3, 'active', now())",
                organisation_id,
                person,
                role,
            )
        await ledger.open_account(work, organisation_id, "pool")
        await ledger.fund(
            work,
            key=f"fund:{organisation_id}",
            organisation_id=organisation_id,
            amount_minor=1_000_00,
            reference=new_id(),
        )
    return organisation_id, people


async def person_in(work, person, **columns):
    await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", person)
    await work.execute(
        "INSERT INTO identity.human (id, email, email_key, email_confirmed_at, accepted_terms, display_name,"
        " latitude, longitude, service_radius_km, portfolio, time_zone)"
        " VALUES ($1, $2, $2, now(), 'x', 'Person', $3, $4, 30, $5, $6)",
        person,
        f"{person.hex}@example.org",
        columns.get("latitude"),
        columns.get("longitude"),
        columns.get("portfolio", "public"),
        columns.get("time_zone", "UTC"),
    )


def token(page):
    return re.search(r'name="form_token" value="([0-9a-f]+)"', page.text)[1]


def entries(page, **changes):
    return {
        "form_token": token(page),
        "title": "Count the wells along the river road",
        "description": "Walk along the river road and write down every well and whether it works.",
        "domain": "clean_water_sanitation",
        "type": "data_collection",
        "difficulty": "beginner",
        "reward": "20",
        "duration_min": "90",
        "max_claims": "3",
        "claim_hours": "72",
        "expires_on": (NOW + timedelta(days=20)).date().isoformat(),
        "source_locale": "en",
        "risk": "green",
        "peer_review": "when_uncertain",
        "steps": "5",
        "items": "3",
        "step_1": "Walk along the road.",
        "step_2": "Write down every well.",
        "item_1": "A photo of each well.",
        "item_1_kind": "photo",
        "latitude": "19.43261",
        "longitude": "-99.13321",
        **changes,
    }


async def test_a_manager_makes_a_mission_without_javascript_and_its_pool_is_held(app, database, organisation):
    organisation_id, people = organisation
    address = f"/missions/new?organisation={organisation_id}"
    async with browse(app, human(people["manager"])) as manager:
        page = await manager.get(address)
        longer = await manager.post(address, data=entries(page, more="steps"))
        wrong = await manager.post(address, data=entries(page, reward="60", title="", item_1=""))
        made = await manager.post(address, data=entries(page))
        shown = await manager.get(made.headers["location"])
        mine = await manager.get("/missions/mine")
        listed = (await manager.get("/api/v1/missions?mine=true")).json()["items"]

    assert page.status_code == 200
    assert 'name="step_6"' not in page.text
    assert 'name="step_6"' in longer.text
    assert "Walk along the road." in longer.text
    assert wrong.status_code == 422
    assert "Walk along the road." in wrong.text
    assert made.status_code == 303
    assert "Count the wells" in shown.text
    assert "Count the wells" in mine.text
    assert [(each["review_status"], each["state"]) for each in listed] == [("approved", "open")]
    async with database.read() as work:
        balance = await ledger.balance(work, organisation_id)
    assert balance.held_minor == 3 * 20_00


async def test_a_red_mission_waits_for_an_admin_and_only_its_makers_see_it(app, organisation):
    organisation_id, people = organisation
    address = f"/missions/new?organisation={organisation_id}"
    async with (
        browse(app, human(people["owner"])) as owner,
        browse(app, human(people["viewer"])) as viewer,
        browse(app, human()) as stranger,
        browse(app, human(None, "admin")) as admin,
    ):
        made = await owner.post(address, data=entries(await owner.get(address), risk="red"))
        mission = made.headers["location"]
        assert made.status_code == 303
        statuses = [
            (await client.get(path)).status_code
            for client in (owner, viewer, admin, stranger)
            for path in (mission, f"/api/v1{mission}")
        ]
        public = (await stranger.get("/api/v1/missions")).json()["items"]
        found = (await stranger.get("/api/v1/missions?q=wells")).json()["items"]
        exact = (await owner.get(f"/api/v1{mission}")).json()["exact_position"]

    assert statuses == [200] * 6 + [404] * 2
    assert public == found == []
    assert exact == {"latitude": 19.43261, "longitude": -99.13321}


async def test_strangers_and_viewers_make_nothing(app, organisation):
    organisation_id, people = organisation
    address = f"/missions/new?organisation={organisation_id}"
    async with (
        browse(app, human(people["viewer"])) as viewer,
        browse(app, human()) as stranger,
        browse(app) as guest,
    ):
        seen = [(await client.get(address)).status_code for client in (viewer, stranger, guest)]

    assert seen[:2] == [403, 404]
    assert seen[2] in (302, 303, 401)


async def test_a_manager_edits_and_closes_a_mission_but_not_while_somebody_holds_it(
    app, database, organisation
):
    organisation_id, people = organisation
    address = f"/missions/new?organisation={organisation_id}"
    async with browse(app, human(people["manager"])) as manager:
        made = await manager.post(address, data=entries(await manager.get(address)))
        mission = made.headers["location"]
        form = await manager.get(f"{mission}/edit")
        version = re.search(r'name="version" value="(\d+)"', form.text)[1]
        stale = await manager.post(f"{mission}/edit", data=entries(form, version="7"))
        edited = await manager.post(
            f"{mission}/edit", data=entries(form, version=version, title="Count all wells by the road")
        )
        again = (await manager.get(f"/api/v1{mission}")).json()
        other = await manager.post(address, data=entries(form))
        async with database.write() as work:
            await make_claim(
                work,
                other.headers["location"].rpartition("/")[2],
                new_id(),
                acknowledged=False,
                most_open=3,
                at=NOW,
            )
        refused = await manager.post(f"{other.headers['location']}/archive", data={"form_token": token(form)})
        closed = await manager.post(f"{mission}/archive", data={"form_token": token(form)})

    assert "A photo of each well." in form.text
    assert stale.status_code == 422
    assert edited.status_code == 303
    assert (again["title"], again["version"], again["review_status"]) == (
        "Count all wells by the road",
        2,
        "flagged",
    )
    assert refused.status_code == 422
    assert closed.status_code == 303


async def test_an_admin_keeps_templates_that_fill_the_form(app, organisation):
    organisation_id, people = organisation
    async with (
        browse(app, human(None, "admin")) as admin,
        browse(app, human(people["owner"])) as owner,
    ):
        page = await admin.get("/admin/mission-templates")
        data = {
            "form_token": token(page),
            "name": "A street walk",
            "difficulty": "intermediate",
            "duration_min": "120",
            "items": "3",
            "item_1": "A photo of the street.",
            "item_1_kind": "photo",
        }
        wrong = await admin.post("/admin/mission-templates", data={**data, "item_1": ""})
        added = await admin.post("/admin/mission-templates", data=data)
        twice = await admin.post("/admin/mission-templates", data=data)
        listed = (await owner.get("/api/v1/missions/templates")).json()["items"]
        filled = await owner.get(f"/missions/new?organisation={organisation_id}&template={listed[0]['id']}")
        refused = await owner.post("/api/v1/missions/templates", json={"name": "x"})

    assert (page.status_code, wrong.status_code, added.status_code, twice.status_code) == (200, 422, 303, 422)
    assert "A photo of the street." in filled.text
    assert refused.status_code == 403


async def test_near_me_uses_the_profile_and_needs_one(app, database, market):
    near, far = new_id(), new_id()
    mission = await market.add(latitude=19.45, longitude=-99.10)
    await market.add(latitude=48.85, longitude=2.35)
    async with database.write() as work:
        await person_in(work, near, latitude=19.43, longitude=-99.13)
        await person_in(work, far)
    async with (
        browse(app, human(near)) as one,
        browse(app, human(far)) as other,
        browse(app) as guest,
    ):
        found = (await one.get("/api/v1/missions?near=me&sort=distance")).json()["items"]
        lost = await other.get("/api/v1/missions?near=me")
        asked = await guest.get("/api/v1/missions?near=me")
        wrong = await guest.get("/api/v1/missions?near=you")
        page = await one.get("/missions?place=me")

    assert [each["id"] for each in found] == [str(mission)]
    assert (lost.status_code, asked.status_code, wrong.status_code) == (422, 401, 422)
    assert str(mission) in page.text


async def test_a_portfolio_is_public_unless_its_owner_keeps_it_private(app, database, market):
    open_one, private = new_id(), new_id()
    async with database.write() as work:
        await person_in(work, open_one)
        await person_in(work, private, portfolio="private")
    mission = await market.add(title="Walk the lanes", texts={"es": {"title": "Recorre las callejuelas"}})
    for person in (open_one, private):
        other = await market.add() if person == private else mission
        await market.claim(other, human_id=person, state="verified", paid_minor=12_50)
    async with browse(app) as guest, browse(app, human(private)) as owner:
        told = (await guest.get(f"/api/v1/missions/people/{open_one}/portfolio?lang=es")).json()
        hidden = await guest.get(f"/api/v1/missions/people/{private}/portfolio")
        own = await owner.get(f"/api/v1/missions/people/{private}/portfolio")
        page = await guest.get(f"/people/{open_one}?lang=es")

    assert (told["missions"], told["minutes"], told["earned_minor"]) == (1, 60, 12_50)
    assert told["newest"][0]["title"] == "Recorre las callejuelas"
    assert (hidden.status_code, own.status_code) == (404, 200)
    assert "Recorre las callejuelas" in page.text


@pytest.mark.parametrize("locale", ["es", "zh-Hans"])
async def test_a_person_translates_beside_the_original(app, database, market, locale):
    mission = await market.add(title="Walk the lanes of the old town")
    address = f"/missions/{mission}/translations/{locale}"
    async with browse(app, human()) as person, browse(app) as guest:
        page = await person.get(address)
        data = {
            "form_token": token(page),
            "title": "Otro título",
            "description": "Otra descripción de la misión.",
            "step_1": "Ve allí.",
            "step_2": "Mira bien.",
            "item_1": "Una foto.",
        }
        wrong = await person.post(address, data={**data, "step_2": ""})
        saved = await person.post(address, data=data)
        shown = (await guest.get(f"/api/v1/missions/{mission}?lang={locale}")).json()
        async with browse(app, human()) as other:
            taken = await other.get(address)
        own = await person.get(f"/missions/{mission}/translations/en")

    assert "Walk the lanes of the old town" in page.text
    assert (wrong.status_code, saved.status_code, own.status_code) == (422, 303, 409)
    assert "Otro título" in taken.text
    assert 'name="title"' not in taken.text  # nobody writes over another's present text
    assert (shown["title"], shown["origins"]["title"]["provenance"]) == ("Otro título", "human")
