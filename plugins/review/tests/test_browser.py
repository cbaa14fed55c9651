"""The desk and the form of reports in a real browser: nothing axe finds, nothing wider than a phone."""

import pytest
from commonweal import new_id
from commonweal.testing.browser import DESKTOP, PHONE, accessibility_faults, chromium, served
from commonweal.testing.web import _ACTS_AS

from .conftest import REASON, admin


def acting(app, principal):
    """Let every visitor of an app be one principal."""

    async def ask(scope, receive, send):
        scope[_ACTS_AS] = principal
        await app(scope, receive, send)

    return ask


async def filled(desk, person):
    agent = await desk.agent(items=0)
    first = await desk.flagged("We report people who make a bomb at home, half-hearted as it is.", agent)
    await desk.flagged("Reporte: cuenta los pozos del barrio (half-hearted)", locale="es")
    await desk.flagged("记录村里的水井 half-hearted", locale="zh-Hans", organisation_id=str(new_id()))
    await desk.flagged("Mine, half-hearted", author=admin(person))
    published = (await desk.write("Count the wells.")).json()["id"]
    await desk.change("UPDATE review.item SET due_at = now() - interval '1 hour' WHERE id = $1", first)
    async with desk.as_(admin(person)) as client:
        await client.post(f"/api/v1/review/items/{first}/take")
        other = await desk.flagged("Another half-hearted one")
        body = {"ids": [str(other)], "status": "rejected", "notes": REASON}
        await client.post("/api/v1/review/decisions", json=body)
    return [
        "/admin/review",
        f"/admin/review/{first}",
        "/admin/review/figures",
        f"/report?kind=notes.note&id={published}",
    ]


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [(DESKTOP, "light", "en"), (PHONE, "dark", "es"), (PHONE, "light", "zh-Hans")],
)
async def test_pages_are_accessible_and_fit(desk, tmp_path, size, scheme, language):
    person = await desk.person()
    paths = await filled(desk, person)
    async with served(acting(desk.app, admin(person))) as address, chromium() as browser:
        context = await browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
        page = await context.new_page()
        for number, path in enumerate(paths):
            joint = "&" if "?" in path else "?"
            answer = await page.goto(f"{address}{path}{joint}lang={language}")
            assert answer.status == 200
            await page.screenshot(path=tmp_path / f"{number}.png", full_page=True)
            assert await accessibility_faults(page) == []
            width = await page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"]
