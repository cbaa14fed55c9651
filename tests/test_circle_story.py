"""A circle from its opening to its first missions, in browsers and by API.

Ana, who reads Spanish on her phone, opens a private circle of a place, and invites two people and
an agent. They talk, adopt a mission, two of them claim it together, and when it is verified, what a
browser shows of the milestone moves by itself. Bo, who belongs to nothing, finds nothing anywhere.
"""

import json
import os
import re
import urllib.error
import urllib.request

import pytest
from caller import PASSWORD, Caller
from commonweal.testing.browser import CHROMIUM, DESKTOP, PHONE, chromium
from playwright.async_api import expect
from test_live import LIVE, PATIENCE
from test_story import approve_all, hand_in, join, mailed, photo, photographed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("CI"), reason="needs Chromium: apt-get install chromium"
    ),
]
NAME = "Las lámparas de la ribera"
WORDS = "Vecinas y vecinos que contamos qué faroles no alumbran, y lo llevamos al ayuntamiento."
SCREENS = ("", "/board", "/progress", "/members", "/about")


def signed_in(app, name, password=PASSWORD):
    """Return somebody with a token."""
    answer = Caller(app)("POST", "/identity/tokens", email=f"{name}@example.org", password=password)
    return Caller(app, answer["access_token"])


def verified_agent(app):
    """Register an agent of a and verify it, as the guide says."""
    registered = Caller(app)(
        "POST",
        "/identity/agents",
        username="lamp_count",
        display_name="Lamp Count",
        owner_email="carol@example.org",
        specializations=["community_building"],
    )
    carol = signed_in(app, "carol")
    carol("POST", "/identity/agents/lamp_count/owner", accept=True)
    carol("POST", "/identity/agents/lamp_count/verification", code=mailed(app, r"(\d{6}) verifies"))
    return Caller(app, registered["api_key"])


async def enter(app, page, name):
    """Sign in as a sample account."""
    await page.goto(f"http://127.0.0.1:{app.port}/sign-in")
    await page.fill("#field-email", f"{name}@example.org")
    await page.fill("#field-password", PASSWORD)
    await page.press("#field-password", "Enter")
    await page.wait_for_url(lambda url: "/sign-in" not in url)


async def open_circle(app, page):
    """Open a private place circle in Spanish, for 25 IT, and return its id."""
    await page.goto(f"http://127.0.0.1:{app.port}/circles/new?lang=es")
    balance = await page.inner_text("#header-balance")
    await page.fill("#field-name", NAME)
    await page.fill("#field-description", WORDS)
    await page.select_option("#field-domain", "community_building")
    await page.fill("#field-welcome", "Pasa, siéntate y cuenta.")
    await page.check("input[name='visibility'][value='private']")
    for side in await page.locator("details:not([open]):has(#field-north)").all():
        await side.locator("summary").click()
    await page.fill("#field-place_name", "La ribera")
    for name, degrees in (("north", "52"), ("south", "51"), ("west", "-3"), ("east", "1")):
        await page.fill(f"#field-{name}", degrees)
    await page.click("form[action='/circles/new'] button.is-primary")
    await page.wait_for_url(re.compile(r"/circles/[0-9a-f-]{36}"))
    assert await page.inner_text("#header-balance") != balance
    return re.search(r"/circles/([0-9a-f-]{36})", page.url)[1]


def status_of(app, path, caller=None):
    """Return the status and the text of an answer, whatever it is."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{app.port}{path}", headers=caller.headers if caller else {}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class Story:
    """The people, the agent and their browsers, in one app."""

    def __init__(self, app, folder):
        self.app, self.folder = app, folder
        self.site = f"http://127.0.0.1:{app.port}"
        self.agent, self.bo = verified_agent(app), signed_in(app, "bo")
        open_ones = photographed(Caller(app))
        self.mission = next(each for each in open_ones if each["slots_left"] >= 2)

    async def begin(self, browser):
        """Bring everybody into the app, and let Ana open the circle."""
        self.ana = await (await browser.new_context(viewport=PHONE, color_scheme="dark")).new_page()
        self.rosa = await (await browser.new_context(viewport=PHONE)).new_page()
        self.lin = await (await browser.new_context(viewport=DESKTOP)).new_page()
        await enter(self.app, self.ana, "ana")
        await join(self.app, self.rosa, "en")
        await join(self.app, self.lin, "es")
        rosa_api, self.lin_api = [
            signed_in(self.app, f"newcomer-{language}", "Meadow-Lark-77") for language in ("en", "es")
        ]
        self.rosa_id = rosa_api("GET", "/identity/me")["id"]
        self.circle = await open_circle(self.app, self.ana)
        self.base = f"{self.site}/circles/{self.circle}"

    def ask(self, caller, method, path, **given):
        return caller(method, f"/circles/{self.circle}{path}", **given)

    async def invite(self):
        """Ana invites two people and an agent; they come."""
        invited = self.ask(signed_in(self.app, "ana"), "POST", "/invitations", once="link", kind="link")
        await self.lin.goto(f"{self.site}/circles/invitations/{invited['token']}")
        await press(self.lin, "main form[action*='/circles/invitations/'] button")
        for who in (f"{self.site}/people/{self.rosa_id}", "lamp_count"):
            await self.ana.goto(f"{self.base}/invite?lang=es")
            await self.ana.fill("#field-who", who)
            await press(self.ana, f"form[action$='/{self.circle}/invite']:has(#field-who) button")
        await self.rosa.goto(f"{self.site}/circles/mine")
        await press(self.rosa, f"form[action='/circles/{self.circle}/accept'] button")
        self.ask(self.agent, "POST", "/members", once="join", request="")

    async def talk(self):
        """Ana begins a thread, Lin answers, and so does the agent."""
        await self.ana.goto(f"{self.base}/new?lang=es")
        await self.ana.fill("#field-title", "¿Por dónde empezamos?")
        await self.ana.fill("#field-text", "Propongo **la calle del agua**. <script>alert(1)</script>")
        await self.ana.click(f"form[action='/circles/{self.circle}/new'] button.is-primary")
        await self.ana.wait_for_url("**/threads/*")
        await self.ana.wait_for_selector(LIVE)
        thread = re.search(r"/threads/([0-9a-f-]{36})", self.ana.url)[1]
        assert await self.ana.locator("strong:has-text('la calle del agua')").count() == 1
        text = "Count them after ten at night, both sides of the street."
        self.ask(self.lin_api, "POST", f"/threads/{thread}/posts", once="reply", text=text)
        offered, shown = (
            self.ana.locator("button.stream-new"),
            self.ana.locator("#posts:has-text('both sides')"),
        )
        await expect(offered.or_(shown).first).to_be_visible(timeout=PATIENCE)
        if await offered.is_visible():  # what is new is offered, not pushed in, if the page was live by then
            await offered.click()
        await expect(shown).to_be_visible()
        text = "The plan of the city names 240 lamps in these streets."
        said = self.ask(self.agent, "POST", f"/threads/{thread}/posts", once="said", text=text)
        assert said["state"] == "in_review", "a new agent's words wait for a human"

    async def aim(self):
        """Ana sets a milestone, and a open page shows it."""
        await self.lin.goto(f"{self.base}/progress")
        await self.lin.wait_for_selector(LIVE)
        await self.lin.evaluate("window.stayed = true")
        await self.ana.goto(f"{self.base}/progress?lang=es")
        for closed in await self.ana.locator("details:not([open]):has(#field-title)").all():
            await closed.locator("summary").click()
        await self.ana.fill("#field-title", "La primera misión")
        await self.ana.select_option("#field-metric", "missions")
        await self.ana.fill("#field-target", "1")
        await press(self.ana, f"form[action$='/{self.circle}/milestones'] button")
        milestones = self.lin.locator("#milestones")
        await expect(milestones).to_contain_text("La primera misión", timeout=PATIENCE)

    async def claim_together(self):
        """The agent proposes a mission, Ana adopts it, two of them claim it together."""
        mission = self.mission["id"]
        proposed = self.ask(self.agent, "POST", "/proposals", once="propose", mission_id=mission)
        await self.ana.goto(f"{self.base}/board?lang=es")
        await press(self.ana, f"form[action$='/{proposed['id']}/adopt'] button")
        await self.rosa.goto(f"{self.base}/board")
        await press(self.rosa, f"form[action$='/{self.circle}/parties'] button")
        party = self.ask(self.lin_api, "GET", "/parties")["items"][0]["id"]
        self.ask(self.lin_api, "POST", f"/parties/{party}/me", once="me", acknowledged=True)
        await self.rosa.goto(f"{self.base}/board")
        await press(self.rosa, f"form[action$='/{party}/claim'] button")

    async def carry_out(self):
        """Rosa hands in what she did; when peers approve it, Lin's open page counts it.

        Who reviewed the one is no stranger to the other any more, and the sample has two peers: Lin waits.
        """
        work = await self.rosa.context.new_page()
        await work.goto(f"{self.site}/my-missions")
        await work.click("main a[href*='/claims/']")
        await hand_in(work, photo(self.folder, 1))
        approve_all([signed_in(self.app, "ana"), self.bo], 1)
        await expect(self.lin.locator("#milestones")).to_contain_text("1 de 1", timeout=PATIENCE)
        await expect(self.lin.locator("#circle-figures")).to_contain_text("1", timeout=PATIENCE)
        assert await self.lin.evaluate("window.stayed")
        assert self.ask(self.lin_api, "GET", "")["inside"]["verified"] == 1

    async def look(self):
        """Take pictures, in which no word is missing."""
        for number, path in enumerate(SCREENS):
            await self.ana.goto(f"{self.base}{path}?lang=es")
            await self.ana.screenshot(path=self.folder / f"ana-{number}.png", full_page=True)
            assert "⟦" not in await self.ana.inner_text("body")
        await self.lin.screenshot(path=self.folder / "lin.png", full_page=True)

    def see_nothing(self, caller):
        """Look for the circle as somebody who does not belong to it."""
        for path in ("", "/threads", "/board", "/progress", "/members", "/log"):
            status, text = status_of(self.app, f"/api/v1/circles/{self.circle}{path}", caller)
            assert status == 404, path
            assert NAME not in text
        open_ones = ("/api/v1/circles", "/api/v1/circles?q=ribera", "/search?q=ribera")
        for path in (*open_ones, f"/missions/{self.mission['id']}"):
            text = status_of(self.app, path, caller)[1]
            assert NAME not in text, path
            assert json.dumps(NAME) not in text, path
            assert self.circle not in text, path


async def press(page, button):
    """Press a button that leads to another page, folded away or not."""
    await page.locator(button).evaluate("button => button.closest('details')?.setAttribute('open', '')")
    async with page.expect_navigation():
        await page.click(button)


async def test_a_circle_from_its_opening_to_its_first_missions(make_settled_app, tmp_path):
    app = make_settled_app(COMMONWEAL_MISSIONS__REVIEWERS="2")
    app.start()
    story = Story(app, tmp_path)
    async with chromium() as browser:
        await story.begin(browser)
        await story.invite()
        await story.talk()
        await story.aim()
        await story.claim_together()
        await story.carry_out()
        await story.look()
    for caller in (story.bo, None):
        story.see_nothing(caller)
