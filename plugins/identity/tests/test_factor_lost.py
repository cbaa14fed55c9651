"""A second factor that was lost with its recovery codes: the operator lets its owner in again."""

import asyncio
import re

import pyotp
import pytest
from click.testing import CliRunner
from commonweal.testing.web import web_environment
from commonweal_identity.admin.acts import OPERATOR, reset_second_factor
from commonweal_identity.admin.commands import reset_factor
from commonweal_identity.services import identity_of

from .people import API, EASY, PASSWORD

RESET = "Your second factor was reset"


@pytest.fixture
def run(tmp_path, site, database_settings, monkeypatch):
    """Run the command as the operator of the site, on the same home."""
    for name, value in web_environment(tmp_path, database_settings, EASY).items():
        monkeypatch.setenv(name, value)

    async def run(*arguments, typed=""):
        return await asyncio.to_thread(CliRunner().invoke, reset_factor, arguments, input=typed)

    return run


async def enrol(person):
    """Set up a second factor for somebody who is signed in; returns the app."""
    page = (await person.see("/account/second-factor")).text
    app = pyotp.TOTP(re.search(r"secret-text\">([A-Z2-7 ]+)<", page)[1].replace(" ", ""))
    assert (await person.send("/account/second-factor", code=app.now())).status_code == 200
    return app


async def admin_with_factor(site, **columns):
    await site.add(is_admin=True, **columns)
    admin = site.person()
    await admin.sign_in()
    return admin, await enrol(admin)


async def is_on(site):
    return await site.value("SELECT EXISTS (SELECT 1 FROM identity.second_factor)")


async def test_an_admin_whose_factor_was_reset_sets_another_up_at_the_next_sign_in(site, run):
    admin, lost = await admin_with_factor(site)
    assert (await admin.see("/admin/audit")).status_code == 200
    done = await run("Ana@example.org", "--yes")
    assert (done.exit_code, "1 session has ended" in done.output) == (0, True)
    assert (await admin.see("/admin/audit")).headers["location"] == "/sign-in?next=%2Fadmin%2Faudit"
    again = site.person()
    assert (await again.sign_in(next="/admin/audit")).headers["location"] == "/account/second-factor"
    assert (await again.see("/admin/audit")).status_code == 303
    refused = await again.client.get(f"{API}/audit")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_required")
    app = await enrol(again)
    assert app.secret != lost.secret
    log = await again.see("/admin/audit")
    assert (log.status_code, "Second factor reset" in log.text, "command-line" in log.text) == (
        200,
        True,
        True,
    )
    later = site.person()
    assert (await later.sign_in()).headers["location"] == "/sign-in/second-step"


async def test_sessions_of_programs_end_too_and_recovery_codes_are_worth_nothing(site, run):
    _, app = await admin_with_factor(site)
    await site.change("UPDATE identity.second_factor SET last_step = 0")
    body = {"email": "ana@example.org", "password": PASSWORD, "code": app.now()}
    token = (await site.person().client.post(f"{API}/tokens", json=body)).json()["access_token"]
    program = site.person(authorization=f"Bearer {token}").client
    assert (await program.get(f"{API}/accounts")).status_code == 200
    assert "2 sessions have ended" in (await run("ana@example.org", "--yes")).output
    assert (await program.get(f"{API}/accounts")).status_code == 401
    assert await site.value("SELECT count(*) FROM identity.recovery_code") == 0
    assert await site.value("SELECT count(*) FROM identity.session WHERE state = 'active'") == 0
    assert await site.events("session_ended") == 2


async def test_the_account_is_told_in_its_language_and_the_log_names_the_operator(site, run):
    await admin_with_factor(site, locale="es")
    await run("ana@example.org", "--yes")
    newest = (await site.mails("ana@example.org"))[0]
    assert newest.subject == "Tu segundo factor se restableció"
    assert "se cerraron todas tus sesiones" in newest.text
    assert await site.events("second_factor_changed") == 2
    async with site.database.read() as work:
        row = await work.fetch_row("SELECT actor_kind, actor_id, action, subject_id FROM identity.audit")
        human_id = await work.fetch_value("SELECT id FROM identity.human")
    assert tuple(row) == ("service", "command-line", "identity.reset_second_factor", human_id)


async def test_a_lock_after_wrong_codes_does_not_keep_another_app_away(site, run):
    await admin_with_factor(site)
    for _ in range(6):
        locked = site.person()
        await locked.sign_in()
        assert (await locked.send("/sign-in/second-step", code="guess")).status_code == 422
    await run("ana@example.org", "--yes")
    again = site.person()
    await again.sign_in()
    await enrol(again)


async def test_nothing_is_done_unless_the_operator_says_yes(site, run):
    admin, _ = await admin_with_factor(site)
    refused = await run("ana@example.org", typed="n\n")
    assert (refused.exit_code, "without a second factor?" in refused.output) == (1, True)
    assert await is_on(site)
    assert (await admin.see("/admin/audit")).status_code == 200
    assert (await run("ana@example.org", typed="y\n")).exit_code == 0
    assert not await is_on(site)


async def test_where_no_factor_is_on_nothing_is_changed_or_told(site, run):
    await site.add()
    ana = site.person()
    await ana.sign_in()
    await ana.see("/account/second-factor")  # begun, not confirmed
    done = await run("ana@example.org")
    assert done.output == "ana@example.org has no second factor; nothing was changed.\n"
    assert ana.is_known
    assert (await ana.see("/account")).status_code == 200
    assert RESET not in [mail.subject for mail in await site.mails("ana@example.org")]
    assert await site.value("SELECT count(*) FROM identity.audit") == 0


async def test_an_address_nobody_has_and_what_is_none_are_named(site, run):
    assert "Nobody here has the address" in str((await run("nobody@example.org", "--yes")).exception)
    assert "no e-mail address" in str((await run("nobody", "--yes")).exception)


async def test_of_two_resets_at_once_one_is_noted(site):
    await admin_with_factor(site)
    human_id = await site.value("SELECT id FROM identity.human")

    async def reset():
        async with site.database.write() as work:
            return await reset_second_factor(work, identity_of(site.context).keys, OPERATOR, human_id)

    assert sorted(await asyncio.gather(reset(), reset()), key=str) == [1, None]
    assert await site.value("SELECT count(*) FROM identity.audit") == 1
    mails = await site.mails("ana@example.org")
    assert [mail.subject for mail in mails].count(RESET) == 1
