"""Take pictures of the app in each language, phone and desktop, and those that the README shows.

They go into build/screenshots/ and docs/images/; meanwhile the app runs on a data directory of its own.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from commonweal.testing.ports import free_port
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
OUTPUT = ROOT / "build" / "screenshots"
IMAGES = ROOT / "docs" / "images"
SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
LANGUAGES = ("en", "es", "zh-Hans")
BROWSER = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


def main() -> None:
    """Start the app, take the pictures, stop it."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="commonweal-screenshots-") as home:
        limits = {"COMMONWEAL_WEB__GUEST_PER_MINUTE": "100000"}
        environment = os.environ | {"COMMONWEAL_HOME": home, "COMMONWEAL_PORT": str(free_port())} | limits
        command = [sys.executable, "-P", "-m", "commonweal", "up"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as app:
            for line in app.stdout or ():
                if found := re.search(r"ready after .*: (http\S+)", line):
                    take(found[1])
                    app.send_signal(signal.SIGINT)


def take(address: str) -> None:
    """Take every picture."""
    pages = {
        "front": "/",
        "list": "/missions",
        "map": "/missions?place=mexico-city&radius_km=25&sort=distance",
        "mission": f"/missions/{newest(address)}",
        "wrong": "/missions?lat=x&reward_min=9&reward_max=3",
        "empty": "/missions?q=zzzzzzz&difficulty=expert",
        "lost": "/nowhere",
        "api": "/schema/docs",
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=BROWSER)
        for screen, size in SCREENS.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport=size, color_scheme=scheme)
                page = context.new_page()
                for language in LANGUAGES:
                    for name, path in pages.items():
                        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
                        page.screenshot(path=OUTPUT / f"{name}-{language}-{screen}-{scheme}.png")
                context.close()
        illustrate(browser, address)
        browser.close()
    print(f"{len(list(OUTPUT.glob('*.png')))} pictures in {OUTPUT}, the README's in {IMAGES}")


def newest(address: str) -> str:
    """Return the id of the mission that the list begins with."""
    with urllib.request.urlopen(f"{address}/api/v1/missions?limit=1") as answer:
        found: str = json.load(answer)["items"][0]["id"]
        return found


def illustrate(browser: Browser, address: str) -> None:
    """Take the pictures that the README shows: the marketplace on a desktop, and on phones."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, path, size, scheme in (
        ("marketplace", "/missions?lang=en", {"width": 1280, "height": 960}, "light"),
        ("phone-es", "/?lang=es", SCREENS["phone"], "light"),
        ("phone-zh-Hans", "/missions?lang=zh-Hans", SCREENS["phone"], "dark"),
        ("phone-en", "/missions?lang=en&place=mexico-city&radius_km=25", SCREENS["phone"], "light"),
    ):
        page = browser.new_page(viewport=size, color_scheme=scheme)
        page.goto(f"{address}{path}")
        page.screenshot(path=IMAGES / f"{name}.png")
        page.close()


if __name__ == "__main__":
    main()
