"""The pages on which admins and owners switch plugins, in each language."""

import os

import pytest
from commonweal.testing.browser import CHROMIUM, PHONE, accessibility_faults, chromium, served

LANGUAGES = ["en", "es", "zh-Hans"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_admin_sees_what_goes_with_a_plugin_and_switches_it(board, language):
    async with board.browser(await board.admin()) as browser:
        listed = await browser.see(f"/admin/plugins?lang={language}")
        assert "⟦" not in listed.text
        assert '/admin/plugins/lamp"' in listed.text
        asked = await browser.see("/admin/plugins/lamp/switch?on=false")
        assert "⟦" not in asked.text
        assert "Wick &amp; wax" in asked.text, "what goes with it is named"
        done = await browser.press("/admin/plugins/lamp/switch?on=false", "/admin/plugins/lamp/switch")
        assert (done.status_code, done.headers["location"]) == (303, "/admin/plugins/lamp")
        shown = await browser.see("/admin/plugins/lamp")
        assert "⟦" not in shown.text
        assert (await browser.see("/api/v1/lamp")).status_code == 404
        again = await browser.press("/admin/plugins/lamp", "/admin/plugins/lamp/switch")
        assert again.status_code == 303
        assert (await browser.see("/api/v1/lamp")).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_is_required_has_no_switch(board, language):
    async with board.browser(await board.admin()) as browser:
        page = await browser.see(f"/admin/plugins/identity?lang={language}")
        assert 'action="/admin/plugins/identity/switch"' not in page.text
        assert "/admin/plugins/identity/switch" not in page.text
        sent = await browser.press(
            "/admin/plugins/lamp/switch?on=false", "/admin/plugins/lamp/switch", on="1"
        )
        assert sent.status_code == 303
        refused = await browser.see("/admin/plugins/identity/switch?on=false")
        assert refused.status_code == 409
        assert "⟦" not in refused.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_an_owner_switches_what_was_offered(board, language):
    owner = await board.human()
    slug = await board.organisation(owner=owner)
    page, quay = f"/organisations/{slug}/plugins", f"/organisations/{slug}/plugins/quay"
    async with board.browser(await board.admin()) as admin, board.browser(owner) as ana:
        nothing = await ana.see(f"{page}?lang={language}")
        assert (nothing.status_code, "⟦" in nothing.text, quay in nothing.text) == (200, False, False)
        offer = ("/admin/plugins/quay", "/admin/plugins/quay/offer")
        wrong = await admin.press(*offer, offered="1", organisation="no-such")
        assert (wrong.status_code, 'id="error-organisation"' in wrong.text) == (422, True)
        assert (await admin.press(*offer, offered="1", organisation=slug)).status_code == 303
        assert quay in (await ana.see(page)).text
        assert page in (await ana.see(f"/organisations/{slug}")).text, (
            "the page of the organisation leads there"
        )
        assert (await ana.press(page, quay)).status_code == 303
        assert (await ana.see(f"/api/v1/quay/{slug}/berths")).status_code == 200
        standing = await admin.see(f"/admin/plugins/quay?lang={language}")
        assert ("Herons" in standing.text, "⟦" in standing.text) == (True, False)
        assert (await ana.press(page, quay)).status_code == 303
        assert (await ana.see(f"/api/v1/quay/{slug}/berths")).status_code == 404


async def test_pages_are_for_whom_they_are(board):
    human, owner = await board.human(), await board.human("Bo")
    slug = await board.organisation(owner=owner)
    async with board.browser(human) as browser, board.browser(owner) as bo:
        assert (await browser.see("/admin/plugins")).status_code == 403
        assert (await browser.see(f"/organisations/{slug}/plugins")).status_code == 404
        assert (await browser.see("/organisations/nobody/plugins")).status_code == 404
        assert f"/organisations/{slug}/plugins" not in (await browser.see(f"/organisations/{slug}")).text
        assert (await bo.see("/admin/plugins/lamp/switch?on=false")).status_code == 403
        forged = await bo.client.post("/admin/plugins/lamp/switch", data={"on": "0"})
        assert forged.status_code == 403
    assert await board.rows("SELECT 1 FROM kernel.plugin_switch") == []


@pytest.mark.browser
@pytest.mark.skipif(
    not CHROMIUM.exists() and not os.environ.get("CI"), reason="needs Chromium: apt-get install chromium"
)
async def test_the_pages_have_no_faults_of_accessibility(board):
    owner = await board.human()
    slug = await board.organisation(owner=owner)
    admin = await board.admin()
    async with board.as_(admin) as client:
        await client.put("/api/v1/switchboard/plugins/quay/offers", params={"organisation": slug})
    async with chromium() as browser, served(acting(board.app, admin)) as address:
        page = await browser.new_page(viewport=PHONE)
        for path in ("", "/lamp", "/quay", "/identity", "/lamp/switch?on=false"):
            await page.goto(f"{address}/admin/plugins{path}")
            assert await accessibility_faults(page) == [], path
            width = await page.evaluate("document.documentElement.scrollWidth")
            assert width <= PHONE["width"], path
    async with chromium() as browser, served(acting(board.app, owner)) as address:
        page = await browser.new_page(viewport=PHONE)
        for path in (f"/organisations/{slug}/plugins", f"/organisations/{slug}"):
            await page.goto(f"{address}{path}")
            assert await accessibility_faults(page) == [], path


def acting(app, principal):
    """Return the app as somebody's."""

    async def ask(scope, receive, send):
        scope["commonweal.testing.principal"] = principal
        await app(scope, receive, send)

    return ask
