"""The pages of organisations, and the mail that an invitation sends."""

import msgspec
import pytest
from commonweal import TaskContext, new_id
from commonweal.plugin.settings import Settings
from commonweal.runtime import Runtime
from commonweal.testing.web import browse, running_app, web_environment
from commonweal_identity.organisations.mailing import send_invitation

from .accounts import ALONE, add_human, add_organisation, principal, sources


@pytest.fixture(scope="session")
def migration_sources():
    return sources()


@pytest.fixture
async def app(tmp_path, database, database_settings):
    async with running_app(tmp_path, database_settings, **ALONE) as app:
        yield app


class Reader:
    """A browser that fills in the forms of the pages it is shown."""

    def __init__(self, client):
        self.client = client

    async def send(self, shown, path, **entries):
        page = await self.client.get(shown)
        assert "⟦" not in page.text
        assert f'action="{path}"' in page.text
        token = page.text.split('name="form_token" value="')[1].split('"')[0]
        return await self.client.post(path, data={"form_token": token, **entries})


@pytest.mark.parametrize("locale", ["en", "es", "zh-Hans"])
async def test_an_owner_runs_an_organisation_on_its_page(app, database, locale):
    owner, bo = await add_human(database, "Ana"), await add_human(database, "Bo", email="bo@example.org")
    await add_organisation(database, "heron", owner=owner)
    home = "/organisations/heron"
    in_browser = msgspec.structs.replace(principal(owner), by_cookie=True)
    async with browse(app, in_browser) as client, browse(app, principal(bo)) as other:
        await client.get(f"{home}?lang={locale}")
        ana, guest = Reader(client), Reader(other)
        assert "form_token" not in (await other.get(home)).text
        wrong = await ana.send(home, f"{home}/invite", email="nobody", role="viewer")
        assert (wrong.status_code, 'id="error-email"' in wrong.text) == (422, True)
        assert (
            await ana.send(home, f"{home}/invite", email="bo@example.org", role="viewer")
        ).status_code == 303
        twice = await ana.send(home, f"{home}/invite", email="bo@example.org", role="viewer")
        assert (twice.status_code, 'role="alert"' in twice.text) == (422, True)
        listed = (await other.get("/organisations")).text
        path = listed.split('action="')[1].split('"')[0]
        assert (await guest.send("/organisations", path, accept="1")).status_code == 303
        shown = (await client.get(home)).text
        member = shown.split("/role")[-2].rpartition("/")[2]
        assert (await ana.send(home, f"{home}/members/{member}/role", role="king")).status_code == 422
        assert (await ana.send(home, f"{home}/members/{member}/role", role="manager")).status_code == 303
        refused = await ana.send(home, f"{home}/leave")
        assert (refused.status_code, 'role="alert"' in refused.text) == (422, True)
        assert (await ana.send(home, f"{home}/words", name="x")).status_code == 422
        saved = await ana.send(home, f"{home}/words", name="Herons <b>", website="https://example.org")
        assert saved.status_code == 303
        assert "Herons &lt;b&gt;" in (await client.get(home)).text
        assert (await ana.send(home, f"{home}/tokens", name="x", days="0")).status_code == 422
        made = await ana.send(
            home, f"{home}/tokens", name="export", days="9", scopes="identity.organisations.read"
        )
        assert "cw_st_" in made.text
        assert made.headers["cache-control"] == "no-store"
        revoke = (await client.get(home)).text.split("/revoke")[0].rpartition('action="')[2] + "/revoke"
        assert (await ana.send(home, revoke)).status_code == 303
        assert (await ana.send(home, f"{home}/members/{member}/end")).status_code == 303
        assert (await other.get("/organisations")).status_code == 200
        assert (await ana.send(home, f"{home}/close", typed_name="heron")).status_code == 422
        assert (await ana.send(home, f"{home}/close", typed_name="Herons <b>")).status_code == 303
        assert (await client.get(home)).status_code == 404
        assert (await client.post(f"{home}/leave", data={"x": "1"})).status_code == 403


@pytest.mark.parametrize(("locale", "word"), [("es", "invita"), ("zh-Hans", "邀请"), ("en", "invites")])
async def test_the_mail_of_an_invitation_is_in_the_readers_language(
    tmp_path, database, database_settings, locale, word
):
    owner = await add_human(database, "Ana")
    bo = await add_human(database, "Bo", email="bo@example.org")
    async with database.write() as work:
        await work.execute("UPDATE identity.human SET locale = $2 WHERE id = $1", bo, locale)
    organisation, membership = await add_organisation(database, "heron", owner=owner), new_id()
    async with database.write() as work:
        await work.execute(
            """INSERT INTO identity.membership (id, organisation_id, email, email_key, role, invited_by)
            VALUES ($1, $2, 'bo@example.org', 'bo@example.org', 'viewer', $3)""",
            *(membership, organisation, owner),
        )
    environment = web_environment(tmp_path, database_settings, ALONE)
    async with await Runtime.create(Settings.load(environment), "tool") as runtime:
        plugin = runtime.host.plugins["identity"].context
        context = TaskContext(id=new_id(), attempt=1, database=runtime.database, plugin=plugin)
        for each in (membership, new_id()):
            await send_invitation.function(context, membership_id=each)
    async with database.read() as work:
        [mail] = await work.fetch("SELECT * FROM mailbox.mail")
    assert mail["recipient"] == "bo@example.org"
    assert word in mail["subject"]
    assert "Commonweal" in mail["text"]
