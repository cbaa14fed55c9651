"""Profiles and the orientation: what may stand there, who sees it, and what happens once."""

import asyncio
from types import SimpleNamespace

import pytest
from commonweal import Principal, new_id
from commonweal.testing.web import browse, running_app
from commonweal_identity.profiles.orientation import ORIENTATION
from commonweal_identity.profiles.rules import completeness
from hypothesis import given
from hypothesis import strategies as st

from .accounts import ALONE, add_human, principal, sources

API = "/api/v1/identity"


@pytest.fixture(scope="session")
def migration_sources():
    return sources()


@pytest.fixture
async def app(tmp_path, database, database_settings):
    async with running_app(tmp_path, database_settings, **ALONE) as app:
        yield app


def described(**values):
    nothing = {name: [] for name in ("skills", "languages", "availability")}
    nothing |= dict.fromkeys(("city", "country", "bio", "time_zone"), "")
    return SimpleNamespace(**{**nothing, "latitude": None, "email_confirmed": False, **values})


WHOLE = {
    "skills": ["x"],
    "languages": ["es"],
    "city": "Lima",
    "country": "PE",
    "latitude": 1.0,
    "availability": ["sat-morning"],
    "email_confirmed": True,
    "bio": "Hi",
    "time_zone": "UTC",
}


def test_a_name_alone_is_a_tenth_and_everything_is_a_hundred():
    assert completeness(described()).percent == 10
    assert completeness(described(**WHOLE)) == (100, {})


@given(st.sets(st.sampled_from(sorted(WHOLE))))
def test_completeness_and_what_is_missing_make_a_hundred(there):
    percent, missing = completeness(described(**{name: WHOLE[name] for name in there}))
    assert percent + sum(missing.values()) == 100


async def test_a_profile_is_read_changed_and_told(app, database):
    ana = await add_human(database, "Ana")
    async with browse(app, principal(ana)) as client:
        before = (await client.get(f"{API}/me")).json()
        assert (before["completeness"], before["version"]) == (25, 1)
        change = {
            "version": 1,
            "display_name": " Ana Beltrán ",
            "bio": "<b>Hola</b>",
            "skills": ["mapping", "托管"],
            "city": "Lima",
            "country": "PE",
            "latitude": -12.05,
            "longitude": -77.04,
            "service_radius_km": 50,
            "languages": ["es", "qu"],
            "availability": ["sat-morning"],
            "time_zone": "America/Lima",
            "locale": "es",
            "portfolio": "public",
            "accepts_reviews": False,
        }
        after = await client.patch(f"{API}/me", json=change)
        assert after.status_code == 200
        assert (after.json()["completeness"], after.json()["version"]) == (100, 2)
        assert after.json()["display_name"] == "Ana Beltrán"
        stale = await client.patch(f"{API}/me", json={"version": 1, "city": "Cusco"})
        assert (stale.status_code, stale.json()["code"]) == (409, "version_mismatch")
        gone = await client.patch(f"{API}/me", json={"version": 2, "latitude": None, "longitude": None})
        assert gone.json()["latitude"] is None
        page = await client.get(f"/people/{ana}?lang=es")
        assert "&lt;b&gt;Hola&lt;/b&gt;" in page.text
        assert "Perú" in page.text
        assert "-77.04" not in page.text
    async with database.read() as work:
        rows = await work.fetch("SELECT data FROM kernel.event WHERE type = 'identity.profile_changed'")
        assert [row["data"] for row in rows] == [f'{{"human_id": "{ana}"}}'] * 2


async def test_of_ten_changes_from_one_reading_one_is_kept(app, database):
    ana = await add_human(database)
    async with browse(app, principal(ana)) as client:
        answers = await asyncio.gather(
            *(client.patch(f"{API}/me", json={"version": 1, "city": f"City {n}"}) for n in range(10))
        )
    assert sorted(each.status_code for each in answers) == [200] + [409] * 9


WRONG = [
    ({"display_name": "x"}, "/display_name"),
    ({"display_name": "   x   "}, "/display_name"),
    ({"display_name": "x" * 201}, "/display_name"),
    ({"bio": "x" * 501}, "/bio"),
    ({"skills": []}, "/skills"),
    ({"skills": ["a"] * 51}, "/skills"),
    ({"skills": ["a", "a"]}, "/skills"),
    ({"skills": ["<script>"]}, "/skills/0"),
    ({"skills": ["x" * 51]}, "/skills/0"),
    ({"country": "peru"}, "/country"),
    ({"country": "ZZ"}, "/country"),
    ({"latitude": 91, "longitude": 0}, "/latitude"),
    ({"latitude": 1}, "/latitude"),
    ({"latitude": 1, "longitude": None}, "/latitude"),
    ({"latitude": "NaN", "longitude": 0}, "/latitude"),
    ({"service_radius_km": 4}, "/service_radius_km"),
    ({"service_radius_km": 51}, "/service_radius_km"),
    ({"languages": []}, "/languages"),
    ({"languages": ["xx"]}, "/languages/0"),
    ({"languages": ["en", "en"]}, "/languages"),
    ({"availability": ["noon"]}, "/availability/0"),
    ({"time_zone": "Mars/Olympus"}, "/time_zone"),
    ({"time_zone": "../../etc/passwd"}, "/time_zone"),
    ({"locale": "tlh"}, "/locale"),
    ({"portfolio": "secret"}, "/portfolio"),
    ({"accepts_reviews": "maybe"}, "/accepts_reviews"),
    ({"is_admin": True}, "/is_admin"),
    ({"version": "one"}, "/version"),
]


@pytest.mark.parametrize(("change", "pointer"), WRONG)
async def test_what_may_not_stand_in_a_profile_is_told_at_its_field(app, database, change, pointer):
    ana = await add_human(database)
    async with browse(app, principal(ana)) as client:
        answered = await client.patch(f"{API}/me", json={"version": 1, **change})
        assert (answered.status_code, answered.json()["code"]) == (422, "validation_error")
        assert [wrong["pointer"] for wrong in answered.json()["errors"]] == [pointer]
        assert (await client.get(f"{API}/me")).json()["version"] == 1


async def test_a_private_portfolio_is_there_for_its_owner_and_admins_only(app, database):
    ana, bo = await add_human(database), await add_human(database)
    async with database.write() as work:
        await work.execute("UPDATE identity.human SET portfolio = 'private' WHERE id = $1", ana)
    seen = [(principal(ana), 200), (principal(bo, "admin"), 200), (principal(bo), 404), (None, 404)]
    for who, status in seen:
        async with browse(app, who) as client:
            assert (await client.get(f"/people/{ana}")).status_code == status
            assert (await client.get(f"{API}/people/{ana}")).status_code == status
    async with browse(app) as guest:
        assert (await guest.get(f"/people/{bo}")).status_code == 200
        assert (await guest.get(f"/people/{new_id()}")).status_code == 404
        shown = (await guest.get(f"{API}/people/{bo}")).json()
        assert not {"email", "latitude", "longitude", "availability", "time_zone"} & set(shown)


async def test_guests_agents_and_services_have_no_profile(app):
    for path in ("/account/profile", "/orientation"):
        async with browse(app) as guest:
            assert (await guest.get(path, headers={"accept": "text/html"})).status_code in {302, 303, 307}
    for kind in ("agent", "service"):
        who = Principal(kind=kind, id=str(new_id()), roles=frozenset({kind}))
        async with browse(app, who) as client:
            assert (await client.get(f"{API}/me")).status_code == 403
            assert (await client.get(f"{API}/orientation")).status_code == 403


async def test_the_orientation_is_done_in_order_and_paid_once(app, database):
    ana = await add_human(database)

    def step(number, answer=None):
        return {"step": number, "answer": answer or ORIENTATION[number - 1].right}

    async with browse(app, principal(ana)) as client:
        url = f"{API}/orientation"
        early = await client.post(url, json=step(2))
        assert (early.status_code, early.json()["code"]) == (409, "invalid_transition")
        for wrong, pointer in (
            (step(1, "anytime"), "/answer"),
            (step(1, "x"), "/answer"),
            ({**step(1), "step": 6}, "/step"),
        ):
            refused = await client.post(url, json=wrong)
            assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
        for number in range(1, 5):
            assert (await client.post(url, json=step(number))).json() == {
                "done": number,
                "steps": 5,
                "finished": False,
            }
        answers = await asyncio.gather(*(client.post(url, json=step(5)) for _ in range(8)))
        assert {each.status_code for each in answers} == {200}
        assert (await client.get(url)).json()["finished"]
        assert (await client.get("/api/v1/ledger/balance")).json()["balance_minor"] == 1_000
    async with database.read() as work:
        finished = "SELECT count(*) FROM kernel.event WHERE type = 'identity.orientation_finished'"
        assert await work.fetch_value(finished) == 1


@pytest.mark.parametrize("locale", ["en", "es", "zh-Hans"])
async def test_the_pages_lead_through_profile_and_orientation(app, database, locale):
    ana = await add_human(database)
    async with browse(app, principal(ana)) as client:

        async def send(path, **entries):
            page = await client.get(path.partition("/1")[0])
            token = page.text.split('name="form_token" value="')[1].split('"')[0]
            return await client.post(path, data={"form_token": token, **entries})

        await client.get(f"/account/profile?lang={locale}")
        wrong = await send("/account/profile", version="1", display_name="x", latitude="here")
        assert wrong.status_code == 422
        for field in ("display_name", "latitude"):
            assert f'id="error-{field}"' in wrong.text
        lacking = await send("/account/profile", version="1", display_name="Ana")
        assert lacking.status_code == 422
        assert 'id="error-skills"' in lacking.text
        saved = await send(
            "/account/profile",
            version="1",
            display_name="Ana",
            skills=["mapping"],
            other_skills="托管\uff0c weaving",
            languages=["es"],
            availability=["sat-morning", "sun-evening"],
        )
        assert (saved.status_code, saved.headers["location"]) == (303, "/account/profile")
        stale = await send(
            "/account/profile", version="1", display_name="Eva", skills="mapping", languages="es"
        )
        assert stale.status_code == 409
        assert 'value="Eva"' in stale.text
        assert 'name="version" value="2"' in stale.text
        profile = (await client.get(f"{API}/me")).json()
        assert profile["skills"] == ["mapping", "托管", "weaving"]
        assert (await send("/orientation/1", answer="anytime")).status_code == 422
        assert (await send("/orientation/1")).status_code == 422
        for number, given in enumerate(ORIENTATION, start=1):
            page = await client.get("/orientation")
            token = page.text.split('name="form_token" value="')[1].split('"')[0]
            sent = {"form_token": token, "answer": given.right}
            assert (await client.post(f"/orientation/{number}", data=sent)).status_code == 303
        assert (await client.get("/orientation")).status_code == 200
        assert (await client.get("/orientation?step=3")).status_code == 200
        assert (await client.get("/orientation?step=9")).status_code == 422
