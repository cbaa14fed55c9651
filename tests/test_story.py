"""The whole app as people and agents meet it, from the first page and the first request on."""

import io
import os
import re
import time

import pyotp
import pytest
from caller import PASSWORD, Caller
from commonweal.testing.browser import CHROMIUM, DESKTOP, PHONE, chromium
from commonweal_identity.profiles.orientation import ORIENTATION
from commonweal_identity.profiles.samples import ADMIN_TOTP_SECRET
from commonweal_missions.peers.reviewing import LEAST_TIME
from PIL import Image

READERS = {
    "en": {"viewport": DESKTOP},
    "es": {"viewport": PHONE, "color_scheme": "dark"},
    "zh-Hans": {"viewport": PHONE},
}
PROBLEM = {
    "title": "The brook behind the school foams after every rain",
    "description": "Pupils and neighbours see white foam in the brook after each rain. Nobody has taken "
    "samples at a fixed hour, so the works upstream say that it is pollen.",
    "domain": "clean_water_sanitation",
    "severity": "medium",
    "scope": "neighborhood",
}
SOLUTION = {
    "title": "Samples at fixed hours by three households",
    "description": "Three households take samples after each rain at the same hour and note what they see, "
    "with a photograph of the bottle before a white card.",
    "approach": "The bottles are numbered. A teacher collects them and compares the colours with a printed "
    "card, twice, without knowing where they are from.",
    "expected_impact": {"metric": "Rains with a sample", "value": "9 of 10", "timeframe": "three months"},
    "impact": 80,
    "impact_reason": "It ends the guessing.",
    "feasibility": 85,
    "feasibility_reason": "Bottles and a card are enough.",
    "cost_efficiency": 90,
    "cost_efficiency_reason": "It costs next to nothing.",
}


def mailed(app, pattern):
    """Wait for a mail in the mailbox and return what the pattern finds in it."""
    deadline = time.monotonic() + 30
    while not (found := re.search(pattern, app.get("/mailbox")[1])):
        assert time.monotonic() < deadline, "the mail did not come"
        time.sleep(0.2)
    return found[1]


@pytest.mark.browser
@pytest.mark.skipif(
    not CHROMIUM.exists() and not os.environ.get("CI"), reason="needs Chromium: apt-get install chromium"
)
async def test_a_newcomer_gets_from_registering_to_being_paid_in_each_language(make_settled_app, tmp_path):
    app = make_settled_app(COMMONWEAL_MISSIONS__REVIEWERS="2")
    app.start()
    guest = Caller(app)
    missions = photographed(guest)
    async with chromium() as browser:
        pages = {}
        for seed, (language, screen) in enumerate(READERS.items()):
            context = await browser.new_context(**screen)
            page = pages[language] = await context.new_page()
            await join(app, page, language)
            await claim(app, page, missions[seed])
            await hand_in(page, photo(tmp_path, seed))
            assert "⟦" not in await page.inner_text("body")
            assert await page.get_attribute("html", "lang") == language
        reviewers = [
            Caller(app, guest("POST", "/identity/tokens", email=email, password=PASSWORD)["access_token"])
            for email in ("ana@example.org", "bo@example.org")
        ]
        approve_all(reviewers, len(READERS))
        for page in pages.values():
            await see_the_reward(app, page)


async def join(app, page, language):
    """Register, confirm the address, and do the orientation, which pays 10 tokens."""
    base = f"http://127.0.0.1:{app.port}"
    email = f"newcomer-{language.lower()}@example.org"
    await page.goto(f"{base}/register?lang={language}")
    await page.fill("#field-display_name", "Rosa")
    await page.fill("#field-email", email)
    await page.fill("#field-password", "Meadow-Lark-77")
    await page.check("#field-is_adult")
    await page.check("#field-accepts_terms")
    await page.click("form[action='/register'] button")
    await page.wait_for_selector("#field-code")
    await page.fill("#field-code", code_for(app, email))
    await page.click("form[action='/confirm'] button")
    await page.wait_for_url("**/orientation")
    for step in ORIENTATION:
        await page.check(f"input[value='{step.right}']")
        await page.click("form[action^='/orientation/'] button")
        await page.wait_for_load_state()
    await page.goto(f"{base}/account/statement")
    assert "10" in await page.inner_text("tbody")


def photographed(guest):
    """Return open missions that ask for no video, so that one picture is all one needs."""
    found = []
    for each in guest("GET", "/missions?risk=green&limit=100")["items"]:
        mission = guest("GET", f"/missions/{each['id']}")
        if "video" not in {item["kind"] for item in mission["required_evidence"]}:
            found.append(mission)
    return found


def photo(folder, seed):
    """Make a photograph that no other is like."""
    file = folder / f"photo-{seed}.jpg"
    file.write_bytes(picture(seed))
    return file


def picture(seed):
    """Draw the bytes of a picture of its own."""
    image, out = Image.new("RGB", (800, 600)), io.BytesIO()
    rows = ((x * (seed + 3) % 256, y * (seed + 5) % 256, x * y % 251) for y in range(600) for x in range(800))
    image.putdata(list(rows))
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


async def claim(app, page, mission):
    """Claim a mission on its page."""
    await page.goto(f"http://127.0.0.1:{app.port}/missions/{mission['id']}")
    await page.click("form[action$='/claim'] button")
    await page.wait_for_url("**/claims/*")


async def hand_in(page, file):
    """Upload a photo for each item, with its progress, and hand them in."""
    for number in range(await page.locator("[data-item]").count()):
        item = page.locator(f"[data-item='{number}']")
        await item.locator("input[type='file']").last.set_input_files(file)
        await item.locator("[data-remove]:visible").wait_for()
    await page.fill("#field-text", "The third lamp from the corner stays dark.")
    await page.click("button[value='hand_in']")
    await page.wait_for_selector("#evidence")


def approve_all(reviewers, many):
    """Let everybody who is asked look at the evidence for as long as they must, and approve it."""
    asked = [(peer, review["id"]) for peer in reviewers for review in wait_for_reviews(peer, many)]
    for peer, review in asked:
        opened = peer("POST", f"/missions/reviews/{review}/opening")
        assert opened["evidence"]["files"], "there is something to look at"
    time.sleep(LEAST_TIME.total_seconds() + 1)
    for peer, review in asked:
        peer(
            "POST",
            f"/missions/reviews/{review}/verdict",
            once=f"verdict-{review}",
            verdict="approve",
            confidence=0.9,
            reasoning="The picture shows what was asked for.",
        )


def wait_for_reviews(peer, many):
    """Wait until a peer is asked for so many reviews."""
    deadline = time.monotonic() + 60
    while len(found := peer("GET", "/missions/reviews?group=waiting")["items"]) < many:
        assert time.monotonic() < deadline, found
        time.sleep(0.5)
    return found


async def see_the_reward(app, page):
    """See on the claim what was paid and why, on the statement that it came, in the portfolio what for."""
    await page.reload()
    paid = (await page.inner_text(".evidence-sum .is-total .amount")).strip()
    title = await page.inner_text("h1")
    await page.goto(f"http://127.0.0.1:{app.port}/account/statement")
    assert paid.split()[0] in await page.inner_text("tbody")
    await page.goto(f"http://127.0.0.1:{app.port}/my-missions")
    await page.click("a[href^='/people/']")
    await page.wait_for_url("**/people/*")
    assert title in await page.inner_text("main")
    assert "⟦" not in await page.inner_text("body")


def code_for(app, email):
    """Wait for the code that was mailed to an address."""
    deadline = time.monotonic() + 30
    while True:
        page = app.get(f"/mailbox?to={email}")[1]
        if found := re.search(r"\b(\d{6})\b", page.partition("<main")[2]):
            return found[1]
        assert time.monotonic() < deadline, page
        time.sleep(0.2)


def test_an_agent_gets_from_registering_to_a_mission_in_the_marketplace(make_settled_app):
    app = make_settled_app()
    app.start()
    guest = Caller(app)
    agent = Caller(
        app,
        guest(
            "POST",
            "/identity/agents",
            username="brook_watch",
            display_name="Brook Watch",
            owner_email="carol@example.org",
            specializations=["clean_water_sanitation"],
        )["api_key"],
    )
    carol = Caller(
        app, guest("POST", "/identity/tokens", email="carol@example.org", password=PASSWORD)["access_token"]
    )
    carol("POST", "/identity/agents/brook_watch/owner", accept=True)
    code = mailed(app, r"(\d{6}) verifies")
    assert carol("POST", "/identity/agents/brook_watch/verification", code=code)["verification"] == "verified"

    problem = agent("POST", "/problems", **PROBLEM)
    assert problem["review_status"] == "flagged", "a new agent's content waits for a human"
    one_time = pyotp.TOTP(ADMIN_TOTP_SECRET).now()
    signed_in = guest("POST", "/identity/tokens", email="admin@example.org", password=PASSWORD, code=one_time)
    admin = Caller(app, signed_in["access_token"])
    approve(admin, problem["id"])
    assert guest("GET", f"/problems/{problem['id']}")["state"] == "active"
    solution = agent("POST", "/problems/solutions", problem_id=problem["id"], **SOLUTION)
    approve(admin, solution["id"])
    assert guest("GET", f"/problems/solutions/{solution['id']}")["state"] == "proposed"

    ready = guest("GET", "/problems/solutions?state=ready_for_action")["items"][0]
    expires = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 20 * 86_400))
    mission = agent(
        "POST",
        "/missions",
        solution_id=ready["id"],
        title="Photograph ten public taps at seven in the morning",
        description="Walk the twelve blocks and note for each public tap whether water comes.",
        instructions=[{"text": "Go at seven."}, {"text": "Photograph each tap."}],
        required_evidence=[{"kind": "photo", "description": "A photo of each tap", "required": True}],
        domain="clean_water_sanitation",
        type="data_collection",
        difficulty="beginner",
        reward_minor=1500,
        duration_min=90,
        expires_at=expires,
        source_locale="en",
    )
    approve(admin, mission["id"])
    assert guest("GET", "/missions")["items"][0]["id"] == mission["id"]
    assert guest("GET", f"/problems/solutions/{ready['id']}")["state"] == "in_progress"


def approve(admin, item_id):
    """Approve what waits in the queue, as an admin does."""
    queue = admin("GET", "/review/queue?limit=100")["items"]
    [waiting] = [item for item in queue if item["item_id"] == item_id]
    admin("POST", f"/review/items/{waiting['id']}/take")
    decision = {"status": "approved", "notes": "Looked at, and it is fine."}
    admin("POST", f"/review/items/{waiting['id']}/decision", **decision)
