"""People read their own account and nobody else's; admins read the books."""

from uuid import UUID

import pytest
from commonweal import Principal, TaskContext, new_id
from commonweal.testing.database import installed_sources
from commonweal.testing.web import browse, running_app
from commonweal_ledger import api
from commonweal_ledger.tasks import look_at_books

from .conftest import Books

API = "/api/v1/ledger"


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


def human(account_id):
    return Principal(kind="human", id=str(account_id), roles=frozenset({"human"}), name="Ana")


async def test_the_account_on_pages_and_in_the_api(tmp_path, database, database_settings):
    books = Books(database)
    ana = await books.human(5_000)
    await books.charge(ana, 1_500)
    other = await books.human()
    foreign = await books.reward(other, 700)
    async with running_app(tmp_path, database_settings) as app, browse(app, human(ana)) as client:
        totals = (await client.get(f"{API}/balance")).json()
        assert totals == {
            "balance_minor": 3_500,
            "held_minor": 0,
            "earned_minor": 5_000,
            "spent_minor": 1_500,
        }
        first = (await client.get(f"{API}/statement?limit=1")).json()
        assert [line["balance_after_minor"] for line in first["items"]] == [3_500]
        rest = (await client.get(f"{API}/statement?limit=1&cursor={first['next_cursor']}")).json()
        assert [line["amount_minor"] for line in rest["items"]] == [5_000]
        assert rest["next_cursor"] is None
        wrong = await client.get(f"{API}/statement?kind=spent&cursor={first['next_cursor']}")
        assert (wrong.status_code, wrong.json()["code"]) == (400, "invalid_cursor")
        own = await client.get(f"{API}/transactions/{first['items'][0]['transaction_id']}")
        assert own.json()["type"] == "spend_vote"
        assert (await client.get(f"{API}/transactions/{foreign.transaction_id}")).status_code == 404
        assert (await client.get(f"{API}/verify")).status_code == 403
        for locale, words in (("en", "Mission verified"), ("es", "Misión verificada"), ("zh-Hans", "任务")):
            page = await client.get(f"/account/statement?lang={locale}")
            assert page.status_code == 200
            assert words in page.text
        assert "Mission verified" not in (await client.get("/account/statement?kind=spent&lang=en")).text
        file = await client.get("/account/statement.csv")
        assert file.headers["content-type"].startswith("text/csv")
        assert [row.split(",")[3] for row in file.text.splitlines()[1:]] == ["-1500", "5000"]

        admin = Principal(kind="human", id=str(new_id()), roles=frozenset({"human", "admin"}))
        async with browse(app, admin) as desk:
            assert (await desk.get(f"{API}/verify")).status_code == 404  # nobody has looked yet
            for locale, words in (("en", "Nobody has looked"), ("es", "Todavía no"), ("zh-Hans", "尚未核对")):
                assert words in (await desk.get(f"/admin/ledger?lang={locale}")).text
            asked = await desk.post(f"{API}/verify")
            assert asked.status_code == 202
            audit_id = UUID(asked.json()["id"])
            await look_at_books.function(TaskContext(id=audit_id, attempt=1, database=database, plugin=None))
            found = (await desk.get(f"{API}/verify")).json()
            assert (found["differences"], found["issued_minor"], found["burnt_minor"]) == ([], 5_700, 1_500)
            assert (await desk.get(f"{API}/issuance")).json()["items"][0]["credited_minor"] == 5_700
            for locale, words in (("en", "adds up"), ("es", "cuadra"), ("zh-Hans", "相符")):
                page = await desk.get(f"/admin/ledger?lang={locale}")
                assert page.status_code == 200
                assert words in page.text
                assert page.text.count("ledger-bar-value") == 9
            async with database.write() as work:
                await work.execute("SET LOCAL session_replication_role = replica")
                await work.execute("UPDATE ledger.account SET balance_minor = 1 WHERE id = $1", other)
            await look_at_books.function(TaskContext(id=new_id(), attempt=1, database=database, plugin=None))
            for locale, words in (
                ("en", "A balance differs"),
                ("es", "Un saldo no coincide"),
                ("zh-Hans", "余额与"),
            ):
                assert words in (await desk.get(f"/admin/ledger?lang={locale}")).text
        assert (await client.get("/admin/ledger")).status_code == 403
        async with browse(app) as guest:
            assert (await guest.get(f"{API}/balance")).status_code == 401


async def test_the_first_mission_in_a_domain_names_the_domain_in_the_readers_language(
    tmp_path, database, database_settings
):
    books = Books(database)
    ana = await books.human()
    async with database.write() as work:
        await api.reward(
            work,
            key="first",
            type="earn_first_in_domain",
            human_id=ana,
            amount_minor=50_00,
            reference=api.domain_reference(ana, "elder_care"),
            description="elder_care",
        )
    async with running_app(tmp_path, database_settings) as app, browse(app, human(ana)) as client:
        for locale, words in (
            ("en", "Elder Care"),
            ("es", "Cuidado de las personas mayores"),
            ("zh-Hans", "老年关怀"),
        ):
            page = await client.get(f"/account/statement?lang={locale}")
            assert words in page.text
            assert "elder_care" not in page.text
