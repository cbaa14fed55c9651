"""The pages of the desk and the form of readers, in each language, by their forms alone."""

import re

import pytest

from .conftest import REASON, admin, human

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
HTML = {"accept": "text/html"}


def entries(page, **more):
    return {**dict(HIDDEN.findall(page.text)), **more}


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Content review"), ("es", "Revisión de contenidos"), ("zh-Hans", "内容审核")],
)
async def test_an_admin_walks_from_the_queue_to_a_decision(desk, language, title):
    review_id = await desk.flagged("Report on ghost guns: half-hearted <b>bold</b> note")
    async with desk.as_(admin(), **HTML) as client:
        queue = await client.get(f"/admin/review?lang={language}&kind=&priority=&language=")
        assert title in queue.text
        assert "&lt;b&gt;bold" in queue.text
        taken = await client.post("/admin/review/next", data=entries(queue))
        assert (taken.status_code, taken.headers["location"]) == (303, f"/admin/review/{review_id}")
        page = await client.get(taken.headers["location"])
        assert '<p class="note">Report on ghost guns' in page.text
        short = await client.post(
            f"/admin/review/{review_id}/decision", data=entries(page, status="approved", notes="short")
        )
        assert short.status_code == 422
        assert 'aria-invalid="true"' in short.text
        done = await client.post(
            f"/admin/review/{review_id}/decision",
            data=entries(page, status="approved", notes=REASON, once=""),
        )
        assert (done.status_code, done.headers["location"]) == (303, "/admin/review")
        after = await client.get(f"/admin/review/{review_id}")
        assert REASON in after.text
        assert (await client.get("/admin/review/figures")).status_code == 200
    assert await desk.value("SELECT review_status FROM notes.note") == "approved"


async def test_findings_are_shown_with_what_was_found_marked(desk):
    agent = await desk.agent(items=0)
    review_id = await desk.flagged("We report people who make a bomb at home.", agent)
    async with desk.as_(admin(), **HTML) as client:
        page = await client.get(f"/admin/review/{review_id}")
    assert "<mark>make a bomb</mark>" in page.text


async def test_several_are_decided_with_one_reason(desk):
    ids = [await desk.flagged() for _ in range(3)]
    async with desk.as_(admin(), **HTML) as client:
        queue = await client.get("/admin/review")
        sent = entries(queue, ids=[str(each) for each in ids[:2]], status="rejected", notes=REASON)
        assert (await client.post("/admin/review/batch", data=sent)).status_code == 303
        nothing = await client.post(
            "/admin/review/batch", data=entries(queue, status="rejected", notes=REASON, once="")
        )
        assert nothing.status_code == 422
    assert await desk.value("SELECT count(*) FROM review.item WHERE status = 'rejected'") == 2


async def test_an_own_item_offers_no_decision(desk):
    person = await desk.person()
    review_id = await desk.flagged(author=human(person))
    async with desk.as_(admin(person), **HTML) as client:
        page = await client.get(f"/admin/review/{review_id}")
        assert "Another admin decides" in page.text
        assert f"/admin/review/{review_id}/take" not in page.text
        assert (await client.get("/admin")).text.count("One item waits for a decision") == 1


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
async def test_a_reader_reports_by_the_form_once(desk, language):
    note = (await desk.write("Count the wells.")).json()["id"]
    async with desk.as_(human(), **HTML) as client:
        page = await client.get(f"/report?kind=notes.note&id={note}&lang={language}")
        assert "Count the wells." in page.text
        empty = await client.post("/report", data=entries(page))
        assert empty.status_code == 422
        sent = await client.post("/report", data=entries(page, reason="spam", note="Twice.", once=""))
        assert sent.status_code == 303
        again = await client.post("/report", data=entries(page, reason="spam", once=""))
        assert again.status_code == 422
    assert await desk.value("SELECT note FROM review.report") == "Twice."
