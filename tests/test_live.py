"""People and programs follow one mission while it happens, though the gateway is killed in the middle."""

import json
import os
import re
import signal
import subprocess
import threading
from contextlib import contextmanager

import pytest
from caller import PASSWORD, Caller
from commonweal.testing.browser import CHROMIUM, PHONE, chromium
from playwright.async_api import expect
from test_story import approve_all, claim, hand_in, join, photo, photographed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.exists() and not os.environ.get("CI"), reason="needs Chromium: apt-get install chromium"
    ),
]
LIVE = ".stream-sign[data-state='live']"
PATIENCE = 60_000


class Curl:
    """Follows a topic with curl, and when the connection ends, again from the last id that it was told."""

    def __init__(self, app, topic):
        self.url = f"http://127.0.0.1:{app.port}/api/v1/realtime/events?topic={topic}"
        self.frames, self.connections = [], 0
        self._position, self._is_over, self._running = "", False, None
        self.followed, self.verified = threading.Event(), threading.Event()

    def run(self):
        while not self._is_over:
            resumed = ["-H", f"Last-Event-ID: {self._position}"] if self._position else []
            command = ["curl", "-sN", "--retry", "3", *resumed, self.url]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as self._running:
                self.connections += 1
                for line in self._running.stdout:
                    self._take(*line.rstrip("\n").partition(": ")[::2])

    def _take(self, field, value):
        if field == "id":
            self._position = value
        elif field == "data":
            frame = json.loads(value)
            self.followed.set()
            if frame["type"] == "event":
                self.frames.append(frame)
                if frame["event"] == "mission.verified":
                    self.verified.set()

    def end(self):
        self._is_over = True
        self._running.terminate()


@contextmanager
def followed_by_curl(app, topic):
    curl = Curl(app, topic)
    thread = threading.Thread(target=curl.run)
    thread.start()
    try:
        assert curl.followed.wait(30)
        yield curl
    finally:
        curl.end()
        thread.join(30)


def frames_of(page, topic):
    """Collect the events of a topic that a page is told."""
    told = []

    def take(text):
        frame = json.loads(text)
        if frame["type"] == "event" and frame["topic"] == topic:
            told.append(frame)

    page.on("websocket", lambda socket: socket.on("framereceived", take))
    return told


async def test_two_browsers_and_curl_follow_a_mission_through_the_death_of_the_gateway(
    make_settled_app, tmp_path
):
    app = make_settled_app(COMMONWEAL_MISSIONS__REVIEWERS="2")
    app.start()
    guest = Caller(app)
    mission = photographed(guest)[0]
    topic, places = f"mission:{mission['id']}", mission["max_claims"]
    async with chromium() as browser:
        watcher = await (await browser.new_context(viewport=PHONE, color_scheme="dark")).new_page()
        watched = frames_of(watcher, topic)
        await watcher.goto(f"http://127.0.0.1:{app.port}/missions/{mission['id']}?lang=es")
        await watcher.evaluate("window.stayed = true")
        await watcher.wait_for_selector(LIVE)
        rosa = await (await browser.new_context()).new_page()
        await join(app, rosa, "en")
        with followed_by_curl(app, topic) as curl:
            await claim(app, rosa, mission)
            free = re.compile(rf"{places - 1} de {places} cupos|Sin cupos")
            for shown in await watcher.locator("article [data-field], aside span[data-field]").all():
                await expect(shown).to_have_text(free, timeout=PATIENCE)

            before = app.processes()["gateway"]
            os.kill(before, signal.SIGKILL)
            await hand_in(rosa, photo(tmp_path, 1))
            await rosa.evaluate("window.stayed = true")
            balance = await rosa.inner_text("#header-balance")
            reviewers = [
                Caller(app, guest("POST", "/identity/tokens", email=email, password=PASSWORD)["access_token"])
                for email in ("ana@example.org", "bo@example.org")
            ]
            approve_all(reviewers, 1)

            await expect(rosa.locator("#claim-head .badge")).to_have_text("Verified", timeout=PATIENCE)
            await expect(rosa.locator(".evidence-sum .is-total .amount")).to_be_visible(timeout=PATIENCE)
            await expect(rosa.locator("#header-balance")).not_to_have_text(balance, timeout=PATIENCE)
            assert curl.verified.wait(30)
            await watcher.wait_for_selector(LIVE)
        assert await rosa.evaluate("window.stayed")
        assert await watcher.evaluate("window.stayed")
        assert app.processes()["gateway"] != before
        await rosa.screenshot(path=tmp_path / "claim.png", full_page=True)
        await watcher.screenshot(path=tmp_path / "mission.png", full_page=True)

    happened = [frame["event"] for frame in curl.frames]
    for name in ("mission.claimed", "mission.submitted", "mission.verified"):
        assert happened.count(name) == 1, happened
    assert curl.connections > 1, "the gateway was killed"
    assert [frame["position"] for frame in watched] == [frame["position"] for frame in curl.frames]
    assert [frame["previous"] for frame in curl.frames[1:]] == [
        frame["position"] for frame in curl.frames[:-1]
    ]
