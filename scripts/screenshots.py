"""Take pictures of list, map and mission page in each language, phone and desktop, into build/screenshots/.

Starts the app on a data directory of its own below build/, and stops it again.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

OUTPUT = Path(__file__).parent.parent / "build" / "screenshots"
SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
BROWSER = ("--no-sandbox", "--disable-background-networking", "--disable-component-update")


def main() -> None:
    """Start the app, take the pictures, stop it."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="commonweal-screenshots-") as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        limits = {"COMMONWEAL_WEB__GUEST_PER_MINUTE": "100000"}
        environment = os.environ | {"COMMONWEAL_HOME": home, "COMMONWEAL_PORT": str(port)} | limits
        command = [sys.executable, "-P", "-m", "commonweal", "up"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as app:
            for line in app.stdout or ():
                if found := re.search(r"ready after .*: (http\S+)", line):
                    take(found[1])
                    app.send_signal(signal.SIGINT)


def take(address: str) -> None:
    """Take every picture."""
    with urllib.request.urlopen(f"{address}/api/v1/missions?limit=1") as answer:
        mission = json.load(answer)["items"][0]["id"]
    pages = {"list": "/missions", "map": "/missions#map", "mission": f"/missions/{mission}"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=BROWSER)
        for screen, size in SCREENS.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport=size, color_scheme=scheme)
                page = context.new_page()
                for language in ("en", "es", "zh-Hans"):
                    for name, path in pages.items():
                        base, _, anchor = path.partition("#")
                        page.goto(f"{address}{base}?lang={language}{'#' + anchor if anchor else ''}")
                        page.screenshot(path=OUTPUT / f"{name}-{language}-{screen}-{scheme}.png")
                context.close()
        browser.close()
    print(f"{len(list(OUTPUT.glob('*.png')))} pictures in {OUTPUT}")


if __name__ == "__main__":
    main()
