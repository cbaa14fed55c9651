"""What was written, its files and its cards on the page of a thread, in a real Chromium; and the form."""

import io
import os

import pytest
from commonweal.testing.browser import CHROMIUM, DESKTOP, PHONE, Browser, accessibility_faults
from PIL import Image, ImageDraw

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("CI"), reason="needs Chromium: apt-get install chromium"
    ),
]

SMALL = {"width": 320, "height": 640}
ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
TEXT = f"""# What we saw

Hello @Ana_Garcia, **three herons** and ~~two~~ one kingfisher, says https://birds.example/{"a" * 120}.
[bank.example](https://evil.example/{"b" * 90})

> A quotation of some length, so that it has to go on in a second line on a phone.

1. First the *upper* bank
2. then `the lower bank`

```
count = sum(day.herons for day in days if day.is_dry and not day.is_forgotten)  # a line that is long
```

我们沿着河走了三个小时、数了鸟、也拍了照片。请看附件。{ENDLESS}

/circles/{{circle}}
"""


def picture(color, size=(1200, 800)):
    image = Image.new("RGB", size, color)
    ImageDraw.Draw(image).ellipse([200, 150, 700, 600], fill="white")
    written = io.BytesIO()
    image.save(written, "JPEG")
    return written.getvalue()


@pytest.fixture
async def thread(world):
    owner, ana = await world.person(name="Marta Ruiz"), await world.person(name="Ana García")
    circle_id = await world.circle(owner, visibility="private")
    await world.member(circle_id, ana)
    files = []
    for name, content in [
        ("heron.jpg", picture("seagreen")),
        ("bank.jpg", picture("peru", (800, 1200))),
        ("kingfisher.jpg", picture("steelblue")),
        (f"{ENDLESS}.csv", b"day, herons\n1, 3\n"),
    ]:
        async with world.site.browse(owner) as client:
            answer = await client.post(
                f"/api/v1/circles/{circle_id}/attachments",
                files={"file": (name, content)},
                data={"description": "What we saw" if name != "bank.jpg" else ""},
            )
        assert answer.status_code == 201, answer.text
        files.append(answer.json()["id"])
    body = {"title": "A walk", "text": TEXT.replace("{circle}", str(circle_id)), "attachments": files}
    made = await world.send(owner, "POST", f"/{circle_id}/threads", body, 201)
    return f"/circles/{circle_id}/threads/{made['id']}", owner, ana


ALL_SHOWN = "[...document.querySelectorAll('.words-pictures img')].every(one => one.naturalWidth > 0)"
LOOKS = [("en", DESKTOP, "light"), ("es", PHONE, "dark"), ("zh-Hans", SMALL, "light"), ("en", SMALL, "dark")]


async def test_a_thread_shows_all_of_it_and_fits(world, thread):
    path, owner, ana = thread
    async with Browser.running() as browser:
        for language, size, scheme in LOOKS:
            page = await browser.open(world.site, path, ana, language=language, size=size, scheme=scheme)
            await keep(page, f"thread-{language}-{size['width']}-{scheme}")
            assert await page.locator(".words-text h2").inner_text() == "What we saw"
            assert await page.locator(".mention [data-me]").inner_text() == "@Ana_Garcia"
            assert await page.locator(".link-host").inner_text() == "(evil.example)"
            assert await page.locator(".words-card").count() == 1
            await page.locator(".words-pictures").first.scroll_into_view_if_needed()  # they load lazily
            await page.wait_for_function(ALL_SHOWN)
            assert await page.locator(".words-pictures img").count() == 3
            assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert await accessibility_faults(page) == []
        page = await browser.open(world.site, path, owner)
        assert await page.locator(".mention [data-me]").count() == 0


async def test_a_form_without_scripts_sends_files_and_shows_again_those_it_kept(world, thread):
    path, owner, _ = thread
    circle = path.split("/threads/")[0]
    async with Browser.running() as browser:
        page = await browser.open(world.site, f"{circle}/new", owner, size=PHONE)
        await page.locator(".words-files > summary").click()
        files = [
            {"name": "river.jpg", "mimeType": "image/jpeg", "buffer": picture("teal")},
            {"name": "page.html", "mimeType": "text/html", "buffer": b"<!doctype html><p>no"},
        ]
        await page.set_input_files("input[name=files]", files)
        await page.fill("input[name=files_description]", "The river")
        await page.fill("input[name=title]", "Another walk")
        await page.fill("textarea[name=text]", "Look.")
        await page.locator(
            "form:has(input[name=files]) button[type=submit], form:has(input[name=files]) button:not([type])"
        ).last.click()
        await page.wait_for_load_state()
        assert await page.locator("#error-files").count() == 1
        assert await page.locator(".words-kept input[name=attachments]:checked").count() == 1
        await keep(page, "form")
        assert await accessibility_faults(page) == []
        await page.locator(
            "form:has(input[name=files]) button[type=submit], form:has(input[name=files]) button:not([type])"
        ).last.click()
        await page.wait_for_load_state()
        assert await page.locator(".words-pictures img[alt='The river']").count() == 1


async def keep(page, name):
    """Keep a picture of a page for whoever wants to look at it."""
    if folder := os.environ.get("COMMONWEAL_TEST_PICTURES"):
        await page.screenshot(path=f"{folder}/words-{name}.png", full_page=True)
