"""Mail as a reader sees it: in a real Chromium, narrow and wide, light and dark, in three languages.

With COMMONWEAL_PICTURES set, each is kept there as a picture.
"""

import os
from pathlib import Path

import pytest
from commonweal.testing.browser import accessibility_faults, chromium, why_no_browser
from commonweal_notifications.digests.lists import Story
from commonweal_notifications.mail.settings import Brand

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("COMMONWEAL_PICTURES")
PARTNER = Brand(
    logo="River Trust", colour="#1b4d72", dark_colour="#1b4d72", attribution="River Trust, with Commonweal"
)
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_NARROW_BUTTON = "document.querySelector('.button').getBoundingClientRect().height"


@pytest.fixture(scope="module")
def stories(base_kinds):
    return [Story(kind, f"thing:{number}", "", kind.samples[0]) for number, kind in enumerate(base_kinds)]


@pytest.fixture(scope="module")
def mails(write, reader, stories):
    long_word = {**stories[0].values, "device": "Донаудампфшифффартсгезельшафт" * 5}

    def make(locale):
        ordinary, unbroken = write(), Story(stories[0].kind, "t", "", long_word)
        partner = write(brand=PARTNER)
        return {
            "notice": ordinary.notice(reader(locale), stories[1], "m"),
            "unbroken": ordinary.notice(reader(locale), unbroken, "m"),
            "digest": ordinary.list(reader(locale), stories[:9], "daily", "m", more=40),
            "partner": partner.notice(reader(locale), stories[8], "m"),
        }

    return make


@pytest.mark.skipif(bool(why_no_browser()), reason=why_no_browser() or "there is one")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("locale", ["en", "es", "zh-Hans"])
async def test_a_mail_fits_can_be_read_and_asks_nobody_for_anything(mails, locale, width, scheme):
    async with chromium() as browser:
        context = await browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True
        )
        page = await context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        for name, mail in mails(locale).items():
            await page.set_content(mail.html)
            if PICTURES:
                picture = Path(PICTURES) / f"mail-{name}-{locale}-{width}-{scheme}.png"
                await page.screenshot(path=picture, full_page=True)
            assert await page.evaluate(_OVERFLOW) <= 0, f"{name} is wider than the window"
            assert await page.evaluate(_NARROW_BUTTON) >= 44, f"the button of {name} is small for a finger"
            faults = await accessibility_faults(page)
            assert [fault for fault in faults if not fault.startswith(("landmark", "region"))] == []
        assert asked == []
        await context.close()
