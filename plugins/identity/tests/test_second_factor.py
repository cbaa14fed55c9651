"""The second factor: set up with an app, asked for at sign-in, each code once; admins need it."""

import asyncio
import re
from datetime import UTC, datetime

import pyotp
from commonweal_identity.humans.second_factor import matching_step, picture
from hypothesis import given
from hypothesis import strategies as st

from .people import API, PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


async def enrolled(site, **columns):
    """Return a person who has just set up the second factor, the app, and the recovery codes."""
    await site.add(**columns)
    ana = site.person()
    await ana.sign_in()
    page = (await ana.see("/account/second-factor")).text
    app = pyotp.TOTP(re.search(r"secret-text\">([A-Z2-7 ]+)<", page)[1].replace(" ", ""))
    done = await ana.send("/account/second-factor", code=app.now())
    assert done.status_code == 200
    return ana, app, re.findall(r"<li>([0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4})</li>", done.text)


async def forget_steps(site):
    await site.change("UPDATE identity.second_factor SET last_step = 0")


async def test_setting_up_shows_a_picture_and_ten_recovery_codes_once(site):
    ana, app, codes = await enrolled(site)
    assert len(set(codes)) == 10
    assert await site.events("second_factor_changed") == 1
    assert codes[0] not in (await ana.see("/account/second-factor")).text
    assert "Recovery codes left: 10" in (await ana.see("/account/security")).text
    sealed = await site.value("SELECT secret FROM identity.second_factor")
    assert app.secret.encode() not in sealed
    assert (await site.mails("ana@example.org"))[0].subject == "The second factor is switched on"


async def test_signing_in_asks_for_the_code_and_takes_each_once(site):
    _, app, codes = await enrolled(site)
    ana = site.person()
    first = await ana.sign_in(next="/missions")
    assert first.headers["location"] == "/sign-in/second-step"
    assert (await ana.see("/account")).status_code == 303
    replayed = await ana.send("/sign-in/second-step", code=app.now())
    assert replayed.status_code == 422  # it was used to set up
    await forget_steps(site)
    second = await ana.send("/sign-in/second-step", code=app.now())
    assert (second.status_code, second.headers["location"]) == (303, "/missions")
    other = site.person()
    await other.sign_in()
    assert (await other.send("/sign-in/second-step", code=app.now())).status_code == 422
    assert (await other.send("/sign-in/second-step", code=codes[0].upper())).status_code == 303
    third = site.person()
    await third.sign_in()
    assert (await third.send("/sign-in/second-step", code=codes[0])).status_code == 422


async def test_a_new_password_by_mail_does_not_switch_it_off(site):
    _, app, _ = await enrolled(site)
    ana = site.person()
    asked = await ana.send("/forgotten", email="ana@example.org")
    code = await site.code("ana@example.org")
    reset = await ana.send(asked.headers["location"], code=code, password="Another-Tide-2026")
    assert reset.headers["location"] == "/sign-in"
    entered = await ana.sign_in(password="Another-Tide-2026")
    assert entered.headers["location"] == "/sign-in/second-step"
    assert not ana.is_known
    await forget_steps(site)
    assert (await ana.send("/sign-in/second-step", code=app.now())).status_code == 303
    assert ana.is_known


async def test_a_code_sent_many_times_at_once_lets_one_in(site):
    _, app, _ = await enrolled(site)
    await forget_steps(site)
    client = site.person().client
    body = {"email": "ana@example.org", "password": PASSWORD, "code": app.now()}
    answers = await asyncio.gather(*(client.post(f"{API}/tokens", json=body) for _ in range(4)))
    assert [answer.status_code for answer in answers].count(201) == 1


async def test_a_program_is_told_that_the_code_is_missing(site):
    await enrolled(site)
    body = {"email": "ana@example.org", "password": PASSWORD}
    answer = await site.person().client.post(f"{API}/tokens", json=body)
    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_required")


async def test_wrong_codes_lock_for_the_person_whatever_the_browser(site):
    _, app, _ = await enrolled(site)
    await forget_steps(site)
    wrong = f"{(int(app.now()) + 500_000) % 1_000_000:06}"
    for _ in range(5):
        ana = site.person()
        await ana.sign_in()
        assert (await ana.send("/sign-in/second-step", code=wrong)).status_code == 422
    ana = site.person()
    await ana.sign_in()
    refused = await ana.send("/sign-in/second-step", code=app.now())
    assert refused.status_code == 422
    assert not ana.is_known


async def test_an_admin_has_no_rights_before_the_second_factor(site):
    await site.add(is_admin=True)
    admin = site.person()
    assert (await admin.sign_in()).headers["location"] == "/account/second-factor"
    refused = await admin.see("/admin/ledger")
    assert refused.headers["location"] == "/sign-in?next=%2Fadmin%2Fledger"
    assert (await admin.see(refused.headers["location"])).headers["location"] == "/account/second-factor"
    api = await admin.client.get("/api/v1/ledger/verify")
    assert (api.status_code, api.json()["code"]) == (403, "second_factor_required")
    older = site.person()
    await older.sign_in()
    page = (await admin.see("/account/second-factor")).text
    app = pyotp.TOTP(re.search(r"secret-text\">([A-Z2-7 ]+)<", page)[1].replace(" ", ""))
    await admin.send("/account/second-factor", code=app.now())
    assert (await admin.see("/admin/ledger")).status_code == 200
    other = site.person()
    await other.sign_in()
    await forget_steps(site)
    await other.send("/sign-in/second-step", code=app.now())
    assert (await other.see("/admin/ledger")).status_code == 200
    step = await older.see((await older.see("/admin/ledger")).headers["location"])
    assert step.headers["location"] == "/sign-in/second-step"
    await forget_steps(site)
    onward = await older.send("/sign-in/second-step", code=app.now())
    assert onward.headers["location"] == "/admin/ledger"
    assert (await older.see("/admin/ledger")).status_code == 200


async def test_switching_it_off_needs_password_and_code(site):
    ana, app, codes = await enrolled(site, is_admin=True)
    await forget_steps(site)
    page = "/account/second-factor/remove"
    assert (await ana.send(page, password="Wrong-2026", code=app.now())).status_code == 422
    assert (await ana.send(page, password=PASSWORD, code="000000")).status_code == 422
    fresh = await ana.send("/account/second-factor/codes", password=PASSWORD, code=app.now())
    assert fresh.status_code == 200
    assert codes[0] not in fresh.text
    assert (await ana.send(page, password=PASSWORD, code=codes[0])).status_code == 422
    new = re.search(r"<li>([0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4})</li>", fresh.text)[1]
    assert (await ana.send(page, password=PASSWORD, code=new)).status_code == 303
    assert (await ana.see("/admin/ledger")).status_code == 303
    assert await site.value("SELECT count(*) FROM identity.recovery_code") == 0


async def test_the_step_between_password_and_code_cannot_be_forged(site):
    await enrolled(site)
    for value in ("", "AAAA", "x" * 200, "á"):
        ana = site.person()
        ana.client.cookies.set("second-step", value.encode("ascii", "ignore").decode())
        assert (await ana.see("/sign-in/second-step")).headers["location"] == "/sign-in"


def test_codes_of_the_steps_beside_the_present_one_fit_and_no_others():
    now, app = datetime(2026, 5, 1, 12, 0, 10, tzinfo=UTC), pyotp.TOTP(SECRET)
    present = int(now.timestamp()) // 30
    for distance in (-2, -1, 0, 1, 2):
        found = matching_step(SECRET, app.generate_otp(present + distance), now)
        assert found == (present + distance if abs(distance) < 2 else None)


@given(st.text())
def test_whatever_is_typed_is_a_code_or_none(text):
    assert matching_step(SECRET, text) is None or sum(letter.isdecimal() for letter in text) == 6


def test_the_picture_has_no_styles_or_scripts():
    drawn = picture(SECRET, "ana@example.org")
    assert drawn.startswith("<svg")
    assert "style" not in drawn
    assert "script" not in drawn
